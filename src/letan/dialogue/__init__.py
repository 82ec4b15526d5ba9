"""The conversation: events in, commands out."""
