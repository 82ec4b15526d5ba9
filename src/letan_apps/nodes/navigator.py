"""The navigator: core, the hall, ROS."""

from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.navigator import NavigatorNode


def build(context: Context) -> NavigatorNode:
    """Return the node; its hall is the profile's site."""
    return NavigatorNode(site=load_site(context.require_site()), **context.arguments("navigator"))
