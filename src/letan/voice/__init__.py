"""From a reply to speech: spoken forms, sentences, marks, stop and resume."""
