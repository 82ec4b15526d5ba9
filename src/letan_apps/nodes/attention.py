"""Who is there: core and ROS, nothing else."""

from letan_apps.nodes.context import Context
from letan_ros.attention import AttentionNode


def build(context: Context) -> AttentionNode:
    """Return the node."""
    return AttentionNode(**context.arguments("attention"))
