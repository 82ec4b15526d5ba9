"""A simulated hall: robot body, people, sound; the same ports, in virtual time."""
