"""What a way of steering is told, and what it has to answer."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from letan.guide.cost_to_go import CostToGo
from letan.kernel.geometry import Pose2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Radians, Seconds
from letan.ports.body import Person, Scan


@dataclass(frozen=True, slots=True)
class NavigatorLimits:
    """How the robot drives; accelerations are for the company of old people.

    Attributes:
        radius: Of the round footprint.
        cruise: Speed on a free way.
        acceleration: m/s^2, speeding up.
        braking: m/s^2, slowing down.
        reverse: Highest speed backwards, used to step back from people.
        turn_radps: Highest turn rate.
        turn_acceleration: rad/s^2.
        goal_tolerance: Distance that counts as reached.
        goal_yaw_tolerance: Heading error that counts as reached.
        stop_before: Gap kept to something in the way.
        detour_after: Blocked that long, it looks for a way around.
        detour_for: A detour's field is used that long.
        give_up_after: Without progress that long, while allowed to move, the goal ends as BLOCKED.
        stale_after: Oldest scan and odometry that are used.
    """

    radius: Metres = 0.30
    cruise: MetresPerSecond = 0.8
    acceleration: float = 0.6
    braking: float = 0.8
    reverse: MetresPerSecond = 0.4
    turn_radps: float = 1.0
    turn_acceleration: float = 2.0
    goal_tolerance: Metres = 0.12
    goal_yaw_tolerance: Radians = 0.12
    stop_before: Metres = 0.30
    detour_after: Seconds = 2.0
    detour_for: Seconds = 6.0
    give_up_after: Seconds = 45.0
    stale_after: Seconds = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """One moment of driving to a goal.

    Attributes:
        now: The clock.
        pose: The robot's, map frame.
        command: What the wheels were told last.
        scan: Latest scan, fresh.
        people: Everybody known, map frame; the follower among them.
        field: Cost to go to the goal.
        clearance: Metres to the nearest thing of the map, float32[rows, columns], the field's grid.
        path: The way ahead, float64[n, 2], map frame, n >= 1.
        goal: Where to.
        speed_limit: Never more than that: of the zone, of the drive.
        speed_cap: Highest speed wanted now, surpassed only to get out of somebody's way;
            0 = hold: no progress is wanted, stepping aside may be.
    """

    now: Seconds
    pose: Pose2
    command: Twist2
    scan: Scan
    people: tuple[Person, ...]
    field: CostToGo
    clearance: NDArray[np.float32]
    path: NDArray[np.float64]
    goal: Pose2
    speed_limit: MetresPerSecond
    speed_cap: MetresPerSecond


class Steering(Protocol):
    """A way of steering."""

    def reset(self) -> None:
        """Forget everything: another goal."""
        ...

    def steer(self, situation: Situation, limits: NavigatorLimits) -> Twist2:
        """Return the wanted velocity before ramps; the way to the goal is not ended here."""
        ...
