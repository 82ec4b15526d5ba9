"""The visitor's pages: the screen of the robot, and what a telephone takes away."""
