"""The core of letan: it decides, and touches nothing.

No ROS, no input or output, no clock, no thread, no global randomness: time, sound and
chance are arguments. One folder a faculty; see ARCHITECTURE.md for who may import whom.
"""
