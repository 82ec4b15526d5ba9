"""Who is in the hall and how they move, from the lidar alone: clusters, tracks, the follower."""
