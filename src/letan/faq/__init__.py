"""From an utterance to a reply: content, matcher, policy."""
