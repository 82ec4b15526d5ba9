"""The collision monitor: core and ROS, nothing else."""

from letan_apps.nodes.context import Context
from letan_ros.collision_monitor import CollisionMonitorNode


def build(context: Context) -> CollisionMonitorNode:
    """Return the node."""
    return CollisionMonitorNode(**context.arguments("collision_monitor"))
