"""The visitor's pages on the `screen` node: what they are made of, and where they are served."""

from datetime import UTC, datetime

from letan.kernel.units import Language
from letan.site.hours import local_time, open_state
from letan.site.site import Site
from letan_apps.content.opening import opening_of
from letan_apps.content.screen import hall_map
from letan_apps.nodes.screen_origins import Origins
from letan_web.shell.server import NoStreams, Pages
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.routes import OnAsk, OnTouch, ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.screen_state import Opening
from letan_web.visitor.takeaway import Shelf
from letan_web.visitor.takeaway_routes import create_phone_app

OPENING_EVERY_S = 20.0
"""How often the clock is compared with the opening hours."""


def visitor_pages(
    feed: ScreenFeed,
    site: Site | None,
    origins: Origins,
    inches: float,
    on_touch: OnTouch,
    on_ask: OnAsk,
) -> dict[str, Pages]:
    """Return the pages by origin: "" the robot's own screen, "phone" where telephones reach it.

    Args:
        feed: What the screen shows.
        site: The hall; None shows no map.
        origins: Host names and addresses.
        inches: Diagonal of the screen.
        on_touch: Where touches go.
        on_ask: Where typed questions go.
    """
    shelf = Shelf()
    config = ScreenConfig(
        hosts=origins.hosts(""), inches=inches, phone_address=origins.phone_address
    )
    maps: dict[Language, HallMap] = {}
    if site is not None:
        config = ScreenConfig(site.name, config.hosts, inches, config.phone_address)
        maps = {language: hall_map(site, language) for language in ("vi", "en")}
    app = create_visitor_app(feed, config, on_touch, on_ask, maps.get, shelf)
    pages = {"": Pages(app, feed)}
    if origins.phone_address:
        phone = create_phone_app(shelf, config.centre, origins.hosts("phone"))
        pages["phone"] = Pages(phone, NoStreams())
    return pages


def opening_now(site: Site | None) -> Opening:
    """Return whether the centre is open by this machine's clock."""
    if site is None:
        return Opening()
    now = local_time(datetime.now(UTC), site.utc_offset_h)
    return opening_of(site.hours, open_state(site.hours, site.holidays, now), now)
