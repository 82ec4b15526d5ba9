"""Leads a visitor: drives through /navigate_to_pose and looks after him."""

import math
from collections.abc import Mapping
from typing import Any, assert_never

from geometry_msgs.msg import PointStamped, PoseStamped
from letan_msgs.action import LeadTo, Perform
from letan_msgs.msg import GuideState, PersonTracks
from nav2_msgs.action import NavigateToPose
from nav_msgs.msg import Path
from sensor_msgs.msg import BatteryState
from std_msgs.msg import Float32, String

from letan.guide.arrival import arrival_pose, pose_beside
from letan.guide.lead import (
    Call,
    CapSpeed,
    Command,
    DriveBack,
    DriveTo,
    Finished,
    Lead,
    Leading,
    LeadSettings,
    LookBack,
    MakeWay,
    Observation,
    Outcome,
    PointAt,
    Returning,
    StopDriving,
)
from letan.guide.navigator import NavigatorStatus
from letan.guide.remarks import Remark, WayTeller
from letan.kernel.faults import Fault, LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.site.grid import driving_grid
from letan.site.site import Site
from letan_ros import topics
from letan_ros.convert.body import people_from_msg, pose_to_msg
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.goals import GoalDesk, GoalSender
from letan_ros.navigator import ERROR_BLOCKED
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments

_STEP_S = 0.1
_TELL_EVERY = 3
_LIDAR_FRESH_S = 0.3
_TRACK_STALE_S = 1.0
_HYSTERESIS = 0.05
_CANNOT_LEAD, _LOST = "GUIDE-001", "GUIDE-002"
_FAULTS = {
    Outcome.BLOCKED: _CANNOT_LEAD,
    Outcome.FAILED: _CANNOT_LEAD,
    Outcome.LOST_VISITOR: _LOST,
}


class GuideNode(LetanNode):
    """Carries `letan.guide.lead` out. Parameters: launch/params/letan.yaml, section `guide`.

    Action /guide/lead_to. In: /people/tracks, /attention/people (the visitor where the camera
    alone sees him), /tf, /plan, /battery_state. Out: /guide/state, /guide/speed_cap,
    /guide/remark; actions /navigate_to_pose, /gesture/perform. It says nothing itself: the
    conversation speaks on /guide/state and /guide/remark, so that there is one voice.
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
        super().__init__("guide", SCHEMA["guide"], values, use_sim_time=use_sim_time, remaps=remaps)
        self._site = site
        self._forget()

    def _forget(self) -> None:
        self._frames = Frames()
        self._follower: tuple[Point2, float] | None = None
        self._others: tuple[tuple[Point2, ...], float] = ((), -1.0)
        self._teller = WayTeller()
        self._low = False
        self._plan = Path()
        self._navigator = NavigatorStatus.IDLE
        self._drive = 0
        self._remaining = 0.0
        self._place = ""
        self._began_s = 0.0
        self._path_m = 0.0
        self._last_pose: Pose2 | None = None
        self._steps = 0

    def on_start(self) -> None:
        """Find where the robot stops at each place, subscribe, advertise, connect."""
        self._forget()
        self._lead = Lead(LeadSettings(**core_arguments("guide", self.values)))
        grid = self._grid = driving_grid(self._site)
        clearance = self._clearance = grid.clearance()
        self._goals: dict[str, Pose2] = {}
        for place in self._site.destinations:
            try:
                self._goals[place.id] = arrival_pose(place, grid, clearance)
            except LetanError as error:
                self.get_logger().warning(str(error))
        self._state_out = self.talk(topics.GUIDE_STATE)
        self._cap_out = self.talk(topics.SPEED_CAP)
        self._remark_out = self.talk(topics.GUIDE_REMARK)
        self._wheels = GoalSender(self, NavigateToPose, topics.NAVIGATE_ACTION)
        self._arms = GoalSender(self, Perform, topics.PERFORM_ACTION)
        self._desk = GoalDesk(self, LeadTo, topics.LEAD_ACTION, self._begin, self._stop)
        self.listen(topics.PEOPLE, self._on_people)
        self.listen(topics.SEEN_PEOPLE, self._on_seen)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.PLAN, self._on_plan)
        self.listen(topics.BATTERY, self._on_battery)
        self.every(_STEP_S, self._step)

    def on_active(self) -> None:
        """Tell that nobody is led."""
        self._tell()

    def on_idle(self) -> None:
        """Stand still and end what is under way."""
        self._wheels.cancel()
        self._finish(Outcome.STOPPED)

    def on_parameters(self) -> None:
        """Lead by the new settings from now on."""
        self._lead.settings = LeadSettings(**core_arguments("guide", self.values))

    # Goals

    def _begin(self, goal: LeadTo.Goal) -> None:
        self._place, self._began_s, self._path_m = goal.place, self.now_s, 0.0
        self._navigator, self._remaining = NavigatorStatus.DRIVING, math.inf
        self._last_pose = None
        self._teller = WayTeller()
        for code in (_CANNOT_LEAD, _LOST):
            self.clear(code)
        if goal.place not in self._goals:
            self._finish(Outcome.FAILED, f"{goal.place or '(no place)'}: no way to lead there")
            return
        if self._low and goal.with_visitor:
            self._finish(Outcome.FAILED, "the battery is low")
            self._go_home()
            return
        slow = float(goal.speed_mps) or math.inf
        self._obey(self._lead.start(goal.place, self.now_s, goal.with_visitor, slow))
        self._tell()

    def _stop(self) -> None:
        self._obey(self._lead.stop())
        self._finish(Outcome.STOPPED)

    def _finish(self, outcome: Outcome, words: str = "") -> None:
        if self._desk.busy and outcome in _FAULTS:
            self.report(
                Fault(_FAULTS[outcome], {"place": self._place, "why": words or outcome.name})
            )
        result = LeadTo.Result(
            outcome=outcome.value,
            message=words,
            duration_s=float(max(0.0, self.now_s - self._began_s)),
            path_m=float(self._path_m),
        )
        self._desk.finish(result, succeeded=outcome is Outcome.ARRIVED)
        self._tell()

    # What is seen

    def _on_people(self, message: PersonTracks) -> None:
        people = people_from_msg(message)
        for person in people:
            if person.is_follower:
                self._follower = (Point2(person.x, person.y), self.now_s)
        others = tuple(Point2(p.x, p.y) for p in people if not p.is_follower)
        self._others = (others, self.now_s)

    def _on_seen(self, message: PersonTracks) -> None:
        """Legs are hidden behind others sooner than a face is; the lidar's place is the better."""
        if self._follower is not None and self.now_s - self._follower[1] <= _LIDAR_FRESH_S:
            return
        for person in message.people:
            if person.is_follower:
                self._follower = (Point2(person.position.x, person.position.y), self.now_s)

    def _on_battery(self, message: BatteryState) -> None:
        """Go home on a low battery; who is being led is brought to his counter first."""
        charge = message.percentage  # 0..1; NaN where the driver does not know
        low = charge <= self.number("battery_low") + (_HYSTERESIS if self._low else 0.0)
        newly, self._low = low and not self._low, low
        if newly and not self._desk.busy:
            self._go_home()

    def _go_home(self) -> None:
        """Drive to the base without anybody's asking."""
        self._place, self._navigator = self._site.base.id, NavigatorStatus.DRIVING
        self._obey(self._lead.start(self._place, self.now_s, with_visitor=False))
        self._tell()

    def _on_plan(self, message: Path) -> None:
        self._plan = message

    def _seen(self, pose: Pose2) -> Observation:
        follower = self._follower
        fresh = follower is not None and self.now_s - follower[1] <= _TRACK_STALE_S
        return Observation(
            now=self.now_s,
            robot=pose,
            follower=follower[0] if follower is not None and fresh else None,
            remaining=self._remaining,
            navigator=self._navigator,
            others=self._others[0] if self.now_s - self._others[1] <= _TRACK_STALE_S else (),
        )

    def _step(self) -> None:
        self._wheels.look()
        if not self._desk.busy and not isinstance(self._lead.state, Returning):
            return
        found = self._frames.pose("base_link", within="map")
        if found is None:
            return
        pose = found[0]
        if self._last_pose is not None:
            self._path_m += pose.distance(self._last_pose)
        self._last_pose = pose
        before = self._lead.state_name
        self._obey(self._lead.observe(self._seen(pose)))
        if isinstance(self._lead.state, Leading):
            path = tuple(Point2(p.pose.position.x, p.pose.position.y) for p in self._plan.poses)
            remark = self._teller.look(self.now_s, pose, path, self._remaining)
            self._obey(() if remark is None else (remark,))
        self._steps += 1
        if before != self._lead.state_name or self._steps % _TELL_EVERY == 0:
            self._tell()

    # What is done

    def _obey(self, commands: tuple[Command, ...]) -> None:
        for command in commands:
            match command:
                case DriveTo(place):
                    self._drive_to_pose(self._goals[place])
                case DriveBack(visitor):
                    self._drive_back(visitor)
                case Remark():
                    self._remark_out(String(data=command.code))
                case CapSpeed(speed):
                    self._cap_out(Float32(data=float(speed)))
                case StopDriving() | MakeWay():
                    # NavigateToPose knows no stepping aside: here the robot stands.
                    self._drive += 1
                    self._wheels.cancel()
                case PointAt(place):
                    self._point(place)
                case Finished(_, outcome):
                    self._finish(outcome)
                case Call() | LookBack():
                    pass  # the conversation does it, from /guide/state and the result
                case _:
                    assert_never(command)

    def _drive_back(self, visitor: Point2) -> None:
        try:
            self._drive_to_pose(pose_beside(visitor, self._grid, self._clearance))
        except LetanError:
            self._drive += 1
            self._wheels.cancel()
            self._navigator = NavigatorStatus.UNREACHABLE

    def _drive_to_pose(self, pose: Pose2) -> None:
        self._drive += 1
        drive = self._drive
        goal = NavigateToPose.Goal(pose=PoseStamped(pose=pose_to_msg(pose)))
        goal.pose.header.frame_id = "map"
        goal.pose.header.stamp = time_to_msg(self.now_s)
        self._navigator, self._remaining = NavigatorStatus.DRIVING, math.inf

        def moved(feedback: Any) -> None:
            if drive == self._drive:
                self._remaining = feedback.distance_remaining

        def ended(result: Any) -> None:
            if drive == self._drive:
                self._navigator = _status(result)

        self.mailbox.post(lambda: self._wheels.send(goal, ended, moved))

    def _point(self, place: str) -> None:
        stand = self._site.place(place).stand
        goal = Perform.Goal(gesture="point", target=PointStamped())
        goal.target.header.frame_id = "map"
        goal.target.point.x, goal.target.point.y = stand.x, stand.y
        self._arms.send(goal)

    def _tell(self) -> None:
        found = self._frames.pose("base_link", within="map")
        gap = None if found is None else self._lead.gap(self._seen(found[0]))
        busy = self._desk.busy
        message = GuideState(
            state=self._lead.state_name,
            place=self._place,
            remaining_m=self._remaining if busy and math.isfinite(self._remaining) else 0.0,
            follower_gap_m=-1.0 if gap is None else float(gap),
        )
        if busy:
            message.path = self._plan
            feedback = LeadTo.Feedback(
                state=message.state,
                remaining_m=message.remaining_m,
                follower_gap_m=message.follower_gap_m,
            )
            self._desk.feedback(feedback)
        message.header.stamp = time_to_msg(self.now_s)
        self._state_out(message)


def _status(result: Any) -> NavigatorStatus:
    """Return how a drive ended; a navigator that is not there blocks the way like anything else."""
    if result is None:
        return NavigatorStatus.BLOCKED
    if result.error_code == 0:
        return NavigatorStatus.REACHED
    blocked = result.error_code == ERROR_BLOCKED
    return NavigatorStatus.BLOCKED if blocked else NavigatorStatus.UNREACHABLE
