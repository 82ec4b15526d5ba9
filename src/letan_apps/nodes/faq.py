"""The answers: content, hall, matcher, ROS."""

from pathlib import Path

from letan_apps.content.answers import PublishedAnswers
from letan_apps.nodes.context import Context
from letan_ros.faq import FaqNode


def build(context: Context) -> FaqNode:
    """Return the node; the content is read when it is configured."""
    pack = str(context.values["faq"]["pack"])
    source = PublishedAnswers(Path(pack) if pack else None, context.site)
    return FaqNode(source=source, **context.arguments("faq"))
