"""From sound to an utterance: voice activity, endpoint, phrase scores."""
