"""The programs a machine starts, and the one composition of all parts."""
