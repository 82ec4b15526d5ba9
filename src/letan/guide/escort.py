"""Leading in one piece for one process: the lead's decisions, the navigator's driving.

On ROS the same parts stand in two nodes and speak through `/navigate_to_pose`; the collision
monitor comes after either, in a place of its own.
"""

import math
from dataclasses import dataclass

from letan.guide.arrival import arrival_pose, pose_beside
from letan.guide.lead import (
    CapSpeed,
    Command,
    DriveBack,
    DriveTo,
    Lead,
    Leading,
    LeadSettings,
    MakeWay,
    Observation,
    StopDriving,
)
from letan.guide.navigator import Navigator, NavigatorStatus
from letan.guide.remarks import WayTeller
from letan.guide.steering.situation import NavigatorLimits, Steering
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Seconds
from letan.ports.body import Odometry, Person, Scan
from letan.site.site import Site


@dataclass(frozen=True, slots=True)
class EscortStep:
    """One step's result.

    Attributes:
        twist: Wanted velocity, for the collision monitor.
        commands: What is to be said, shown and told now; driving is done already.
        state: As in letan_msgs/GuideState.
        remaining: Metres left.
        gap: Metres between robot and visitor; None while nobody is seen.
        path: The way ahead, map frame.
    """

    twist: Twist2
    commands: tuple[Command, ...]
    state: str
    remaining: Metres
    gap: Metres | None
    path: tuple[Point2, ...]


class Escort:
    """Leads to one place at a time. Call `step` at about 20 Hz, also while idle."""

    def __init__(
        self,
        site: Site,
        settings: LeadSettings | None = None,
        limits: NavigatorLimits | None = None,
        steering: Steering | None = None,
    ) -> None:
        """Build the hall's grid once."""
        self.site = site
        self.lead = Lead(settings or LeadSettings())
        self.navigator = Navigator(site, limits, steering=steering)
        self._cap: MetresPerSecond = self.lead.settings.cruise
        self._status = NavigatorStatus.IDLE
        self._remaining: Metres = 0.0
        self._pose: Pose2 = site.base.stand
        self._teller = WayTeller()

    def lead_to(
        self, place: str, now: Seconds, pose: Pose2, slow: MetresPerSecond = math.inf
    ) -> tuple[Command, ...]:
        """Begin to lead the visitor, at most at `slow` where he has asked for it.

        Raises:
            LetanError: If the site has no such place, or no room for the robot beside it.
        """
        return self._start(place, now, pose, with_visitor=True, slow=slow)

    def return_to_base(self, now: Seconds, pose: Pose2) -> tuple[Command, ...]:
        """Drive to the base alone."""
        return self._start(self.site.base.id, now, pose, with_visitor=False)

    def stop(self) -> tuple[Command, ...]:
        """Stand still."""
        return self._carry_out(self.lead.stop())

    def step(
        self,
        now: Seconds,
        pose: Pose2,
        odom: Odometry | None,
        scan: Scan | None,
        follower: Point2 | None,
        people: tuple[Person, ...] = (),
    ) -> EscortStep:
        """Observe, decide, drive.

        Args:
            now: The clock.
            pose: The robot's, map frame.
            odom: Latest odometry.
            scan: Latest scan.
            follower: Where the visitor is, map frame; None while he is not seen.
            people: Everybody known, map frame, fresh; the follower among them.
        """
        self._pose = pose
        others = tuple(Point2(p.x, p.y) for p in people if not p.is_follower)
        seen = Observation(now, pose, follower, self._remaining, self._status, others)
        commands = self._carry_out(self.lead.observe(seen))
        driven = self.navigator.step(now, pose, odom, scan, self._cap, people)
        self._status, self._remaining = driven.status, driven.remaining
        if isinstance(self.lead.state, Leading):
            remark = self._teller.look(now, pose, driven.path, driven.remaining)
            commands += () if remark is None else (remark,)
        gap = self.lead.gap(seen)
        return EscortStep(
            driven.twist, commands, self.lead.state_name, driven.remaining, gap, driven.path
        )

    def _start(
        self,
        place: str,
        now: Seconds,
        pose: Pose2,
        with_visitor: bool,
        slow: MetresPerSecond = math.inf,
    ) -> tuple[Command, ...]:
        self._goal(place)  # an unknown place is refused before anything is said
        self._pose, self._teller = pose, WayTeller()
        return self._carry_out(self.lead.start(place, now, with_visitor, slow))

    def _goal(self, place: str) -> Pose2:
        return arrival_pose(self.site.place(place), self.navigator.grid, self.navigator.clearance)

    def _carry_out(self, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """Do what concerns driving; return the rest."""
        rest: list[Command] = []
        for command in commands:
            match command:
                case DriveTo(place):
                    self._status = self.navigator.go(self._goal(place), self._pose)
                    self._remaining = float("inf")
                case DriveBack(visitor):
                    self._drive_back(visitor)
                case CapSpeed(speed):
                    self._cap = speed
                case StopDriving():
                    self.navigator.cancel()
                    self._status = NavigatorStatus.IDLE
                case MakeWay():
                    self.navigator.stay()
                    self._status = NavigatorStatus.IDLE
                case _:
                    rest.append(command)
        return tuple(rest)

    def _drive_back(self, visitor: Point2) -> None:
        self._remaining = float("inf")
        try:
            beside = pose_beside(visitor, self.navigator.grid, self.navigator.clearance)
        except LetanError:
            self.navigator.cancel()
            self._status = NavigatorStatus.UNREACHABLE
            return
        self._status = self.navigator.go(beside, self._pose)
