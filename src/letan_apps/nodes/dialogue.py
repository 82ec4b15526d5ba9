"""The conversation: core state machine, the site's places, ROS."""

from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros.dialogue import DialogueNode


def build(context: Context) -> DialogueNode:
    """Return the node; without a site it points at nothing and stays where it is."""
    site = load_site(context.site) if context.site is not None else None
    places = {} if site is None else {place.id: place.stand.point for place in site.destinations}
    base = "" if site is None else site.base.id
    return DialogueNode(places=places, base=base, **context.arguments("dialogue"))
