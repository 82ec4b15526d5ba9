"""What the graph says, as updates of the operator's page."""

import logging
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from letan_msgs import msg
from sensor_msgs.msg import BatteryState, CompressedImage, LaserScan
from std_msgs.msg import Bool

from letan.dialogue.commands import StaffReason
from letan.guide.scan_points import hit_points
from letan.kernel.geometry import Point2, Pose2
from letan.site.site import Site
from letan_ros import topics
from letan_ros.convert.body import scan_from_msg
from letan_ros.convert.moment import enum_from_msg
from letan_ros.frames import Frames
from letan_ros.node import LetanNode
from letan_web.operator import state as view
from letan_web.operator.routes import OperatorFeed

_DRAW_S = 0.5
"""Twice a second: a person follows it, and it costs the robot little."""
_MOST_BEAMS = 180
_SILENT_S = 5.0
_ALONE_S = 10.0
"""A page that is loaded anew comes back sooner."""
_LEVELS = {DiagnosticStatus.OK: "ok", DiagnosticStatus.WARN: "warn"}
_LOG = logging.getLogger("letan.screen")


class StaffView:
    """Listens to the graph and publishes into the operator's feed, in the node's thread."""

    def __init__(self, feed: OperatorFeed, site: Site | None) -> None:
        """Show what happens in `site`; None has no names of places."""
        self._feed = feed
        self._places = {} if site is None else {p.id: p.title.vi for p in site.destinations}
        self._frames = Frames()
        self._scan: LaserScan | None = None
        self._drawn: view.Moved | None = None
        self._told: dict[str, float] = {}
        self._alone_since: float | None = None
        self._watch_out: Callable[[Bool], None] | None = None
        self.calls: dict[str, msg.StaffCall] = {}
        self.picture: bytes | None = None

    def listen(self, node: LetanNode) -> None:
        """Subscribe until the node stops."""
        node.listen(topics.TF, self._frames.update)
        node.listen(topics.SCAN, self._on_scan)
        node.listen(topics.PEOPLE, self._on_people)
        node.listen(topics.GUIDE_STATE, self._on_guide)
        node.listen(topics.DIALOGUE_STATE, self._on_talk)
        node.listen(topics.DIAGNOSTICS, self._on_diagnostics)
        node.listen(topics.FAULTS, self._on_fault)
        node.listen(topics.STAFF_CALL, self._on_call)
        node.listen(topics.AUDIO_LEVEL, self._on_level)
        node.listen(topics.EMERGENCY_STOP, self._on_stop)
        node.listen(topics.RECORDING, self._on_recording)
        node.listen(topics.BATTERY, self._on_battery)
        node.listen(topics.WATCHED, self._on_watched)
        node.listen(topics.PICTURE, self._on_picture)
        self._watch_out = node.talk(topics.WATCH_CAMERA)
        node.every(_DRAW_S, self._draw, steady=True)
        node.every(1.0, self._look_for_silence, steady=True)
        node.every(1.0, self._look_for_watchers, steady=True)

    def _on_scan(self, message: LaserScan) -> None:
        self._scan = message

    def _draw(self) -> None:
        """Tell where the robot stands and what it sees; only while somebody looks."""
        found = self._frames.pose("base_link", within="map")
        if found is None or not self._feed.streams:
            return
        pose = found[0]
        moved = view.Moved(_rounded(pose), self._points(pose))
        if moved != self._drawn:
            self._drawn = moved
            self._feed.publish(moved)

    def _points(self, pose: Pose2) -> tuple[Point2, ...]:
        if self._scan is None:
            return ()
        points = hit_points(scan_from_msg(self._scan))
        points = points[:: max(1, len(points) // _MOST_BEAMS)]
        mounted = self._frames.pose(self._scan.header.frame_id, within="map")
        base = pose if mounted is None else mounted[0]
        cosine, sine = math.cos(base.yaw), math.sin(base.yaw)
        turned = points @ np.array([[cosine, sine], [-sine, cosine]]) + (base.x, base.y)
        return tuple(Point2(round(float(x), 2), round(float(y), 2)) for x, y in turned)

    def _on_people(self, message: msg.PersonTracks) -> None:
        people = tuple(
            view.Person(Point2(round(p.position.x, 2), round(p.position.y, 2)), p.is_follower)
            for p in message.people
        )
        if people != self._feed.state.people:
            self._feed.publish(view.PeopleSeen(people))

    def _on_guide(self, message: msg.GuideState) -> None:
        route = tuple(
            Point2(pose.pose.position.x, pose.pose.position.y) for pose in message.path.poses
        )
        self._feed.publish(view.Led(str(message.state), route))

    def _on_talk(self, message: msg.DialogueState) -> None:
        self._feed.publish(view.Talked(str(message.state), bool(message.session_id)))

    def _on_diagnostics(self, message: DiagnosticArray) -> None:
        told = tuple(
            view.NodeHealth(
                str(status.name),
                _LEVELS.get(status.level, "error"),
                str(status.message),
                {str(pair.key): str(pair.value) for pair in status.values},
            )
            for status in message.status
        )
        self._told.update(dict.fromkeys((node.name for node in told), time.monotonic()))
        self._feed.publish(view.Healthy(told))

    def _look_for_silence(self) -> None:
        """Tell of nodes that have stopped telling; a heartbeat comes every second."""
        now = time.monotonic()
        for name, at in list(self._told.items()):
            if now - at > _SILENT_S:
                del self._told[name]
                self._feed.publish(view.Silent(name, forget=name == "recorder"))

    def _on_fault(self, message: msg.FaultReport) -> None:
        over = message.severity == msg.FaultReport.CLEARED
        self._feed.publish(view.Faulted(str(message.code), str(message.node), over))

    def _on_call(self, message: msg.StaffCall) -> None:
        try:
            reason = enum_from_msg(StaffReason, message.reason, "reason")
        except ValueError as error:
            _LOG.warning("dropped a staff call: %s", error)
            return
        if message.withdrawn:
            self.calls.pop(message.call_id, None)
        else:
            self.calls[message.call_id] = message
        while len(self.calls) > view.MOST_CALLS:
            del self.calls[next(iter(self.calls))]
        place = self._places.get(message.place, "")
        now = datetime.now(UTC)
        self._feed.publish(
            view.Called(
                message.call_id,
                reason,
                now,
                place,
                bool(message.acknowledged),
                bool(message.withdrawn),
            )
        )

    def _on_level(self, message: msg.AudioLevel) -> None:
        if self._feed.streams:
            ear = view.EarLevel(
                round(message.level_dbfs, 1),
                round(message.noise_dbfs, 1),
                round(message.speech_probability, 2),
                bool(message.clipping),
            )
            self._feed.publish(view.Heard(ear))

    def _on_stop(self, message: Bool) -> None:
        self._feed.publish(view.Switched(stopped=bool(message.data)))

    def _on_recording(self, message: Bool) -> None:
        self._feed.publish(view.Switched(recording=bool(message.data)))

    def watch(self, *, on: bool) -> None:
        """Ask for the camera's live picture, or ask no more; in the node's thread.

        The wish is latched: there must be one publisher of it, or a camera that starts anew would
        hear an old one too.
        """
        if self._watch_out is not None:
            self._watch_out(Bool(data=on))

    def _on_watched(self, message: Bool) -> None:
        if not message.data:
            self.picture = None
        self._feed.publish(view.Switched(watched=bool(message.data)))

    def _on_picture(self, message: CompressedImage) -> None:
        self.picture = bytes(message.data)
        self._feed.publish(view.Pictured())

    def _look_for_watchers(self) -> None:
        """Turn the live picture off when nobody has the page open any more."""
        if self._feed.streams or not self._feed.state.watched:
            self._alone_since = None
            return
        now = time.monotonic()
        self._alone_since = now if self._alone_since is None else self._alone_since
        if now - self._alone_since > _ALONE_S:
            self.watch(on=False)

    def _on_battery(self, message: BatteryState) -> None:
        if 0.0 <= message.percentage <= 1.0:
            self._feed.publish(view.Switched(battery=round(message.percentage, 2)))


def _rounded(pose: Pose2) -> Pose2:
    return Pose2(round(pose.x, 2), round(pose.y, 2), round(pose.yaw, 2))
