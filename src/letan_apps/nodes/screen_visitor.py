"""The visitor's pages on the `screen` node: what they are made of, and where they are served."""

import contextlib
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.kernel.text import Text
from letan.kernel.units import Language
from letan.site.hours import local_time, open_state
from letan.site.local import LocalFacts
from letan.site.site import Site
from letan_apps.content.opening import opening_of
from letan_apps.content.screen import hall_map
from letan_apps.nodes.screen_origins import Origins
from letan_web.shell.server import NoStreams, Pages
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.routes import OnAsk, OnTouch, ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.screen_state import (
    HallRedrawn,
    NoticesChanged,
    Opening,
    OpeningChanged,
)
from letan_web.visitor.takeaway import Shelf
from letan_web.visitor.takeaway_routes import create_phone_app
from letan_web.visitor.topics import Topic

OPENING_EVERY_S = 20.0
"""How often the clock is compared with the opening hours."""


def visitor_pages(
    feed: ScreenFeed,
    centre: "CentreView",
    origins: Origins,
    inches: float,
    on_touch: OnTouch,
    on_ask: OnAsk,
    token: str,
    topics: Callable[[], tuple[Topic, ...]],
) -> dict[str, Pages]:
    """Return the pages by origin: "" the robot's own screen, "phone" where telephones reach it.

    Args:
        feed: What the screen shows.
        centre: Its name, and the hall's drawing.
        origins: Host names and addresses.
        inches: Diagonal of the screen.
        on_touch: Where touches go.
        on_ask: Where typed questions go.
        token: What programs show.
        topics: All questions to touch, of the release that answers.
    """
    shelf = Shelf()
    config = ScreenConfig(
        hosts=origins.hosts(""), inches=inches, phone_address=origins.phone_address, token=token
    )
    if centre.name is not None:
        config = replace(config, centre=centre.name)
    app = create_visitor_app(feed, config, on_touch, on_ask, centre.drawing, shelf, topics)
    pages = {"": Pages(app, feed)}
    if origins.phone_address:
        phone = create_phone_app(shelf, config.centre, origins.hosts("phone"))
        pages["phone"] = Pages(phone, NoStreams())
    return pages


def script_token(home: Path) -> str:
    """Return the token of this robot's scripts, made anew where there is none.

    It lies in `screen.token` of the state folder, for its owner alone. Who deletes the file and
    starts the robot anew has taken it from everybody.

    Raises:
        LetanError: If the file can neither be read nor made.
    """
    file = home / "screen.token"
    try:
        with contextlib.suppress(FileExistsError):
            home.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(32))
        return file.read_text("utf-8").strip()
    except OSError as error:
        reason = f"cannot be read or made ({error.strerror})"
        raise LetanError(str(file), reason, "Give its owner back to the robot's user") from error


class CentreView:
    """The centre on the visitor's page: hours, notices, the hall's drawing; kept up to date.

    The node's thread changes it, the server's thread reads drawings.
    """

    def __init__(self, feed: ScreenFeed, site: Site | None) -> None:
        """Show nothing yet.

        Args:
            feed: What the screen shows.
            site: The hall as its file describes it; None = none.
        """
        self._feed, self._file = feed, site
        self._hall, self._release = site, ""
        self._maps: dict[Language, HallMap] = {}

    @property
    def name(self) -> Text | None:
        """Name of the centre; None where there is no hall."""
        return None if self._file is None else self._file.name

    def drawing(self, language: Language) -> HallMap | None:
        """Return the newest drawing; None where there is no hall."""
        return self._maps.get(language)

    def change(self, centre: LocalFacts, release: str) -> None:
        """Lay the facts of another release over the hall's file, and show it."""
        self._hall = None if self._file is None else centre.laid_over(self._file)
        self._release = release
        self.look()

    def look(self, moment: datetime | None = None) -> None:
        """Compare clock and calendar with what is shown; None = this machine's clock."""
        if self._hall is None:
            return
        now = local_time(moment or datetime.now(UTC), self._hall.utc_offset_h)
        self._feed.publish(OpeningChanged(_opening(self._hall, now)))
        drawn = f"{self._release} {now:%F}"
        if drawn != self._feed.state.drawing:
            hall, day = self._hall, now.date()
            self._maps = {language: hall_map(hall, language, day) for language in ("vi", "en")}
            notices = tuple(notice.text for notice in hall.notices_on(day))
            self._feed.publish(NoticesChanged(notices), HallRedrawn(drawn))


def _opening(site: Site, now: datetime) -> Opening:
    return opening_of(site.hours, open_state(site.hours, site.holidays, now), now)
