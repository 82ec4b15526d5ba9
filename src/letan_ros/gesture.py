"""Performs gestures: action /gesture/perform in, joint trajectories out."""

from collections.abc import Mapping
from typing import Any

from builtin_interfaces.msg import Duration
from letan_msgs.action import Perform
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from letan.gesture.gestures import POINT, in_robot_frame
from letan.gesture.joints import REST
from letan.gesture.motion import Motion, plan
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan.kernel.units import Radians, Seconds
from letan_ros import topics
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.goals import GoalDesk
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA

_SAMPLE_S = 0.1
_TELL_S = 0.2


class GestureNode(LetanNode):
    """Carries `letan.gesture` out. Parameters: launch/params/letan.yaml, section `gesture`.

    Action /gesture/perform; a new goal takes over from where the joints are. In: /tf (where the
    robot stands, for pointing). Out: /joint_trajectory, one message a gesture.
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
        self._motion: Motion | None = None
        self._began_s = 0.0

    def on_start(self) -> None:
        """Offer the action."""
        self._motion = None
        self._frames = Frames()
        self._trajectory_out = self.talk(topics.JOINTS)
        self._desk = GoalDesk(self, Perform, topics.PERFORM_ACTION, self._begin, self._stop)
        self.listen(topics.TF, self._frames.update)
        self.every(_TELL_S, self._look)

    def on_idle(self) -> None:
        """Let the arms hang."""
        self._stop()

    def _begin(self, goal: Any) -> None:
        try:
            motion = plan(goal.gesture, self._target(goal), self._angles())
        except LetanError as error:
            self._finish(Perform.Goal.FAILED, str(error))
            return
        self._play(motion)

    def _target(self, goal: Any) -> Point2 | None:
        """Return what is pointed at in the robot's frame; None where that is not known."""
        if goal.gesture != POINT or not goal.target.header.frame_id:
            return None
        point = Point2(goal.target.point.x, goal.target.point.y)
        robot = self._frames.pose("base_link", within=goal.target.header.frame_id)
        return None if robot is None else in_robot_frame(point, robot[0])

    def _angles(self) -> Mapping[str, Radians]:
        """Return where the joints are now."""
        return dict(REST) if self._motion is None else self._motion.at(self.now_s - self._began_s)

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
            self._play(plan("rest", None, self._angles()))
        self._finish(Perform.Goal.STOPPED)

    def _look(self) -> None:
        if self._motion is None:
            return
        passed_s = self.now_s - self._began_s
        if passed_s >= self._motion.duration:
            self._motion = None
            self._finish(Perform.Goal.DONE)
        elif self._desk.busy:
            progress = min(1.0, max(0.0, passed_s / self._motion.duration))
            self._desk.feedback(Perform.Feedback(progress=progress))

    def _finish(self, outcome: int, words: str = "") -> None:
        result = Perform.Result(outcome=outcome, message=words)
        self._desk.finish(result, succeeded=outcome == Perform.Goal.DONE)


def _duration(t_s: Seconds) -> Duration:
    nanoseconds = round(t_s * 1e9)
    return Duration(sec=nanoseconds // 1_000_000_000, nanosec=nanoseconds % 1_000_000_000)
