"""The hall: counters, amenities, walls, directions; from one file."""
