"""One robot with a page for each size of screen, shared by the tests of a module."""

import contextlib

from playwright.sync_api import Browser, Page
from tests.web.browser import PORTRAIT, Robot, Visit, visit

from letan_web.visitor.screen_state import (
    FaultCleared,
    NoticesChanged,
    Opening,
    OpeningChanged,
    RecordingChanged,
    SessionCleared,
    TilesChanged,
    WatchedChanged,
)

_BLANK = """session => new Promise((done) => {
  const root = document.documentElement;
  const look = () => {
    if (Number(root.dataset.session) === session && root.dataset.view === "idle") done();
    else requestAnimationFrame(look);
  };
  look();
})"""


class Stage:
    """Opens pages when they are first asked for, and puts all of them back between two tests."""

    def __init__(self, browser: Browser) -> None:
        """Serve a robot to pages of `browser`."""
        self.robot = Robot()
        self.server = self.robot.serve()
        self._browser = browser
        self._visits: dict[tuple[int, int], Visit] = {}
        self._open = contextlib.ExitStack()

    def visit(self, size: tuple[int, int] = PORTRAIT) -> Visit:
        """Return the page of a size, idle, with what it complained of since the last test."""
        if size not in self._visits:
            opening = visit(self._browser, self.server.address, size)
            self._visits[size] = self._open.enter_context(opening)
        return self._visits[size]

    def page(self, size: tuple[int, int] = PORTRAIT) -> Page:
        """Return the page of a size."""
        return self.visit(size).page

    def clear(self) -> None:
        """Let the robot be idle, with nothing to tell, and wait until each page shows it."""
        feed = self.robot.feed
        feed.publish(
            *(FaultCleared(fault.code) for fault in feed.state.faults),
            TilesChanged(()),
            NoticesChanged(()),
            OpeningChanged(Opening()),
            RecordingChanged(False),
            WatchedChanged(False),
            SessionCleared(),
        )
        for opened in self._visits.values():
            opened.page.evaluate(_BLANK, feed.state.session)
            opened.complaints.clear()
        self.robot.touches.clear()
        self.robot.questions.clear()

    def check(self) -> None:
        """Assert that no page complained."""
        complaints = [text for opened in self._visits.values() for text in opened.complaints]
        assert complaints == [], "the page complained"

    def close(self) -> None:
        """Close pages and server."""
        self._open.close()
        assert self.server.stop(), "the server did not stop"
