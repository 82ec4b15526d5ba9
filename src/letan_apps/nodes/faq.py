"""The answers: content pack, hall, matcher, ROS."""

from pathlib import Path

from letan.faq.faq import Faq
from letan_apps.content.mind import load_mind
from letan_apps.nodes.context import Context
from letan_ros.faq import FaqNode


def build(context: Context) -> FaqNode:
    """Return the node; the pack is read when it is configured."""
    pack = str(context.values["faq"]["pack"])

    def load() -> Faq:
        return load_mind(Path(pack) if pack else None, context.site)

    return FaqNode(load=load, **context.arguments("faq"))
