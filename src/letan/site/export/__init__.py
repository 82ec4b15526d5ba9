"""What other programs read of a hall: Nav2's filter masks and the route graph."""
