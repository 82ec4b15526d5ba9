"""The robot's pose on the map: a particle filter over odometry and lidar, as AMCL does it."""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Pose2, compose, wrap_angle
from letan.kernel.units import Metres, Radians, Ratio, Seconds
from letan.localisation.estimate import PoseEstimate, correction_of
from letan.localisation.particles import LikelihoodField, draw_anew, move, share_on_map, weigh
from letan.ports.body import NEAREST_VALID_M, Odometry, Scan
from letan.site.grid import OccupancyGrid


@dataclass(frozen=True, slots=True)
class LocaliserSettings:
    """How the filter works.

    Attributes:
        particles: While the pose is known.
        search_particles: While it is sought over the whole hall.
        beams: Used of a scan, evenly spread over those that hit something.
        field_sd: Standard deviation of a beam's end around the map's things.
        stray: Share of beams that end anywhere; people in the hall.
        trust: How much each used beam counts, 0..1.
        distance_error: Of odometry, metres a metre, and the floor of an update in metres.
        turn_error: Likewise, radians a radian, radians a metre, and the floor in radians.
        update_after: Driven or turned so much, a scan is taken in; m and rad.
        start_sd: Of the first pose; m and rad.
        near: A beam that ends so near to something on the map fits.
        lost_below: A fit below that, for `lost_after`, is not knowing where one is.
        found_above: Found again: that fit, for `found_after`, and all particles together.
    """

    particles: int = 300
    search_particles: int = 15_000
    beams: int = 72
    field_sd: Metres = 0.08
    stray: Ratio = 0.15
    trust: Ratio = 0.35
    distance_error: tuple[float, Metres] = (0.08, 0.004)
    turn_error: tuple[float, float, Radians] = (0.08, 0.04, 0.003)
    update_after: tuple[Metres, Radians] = (0.05, 0.03)
    start_sd: tuple[Metres, Radians] = (0.10, 0.08)
    near: Metres = 0.15
    lost_below: Ratio = 0.35
    lost_after: Seconds = 1.0
    found_above: Ratio = 0.55
    found_after: Seconds = 1.0


_HISTORY = 40
_TOGETHER_M = 0.35
_AGREE = 0.9
_ANNEALING = ((0.40, 3000, 0.20, 0.15), (0.20, 1500, 0.10, 0.08), (0.10, 800, 0.05, 0.04))
"""Rounds of a search on one scan: sd of the field in metres, particles that go on, and how far they
are then scattered, metres and radians. Few particles in a whole hall hit no sharp peak at once."""


class Localiser:
    """Where the robot is. Call `step` with each new odometry, and the latest scan.

    The robot starts at a known pose (its base), or anywhere: then it is `lost` until it has found
    itself. Whoever carries it away makes it lost, and it searches the whole hall.
    """

    def __init__(
        self,
        grid: OccupancyGrid,
        start: Pose2 | None,
        rng: np.random.Generator,
        settings: LocaliserSettings | None = None,
    ) -> None:
        """Begin at `start`; None = anywhere.

        Args:
            grid: What stands in the hall: `occupancy_grid(site)`.
            start: Where the robot believes that it is.
            rng: The filter's chance; nothing else uses it.
            settings: How the filter works.
        """
        self.settings = settings or LocaliserSettings()
        s = self.settings
        half = 0.5 * grid.resolution
        self._field = LikelihoodField(
            grid.clearance(),
            grid.origin.x + half,
            grid.origin.y + half,
            grid.resolution,
            s.field_sd,
            s.stray,
            s.trust,
        )
        rows, columns = np.nonzero(self._field.clearance > 0.3)
        self._free: NDArray[np.float64] = np.column_stack(
            (
                self._field.x + columns * grid.resolution,
                self._field.y + rows * grid.resolution,
            )
        )
        self._rng = rng
        self._past: deque[Odometry] = deque(maxlen=_HISTORY)
        self._scan_t: Seconds = -math.inf
        self._from: Pose2 | None = None
        self._doubt_since: Seconds | None = None
        self._sure_since: Seconds | None = None
        if start is None:
            self._search(Pose2(0.0, 0.0, 0.0))
        else:
            self.set_pose(start)

    def set_pose(self, pose: Pose2) -> None:
        """Somebody knows where the robot is: its base, the operator."""
        sd, turn_sd = self.settings.start_sd
        noise = self._rng.standard_normal((self.settings.particles, 3))
        self._particles = np.array([pose.x, pose.y, pose.yaw]) + noise * (sd, sd, turn_sd)
        self._settle(pose, np.diag([sd * sd, sd * sd, turn_sd * turn_sd]))
        self._lost, self._fit = False, 1.0
        self._doubt_since = self._sure_since = None
        if self._past:
            self._from = self._past[-1].pose
            self._correction = correction_of(pose, self._from)

    def step(self, odom: Odometry, scan: Scan | None) -> PoseEstimate:
        """Take in what the wheels and the lidar say; return where the robot is now.

        Args:
            odom: Latest odometry; an older one than the last is left out.
            scan: Latest scan; it is taken in once, after the robot has moved, or while in doubt.
        """
        if not all(map(math.isfinite, (odom.pose.x, odom.pose.y, odom.pose.yaw))):
            odom = self._past[-1] if self._past else Odometry(odom.t, Pose2(0, 0, 0), odom.twist)
        if self._past and odom.t < self._past[-1].t:
            self._past.clear()  # the clock was turned back
            self._scan_t = -math.inf
        self._past.append(odom)
        if self._from is None:
            self._from = odom.pose
            self._correction = correction_of(self._pose, odom.pose)
        if scan is not None and scan.t > self._scan_t:
            self._take(scan)
        pose = compose(self._correction, odom.pose)
        return PoseEstimate(odom.t, pose, self._covariance, self._fit, self._lost, self._correction)

    def _take(self, scan: Scan) -> None:
        at = self._odometry_at(scan.t)
        if at is None or self._from is None:
            return
        driven, turned = self._from.distance(at), abs(wrap_angle(at.yaw - self._from.yaw))
        least_m, least_rad = self.settings.update_after
        doubt = self._lost or self._doubt_since is not None
        if driven < least_m and turned < least_rad and not doubt and self._scan_t > -math.inf:
            return
        hits = self._hits(scan)
        self._scan_t = scan.t
        if len(hits) < self.settings.beams // 4:
            return  # blind: the wheels alone, until it sees again
        self._move(self._from, at)
        self._from = at
        if len(self._particles) == self.settings.search_particles:
            self._anneal(hits)
        self._weigh(hits)
        self._judge(scan.t, hits)
        self._correction = correction_of(self._pose, at)

    def _odometry_at(self, t: Seconds) -> Pose2 | None:
        """The wheels' pose at the moment of a scan, between the two nearest odometries."""
        last = self._past[-1]
        if t >= last.t:
            return last.pose
        for older, newer in zip(list(self._past)[-2::-1], list(self._past)[:0:-1], strict=True):
            if older.t <= t:
                share = (t - older.t) / max(newer.t - older.t, 1e-9)
                a, b = older.pose, newer.pose
                turn = wrap_angle(b.yaw - a.yaw)
                return Pose2(
                    a.x + share * (b.x - a.x),
                    a.y + share * (b.y - a.y),
                    wrap_angle(a.yaw + share * turn),
                )
        return None

    def _hits(self, scan: Scan) -> NDArray[np.float64]:
        """Ends of evenly chosen beams that hit something, float64[k, 2], robot's frame."""
        with np.errstate(invalid="ignore"):
            hit = np.flatnonzero((scan.ranges >= NEAREST_VALID_M) & (scan.ranges < scan.range_max))
        if len(hit) > self.settings.beams:
            hit = hit[np.linspace(0, len(hit) - 1, self.settings.beams).astype(np.int64)]
        ranges = scan.ranges[hit].astype(np.float64)
        angles = scan.angle_min + scan.angle_increment * hit
        return np.column_stack((ranges * np.cos(angles), ranges * np.sin(angles)))

    def _move(self, old: Pose2, new: Pose2) -> None:
        s, driven = self.settings, old.distance(new)
        if driven < 0.01:
            motion = (0.0, 0.0, wrap_angle(new.yaw - old.yaw))
        else:
            first = old.bearing(new)
            forward = 1.0
            if abs(first) > math.pi / 2:  # it drove backwards
                first, forward = wrap_angle(first + math.pi), -1.0
            last = wrap_angle(new.yaw - old.yaw - first)
            motion = (first, forward * driven, last)
        per_metre, floor = s.distance_error
        per_turn, turn_per_metre, turn_floor = s.turn_error
        turn_sd = 0.5 * turn_per_metre * driven + turn_floor
        spread = (
            per_turn * abs(motion[0]) + turn_sd,
            per_metre * driven + floor,
            per_turn * abs(motion[2]) + turn_sd,
        )
        noise = self._rng.standard_normal(self._particles.shape)
        move(self._particles, motion, noise, spread)

    def _weigh(self, hits: NDArray[np.float64]) -> None:
        """Weigh, estimate, draw anew."""
        logs = weigh(self._particles, hits, self._field)
        weights = np.exp(logs - logs.max())
        weights /= weights.sum()
        best = self._particles[int(logs.argmax())]
        together = np.hypot(*(self._particles[:, :2] - best[:2]).T) < _TOGETHER_M
        share = weights[together] / weights[together].sum()
        near = self._particles[together]
        sin, cos = share @ np.sin(near[:, 2]), share @ np.cos(near[:, 2])
        x, y = share @ near[:, :2]
        mean = Pose2(float(x), float(y), math.atan2(float(sin), float(cos)))
        off = near - (mean.x, mean.y, mean.yaw)
        off[:, 2] = np.arctan2(np.sin(off[:, 2]), np.cos(off[:, 2]))
        self._settle(mean, (off * share[:, np.newaxis]).T @ off)
        self._agreement = float(weights[together].sum())
        even = 1.0 / float(weights @ weights) > 0.5 * len(weights)
        if even and len(weights) == self.settings.particles:
            return  # they stay as they are, and lose no variety
        start = float(self._rng.random())
        self._particles = draw_anew(self._particles, weights, self.settings.particles, start)

    def _anneal(self, hits: NDArray[np.float64]) -> None:
        """Draw a search over the whole hall together, from a blunt field to a sharp one."""
        for sd, count, apart_m, apart_rad in _ANNEALING:
            logs = weigh(self._particles, hits, self._field._replace(sd=sd))
            weights = np.exp(logs - logs.max())
            start = float(self._rng.random())
            drawn = draw_anew(self._particles, weights / weights.sum(), count, start)
            noise = self._rng.standard_normal((count, 3))
            self._particles = drawn + noise * (apart_m, apart_m, apart_rad)

    def _judge(self, t: Seconds, hits: NDArray[np.float64]) -> None:
        """Is the pose believable?"""
        s = self.settings
        at = (self._pose.x, self._pose.y, self._pose.yaw)
        self._fit = share_on_map(at, hits, self._field, s.near)
        if not self._lost:
            if self._fit >= s.lost_below:
                self._doubt_since = None
            elif self._doubt_since is None:
                self._doubt_since = t
            elif t - self._doubt_since >= s.lost_after:
                self._search(self._pose)
            return
        sure = self._fit >= s.found_above and self._agreement >= _AGREE
        if not sure:
            if self._sure_since is None or self._fit < s.lost_below:
                self._search(self._pose)
            self._sure_since = None
        elif self._sure_since is None:
            self._sure_since = t
        elif t - self._sure_since >= s.found_after:
            self._lost, self._doubt_since, self._sure_since = False, None, None

    def _search(self, pose: Pose2) -> None:
        """Anywhere in the hall, in any direction."""
        count = self.settings.search_particles
        spots = self._free[self._rng.integers(len(self._free), size=count)]
        yaws = self._rng.uniform(-math.pi, math.pi, (count, 1))
        self._particles = np.hstack((spots, yaws))
        self._lost, self._fit, self._sure_since = True, 0.0, None
        self._settle(pose, np.diag([100.0, 100.0, 3.0]))

    def _settle(self, pose: Pose2, covariance: NDArray[np.float64]) -> None:
        self._pose, self._covariance = pose, covariance
