"""The staff's pages on the `screen` node: their routers, stores and topics, put together."""

from pathlib import Path

from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.nodes.context import Context
from letan_apps.nodes.staff_controls import StaffControls
from letan_apps.nodes.staff_view import StaffView
from letan_apps.staff.log_files import LogFiles
from letan_apps.staff.opening import open_staff
from letan_engines.site_yaml import load_site
from letan_ros.node import LetanNode
from letan_web.operator.api_routes import operator_api
from letan_web.operator.log_routes import log_router
from letan_web.operator.routes import OperatorFeed, operator_router
from letan_web.shell.server import Pages


def staff_pages(node: LetanNode, context: Context, hosts: tuple[str, ...]) -> Pages | None:
    """Return the staff's application and its streams.

    Args:
        node: To listen and talk; called from its `on_start`.
        context: Profile, parameters, site, state folder.
        hosts: Names under which the pages may be opened.

    Raises:
        LetanError: If a store cannot be opened.
    """
    site: Site | None = None if context.site is None else load_site(context.site)
    feed = OperatorFeed()
    view = StaffView(feed, site)
    view.listen(node)
    controls = StaffControls(node, context, view)
    node.keep(lambda thing: thing.close(), controls)
    svg = None if site is None else site_svg(site)
    pack = str(context.values["faq"]["pack"])
    pages = open_staff(
        context.home,
        context.site,
        Path(pack) if pack else None,
        hosts,
        routers=(
            operator_router(feed, controls, lambda: svg),
            operator_api(feed, controls),
            log_router(LogFiles(context.home)),
        ),
        calls=lambda: sum(not call.acknowledged for call in feed.state.calls),
    )
    node.keep(lambda thing: thing.close(), pages)
    return Pages(pages.app, feed)
