"""Where the robot is and who is around it: core, the hall, ROS."""

from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.surroundings import SurroundingsNode


def build(context: Context) -> SurroundingsNode:
    """Return the node; its hall is the profile's site."""
    site = load_site(context.require_site())
    return SurroundingsNode(site=site, **context.arguments("surroundings"))
