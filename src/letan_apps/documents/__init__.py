"""Pages of `docs/` that are written by what runs, so that they cannot drift from it."""
