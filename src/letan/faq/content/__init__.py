"""The answers as data: entries, their parts, edits, the release they make."""
