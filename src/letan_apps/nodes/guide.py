"""The guide: core, the hall, ROS."""

from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.guide import GuideNode


def build(context: Context) -> GuideNode:
    """Return the node; its hall is the profile's site."""
    return GuideNode(site=load_site(context.require_site()), **context.arguments("guide"))
