"""What may be kept of a visitor's words."""
