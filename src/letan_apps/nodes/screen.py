"""The pages as a node: what the graph knows goes to the screens, touches come back."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from letan_msgs import msg
from std_msgs.msg import String

from letan.dialogue.events import TouchKind
from letan.hearing.utterance import Utterance
from letan.site.site import Site
from letan_apps.content.screen import Touchable, touchable
from letan_apps.nodes.context import Context
from letan_apps.nodes.screen_origins import Origins
from letan_apps.nodes.screen_staff import staff_pages
from letan_apps.nodes.screen_view import ScreenView
from letan_apps.nodes.screen_visitor import (
    OPENING_EVERY_S,
    CentreView,
    script_token,
    visitor_pages,
)
from letan_engines.site_yaml import load_site
from letan_ros import topics
from letan_ros.convert.moment import time_to_msg
from letan_ros.convert.words import utterance_to_msg
from letan_ros.node import LetanNode
from letan_ros.schema import SCHEMA
from letan_ros.worker import Worker
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor import screen_state as screen
from letan_web.visitor.screen_feed import ScreenFeed


def build(context: Context) -> "ScreenNode":
    """Return the node; without a site the page has no map."""
    site = load_site(context.site) if context.site is not None else None
    pack = str(context.values["faq"]["pack"])
    return ScreenNode(context, site, lambda release: touchable(pack, release))


class ScreenNode(LetanNode):
    """Serves the pages. Parameters: launch/params/letan.yaml, section `screen`.

    In: what `ScreenView` listens to. Out: /screen/touch, /screen/utterance. Each origin has a
    server in a thread of its own; across go only posts to the node and publications to a feed.
    """

    def __init__(
        self,
        context: Context,
        site: Site | None,
        load_tiles: Callable[[str], Touchable],
    ) -> None:
        """Make the node.

        Args:
            context: Profile, parameters, state folder.
            site: The hall; None shows no map.
            load_tiles: Reads the questions to touch of a release, "" = the one that should run.
        """
        arguments = context.arguments("screen")
        super().__init__("screen", SCHEMA["screen"], **arguments)
        self._choices, self._site, self._load_tiles = context, site, load_tiles
        self._servers: dict[str, PageServer] = {}
        self._reader: Worker | None = None

    def on_start(self) -> None:
        """Subscribe, advertise, serve."""
        origins = Origins(self.values)
        self._feed = ScreenFeed()
        self._centre = CentreView(self._feed, self._site)
        self._show_release(self._load_tiles(""))
        self.every(OPENING_EVERY_S, self._centre.look, steady=True)
        self._reader = Worker("tiles", self.mailbox)
        self.listen(topics.RELEASE, self._on_release)
        self._touch_out = self.talk(topics.TOUCH)
        self._typed_out = self.talk(topics.TYPED)
        self._view = ScreenView(self._feed, self._site)
        self._view.listen(self)
        inches = self.number("inches")
        token = script_token(self._choices.home)
        pages = visitor_pages(
            self._feed,
            self._centre,
            origins,
            inches,
            self._on_touch,
            self._on_ask,
            token,
            lambda: self._touchable.topics,
        )
        for origin, served in pages.items():
            self._serve(origin, origins, served)
        staff = staff_pages(self, self._choices, origins.hosts("staff"))
        if staff is not None:
            self._serve("staff", origins, staff)

    def on_stop(self) -> None:
        """End all streams and the servers."""
        while self._servers:
            self._servers.popitem()[1].stop()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return the addresses and how many pages are open."""
        if not self._servers:
            return {}
        addresses = {
            f"{origin}_address" if origin else "address": server.address
            for origin, server in self._servers.items()
        }
        return {**addresses, "pages": str(self._feed.streams)}

    def _serve(self, origin: str, origins: Origins, pages: Pages) -> None:
        server = origins.serve(origin, pages)
        self._servers[origin] = server
        self.get_logger().info(f"{origin or 'visitor'} pages at {server.address}")

    def _show_release(self, found: Touchable) -> None:
        self._touchable = found
        self._feed.publish(screen.TilesChanged(found.tiles))
        self._centre.change(found.centre, found.release)

    # Another release

    def _on_release(self, message: String) -> None:
        """Another release answers: the questions to touch and the centre's facts are its own."""
        release = str(message.data)
        if release != self._touchable.release and self._reader is not None:
            read = self._reader.submit(lambda: self._load_tiles(release))
            read.add_done_callback(self._on_tiles)

    def _on_tiles(self, done: Any) -> None:
        error = done.exception()
        if error is not None:  # the old questions are better than none
            self.get_logger().warning(f"the questions to touch: {error}")
            return
        self._show_release(done.result())

    # From the page, in the server's thread

    def _on_touch(self, kind: TouchKind, value: str, turn_id: str) -> None:
        self._require_active()
        message = msg.Touch(turn_id=turn_id or _new_id(), kind=kind.value, value=value)
        self.mailbox.post(lambda: self._publish_touch(message))

    def _on_ask(self, text: str) -> None:
        self._require_active()
        utterance = Utterance(_new_id(), text, language=self._view.language)
        self.mailbox.post(lambda: self._publish_typed(utterance))

    def _require_active(self) -> None:
        if not self.active:
            raise RuntimeError("the screen's node is not active")

    # To the graph

    def _publish_touch(self, message: msg.Touch) -> None:
        message.header.stamp = time_to_msg(self.now_s)
        self._touch_out(message)

    def _publish_typed(self, utterance: Utterance) -> None:
        self._feed.publish(screen.WordsHeard(utterance.text, True, utterance.turn_id))
        self._typed_out(utterance_to_msg(utterance, self.now_s))


def _new_id() -> str:
    return uuid.uuid4().hex[:12]
