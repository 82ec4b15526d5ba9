"""Performs gestures: action /gesture/perform in, joint trajectories out."""

from collections.abc import Iterable, Mapping
from typing import Any

from builtin_interfaces.msg import Duration
from geometry_msgs.msg import PointStamped
from letan_msgs.action import Perform
from letan_msgs.msg import PersonTracks
from letan_msgs.msg import SpeechMark as SpeechMarkMsg
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from letan.gesture.cue import Cue
from letan.gesture.gestures import (
    GESTURES,
    POINT,
    Keyframe,
    full_posture,
    in_robot_frame,
    keyframes,
    look_at,
)
from letan.gesture.joints import REST
from letan.gesture.motion import Motion
from letan.gesture.performer import Performer
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan.kernel.units import Seconds
from letan.voice.marks import MarkKind, SpeechMark
from letan_ros import topics
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.goals import GoalDesk
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA

_SAMPLE_S = 0.1
_LOOK_S = 0.1
_TELL_EVERY = 2
_HEAD = ("head_pan", "head_tilt")
_LOOK_STEP = 0.12
"""rad; the head does not twitch after smaller steps of a face."""


class GestureNode(LetanNode):
    """Carries `letan.gesture` out. Parameters: launch/params/letan.yaml, section `gesture`.

    Action /gesture/perform; a new goal takes over from where the joints are, and one of a turn
    waits for its word. In: /tf (where the robot stands), /voice/mark, /attention/look_at (the head
    follows it between gestures), /people/tracks (no arm moves out towards somebody within its
    reach). Out: /joint_trajectory, one message a motion.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; see LetanNode."""
        name = "gesture"
        super().__init__(name, SCHEMA[name], values, use_sim_time=use_sim_time, remaps=remaps)
        self._begin_at_rest()

    def _begin_at_rest(self) -> None:
        self._performer = Performer()
        self._waiting: tuple[Cue, tuple[Keyframe, ...]] | None = None
        self._looks = 0
        self._looks_at: PointStamped | None = None

    def on_start(self) -> None:
        """Offer the action."""
        self._begin_at_rest()
        self._frames = Frames()
        self._trajectory_out = self.talk(topics.JOINTS)
        self._desk = GoalDesk(self, Perform, topics.PERFORM_ACTION, self._begin, self._stop)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.PEOPLE, self._on_people)
        self.listen(topics.LOOK_AT, self._on_look_at)
        self.listen(topics.SPEECH_MARK, self._on_mark)
        self.every(_LOOK_S, self._look)

    def on_idle(self) -> None:
        """Let the arms hang."""
        self._stop()

    def _begin(self, goal: Any) -> None:
        try:
            frames = keyframes(goal.gesture, self._target(goal), self._performer.near)
        except LetanError as error:
            self._finish(Perform.Goal.FAILED, str(error))
            return
        if not goal.turn_id:
            self._move(frames)
            return
        self._waiting = Cue(goal.gesture, frames[0].t, self.now_s), frames
        self._start_if_due()

    def _start_if_due(self) -> None:
        if self._waiting is not None and self._waiting[0].due(self.now_s):
            self._move(self._waiting[1])

    def _on_mark(self, message: SpeechMarkMsg) -> None:
        if self._waiting is None:
            return
        mark = SpeechMark(
            MarkKind(message.kind),
            message.index,
            message.text_start,
            message.text_end,
            message.text,
            message.t_s,
        )
        self._waiting[0].hear(mark, self.now_s)
        self._start_if_due()

    def _move(self, frames: Iterable[Keyframe]) -> None:
        """Go through keyframes from where the joints are and as fast as they move."""
        self._waiting = None
        self._play(self._performer.perform(frames, self.now_s))

    def _target(self, goal: Any) -> Point2 | None:
        """Return what is pointed at in the robot's frame; None where that is not known."""
        return self._in_robot_frame(goal.target) if goal.gesture == POINT else None

    def _in_robot_frame(self, stamped: PointStamped) -> Point2 | None:
        frame = stamped.header.frame_id
        robot = self._frames.pose("base_link", within=frame) if frame else None
        if robot is None:
            return None
        return in_robot_frame(Point2(stamped.point.x, stamped.point.y), robot[0])

    def _on_people(self, message: PersonTracks) -> None:
        """Let an arm hang while somebody stands within its reach; at once if it is out."""
        robot = self._frames.pose("base_link", within=message.header.frame_id)
        if robot is None:
            return
        places = (Point2(p.position.x, p.position.y) for p in message.people)
        near = [in_robot_frame(place, robot[0]) for place in places]
        back = self._performer.see(near, self.now_s)
        if back is not None:
            self._play(back)

    def _on_look_at(self, message: PointStamped) -> None:
        self._looks_at = message if message.header.frame_id else None

    def _follow_with_the_head(self) -> None:
        """Between gestures, turn to whom the robot attends to; straight on where to nobody."""
        target = None if self._looks_at is None else self._in_robot_frame(self._looks_at)
        height = 0.0 if self._looks_at is None else self._looks_at.point.z
        frame = Keyframe(0.0) if target is None else look_at(target, height)
        wanted, now = full_posture(frame), self._performer.posture(self.now_s)
        if any(abs(wanted[name] - now[name]) > _LOOK_STEP for name in _HEAD):
            self._move((frame,))

    def _play(self, motion: Motion) -> None:
        message = JointTrajectory(joint_names=list(REST))
        message.header.stamp = time_to_msg(self.now_s)
        steps = max(1, round(motion.duration / _SAMPLE_S))
        for step in range(1, steps + 1):
            t = motion.duration * step / steps
            angles = motion.at(t)
            point = JointTrajectoryPoint(positions=[angles[name] for name in REST])
            point.time_from_start = _duration(t)
            message.points.append(point)
        self._trajectory_out(message)

    def _stop(self) -> None:
        if self._desk.busy:
            self._move(GESTURES["rest"])
        self._finish(Perform.Goal.STOPPED)

    def _look(self) -> None:
        self._start_if_due()
        if self._waiting is not None:
            return
        progress = self._performer.progress(self.now_s)
        self._looks += 1
        if progress >= 1.0:
            self._finish(Perform.Goal.DONE)
            self._follow_with_the_head()
        elif self._looks % _TELL_EVERY == 0:
            self._desk.feedback(Perform.Feedback(progress=progress))

    def _finish(self, outcome: int, words: str = "") -> None:
        result = Perform.Result(outcome=outcome, message=words)
        self._desk.finish(result, succeeded=outcome == Perform.Goal.DONE)


def _duration(t_s: Seconds) -> Duration:
    nanoseconds = round(t_s * 1e9)
    return Duration(sec=nanoseconds // 1_000_000_000, nanosec=nanoseconds % 1_000_000_000)
