"""The pages of whoever looks after the robot itself."""
