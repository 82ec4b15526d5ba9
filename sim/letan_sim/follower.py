"""A visitor's legs: come to the robot, stand, follow it with stops, go somewhere, leave."""

import math
from collections import deque
from dataclasses import dataclass
from enum import Enum

import numpy as np

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Seconds
from letan_sim.ground import Ground
from letan_sim.social_force import wish_directions


class Doing(Enum):
    """What the visitor is doing."""

    STANDING = "standing"
    APPROACHING = "approaching"
    FOLLOWING = "following"
    GOING = "going"


@dataclass(frozen=True, slots=True)
class FollowerSettings:
    """How the visitor walks.

    Attributes:
        speed: Preferred speed.
        keep: Distance kept to the robot, centre to centre.
        stop_every: Mean time between stops while following; inf = never.
        stop_min: Shortest stop.
        stop_max: Longest stop.
        stray_every: Mean time between strays while following: he walks off to look at something,
            or turns back, and comes after the robot again; inf = never.
        stray_min: Shortest stray.
        stray_max: Longest stray.
    """

    speed: MetresPerSecond = 0.6
    keep: Metres = 1.15
    stop_every: Seconds = 15.0
    stop_min: Seconds = 2.0
    stop_max: Seconds = 6.0
    stray_every: Seconds = math.inf
    stray_min: Seconds = 2.0
    stray_max: Seconds = 5.0


class Follower:
    """One visitor; told what to do, asked each step what velocity he would like.

    Attributes:
        name: As in the script.
        settings: How he walks.
        doing: What he does now.
    """

    _FRONT_M = 1.1
    _TRAIL_STEP_M = 0.15
    _LOOKS_EVERY_S = 0.25
    _BODY_M = 0.3
    """He needs that much room on either side of the line that he walks."""
    _SIGHT_STEP_M = 0.15
    _THERE_M = 0.25

    def __init__(
        self,
        name: str,
        settings: FollowerSettings,
        rng: np.random.Generator,
        ground: Ground,
    ) -> None:
        """Stand."""
        self.name = name
        self.settings = settings
        self.doing = Doing.STANDING
        self._rng = rng
        self._ground = ground
        self._goal = Point2(0.0, 0.0)
        self._place = -1
        self._trail: deque[Point2] = deque()
        self._looked_at = -math.inf
        self._stopped_until = -math.inf
        self._pausing = False
        self._next_stop = math.inf
        self._strays_until = -math.inf
        self._next_stray = math.inf
        self._stray = (0.0, 0.0)

    @property
    def following(self) -> bool:
        """Does he follow the robot?"""
        return self.doing is Doing.FOLLOWING

    @property
    def still(self) -> bool:
        """Does he stand on purpose? Then the crowd walks around him and does not push him along."""
        return self.doing is Doing.STANDING or (self.following and self._pausing)

    @property
    def there(self) -> bool:
        """Has he reached what he walked to? True also while he stands."""
        return self.doing is Doing.STANDING

    def approach(self) -> None:
        """Walk to the spot before the robot and stand there."""
        self.doing = Doing.APPROACHING

    def stand(self) -> None:
        """Stay where he is."""
        self.doing = Doing.STANDING

    def follow(self, now: Seconds) -> None:
        """Walk behind the robot, with stops at random."""
        self.doing = Doing.FOLLOWING
        self._trail.clear()
        self._next_stop = now + self._rng.exponential(self.settings.stop_every)
        if math.isfinite(self.settings.stray_every):
            self._next_stray = now + self._rng.exponential(self.settings.stray_every)

    def go_to(self, place: str) -> None:
        """Walk to a place of the hall and stand there."""
        self._place = self._ground.places[place]
        self._goal = self._ground.targets[self._place]
        self.doing = Doing.GOING

    def wish(self, now: Seconds, dt: Seconds, at: Point2, robot: Pose2) -> tuple[float, float]:
        """Return the velocity he would like, metres a second in the map frame."""
        match self.doing:
            case Doing.STANDING:
                return 0.0, 0.0
            case Doing.APPROACHING:
                front = Point2(
                    robot.x + self._FRONT_M * math.cos(robot.yaw),
                    robot.y + self._FRONT_M * math.sin(robot.yaw),
                )
                return self._walk(at, front, self._direct(at, front))
            case Doing.GOING:
                return self._walk(at, self._goal, self._down_the_field(at))
            case Doing.FOLLOWING:
                return self._follow(now, at, robot)

    def _follow(self, now: Seconds, at: Point2, robot: Pose2) -> tuple[float, float]:
        if not self._trail or self._trail[-1].distance(robot) > self._TRAIL_STEP_M:
            self._trail.append(robot.point)
        if now >= self._next_stop:
            self._stopped_until = now + self._rng.uniform(
                self.settings.stop_min, self.settings.stop_max
            )
            self._next_stop = self._stopped_until + self._rng.exponential(self.settings.stop_every)
        self._pausing = now < self._stopped_until
        if self._pausing:
            return 0.0, 0.0
        if now >= self._next_stray:
            self._begin_stray(now, at, robot)
        if now < self._strays_until:
            return self._stray
        ahead = self._next_of_trail(now, at)
        gap = at.distance(robot) - self.settings.keep
        if gap <= 0.0:
            return 0.0, 0.0
        speed = self.settings.speed * min(1.0, gap / 0.4)
        direction = self._direct(at, ahead if at.distance(ahead) > 0.3 else robot.point)
        return direction[0] * speed, direction[1] * speed

    def _next_of_trail(self, now: Seconds, at: Point2) -> Point2:
        """Where he walks next: straight to the newest spot of the robot's way with a free line.

        Who sees the robot walks towards it, whatever loops it has driven; around a corner he
        goes after it along its way.
        """
        if not 0.0 <= now - self._looked_at < self._LOOKS_EVERY_S:
            self._looked_at = now
            free = (i for i in reversed(range(len(self._trail))) if self._line(at, self._trail[i]))
            for _ in range(next(free, 0)):
                self._trail.popleft()
        return self._trail[0]

    def _line(self, at: Point2, to: Point2) -> bool:
        """Can he walk straight there, as far as walls and things go?"""
        steps = max(1, math.ceil(at.distance(to) / self._SIGHT_STEP_M))
        x_step, y_step = (to.x - at.x) / steps, (to.y - at.y) / steps
        return all(
            self._ground.clearance_at(at.x + k * x_step, at.y + k * y_step) >= self._BODY_M
            for k in range(1, steps)
        )

    def _begin_stray(self, now: Seconds, at: Point2, robot: Pose2) -> None:
        """Half the time aside, half back: away from the robot."""
        s = self.settings
        away = math.atan2(at.y - robot.y, at.x - robot.x)
        aside = self._rng.random() < 0.5
        turn = self._rng.choice([-1.0, 1.0]) * math.pi / 2 if aside else self._rng.normal(0.0, 0.4)
        self._stray = (s.speed * math.cos(away + turn), s.speed * math.sin(away + turn))
        self._strays_until = now + self._rng.uniform(s.stray_min, s.stray_max)
        self._next_stray = self._strays_until + self._rng.exponential(s.stray_every)

    def _walk(
        self, at: Point2, goal: Point2, direction: tuple[float, float]
    ) -> tuple[float, float]:
        distance = at.distance(goal)
        if distance < self._THERE_M:
            self.doing = Doing.STANDING
            return 0.0, 0.0
        if distance < 1.0:
            direction = self._direct(at, goal)
        speed = self.settings.speed * min(1.0, distance / 0.4)
        return direction[0] * speed, direction[1] * speed

    def _direct(self, at: Point2, goal: Point2) -> tuple[float, float]:
        distance = max(at.distance(goal), 1e-9)
        return (goal.x - at.x) / distance, (goal.y - at.y) / distance

    def _down_the_field(self, at: Point2) -> tuple[float, float]:
        direction = np.zeros((1, 2))
        position, target = np.array([[at.x, at.y]]), np.array([self._place])
        wish_directions(position, target, self._ground.terrain, direction)
        return float(direction[0, 0]), float(direction[0, 1])
