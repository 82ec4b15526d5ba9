"""Spoken forms: written Vietnamese to the words a native reader says, and where sentences end."""
