"""Where the robot is on the map: the wheels' drift, corrected by what the lidar sees."""
