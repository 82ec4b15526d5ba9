"""Things behind a port: recognisers, speech engines, sound devices, stores."""
