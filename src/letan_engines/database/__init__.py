"""A database file of the robot: how it is opened, and how its tables are brought up to date."""
