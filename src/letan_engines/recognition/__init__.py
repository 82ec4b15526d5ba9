"""Speech recognition and voice activity behind the core's ports."""
