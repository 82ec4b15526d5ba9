"""Tells who is before the robot, and whom it turns to: /attention/*."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geometry_msgs.msg import PoseStamped
from letan_msgs import msg
from std_msgs.msg import Bool, String

from letan.attention.eyes import Eyes
from letan.attention.nearness import Around, NearnessWatch
from letan.attention.picture import PictureState
from letan.attention.presence import Attention, AttentionParams, Presence, PresenceSource
from letan.attention.reception import Choice, Reception
from letan.attention.someone import Body
from letan.kernel.faults import Fault, LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Seconds
from letan.ports.camera import Camera, Frame
from letan_ros import topics
from letan_ros.convert.body import people_from_msg, pose_to_msg
from letan_ros.convert.moment import time_to_msg
from letan_ros.convert.sight import (
    bodies_from_msg,
    code_to_msg,
    frame_from_msg,
    jpeg_to_msg,
    look_to_msg,
    seen_to_msg,
)
from letan_ros.frames import Frames
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments
from letan_ros.sight import NO_DETECTOR, NO_PICTURE, DrawPicture, FindBase, Look, Sight

_LOOK_S = 0.2
_TAKE_S = 0.05
_PEOPLE_FRESH_S = 1.0
_LOOKS = 0.5
_ORIGIN = Pose2(0.0, 0.0, 0.0)
_PICTURE_FAULTS = {
    PictureState.DARK: "EYE-002",
    PictureState.COVERED: "EYE-002",
    PictureState.BRIGHT: "EYE-003",
    PictureState.FROZEN: "EYE-004",
}
_BLIND = (PictureState.DARK, PictureState.COVERED, PictureState.FROZEN)


@dataclass(frozen=True, slots=True)
class EyeParts:
    """What the node needs to see.

    Attributes:
        load: Makes the eyes; raises LetanError where the detector is missing.
        open_camera: Opens the camera on the clock that it is given; None: pictures come on
            /camera/image_raw. It raises LetanError where there is none.
        draw: Draws the operator's live picture.
        needed: A camera that is not there is a fault; else the node goes on without it.
        find_base: Looks for the base's marker; None where there is none.
    """

    load: Callable[[], Eyes]
    open_camera: Callable[[Callable[[], Seconds]], Camera] | None
    draw: DrawPicture
    needed: bool
    find_base: FindBase | None = None


class AttentionNode(LetanNode):
    """Carries `letan.attention` out. Parameters: launch/params/letan.yaml, section `attention`.

    In: the camera, /screen/touch, /hearing/activity, /people/tracks, /tf, /dialogue/state,
    /attention/watch. Out: /attention/presence and /attention/nearness, when they change; with a
    camera also /attention/people, /attention/look_at, /attention/code and, while an operator
    watches, /attention/picture; /detected_dock_pose where the base has a marker. No picture is
    kept.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        eyes: EyeParts | None = None,
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; without `eyes` it judges by positions, touch and speech.

        See LetanNode for the rest.
        """
        name = "attention"
        super().__init__(name, SCHEMA[name], values, use_sim_time=use_sim_time, remaps=remaps)
        self._parts = eyes
        self._sight: Sight | None = None

    def on_start(self) -> None:
        """Subscribe, advertise, open the camera."""
        self._core = Attention(AttentionParams(**core_arguments("attention", self.values)))
        self._reception = Reception()
        self._choice = Choice(None, None)
        self._frames = Frames()
        self._told: tuple[bool, int] | None = None
        self._looked_at: str | None = None
        self._people: tuple[msg.PersonTracks, Seconds] | None = None
        self._nearness = NearnessWatch()
        self._seen: tuple[Around, ...] = ()
        self._near_told = ""
        self._sees = False
        self._watched = False
        self._presence_out = self.talk(topics.PRESENCE)
        self._near_out = self.talk(topics.NEARNESS)
        self.listen(topics.TOUCH, self._on_touch)
        self.listen(topics.TYPED, self._on_typed)
        self.listen(topics.SPEECH_ACTIVITY, self._on_activity)
        self.listen(topics.PEOPLE, self._on_people)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.DIALOGUE_STATE, self._on_dialogue)
        self.every(_LOOK_S, self._look)
        if self._parts is not None:
            self._open_eyes(self._parts)

    def _open_eyes(self, parts: EyeParts) -> None:
        """Open the camera and load the engines; a robot that cannot see still hears."""
        try:
            camera = self._camera(parts)
            eyes = parts.load()
        except LetanError as error:
            if parts.needed:
                self.report(Fault(NO_PICTURE, {"problem": error.problem}))
            self.get_logger().info(f"no camera: {error.place}: {error.problem}")
            return
        self._sight = Sight(
            eyes, camera, parts.draw, self.mailbox, parts.find_base, self._on_look, self._on_blind
        )
        self._seen_out = self.talk(topics.SEEN_PEOPLE)
        self._look_out = self.talk(topics.LOOK_AT)
        self._code_out = self.talk(topics.SHOWN_CODE)
        self._picture_out = self.talk(topics.PICTURE)
        self._watched_out = self.talk(topics.WATCHED)
        if parts.find_base is not None:
            self._dock_out = self.talk(topics.DOCK_POSE)
        self.listen(topics.WATCH_CAMERA, self._on_watch)
        self.every(_TAKE_S, self._take)

    def _camera(self, parts: EyeParts) -> Camera:
        if parts.open_camera is not None:
            return parts.open_camera(lambda: self.now_s)
        pictures = _TopicCamera(1.0 / self.number("camera_rate_hz"))
        self.listen(topics.CAMERA_IMAGE, pictures.take)
        return pictures

    def on_stop(self) -> None:
        """Let go of the camera."""
        if self._sight is not None:
            self._sight.close()
            self._sight = None

    def on_parameters(self) -> None:
        """Judge by the new settings from now on."""
        self._core.params = AttentionParams(**core_arguments("attention", self.values))

    def diagnostics(self) -> Mapping[str, str]:
        """Return figures of the camera; of nobody."""
        if self._sight is None:
            return {"camera": "none"}
        return {"camera": "sees" if self._sees else "blind", "frames": str(self._sight.frames)}

    # What is told of visitors

    def _on_touch(self, message: msg.Touch) -> None:
        if message.kind == msg.Touch.LEAVE:
            self._forget()
        else:
            self._sign(PresenceSource.TOUCH)

    def _on_typed(self, message: msg.Utterance) -> None:
        self._sign(PresenceSource.TOUCH)

    def _on_activity(self, message: msg.SpeechActivity) -> None:
        if message.event == msg.SpeechActivity.END:
            self._sign(PresenceSource.SPEECH)

    def _sign(self, source: PresenceSource) -> None:
        self._core.sign(source, self.now_s)
        self._reception.answered()

    def _on_people(self, message: msg.PersonTracks) -> None:
        self._people = message, self.now_s
        robot = self._robot()
        if robot is not None and not self._sees:
            self._core.see(people_from_msg(message), robot, self.now_s)

    def _on_dialogue(self, message: msg.DialogueState) -> None:
        if message.state == "idle":
            self._forget()

    def _forget(self) -> None:
        self._core.forget()
        self._reception.finished(self.now_s)
        self._look()  # told later, it would end the talk of somebody who has begun to speak since

    def _robot(self) -> Pose2 | None:
        placed = self._frames.pose("base_link", within="map")
        return None if placed is None else placed[0]

    # What the camera tells

    def _take(self) -> None:
        if self._sight is None:
            return
        now = self.now_s
        bodies: tuple[Body, ...] = ()
        if self._people is not None and now - self._people[1] < _PEOPLE_FRESH_S:
            bodies = bodies_from_msg(self._people[0])
        visitor = self._choice.visitor
        id_ = "" if visitor is None else visitor.id
        self._sight.tick(now, self._robot() or _ORIGIN, bodies, id_, self._watched)

    def _on_look(self, look: Look) -> None:
        if not self.active:
            return
        self.clear(NO_PICTURE)
        self.clear(NO_DETECTOR)
        state = look.glance.picture
        for code in sorted(set(_PICTURE_FAULTS.values())):
            if _PICTURE_FAULTS.get(state) != code:
                self.clear(code)
        if state in _PICTURE_FAULTS:
            self.report(Fault(_PICTURE_FAULTS[state], {"picture": state.value}))
        if look.jpeg:
            self._picture_out(jpeg_to_msg(look.jpeg, look.t))
        if state in _BLIND:
            self._lose_sight()
            return
        self._sees = True
        if look.base is not None:
            placed = PoseStamped(pose=pose_to_msg(look.base))
            placed.header.frame_id, placed.header.stamp = "base_link", time_to_msg(look.t)
            self._dock_out(placed)
        self._choice = self._reception.step(look.glance.people, look.robot, look.t)
        self._core.choose(self._choice, look.robot)
        self._seen = tuple(
            Around(person.point.distance(look.robot), person.facing >= _LOOKS)
            for person in look.glance.people
        )
        self._seen_out(seen_to_msg(look.glance.people, look.robot, look.t))
        self._turn_head(look.t)
        if look.glance.code is not None:
            self._sign(PresenceSource.TOUCH)
            self._code_out(code_to_msg(look.glance.code))
        self._look()

    def _turn_head(self, t_s: Seconds) -> None:
        person = self._choice.look_at
        looked_at = "" if person is None else person.id
        if looked_at or looked_at != self._looked_at:
            self._look_out(look_to_msg(person, t_s))
        self._looked_at = looked_at

    def _on_blind(self, fault: Fault) -> None:
        if self.active:
            self.report(fault)
            self._lose_sight()

    def _lose_sight(self) -> None:
        """Go on by positions, touch and speech."""
        if self._sees:
            self._sees = False
            self._core.see((), self._robot() or _ORIGIN, self.now_s)

    def _on_watch(self, message: Bool) -> None:
        self._watched = bool(message.data)
        self._watched_out(Bool(data=self._watched))
        self.get_logger().info(f"live picture {'on' if self._watched else 'off'}")

    # What is told

    def _look(self) -> None:
        presence = self._core.presence(self.now_s)
        if (presence.present, presence.visit) != self._told:
            self._told = (presence.present, presence.visit)
            self._tell(presence)
        near = self._nearness.step(self._around(), presence.present, self.now_s).value
        if near != self._near_told:
            self._near_told = near
            self._near_out(String(data=near))

    def _around(self) -> tuple[Around, ...] | None:
        """Return everybody who is seen; None while neither camera nor lidar follows people."""
        if self._sees:
            return self._seen
        robot = self._robot()
        if self._people is None or robot is None or self.now_s - self._people[1] > _PEOPLE_FRESH_S:
            return None
        return tuple(
            Around(robot.distance(Point2(track.position.x, track.position.y)))
            for track in self._people[0].people
        )

    def _tell(self, presence: Presence) -> None:
        message = msg.Presence(
            present=presence.present,
            facing=presence.facing,
            distance_m=-1.0 if presence.distance is None else float(presence.distance),
            engagement=-1.0 if presence.engagement is None else float(presence.engagement),
            track_id=presence.track_id,
            source=presence.source.value,
        )
        message.header.stamp = time_to_msg(self.now_s)
        self._presence_out(message)


class _TopicCamera:
    """Pictures that come as messages: the newest, each once, at most `apart_s` often."""

    def __init__(self, apart_s: Seconds) -> None:
        self._apart_s = apart_s
        self._newest: Any = None
        self._number = 0
        self._given_s = float("-inf")

    def take(self, message: Any) -> None:
        """Keep the newest."""
        self._newest = message

    def read(self) -> Frame | None:
        """See `letan.ports.camera.Camera`."""
        message, self._newest = self._newest, None
        if message is None:
            return None
        self._number += 1
        try:
            frame = frame_from_msg(message, self._number)
        except ValueError as error:
            raise LetanError(
                "/camera/image_raw", str(error), "Let the driver publish bgr8"
            ) from None
        if 0.0 <= frame.t - self._given_s < 0.9 * self._apart_s:
            return None
        self._given_s = frame.t
        return frame

    def close(self) -> None:
        """Nothing is open."""
