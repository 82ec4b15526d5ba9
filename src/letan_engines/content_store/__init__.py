"""The robot's store: clerks' edits and history in SQLite, releases as folders beside it."""
