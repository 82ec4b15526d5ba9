"""From words and sound to one probability an entry."""
