"""The simulated hall: robot body, people, lidar. `step(dt)` knows no clock.

Everything random comes from one seed, so two halls with the same seed and the same commands
are the same to the last bit; `digest()` says so.
"""

import hashlib
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2, Pose2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Ratio, Seconds
from letan.ports.body import Odometry, Person, Scan
from letan.site.site import Site
from letan_sim.body import Body, BodySettings
from letan_sim.follower import Follower, FollowerSettings
from letan_sim.ground import Ground, ground_of
from letan_sim.lidar import cast
from letan_sim.social_force import Crowd, step_people, wish_directions

_BEAMS = 360
_ARRIVED_M = 0.8
_PERSON_RADIUS_M = 0.25
_SPACE_M = 0.45


@dataclass(frozen=True, slots=True)
class HallSettings:
    """The crowd and the sensors.

    Attributes:
        people: Walkers, besides queues and visitors.
        aware: Share of them that feels the robot; the others walk as if it were not there.
        queues: Longest queue at a counter; its length is drawn from 0 to this.
        walk_mean: Mean preferred speed.
        walk_sd: Its standard deviation.
        range_max: Of the lidar.
        range_noise: Standard deviation of a range.
        dropout: Share of beams that fail in each scan (NaN).
        scan_every: Time between scans.
        max_dt: Longest integration step.
        body: The robot's drive.
    """

    people: int = 0
    aware: Ratio = 1.0
    queues: int = 0
    walk_mean: MetresPerSecond = 1.3
    walk_sd: MetresPerSecond = 0.2
    range_max: Metres = 12.0
    range_noise: Metres = 0.01
    dropout: Ratio = 0.0
    scan_every: Seconds = 0.1
    max_dt: Seconds = 0.05
    body: BodySettings = field(default_factory=BodySettings)


class Hall:
    """A hall with a robot in it.

    Attributes:
        t: Seconds since the start; the sum of the steps.
        body: The robot's drive, true pose included (for metrics and pictures, not for the robot).
        wall_contacts: How often the body was stopped by something solid.
    """

    def __init__(
        self,
        site: Site,
        seed: int,
        settings: HallSettings | None = None,
        ground: Ground | None = None,
    ) -> None:
        """Put the robot at the base and the people at random free spots.

        Args:
            site: The hall's description.
            seed: Of everything random.
            settings: Crowd and sensors.
            ground: `ground_of(site)`, to share it between episodes.
        """
        self.settings = settings or HallSettings()
        self.ground = ground or ground_of(site)
        streams = np.random.SeedSequence(seed).spawn(4)
        crowd, drive, self._sense, self._choose = (np.random.default_rng(s) for s in streams)
        self.site = site
        self.t: Seconds = 0.0
        self.body = Body(site.base.stand, self.settings.body, drive)
        self.wall_contacts = 0
        self._against_wall = False
        self._followers: dict[str, Follower] = {}
        self._seed = seed
        self._angles = -math.pi + 2.0 * math.pi * np.arange(_BEAMS) / _BEAMS
        self._populate(crowd)
        self._scan: Scan | None = None
        self._scan_due = 0.0
        self._digest = hashlib.sha256()

    # ---- people -------------------------------------------------------------------------
    def _populate(self, rng: np.random.Generator) -> None:
        walkers = self._free_spots(rng, self.settings.people)
        queue = [
            (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            for counter in self.site.counters
            if len(counter.queue) >= 2
            for a, b in [(counter.queue[0], counter.queue[-1])]
            for share in 0.8 * np.arange(rng.integers(0, self.settings.queues + 1)) / a.distance(b)
            if share <= 1.0
        ]
        count = len(walkers) + len(queue)
        self._position: NDArray[np.float64] = np.array(
            [*walkers, *queue], dtype=np.float64
        ).reshape(count, 2)
        self._velocity = np.zeros((count, 2))
        self._direction = np.zeros((count, 2))
        self._radius = np.full(count, _PERSON_RADIUS_M)
        self._moving = np.arange(count) < len(walkers)
        speeds = rng.normal(self.settings.walk_mean, self.settings.walk_sd, count)
        self._speed = np.clip(speeds, 0.7, 1.9)
        unaware = round((1.0 - self.settings.aware) * len(walkers))
        self._aware = np.ones(count, dtype=np.bool_)
        self._aware[rng.permutation(len(walkers))[:unaware]] = False
        self._target = np.where(self._moving, rng.choice(self.ground.strolls, count), -1)
        self._names = [f"w{i}" for i in range(len(walkers))] + [f"q{i}" for i in range(len(queue))]

    def _free_spots(self, rng: np.random.Generator, count: int) -> list[tuple[float, float]]:
        terrain = self.ground.terrain
        free = np.isfinite(terrain.fields[0]) & (terrain.clearance > _SPACE_M)
        rows, columns = np.nonzero(free)
        spots: list[tuple[float, float]] = []
        for _ in range(200 * count):
            if len(spots) == count:
                break
            pick = int(rng.integers(len(rows)))
            x = float(terrain.origin[0] + (columns[pick] + 0.5) * terrain.resolution)
            y = float(terrain.origin[1] + (rows[pick] + 0.5) * terrain.resolution)
            near_robot = self.body.pose.distance(Point2(x, y)) < 1.8
            if not near_robot and all(math.hypot(x - a, y - b) > 0.8 for a, b in spots):
                spots.append((x, y))
        return spots

    def add_visitor(
        self, name: str, at: Point2, settings: FollowerSettings | None = None
    ) -> Follower:
        """Let a visitor in; what he does is told to the follower that is returned."""
        stream = np.random.SeedSequence([self._seed, len(self._followers), 7])
        follower = Follower(
            name, settings or FollowerSettings(), np.random.default_rng(stream), self.ground
        )
        self._followers[name] = follower
        self._position = np.vstack((self._position, [[at.x, at.y]]))
        self._velocity = np.vstack((self._velocity, [[0.0, 0.0]]))
        self._direction = np.vstack((self._direction, [[0.0, 0.0]]))
        self._radius = np.append(self._radius, _PERSON_RADIUS_M)
        self._moving = np.append(self._moving, True)
        self._aware = np.append(self._aware, True)
        self._speed = np.append(self._speed, follower.settings.speed)
        self._target = np.append(self._target, -1)
        self._names.append(name)
        return follower

    def remove_visitor(self, name: str) -> None:
        """Let a visitor out of the hall."""
        index = self._names.index(name)
        del self._names[index], self._followers[name]
        for attribute in ("_position", "_velocity", "_direction"):
            setattr(self, attribute, np.delete(getattr(self, attribute), index, axis=0))
        for attribute in ("_radius", "_moving", "_aware", "_speed", "_target"):
            setattr(self, attribute, np.delete(getattr(self, attribute), index))

    def visitor(self, name: str) -> Follower:
        """The legs of a visitor who was let in."""
        return self._followers[name]

    def people(self) -> tuple[Person, ...]:
        """Everybody in the hall as they truly are (perfect tracking); visitors by name."""
        return tuple(
            Person(
                name,
                float(self._position[i, 0]),
                float(self._position[i, 1]),
                float(self._velocity[i, 0]),
                float(self._velocity[i, 1]),
                float(self._radius[i]),
                name in self._followers and self._followers[name].following,
            )
            for i, name in enumerate(self._names)
        )

    def visitor_position(self, name: str) -> Point2:
        """Where a visitor is."""
        x, y = self._position[self._names.index(name)]
        return Point2(float(x), float(y))

    # ---- robot --------------------------------------------------------------------------
    def drive(self, twist: Twist2) -> None:
        """Command the wheels; without a new command for 0.5 s they stop."""
        self.body.command(twist)

    def odometry(self) -> Odometry:
        """What the wheels say now; the odom frame is the map frame, drift included."""
        return Odometry(self.t, self.body.odometry_pose, self.body.twist)

    def scan(self) -> Scan:
        """The latest turn of the lidar; a new one every `scan_every` seconds."""
        if self._scan is None:
            self._scan = self._sweep()
        return self._scan

    def _sweep(self) -> Scan:
        bodies = np.column_stack((self._position, self._radius))
        circles = np.vstack((self.ground.circles, bodies))
        pose, s = self.body.pose, self.settings
        at = (pose.x, pose.y, pose.yaw)
        ranges = cast(at, self._angles, self.ground.segments, circles, s.range_max)
        noise = self._sense.standard_normal(_BEAMS) * s.range_noise
        failed = self._sense.random(_BEAMS) < s.dropout
        seen = np.where(failed, np.nan, np.maximum(ranges + noise, 0.02)).astype(np.float32)
        return Scan(self.t, seen, float(self._angles[0]), 2.0 * math.pi / _BEAMS, s.range_max)

    # ---- time ---------------------------------------------------------------------------
    def step(self, dt: Seconds) -> None:
        """Advance everything by `dt` seconds."""
        parts = max(1, math.ceil(dt / self.settings.max_dt - 1e-9))
        for _ in range(parts):
            self._step(dt / parts)
        if self.t >= self._scan_due - 1e-9:
            self._scan = self._sweep()
            self._scan_due = self.t + self.settings.scan_every
        self._note()

    def _step(self, dt: Seconds) -> None:
        self._move_robot(dt)
        pose, twist = self.body.pose, self.body.twist
        if len(self._names):
            self._wish(dt)
            robot = np.array(
                [
                    pose.x,
                    pose.y,
                    twist.v_mps * math.cos(pose.yaw),
                    twist.v_mps * math.sin(pose.yaw),
                    self.settings.body.radius,
                ]
            )
            crowd = Crowd(
                self._position,
                self._velocity,
                self._direction * self._speed[:, np.newaxis],
                self._radius,
                self._moving,
                self._aware,
            )
            step_people(dt, crowd, robot, self.ground.terrain)
        self.t += dt

    def _move_robot(self, dt: Seconds) -> None:
        goal = self.body.step(dt)
        gap = self.ground.clearance_at(goal.x, goal.y) - self.settings.body.radius
        here = (
            self.ground.clearance_at(self.body.pose.x, self.body.pose.y) - self.settings.body.radius
        )
        # Clearance counts from centres of 0.1 m cells: half a cell's diagonal is not contact.
        if gap < -0.08 and gap <= here and abs(self.body.twist.v_mps) > 1e-6:
            self.wall_contacts += int(not self._against_wall)
            self._against_wall = True
            self.body.halt()
            goal = Pose2(self.body.pose.x, self.body.pose.y, goal.yaw)
        elif gap > 0.05:
            self._against_wall = False
        self.body.settle(goal, dt)

    def _wish(self, dt: Seconds) -> None:
        wish_directions(self._position, self._target, self.ground.terrain, self._direction)
        for i in map(int, np.flatnonzero(self._target >= 0)):
            spot = self.ground.targets[self._target[i]]
            x, y = self._position[i]
            if math.hypot(x - spot.x, y - spot.y) < _ARRIVED_M:
                self._target[i] = self._choose.choice(self.ground.strolls)
        for name, follower in self._followers.items():
            i = self._names.index(name)
            wish = follower.wish(self.t, dt, self.visitor_position(name), self.body.pose)
            self._moving[i] = not follower.still
            self._speed[i] = math.hypot(wish[0], wish[1])
            self._direction[i] = np.array(wish) / max(self._speed[i], 1e-9)

    def _note(self) -> None:
        pose = self.body.pose
        self._digest.update(np.round([self.t, pose.x, pose.y, pose.yaw], 6).tobytes())
        self._digest.update(np.round(self._position, 6).tobytes())

    def digest(self) -> str:
        """SHA-256 of every position so far, rounded to a micrometre; timings are not in it."""
        return self._digest.hexdigest()
