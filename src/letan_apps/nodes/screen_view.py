"""What the graph says, as updates of the visitor's page."""

import logging

from letan_msgs import msg
from std_msgs.msg import Bool

from letan.dialogue.commands import Face, StaffReason
from letan.faq.reply import Card
from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.site.site import Counter, Place, Site
from letan.vietnamese.caption.caption import readable
from letan_ros import topics
from letan_ros.convert.moment import enum_from_msg, language_from_msg
from letan_ros.convert.words import card_from_msg
from letan_ros.frames import Frames
from letan_ros.node import LetanNode
from letan_web.visitor import screen_state as screen
from letan_web.visitor.screen_feed import ScreenFeed

_MOVED_S = 0.2
_MOVED_M = 0.02
_MOVED_RAD = 0.02
_LOG = logging.getLogger("letan.screen")


class ScreenView:
    """Listens to the graph and publishes into the feed, in the node's thread."""

    def __init__(self, feed: ScreenFeed, site: Site | None) -> None:
        """Show what happens in `site`; None has no places."""
        self._feed, self._site = feed, site
        self._frames = Frames()
        self._pose: Pose2 | None = None
        self._session = ""
        self._spoken = ""
        self.language = language_from_msg("")

    def listen(self, node: LetanNode) -> None:
        """Subscribe until the node stops."""
        node.listen(topics.UTTERANCE, self._on_utterance)
        node.listen(topics.SPEECH_MARK, self._on_mark)
        node.listen(topics.DIALOGUE_STATE, self._on_state)
        node.listen(topics.CARD, self._on_card)
        node.listen(topics.GUIDE_STATE, self._on_guide)
        node.listen(topics.TF, self._frames.update)
        node.listen(topics.FAULTS, self._on_fault)
        node.listen(topics.STAFF_CALL, self._on_staff)
        node.listen(topics.RECORDING, self._on_recording)
        node.listen(topics.WATCHED, self._on_watched)
        node.every(_MOVED_S, self._look, steady=True)

    def _on_utterance(self, message: msg.Utterance) -> None:
        final = message.kind == msg.Utterance.FINAL
        self._feed.publish(screen.WordsHeard(caption_of(message), final, message.turn_id))

    def _on_mark(self, message: msg.SpeechMark) -> None:
        match message.kind:
            case msg.SpeechMark.SENTENCE:
                before = "" if message.index == 0 else self._spoken
                self._spoken = before[: message.text_start].ljust(message.text_start) + message.text
                self._feed.publish(screen.SayingStarted(self._spoken, self.language))
            case msg.SpeechMark.WORD:
                self._feed.publish(screen.WordSpoken(message.text_start, message.text_end))
            case _:
                self._feed.publish(screen.SayingEnded())

    def _on_state(self, message: msg.DialogueState) -> None:
        try:
            face = Face(message.face)
            self.language = language_from_msg(message.language)
        except ValueError as error:
            _LOG.warning("dropped a dialogue state: %s", error)
            return
        updates: list[screen.ScreenUpdate] = [
            screen.FaceChanged(face),
            screen.LanguageSwitched(self.language),
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
            _LOG.warning("dropped a card: %s", error)
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
            place_title="" if place is None else place[0].of(self.language),
            remaining_m=message.remaining_m,
            follower_gap_m=None if gap < 0 else gap,
            target=None if place is None else place[1],
        )
        self._feed.publish(screen.GuideChanged(guide, route))

    def _place(self, place_id: str) -> tuple[Text, Point2] | None:
        for place in self._site.destinations if self._site is not None else ():
            if place.id == place_id:
                return _sign(place), place.stand.point
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
            _LOG.warning("dropped a staff call: %s", error)
            return
        called = None if message.withdrawn else reason
        self._feed.publish(screen.StaffCalled(called, message.acknowledged))

    def _on_recording(self, message: Bool) -> None:
        self._feed.publish(screen.RecordingChanged(bool(message.data)))

    def _on_watched(self, message: Bool) -> None:
        self._feed.publish(screen.WatchedChanged(bool(message.data)))

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


def _sign(place: Place) -> Text:
    """Return what stands above a place, a counter's number first: people look for that."""
    if not isinstance(place, Counter) or not place.number:
        return place.title
    title = place.title
    return Text(f"Quầy số {place.number}: {title.vi}", f"Desk {place.number}: {title.of('en')}")


def caption_of(message: msg.Utterance) -> str:
    """Return the words for the page: typed ones as they are, heard ones readable."""
    if message.source == msg.Utterance.SOURCE_TYPED or message.language != "vi":
        return str(message.text)
    return readable(message.text, final=message.kind == msg.Utterance.FINAL)
