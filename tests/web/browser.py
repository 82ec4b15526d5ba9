"""A page in a real Chromium, and the server behind it."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright
from tests.web.scenes import HALL, TOPICS

from letan.dialogue.events import TouchKind
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.takeaway import Shelf

PORTRAIT = (1080, 1920)
LANDSCAPE = (1280, 800)
INCHES = {PORTRAIT: 21.5, LANDSCAPE: 10.1}
"""What such screens measure; the page sets its text by it."""


@dataclass
class Robot:
    """Stands for the robot: a feed, and what the page sent."""

    feed: ScreenFeed = field(default_factory=ScreenFeed)
    touches: list[tuple[TouchKind, str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    hall: HallMap | None = HALL
    shelf: Shelf = field(default_factory=Shelf)

    def serve(self, port: int = 0, config: ScreenConfig | None = None) -> PageServer:
        """Build the application around this robot and start its server."""
        app = create_visitor_app(
            self.feed,
            config or ScreenConfig(),
            on_touch=lambda *touch: self.touches.append(touch),
            on_ask=self.questions.append,
            hall_map=lambda _language: self.hall,
            shelf=self.shelf,
            topics=lambda: TOPICS,
        )
        server = PageServer(Pages(app, self.feed), port=port)
        server.start()
        return server


@dataclass
class Visit:
    """An open page with everything it complained of and every address it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def chromium_path() -> str | None:
    """Return a Chromium that can be driven; None if there is none (a snap cannot)."""
    for name in filter(None, (os.environ.get("LETAN_CHROMIUM"), "chromium", "chromium-browser")):
        path = shutil.which(name)
        if path and "/snap/" not in str(Path(path).resolve()) and not _is_snap_script(path):
            return path
    return None


def _is_snap_script(path: str) -> bool:
    with Path(path).open("rb") as file:
        return b"/snap/bin/" in file.read(4096)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium without its own calls home."""
    return playwright.chromium.launch(
        executable_path=executable,
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )


@contextlib.contextmanager
def visit(
    browser: Browser,
    address: str,
    size: tuple[int, int] = PORTRAIT,
    reduced_motion: bool = True,
) -> Iterator[Visit]:
    """Open a page and wait until it has the robot's state and map."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce" if reduced_motion else "no-preference",
        has_touch=True,
    )
    page = context.new_page()
    visit = Visit(page)
    page.on("console", lambda m: visit.complaints.append(m.text) if m.type != "log" else None)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    context.on("request", lambda request: visit.addresses.append(request.url))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " e => console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    try:
        page.goto(f"{address}?inches={INCHES.get(size, 15.6)}")
        page.wait_for_selector("#map-drawing svg, #map-missing", state="attached")
        page.wait_for_selector("html[data-live]", state="attached")
        yield visit
    finally:
        context.close()
