"""Drives to poses where Nav2 is not installed: the same action, the same topics."""

import array
import math
from collections.abc import Mapping
from typing import Any

from builtin_interfaces.msg import Duration
from geometry_msgs.msg import PoseStamped
from letan_msgs.msg import PersonTracks
from nav2_msgs.action import NavigateToPose
from nav_msgs.msg import OccupancyGrid as OccupancyGridMsg
from nav_msgs.msg import Odometry as OdometryMsg
from sensor_msgs.msg import LaserScan
from std_msgs.msg import Float32

from letan.guide.navigator import Navigator, NavigatorStatus, NavigatorStep
from letan.guide.steering.situation import NavigatorLimits
from letan.kernel.geometry import STANDSTILL, Pose2
from letan.ports.body import Odometry, Person, Scan
from letan.site.grid import OccupancyGrid, occupancy_grid
from letan.site.site import Site
from letan_ros import topics
from letan_ros.convert.body import (
    odometry_from_msg,
    path_to_msg,
    people_from_msg,
    pose_from_msg,
    pose_to_msg,
    scan_from_msg,
    twist_to_msg,
)
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.goals import GoalDesk
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments

ERROR_BLOCKED = 105
"""nav2_msgs/action/FollowPath FAILED_TO_MAKE_PROGRESS."""
ERROR_UNREACHABLE = 208
"""nav2_msgs/action/ComputePathToPose NO_VALID_PATH."""
ERROR_NO_POSE = 202
"""nav2_msgs/action/ComputePathToPose TF_ERROR."""

_STEP_S = 0.05
_FEEDBACK_EVERY = 4
_POSE_STALE_S = 1.0
_POSE_WITHIN_S = 2.0
"""A goal that comes before the robot knows where it is waits so long for that."""
_PEOPLE_STALE_S = 0.6
"""Older tracks are not believed: the scan's hits then stand for the people."""
_STILL_MPS = 0.01


class NavigatorNode(LetanNode):
    """Carries `letan.guide.navigator` out. Parameters: launch/params/letan.yaml, `navigator`.

    Action /navigate_to_pose (nav2_msgs). In: /scan, /odom, /tf, /people/tracks,
    /guide/speed_cap. Out: /cmd_vel_raw, /plan, /map. Steps at 20 Hz while it has a goal, and
    until it stands.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        site: Site,
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node for one hall."""
        super().__init__(
            "navigator", SCHEMA["navigator"], values, use_sim_time=use_sim_time, remaps=remaps
        )
        self._site = site
        self._forget()

    def _forget(self) -> None:
        self._frames = Frames()
        self._scan: Scan | None = None
        self._odometry: Odometry | None = None
        self._people: tuple[tuple[Person, ...], float] = ((), -math.inf)
        self._cap = math.inf
        self._target: Pose2 | None = None
        self._began_s = 0.0
        self._steps = 0
        self._driving = False

    def on_start(self) -> None:
        """Build the driving grid, subscribe, advertise."""
        self._forget()
        self._core = Navigator(
            self._site, NavigatorLimits(**core_arguments("navigator", self.values))
        )
        self._velocity_out = self.talk(topics.CMD_VEL_RAW)
        self._plan_out = self.talk(topics.PLAN)
        self._map_out = self.talk(topics.MAP)
        self._desk = GoalDesk(
            self, NavigateToPose, topics.NAVIGATE_ACTION, self._begin, self._cancel
        )
        self.listen(topics.SCAN, self._on_scan)
        self.listen(topics.ODOM, self._on_odometry)
        self.listen(topics.PEOPLE, self._on_people)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.SPEED_CAP, self._on_cap)
        self.every(_STEP_S, self._step)

    def on_active(self) -> None:
        """Publish the map."""
        self._map_out(grid_to_msg(occupancy_grid(self._site), self.now_s))

    def on_idle(self) -> None:
        """Stand still and end the goal."""
        self._core.cancel()
        self._target = None
        self._velocity_out(twist_to_msg(STANDSTILL))
        self._desk.finish(NavigateToPose.Result(), succeeded=False)

    def _on_scan(self, message: LaserScan) -> None:
        self._scan = scan_from_msg(message)

    def _on_odometry(self, message: OdometryMsg) -> None:
        try:
            self._odometry = odometry_from_msg(message)
        except ValueError as error:
            self._odometry = None
            self.get_logger().warning(f"dropped odometry: {error}")

    def _on_people(self, message: PersonTracks) -> None:
        self._people = (people_from_msg(message), self.now_s)

    def _on_cap(self, message: Float32) -> None:
        self._cap = message.data if message.data >= 0.0 else math.inf

    def _pose(self) -> Pose2 | None:
        found = self._frames.pose("base_link", within="map")
        if found is None or abs(self.now_s - found[1]) > _POSE_STALE_S:
            return None
        return found[0]

    def _begin(self, goal: Any) -> None:
        try:
            target = pose_from_msg(goal.pose.pose)
        except ValueError as error:
            self._end(False, ERROR_UNREACHABLE, str(error))
            return
        if goal.pose.header.frame_id not in ("", "map"):
            self._end(False, ERROR_UNREACHABLE, "the goal's frame is not map")
            return
        self._began_s, self._driving, self._target = self.now_s, True, target
        pose = self._pose()
        if pose is not None:
            self._go(pose)

    def _go(self, pose: Pose2) -> None:
        target, self._target = self._target, None
        if target is not None and self._core.go(target, pose) is NavigatorStatus.UNREACHABLE:
            self._end(False, ERROR_UNREACHABLE, "no way leads there")

    def _cancel(self) -> None:
        self._core.cancel()
        self._target = None
        self._end(False, 0, "cancelled")

    def _end(self, succeeded: bool, code: int, words: str) -> None:
        result = NavigateToPose.Result(error_code=code, error_msg=words)
        self._desk.finish(result, succeeded=succeeded)

    def _step(self) -> None:
        if not self._driving:
            return
        pose = self._pose()
        if pose is None:
            self._velocity_out(twist_to_msg(STANDSTILL))
            if self._target is not None and self.now_s - self._began_s > _POSE_WITHIN_S:
                self._driving, self._target = False, None
                self._end(False, ERROR_NO_POSE, "no fresh transform from map to base_link")
            return
        self._go(pose)
        people, seen_s = self._people
        known = people if abs(self.now_s - seen_s) <= _PEOPLE_STALE_S else ()
        step = self._core.step(self.now_s, pose, self._odometry, self._scan, self._cap, known)
        self._velocity_out(twist_to_msg(step.twist))
        match step.status:
            case NavigatorStatus.REACHED:
                self._end(True, 0, "")
            case NavigatorStatus.BLOCKED:
                self._end(False, ERROR_BLOCKED, "blocked for too long")
            case NavigatorStatus.UNREACHABLE:
                self._end(False, ERROR_UNREACHABLE, "no way leads there")
            case _:
                pass
        self._steps += 1
        if self._desk.busy and self._steps % _FEEDBACK_EVERY == 0:
            self._tell(step, pose)
        if not self._desk.busy and abs(step.twist.v_mps) < _STILL_MPS > abs(step.twist.w_radps):
            self._driving = False
            self._plan_out(path_to_msg((), self.now_s))

    def _tell(self, step: NavigatorStep, pose: Pose2) -> None:
        message = NavigateToPose.Feedback()
        message.current_pose = PoseStamped(pose=pose_to_msg(pose))
        message.current_pose.header.frame_id = "map"
        message.current_pose.header.stamp = time_to_msg(self.now_s)
        message.distance_remaining = float(min(step.remaining, 1e4))
        message.navigation_time = Duration(sec=max(0, int(self.now_s - self._began_s)))
        self._desk.feedback(message)
        self._plan_out(path_to_msg([Pose2(p.x, p.y, 0.0) for p in step.path], self.now_s))


def grid_to_msg(grid: OccupancyGrid, t_s: float) -> OccupancyGridMsg:
    """Return the map: 0 free, 100 occupied; row 0 is the lowest y."""
    message = OccupancyGridMsg()
    message.header.frame_id = "map"
    message.header.stamp = time_to_msg(t_s)
    rows, columns = grid.occupied.shape
    message.info.resolution = grid.resolution
    message.info.height, message.info.width = rows, columns
    message.info.origin.position.x = grid.origin.x
    message.info.origin.position.y = grid.origin.y
    message.info.origin.orientation.w = 1.0
    cells = grid.occupied.astype("int8") * 100
    message.data = array.array("b", cells.tobytes())
    return message
