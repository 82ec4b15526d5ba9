"""`letan demo`: the graph in a simulated hall, told as a story."""
