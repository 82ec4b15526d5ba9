"""The staff's pages on the `screen` node: their routers, stores and topics, put together."""

from letan_apps.nodes.context import Context
from letan_ros.node import LetanNode
from letan_web.shell.server import Pages


def staff_pages(_node: LetanNode, _context: Context, _hosts: tuple[str, ...]) -> Pages | None:
    """Return the staff's application and its streams; None while there are no such pages.

    Args:
        _node: To listen and talk; called from its `on_start`.
        _context: Profile, parameters, site, state folder.
        _hosts: Names under which the pages may be opened.
    """
    return None
