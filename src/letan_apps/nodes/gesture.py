"""The arms: core and ROS, nothing else."""

from letan_apps.nodes.context import Context
from letan_ros.gesture import GestureNode


def build(context: Context) -> GestureNode:
    """Return the node."""
    return GestureNode(**context.arguments("gesture"))
