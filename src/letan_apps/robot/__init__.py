"""The one composition: core and engines in one process under virtual time.

`converse`, the scenarios and the simulator run on `Robot`; the ROS nodes wrap the same parts.
"""
