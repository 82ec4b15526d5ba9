"""What the visitor's page shows, told to every open page."""

from letan_web.shell.feed import Feed
from letan_web.visitor.screen_state import ScreenState, ScreenUpdate, apply


class ScreenFeed(Feed[ScreenState, ScreenUpdate]):
    """The feed of the visitor's page. All methods may be called from any thread."""

    def __init__(self, state: ScreenState | None = None) -> None:
        """Start with `state`, by default an idle page without tiles."""
        super().__init__(state or ScreenState(), apply)
