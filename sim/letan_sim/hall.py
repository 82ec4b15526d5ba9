"""The simulated hall: robot body, people, lidar. `step(dt)` knows no clock.

Everything random comes from one seed, so two halls with the same seed and the same commands
are the same to the last bit; `digest()` says so.

Bodies are solid. A person and the robot who meet stop each other at the surface: the meeting
is reported in `touches`, with both speeds from before. Whoever has touched the robot has
noticed it and feels it for a few seconds, also if he was not aware of it.
"""

import hashlib
import math
from dataclasses import dataclass, field, replace

import numpy as np

from letan.kernel.geometry import STANDSTILL, Point2, Pose2, Twist2
from letan.kernel.units import MetresPerSecond, Seconds
from letan.ports.body import Odometry, Person, Scan
from letan.site.site import Site
from letan_sim.bodies import Kind
from letan_sim.body import Body, BodySettings
from letan_sim.contact import nearest_solid, settle_people, way_to_touch
from letan_sim.follower import Follower, FollowerSettings
from letan_sim.ground import Ground, ground_of
from letan_sim.mishaps import Mishap, MishapKind
from letan_sim.population import CrowdSettings, populate
from letan_sim.sensors import Lidar, LidarSettings, visible_people
from letan_sim.social_force import Crowd, step_people
from letan_sim.strolling import stroll

_NOTICED_S = 5.0
_STRIDE_M = 1.3
"""Length of two steps, for the swing of the legs."""
_FACES_MPS = 0.15


@dataclass(frozen=True, slots=True)
class HallSettings:
    """The crowd, the robot and its sensors.

    Attributes:
        crowd: Who is in the hall.
        lidar: What the robot sees them with.
        body: The robot's drive.
        mishaps: What goes wrong, and when.
        max_dt: Longest integration step.
    """

    crowd: CrowdSettings = field(default_factory=CrowdSettings)
    lidar: LidarSettings = field(default_factory=LidarSettings)
    body: BodySettings = field(default_factory=BodySettings)
    mishaps: tuple[Mishap, ...] = ()
    max_dt: Seconds = 0.05


@dataclass(frozen=True, slots=True)
class Touch:
    """A person and the robot met.

    Attributes:
        name: Of the person.
        robot_mps: The robot's speed towards him just before; negative = away.
        person_mps: His speed towards the robot just before.
    """

    name: str
    robot_mps: MetresPerSecond
    person_mps: MetresPerSecond


class Hall:
    """A hall with a robot in it.

    Attributes:
        t: Seconds since the start; the sum of the steps.
        body: The robot's drive, true pose included (for metrics and pictures, not for the robot).
        wall_contacts: How often the body was stopped by something solid.
        touches: Who met the robot during the last `step`.
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
        crowd, drive, sense, self._choose = (np.random.default_rng(s) for s in streams)
        self.site = site
        self.t: Seconds = 0.0
        self.body = Body(site.base.stand, self.settings.body, drive)
        self.wall_contacts = 0
        self.touches: tuple[Touch, ...] = ()
        self._against_wall = False
        self._met: list[Touch] = []
        self._followers: dict[str, Follower] = {}
        self._seed = seed
        self._people = populate(self.ground, site.base.stand, self.settings.crowd, crowd)
        self._lidar = Lidar(self.settings.lidar, self.ground, sense)
        self._scan: Scan | None = None
        self._scan_due = 0.0
        self._odometry = Odometry(0.0, self.body.odometry_pose, STANDSTILL)
        self._carried: set[Mishap] = set()
        self._digest = hashlib.sha256()

    # ---- people -------------------------------------------------------------------------
    def add_visitor(
        self, name: str, at: Point2, settings: FollowerSettings | None = None
    ) -> Follower:
        """Let a visitor in; what he does is told to the follower that is returned."""
        stream = np.random.SeedSequence([self._seed, len(self._followers), 7])
        follower = Follower(
            name, settings or FollowerSettings(), np.random.default_rng(stream), self.ground
        )
        self._followers[name] = follower
        row = self._people.add(name, (at.x, at.y), Kind.VISITOR, follower.settings.speed)
        robot = self.body.pose
        self._people.heading[row] = math.atan2(robot.y - at.y, robot.x - at.x)
        return follower

    def remove_visitor(self, name: str) -> None:
        """Let a visitor out of the hall."""
        self._people.remove(name)
        del self._followers[name]

    def visitor(self, name: str) -> Follower:
        """The legs of a visitor who was let in."""
        return self._followers[name]

    def people(self) -> tuple[Person, ...]:
        """Everybody in the hall as they truly are (perfect tracking); visitors by name."""
        bodies = self._people
        rows = zip(
            bodies.names,
            bodies.position.tolist(),
            bodies.velocity.tolist(),
            bodies.radius.tolist(),
            strict=True,
        )
        return tuple(
            Person(name, x, y, vx, vy, radius, self._follows(name))
            for name, (x, y), (vx, vy), radius in rows
        )

    def visible(self) -> frozenset[str]:
        """Names of those whom the latest scan hit; for scores, not for the robot."""
        return visible_people(self.scan(), self.body.pose, self._people)

    def _follows(self, name: str) -> bool:
        follower = self._followers.get(name)
        return follower is not None and follower.following

    def visitor_position(self, name: str) -> Point2:
        """Where a visitor is."""
        x, y = self._people.position[self._people.row(name)]
        return Point2(float(x), float(y))

    # ---- robot --------------------------------------------------------------------------
    def drive(self, twist: Twist2) -> None:
        """Command the wheels; without a new command for 0.5 s they stop."""
        self.body.command(twist)

    @property
    def clock(self) -> Seconds:
        """What everybody but the hall takes for the time: `t`, and the jumps of mishaps."""
        jumps = (m.by for m in self.settings.mishaps if m.kind is MishapKind.CLOCK_JUMP)
        began = (m.holds(self.t) for m in self.settings.mishaps if m.kind is MishapKind.CLOCK_JUMP)
        return self.t + sum(by for by, on in zip(jumps, began, strict=True) if on)

    def odometry(self) -> Odometry:
        """What the wheels say now; the odom frame is the map frame, drift included."""
        return self._odometry

    def scan(self) -> Scan:
        """The latest turn of the lidar; a new one every `lidar.every` seconds."""
        if self._scan is None:
            self._scan = self._lidar.sweep(self.clock, self.body.pose, self._people)
        return self._scan

    # ---- time ---------------------------------------------------------------------------
    def step(self, dt: Seconds) -> None:
        """Advance everything by `dt` seconds."""
        self._met.clear()
        parts = max(1, math.ceil(dt / self.settings.max_dt - 1e-9))
        for _ in range(parts):
            self._step(dt / parts)
        self.touches = tuple(self._met)
        self._sense()
        self._note()

    def _step(self, dt: Seconds) -> None:
        self._move_robot(dt)
        if len(self._people):
            self._move_people(dt)
        self.t += dt

    def _going_wrong(self, kind: MishapKind) -> bool:
        return any(m.kind is kind and m.holds(self.t) for m in self.settings.mishaps)

    def _sense(self) -> None:
        for mishap in self.settings.mishaps:
            kidnapped = mishap.kind is MishapKind.KIDNAPPED and mishap not in self._carried
            if kidnapped and mishap.to is not None and mishap.holds(self.t):
                self._carried.add(mishap)
                self.body.carry(mishap.to)
        now = self.clock
        if self._going_wrong(MishapKind.ODOMETRY_FROZEN):
            self._odometry = replace(self._odometry, t=now)
        elif not self._going_wrong(MishapKind.ODOMETRY_SILENT):
            self._odometry = Odometry(now, self.body.odometry_pose, self.body.twist)
        if self.t < self._scan_due - 1e-9 or self._going_wrong(MishapKind.SCAN_SILENT):
            return
        self._scan_due = self.t + self.settings.lidar.every
        if not self._lidar.arrives():
            return
        scan = self._lidar.sweep(now, self.body.pose, self._people)
        if self._going_wrong(MishapKind.SCAN_NAN):
            scan = replace(scan, ranges=np.full_like(scan.ranges, np.nan))
        self._scan = scan

    def _move_robot(self, dt: Seconds) -> None:
        """Drive as far as walls and people let the body."""
        here, goal = self.body.pose, self.body.step(dt)
        bodies, radius = self._people, self.settings.body.radius
        ends = (here.x, here.y), (goal.x, goal.y)
        share, who = way_to_touch(*ends, radius, bodies.position, bodies.radius)
        solids = self.ground.solids
        touched = share
        if self.ground.clearance_at(goal.x, goal.y) < radius + 0.3:
            before = nearest_solid(here.x, here.y, solids)[0] - radius
            after = nearest_solid(goal.x, goal.y, solids)[0] - radius
            if after < 0.0 and after < before:
                share = min(share, max(0.0, before) / (before - after))
                self.wall_contacts += int(not self._against_wall)
                self._against_wall = True
            elif after > 0.05:
                self._against_wall = False
        if who >= 0 and touched <= share:
            self._met.append(self._touch(who))
        if share < 1.0:
            goal = Pose2(
                here.x + share * (goal.x - here.x), here.y + share * (goal.y - here.y), goal.yaw
            )
            self.body.halt()
        self.body.settle(goal, dt)

    def _touch(self, row: int) -> Touch:
        """The robot is about to be stopped by a person."""
        bodies, pose, twist = self._people, self.body.pose, self.body.twist
        x, y = bodies.position[row]
        away = math.atan2(float(y) - pose.y, float(x) - pose.x)
        vx, vy = bodies.velocity[row]
        bodies.noticed_until[row] = self.t + _NOTICED_S
        return Touch(
            bodies.names[row],
            float(twist.v_mps * math.cos(away - pose.yaw)),
            float(-(vx * math.cos(away) + vy * math.sin(away))),
        )

    def _move_people(self, dt: Seconds) -> None:
        bodies, pose, twist = self._people, self.body.pose, self.body.twist
        stroll(bodies, self.ground, self.t, self._choose)
        for name, follower in self._followers.items():
            i = bodies.row(name)
            wish = follower.wish(self.t, dt, self.visitor_position(name), pose)
            bodies.moving[i] = not follower.still
            bodies.speed[i] = math.hypot(wish[0], wish[1])
            bodies.direction[i] = np.array(wish) / max(bodies.speed[i], 1e-9)
        vx, vy = twist.v_mps * math.cos(pose.yaw), twist.v_mps * math.sin(pose.yaw)
        robot = np.array([pose.x, pose.y, vx, vy, self.settings.body.radius])
        crowd = Crowd(
            bodies.position,
            bodies.velocity,
            bodies.direction * bodies.speed[:, np.newaxis],
            bodies.radius,
            bodies.moving,
            bodies.aware | (bodies.noticed_until > self.t),
        )
        clearance = step_people(dt, crowd, robot, self.ground.terrain)
        met = settle_people(
            bodies.position,
            bodies.velocity,
            bodies.radius,
            bodies.moving,
            robot,
            clearance,
            self.ground.solids,
        )
        for i in map(int, np.flatnonzero(~np.isnan(met[:, 0]))):
            bodies.noticed_until[i] = self.t + _NOTICED_S
            self._met.append(Touch(bodies.names[i], float(met[i, 0]), float(met[i, 1])))
        speed = np.hypot(bodies.velocity[:, 0], bodies.velocity[:, 1])
        bodies.phase += 2.0 * math.pi * speed * dt / _STRIDE_M
        faces = np.arctan2(bodies.velocity[:, 1], bodies.velocity[:, 0])
        bodies.heading = np.where(speed > _FACES_MPS, faces, bodies.heading)

    def _note(self) -> None:
        pose = self.body.pose
        self._digest.update(np.round([self.t, pose.x, pose.y, pose.yaw], 6).tobytes())
        self._digest.update(np.round(self._people.position, 6).tobytes())

    def digest(self) -> str:
        """SHA-256 of every position so far, rounded to a micrometre; timings are not in it."""
        return self._digest.hexdigest()


def before(pose: Pose2, metres: float = 1.1) -> Point2:
    """Return the spot that far in front of a pose, where somebody stands who talks to the robot."""
    return Point2(pose.x + metres * math.cos(pose.yaw), pose.y + metres * math.sin(pose.yaw))
