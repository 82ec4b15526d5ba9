"""Drives to a pose around walls and among people, and stops trying after a bound.

One cost-to-go field a goal; `letan.guide.steering` decides the velocity on it. What blocks the
way and stays is driven around by a second field that holds the scan's hits.
"""

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from letan.guide.cost_to_go import CostToGo, Inflation, cost_to_go
from letan.guide.scan_points import hit_points
from letan.guide.steering.mppi import Mppi
from letan.guide.steering.pursuit import turn_rate
from letan.guide.steering.situation import NavigatorLimits, Situation, Steering
from letan.guide.steering.surroundings import to_map
from letan.kernel.geometry import STANDSTILL, Point2, Pose2, Twist2, wrap_angle
from letan.kernel.units import Metres, MetresPerSecond, Seconds
from letan.ports.body import Odometry, Person, Scan
from letan.site.grid import OccupancyGrid, driving_grid
from letan.site.shapes import contains
from letan.site.site import Site


class NavigatorStatus(Enum):
    """What the navigator is doing; the last three end a goal."""

    IDLE = "idle"
    DRIVING = "driving"
    WAITING = "waiting"
    """Something is in the way, or the data is too old to move."""
    DETOUR = "detour"
    """Driving around something that stayed in the way."""
    REACHED = "reached"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class NavigatorStep:
    """One step's result.

    Attributes:
        twist: Wanted velocity, for the collision monitor.
        status: What it does.
        remaining: Metres left along the path; 0 without a goal, inf without a way.
        path: The way ahead, map frame; () without a goal.
    """

    twist: Twist2
    status: NavigatorStatus
    remaining: Metres
    path: tuple[Point2, ...]


_ENDED = (
    NavigatorStatus.IDLE,
    NavigatorStatus.REACHED,
    NavigatorStatus.BLOCKED,
    NavigatorStatus.UNREACHABLE,
)
_PATH_EVERY_S = 0.5
_PROGRESS_M = 0.3
_MAP_HIT_M = 0.12
_COMPANY_EVERY_S = 3.0
_STANDING_MPS = 0.2
_SPOT_M = 0.5
"""Somebody who stands is taken to stay where he is until he has moved that far."""
_FIELDS_KEPT = 32
"""About 1 MB each; ways back to a visitor would else fill the memory in time."""
_CRAWL_MPS = 0.05
_CRAWL_RADPS = 0.1


class Navigator:
    """One goal at a time; call `go`, then `step` at about 20 Hz until the status ends."""

    def __init__(
        self,
        site: Site,
        limits: NavigatorLimits | None = None,
        inflation: Inflation | None = None,
        steering: Steering | None = None,
    ) -> None:
        """Build the driving grid of the hall once."""
        self.limits = limits or NavigatorLimits()
        self.steering: Steering = steering or Mppi()
        self.inflation = inflation or Inflation()
        self.grid: OccupancyGrid = driving_grid(site)
        self.clearance: NDArray[np.float32] = self.grid.clearance()
        self._slow = site.slow
        self._fields: dict[Point2, CostToGo] = {}
        self._goal: Pose2 | None = None
        self._status = NavigatorStatus.IDLE
        self._command = STANDSTILL
        self._last: Seconds | None = None
        self._reset_goal()

    def _reset_goal(self) -> None:
        self._path: NDArray[np.float64] = np.empty((0, 2))
        self._path_t = -math.inf
        self._detour: CostToGo | None = None
        self._detour_until = -math.inf
        self._around: CostToGo | None = None
        self._company: frozenset[tuple[int, int]] = frozenset()
        self._company_t = -math.inf
        self._blocked_for = 0.0
        self._best_remaining = math.inf
        self._idle_for = 0.0
        self._at_goal = False
        self._staying = False
        self.steering.reset()

    def field(self, goal: Point2) -> CostToGo:
        """Return the static field of a goal, kept for the next time while it is among the last."""
        if goal not in self._fields:
            while len(self._fields) >= _FIELDS_KEPT:
                self._fields.pop(next(iter(self._fields)))
            self._fields[goal] = cost_to_go(self.grid, self.clearance, goal, self.inflation)
        return self._fields[goal]

    def go(self, goal: Pose2, start: Point2 | Pose2) -> NavigatorStatus:
        """Take a goal; UNREACHABLE at once if no way leads there from `start`."""
        self._reset_goal()
        reachable = bool(self.field(goal.point).path(start))
        self._goal = goal if reachable else None
        self._status = NavigatorStatus.DRIVING if reachable else NavigatorStatus.UNREACHABLE
        return self._status

    def cancel(self) -> None:
        """Drop the goal; the next steps brake to a standstill."""
        self._goal = None
        self._status = NavigatorStatus.IDLE
        self._reset_goal()

    def stay(self) -> None:
        """Be there: stand, but step aside for people until the next goal or `cancel`.

        Without a goal the robot stands.
        """
        goal = self._goal
        self.cancel()
        self._goal, self._staying = goal, goal is not None

    def step(
        self,
        now: Seconds,
        pose: Pose2,
        odom: Odometry | None,
        scan: Scan | None,
        speed_cap: MetresPerSecond = math.inf,
        people: tuple[Person, ...] = (),
    ) -> NavigatorStep:
        """Decide the velocity for this moment.

        Args:
            now: The clock; a jump of it costs one step at the old speed limit, no more.
            pose: The robot's, map frame.
            odom: Latest odometry.
            scan: Latest scan.
            speed_cap: From whoever leads; 0 holds the robot without losing the goal, and it
                steps aside for people alone.
            people: Everybody known, map frame, fresh; the follower among them.
        """
        dt = min(max(now - self._last, 0.0), 0.2) if self._last is not None else 0.0
        self._last = now
        if not self._fresh(now, pose, odom, scan) or odom is None or scan is None:
            self._command = STANDSTILL
            waiting = self._status if self._status in _ENDED else NavigatorStatus.WAITING
            return NavigatorStep(STANDSTILL, waiting, self._remaining(), self._points())
        if self._staying and self._goal is not None:
            return self._make_way(now, dt, pose, self._goal, scan, people)
        if self._goal is None or self._status in _ENDED:
            return NavigatorStep(self._ramp(STANDSTILL, dt), self._status, 0.0, ())
        self._look_around(now, people, self._goal.point)
        self._update_path(now, pose, self._goal.point)
        wanted = self._steer(now, pose, self._goal, scan, people, speed_cap)
        self._watch(now, dt, pose, scan, wanted, speed_cap)
        if self._status in _ENDED:
            wanted = STANDSTILL
        return NavigatorStep(
            self._ramp(wanted, dt), self._status, self._remaining(), self._points()
        )

    def _fresh(self, now: Seconds, pose: Pose2, odom: Odometry | None, scan: Scan | None) -> bool:
        if odom is None or scan is None or not all(map(math.isfinite, (pose.x, pose.y, pose.yaw))):
            return False
        return all(-0.1 <= now - stamp <= self.limits.stale_after for stamp in (odom.t, scan.t))

    def _look_around(self, now: Seconds, people: tuple[Person, ...], goal: Point2) -> None:
        """Have a field that keeps off the people who stand; made anew only where they change."""
        if 0.0 <= now - self._company_t < _COMPANY_EVERY_S:
            return
        self._company_t = now
        standing = [
            p for p in people if not p.is_follower and math.hypot(p.vx, p.vy) < _STANDING_MPS
        ]
        spots = frozenset((round(p.x / _SPOT_M), round(p.y / _SPOT_M)) for p in standing)
        if spots == self._company:
            return
        self._company, self._path_t = spots, -math.inf
        where = tuple(Point2(p.x, p.y) for p in standing)
        field = cost_to_go(self.grid, self.clearance, goal, self.inflation, where)
        self._around = field if standing else None

    def _update_path(self, now: Seconds, pose: Pose2, goal: Point2) -> None:
        if self._detour is not None and now >= self._detour_until:
            self._detour, self._path_t = None, -math.inf
        if 0.0 <= now - self._path_t < _PATH_EVERY_S:
            return
        field = self._detour or self._around or self.field(goal)
        points = field.path(pose)
        if not points and self._detour is not None:
            self._detour = None
            points = self.field(goal).path(pose)
        if points:
            self._path = np.array([(p.x, p.y) for p in points])
        self._path_t = now

    def _ahead(self, pose: Pose2) -> NDArray[np.float64]:
        """The path from the point nearest to the robot on; the robot's own place without one."""
        if len(self._path) == 0:
            return np.array([(pose.x, pose.y)])
        distance = np.hypot(self._path[:, 0] - pose.x, self._path[:, 1] - pose.y)
        return self._path[int(distance.argmin()) :]

    def _steer(
        self,
        now: Seconds,
        pose: Pose2,
        goal: Pose2,
        scan: Scan,
        people: tuple[Person, ...],
        speed_cap: MetresPerSecond,
    ) -> Twist2:
        """Return the wanted velocity before ramps; REACHED where the goal is."""
        limits = self.limits
        distance = pose.distance(goal)
        if distance <= limits.goal_tolerance or (
            self._at_goal and distance <= 2 * limits.goal_tolerance
        ):
            self._at_goal = True
            error = wrap_angle(goal.yaw - pose.yaw)
            if abs(error) <= limits.goal_yaw_tolerance:
                self._status = NavigatorStatus.REACHED
                return STANDSTILL
            return Twist2(0.0, turn_rate(error, limits))
        self._at_goal = False
        situation = self._situation(now, pose, goal, scan, people, speed_cap)
        return self.steering.steer(situation, limits)

    def _make_way(
        self,
        now: Seconds,
        dt: Seconds,
        pose: Pose2,
        home: Pose2,
        scan: Scan,
        people: tuple[Person, ...],
    ) -> NavigatorStep:
        """Stay, and step aside for people; the status stays IDLE."""
        wanted = self.steering.steer(
            self._situation(now, pose, home, scan, people, 0.0), self.limits
        )
        return NavigatorStep(self._ramp(wanted, dt), self._status, 0.0, ())

    def _situation(
        self,
        now: Seconds,
        pose: Pose2,
        goal: Pose2,
        scan: Scan,
        people: tuple[Person, ...],
        speed_cap: MetresPerSecond,
    ) -> Situation:
        speed_limit = min(self.limits.cruise, self._zone_cap(pose))
        return Situation(
            now,
            pose,
            self._command,
            scan,
            people,
            self._detour or self._around or self.field(goal.point),
            self.clearance,
            self._ahead(pose),
            goal,
            speed_limit,
            min(speed_cap, speed_limit),
        )

    def _zone_cap(self, pose: Pose2) -> MetresPerSecond:
        x, y = np.array([pose.x]), np.array([pose.y])
        caps = [zone.max_speed for zone in self._slow if bool(contains(zone.area, x, y)[0])]
        return min(caps, default=math.inf)

    def _watch(
        self,
        now: Seconds,
        dt: Seconds,
        pose: Pose2,
        scan: Scan,
        wanted: Twist2,
        speed_cap: MetresPerSecond,
    ) -> None:
        """Judge progress: wait, look for a detour, or give up."""
        if self._status is NavigatorStatus.REACHED or self._goal is None:
            return
        held = speed_cap < 0.05
        standing = wanted.v_mps < _CRAWL_MPS and abs(wanted.w_radps) < _CRAWL_RADPS
        blocked = standing and not held and not self._at_goal
        self._blocked_for = self._blocked_for + dt if blocked else 0.0
        remaining = self.field(self._goal.point).at(pose.x, pose.y)
        if remaining < self._best_remaining - _PROGRESS_M or (self._at_goal and not held):
            self._idle_for = (
                0.0 if remaining < self._best_remaining - _PROGRESS_M else self._idle_for + dt
            )
            self._best_remaining = min(self._best_remaining, remaining)
        elif not held:
            self._idle_for += dt
        if self._idle_for > self.limits.give_up_after:
            self._status, self._goal = NavigatorStatus.BLOCKED, None
            return
        if self._blocked_for > self.limits.detour_after:
            self._blocked_for = 0.0
            self._plan_detour(now, pose, scan, self._goal.point)
        driving = NavigatorStatus.DETOUR if self._detour else NavigatorStatus.DRIVING
        self._status = NavigatorStatus.WAITING if blocked else driving

    def _plan_detour(self, now: Seconds, pose: Pose2, scan: Scan, goal: Point2) -> None:
        occupied = self.grid.occupied.copy()
        for x, y in to_map(hit_points(scan, 4.0), pose):
            row, column = self.grid.cell(float(x), float(y))
            reach = max(1, round(_MAP_HIT_M / self.grid.resolution))
            occupied[
                max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1
            ] = True
        grid = replace(self.grid, occupied=occupied)
        detour = cost_to_go(grid, grid.clearance(), goal, self.inflation)
        if detour.path(pose):
            self._detour, self._detour_until, self._path_t = (
                detour,
                now + self.limits.detour_for,
                -math.inf,
            )

    def _ramp(self, wanted: Twist2, dt: Seconds) -> Twist2:
        limits, v, w = self.limits, self._command.v_mps, self._command.w_radps
        rate = limits.acceleration if abs(wanted.v_mps) > abs(v) else limits.braking
        dv = min(max(wanted.v_mps - v, -rate * dt), rate * dt)
        dw = limits.turn_acceleration * dt
        self._command = Twist2(v + dv, w + min(max(wanted.w_radps - w, -dw), dw))
        return self._command

    def _remaining(self) -> Metres:
        if self._goal is None:
            return 0.0
        if len(self._path) < 2:
            return math.inf
        return float(np.hypot(*np.diff(self._path, axis=0).T).sum())

    def _points(self) -> tuple[Point2, ...]:
        return tuple(Point2(float(x), float(y)) for x, y in self._path[::4]) if self._goal else ()
