"""The pages as a node: what the graph knows goes to the screen, touches come back."""

import uuid
from collections.abc import Callable, Mapping

from letan_msgs import msg
from std_msgs.msg import Bool

from letan.dialogue.commands import Face, StaffReason
from letan.dialogue.events import TouchKind
from letan.faq.reply import Card
from letan.hearing.utterance import Utterance
from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.site.site import Site
from letan.vietnamese.caption.caption import readable
from letan_apps.content.screen import hall_map, tiles
from letan_apps.nodes.context import Context
from letan_engines.site_yaml import load_site
from letan_ros import topics
from letan_ros.convert.moment import enum_from_msg, language_from_msg, time_to_msg
from letan_ros.convert.words import card_from_msg, utterance_to_msg
from letan_ros.frames import Frames
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_web.shell.server import PageServer
from letan_web.visitor import screen_state as screen
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed

_MOVED_S = 0.2
_MOVED_M = 0.02
_MOVED_RAD = 0.02


def build(context: Context) -> "ScreenNode":
    """Return the node; without a site the page has no map."""
    site = load_site(context.site) if context.site is not None else None
    pack = str(context.values["faq"]["pack"])
    return ScreenNode(site=site, load_tiles=lambda: tiles(pack), **context.arguments("screen"))


class ScreenNode(LetanNode):
    """Serves the visitor's page. Parameters: launch/params/letan.yaml, section `screen`.

    In: utterances, /voice/mark, /dialogue/state, /dialogue/card, /guide/state, /tf, /faults,
    /staff/call, /recording. Out: /screen/touch, /screen/utterance. The web server runs in a
    thread of its own; across go only posts to the node and publications to the feed.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        site: Site | None,
        load_tiles: Callable[[], tuple[screen.Tile, ...]],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node.

        Args:
            values: Parameters.
            site: The hall; None shows no map.
            load_tiles: Reads the questions to touch, when the node is configured.
            use_sim_time: Take the time from /clock.
            remaps: New topic name by old name.
        """
        super().__init__(
            "screen", SCHEMA["screen"], values, use_sim_time=use_sim_time, remaps=remaps
        )
        self._site, self._load_tiles = site, load_tiles
        self._server: PageServer | None = None

    def on_start(self) -> None:
        """Subscribe, advertise, serve."""
        self._frames = Frames()
        self._pose: Pose2 | None = None
        self._session = ""
        self._spoken = ""
        self._language = language_from_msg("")
        self._feed = ScreenFeed()
        notices = self._site.notices if self._site is not None else ()
        self._feed.publish(screen.TilesChanged(self._load_tiles()), screen.NoticesChanged(notices))
        self._touch_out = self.talk(topics.TOUCH)
        self._typed_out = self.talk(topics.TYPED)
        self.listen(topics.UTTERANCE, self._on_utterance)
        self.listen(topics.SPEECH_MARK, self._on_mark)
        self.listen(topics.DIALOGUE_STATE, self._on_state)
        self.listen(topics.CARD, self._on_card)
        self.listen(topics.GUIDE_STATE, self._on_guide)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.FAULTS, self._on_fault)
        self.listen(topics.STAFF_CALL, self._on_staff)
        self.listen(topics.RECORDING, self._on_recording)
        self.every(_MOVED_S, self._look, steady=True)
        self._serve()

    def on_stop(self) -> None:
        """End all streams and the server."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return the page's address and how many pages are open."""
        if self._server is None:
            return {}
        return {"address": self._server.address, "pages": str(self._feed.streams)}

    def _serve(self) -> None:
        site, config = self._site, ScreenConfig()
        if site is not None:
            config = ScreenConfig(centre=site.name)
        drawing = None if site is None else hall_map(site)
        app = create_visitor_app(self._feed, config, self._on_touch, self._on_ask, lambda: drawing)
        port = int(self.number("port"))
        self._server = PageServer(app, self._feed, self.word("host"), port)
        self._server.start()
        self.get_logger().info(f"pages at {self._server.address}")

    # From the page, in the server's thread

    def _on_touch(self, kind: TouchKind, value: str, turn_id: str) -> None:
        self._require_active()
        message = msg.Touch(turn_id=turn_id or _new_id(), kind=kind.value, value=value)
        self.mailbox.post(lambda: self._publish_touch(message))

    def _on_ask(self, text: str) -> None:
        self._require_active()
        utterance = Utterance(_new_id(), text, language=self._language)
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

    # From the graph

    def _on_utterance(self, message: msg.Utterance) -> None:
        final = message.kind == msg.Utterance.FINAL
        self._feed.publish(screen.WordsHeard(caption_of(message), final, message.turn_id))

    def _on_mark(self, message: msg.SpeechMark) -> None:
        match message.kind:
            case msg.SpeechMark.SENTENCE:
                before = "" if message.index == 0 else self._spoken
                self._spoken = before[: message.text_start].ljust(message.text_start) + message.text
                self._feed.publish(screen.SayingStarted(self._spoken, self._language))
            case msg.SpeechMark.WORD:
                self._feed.publish(screen.WordSpoken(message.text_start, message.text_end))
            case _:
                self._feed.publish(screen.SayingEnded())

    def _on_state(self, message: msg.DialogueState) -> None:
        try:
            face = Face(message.face)
            self._language = language_from_msg(message.language)
        except ValueError as error:
            self.get_logger().warning(f"dropped a dialogue state: {error}")
            return
        updates: list[screen.ScreenUpdate] = [
            screen.FaceChanged(face),
            screen.LanguageSwitched(self._language),
        ]
        if self._session and message.session_id != self._session:
            self._spoken = ""
            updates.insert(0, screen.SessionCleared())
        self._session = message.session_id
        self._feed.publish(*updates)

    def _on_card(self, message: msg.Card) -> None:
        try:
            card: Card | None = card_from_msg(message)
        except ValueError as error:
            self.get_logger().warning(f"dropped a card: {error}")
            return
        if not (message.title or message.text):
            card = None
        self._feed.publish(screen.CardShown(card, message.turn_id))

    def _on_guide(self, message: msg.GuideState) -> None:
        route = tuple(
            Point2(pose.pose.position.x, pose.pose.position.y) for pose in message.path.poses
        )
        gap = message.follower_gap_m
        place = self._place(message.place)
        guide = screen.GuideView(
            state=message.state if message.state in screen.GUIDE_STATES else "idle",
            place=message.place,
            place_title="" if place is None else place[0].of(self._language),
            remaining_m=message.remaining_m,
            follower_gap_m=None if gap < 0 else gap,
            target=None if place is None else place[1],
        )
        self._feed.publish(screen.GuideChanged(guide, route))

    def _place(self, place_id: str) -> tuple[Text, Point2] | None:
        for place in self._site.destinations if self._site is not None else ():
            if place.id == place_id:
                return place.title, place.stand.point
        return None

    def _on_fault(self, message: msg.FaultReport) -> None:
        if message.code in FAULT_TABLE:
            over = message.severity == msg.FaultReport.CLEARED
            told = screen.FaultCleared(message.code) if over else screen.FaultRaised(message.code)
            self._feed.publish(told)

    def _on_staff(self, message: msg.StaffCall) -> None:
        if not self._session:
            return
        try:
            reason = enum_from_msg(StaffReason, message.reason, "reason")
        except ValueError as error:
            self.get_logger().warning(f"dropped a staff call: {error}")
            return
        self._feed.publish(screen.StaffCalled(reason, message.acknowledged))

    def _on_recording(self, message: Bool) -> None:
        self._feed.publish(screen.RecordingChanged(bool(message.data)))

    def _look(self) -> None:
        """Move the robot on the map, at most five times a second and only when it moves."""
        found = self._frames.pose("base_link", within="map")
        if found is None:
            return
        pose, before = found[0], self._pose
        if before is not None and (
            pose.distance(before) < _MOVED_M and abs(pose.yaw - before.yaw) < _MOVED_RAD
        ):
            return
        self._pose = pose
        self._feed.publish(screen.RobotMoved(pose))


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


def caption_of(message: msg.Utterance) -> str:
    """Return the words for the page: typed ones as they are, heard ones readable."""
    if message.source == msg.Utterance.SOURCE_TYPED or message.language != "vi":
        return str(message.text)
    return readable(message.text, final=message.kind == msg.Utterance.FINAL)
