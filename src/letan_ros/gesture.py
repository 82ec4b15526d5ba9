"""Performs gestures: action /gesture/perform in, joint trajectories out."""

from collections.abc import Iterable, Mapping
from typing import Any

from builtin_interfaces.msg import Duration
from geometry_msgs.msg import PointStamped
from letan_msgs.action import Perform
from letan_msgs.msg import PersonTracks
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

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
from letan.gesture.motion import Motion, follow
from letan.gesture.reach import moves_arm, near_sides
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan.kernel.units import Seconds
from letan_ros import topics
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.goals import GoalDesk
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA

_SAMPLE_S = 0.1
_TELL_S = 0.2
_HEAD = ("head_pan", "head_tilt")
_LOOK_STEP = 0.12
"""rad; the head does not twitch after smaller steps of a face."""


class GestureNode(LetanNode):
    """Carries `letan.gesture` out. Parameters: launch/params/letan.yaml, section `gesture`.

    Action /gesture/perform; a new goal takes over from where the joints are. In: /tf (where the
    robot stands), /attention/look_at (the head follows it between gestures), /people/tracks (no
    arm moves out towards somebody within its reach). Out: /joint_trajectory, one message a motion.
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
        self._motion = Motion(())
        self._began_s = 0.0
        self._near = self._hanging = frozenset[str]()
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
        self.every(_TELL_S, self._look)

    def on_idle(self) -> None:
        """Let the arms hang."""
        self._stop()

    def _begin(self, goal: Any) -> None:
        try:
            frames = keyframes(goal.gesture, self._target(goal))
        except LetanError as error:
            self._finish(Perform.Goal.FAILED, str(error))
            return
        self._move(frames)

    def _move(self, frames: Iterable[Keyframe]) -> None:
        """Go through keyframes from where the joints are and as fast as they move."""
        t = self.now_s - self._began_s
        self._hanging = self._near
        self._play(follow(frames, self._motion.at(t), self._motion.velocity_at(t), self._near))

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
        places = (Point2(p.position.x, p.position.y) for p in message.people)
        self._near = (
            frozenset()
            if robot is None
            else near_sides(in_robot_frame(place, robot[0]) for place in places)
        )
        new = self._near - self._hanging
        if new and moves_arm(self._motion.at(self.now_s - self._began_s), new):
            self._move(GESTURES["rest"])

    def _on_look_at(self, message: PointStamped) -> None:
        self._looks_at = message if message.header.frame_id else None

    def _follow_with_the_head(self) -> None:
        """Between gestures, turn to whom the robot attends to; straight on where to nobody."""
        target = None if self._looks_at is None else self._in_robot_frame(self._looks_at)
        height = 0.0 if self._looks_at is None else self._looks_at.point.z
        frame = Keyframe(0.0) if target is None else look_at(target, height)
        wanted, now = full_posture(frame), self._motion.at(self._motion.duration)
        if any(abs(wanted[name] - now[name]) > _LOOK_STEP for name in _HEAD):
            self._move((frame,))

    def _play(self, motion: Motion) -> None:
        self._motion, self._began_s = motion, self.now_s
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
        passed_s = self.now_s - self._began_s
        if passed_s >= self._motion.duration:
            if self._desk.busy:
                self._finish(Perform.Goal.DONE)
            self._follow_with_the_head()
        elif self._desk.busy:
            progress = min(1.0, max(0.0, passed_s / self._motion.duration))
            self._desk.feedback(Perform.Feedback(progress=progress))

    def _finish(self, outcome: int, words: str = "") -> None:
        result = Perform.Result(outcome=outcome, message=words)
        self._desk.finish(result, succeeded=outcome == Perform.Goal.DONE)


def _duration(t_s: Seconds) -> Duration:
    nanoseconds = round(t_s * 1e9)
    return Duration(sec=nanoseconds // 1_000_000_000, nanosec=nanoseconds % 1_000_000_000)
