"""From keyframes to a motion that no joint is too slow for."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from letan.gesture.gestures import Keyframe, full_posture, keyframes
from letan.gesture.joints import JOINTS, REST
from letan.gesture.reach import with_arms_down
from letan.kernel.geometry import Point2
from letan.kernel.units import Radians, RadiansPerSecond, Seconds

Posture: TypeAlias = dict[str, float]
"""A number for every joint: its angle or its velocity."""

_PEAK_VELOCITY = 1.875
_PEAK_ACCELERATION = 5.7735
"""Peaks of the fifth-order step 10 s^3 - 15 s^4 + 6 s^5 for one radian in one second."""


@dataclass(frozen=True, slots=True)
class _Step:
    """From one posture to another, at rest in both."""

    start: Seconds
    end: Seconds
    source: Mapping[str, Radians]
    target: Mapping[str, Radians]

    def angles(self, t: Seconds) -> Posture:
        share = self._share(t)
        eased = share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
        return {
            name: source + (self.target[name] - source) * eased
            for name, source in self.source.items()
        }

    def velocities(self, t: Seconds) -> Posture:
        length, share = self.end - self.start, self._share(t)
        slope = 30.0 * (share * (1.0 - share)) ** 2 / length if length > 0.0 else 0.0
        return {name: (self.target[name] - source) * slope for name, source in self.source.items()}

    def _share(self, t: Seconds) -> float:
        length = self.end - self.start
        return 1.0 if length <= 0.0 else min(max((t - self.start) / length, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class _Brake:
    """Every joint comes to rest as fast as it may, from the beginning of a motion on."""

    source: Mapping[str, Radians]
    speed: Mapping[str, RadiansPerSecond]
    start: Seconds = 0.0

    @property
    def end(self) -> Seconds:
        return max(abs(v) / JOINTS[name].max_acceleration for name, v in self.speed.items())

    def angles(self, t: Seconds) -> Posture:
        return {name: self._angle(name, t) for name in self.source}

    def velocities(self, t: Seconds) -> Posture:
        slowed = {
            name: max(0.0, abs(v) - JOINTS[name].max_acceleration * max(t, 0.0))
            for name, v in self.speed.items()
        }
        return {name: math.copysign(slowed[name], v) for name, v in self.speed.items()}

    def _angle(self, name: str, t: Seconds) -> Radians:
        joint, v = JOINTS[name], self.speed[name]
        braking = min(max(t, 0.0), abs(v) / joint.max_acceleration)
        way = v * braking - math.copysign(0.5 * joint.max_acceleration * braking**2, v)
        return joint.clamp(self.source[name] + way)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of all joints; no velocity jumps.

    Attributes:
        stretches: In order of time, without gaps.
    """

    stretches: tuple[_Step | _Brake, ...]

    @property
    def duration(self) -> Seconds:
        """Length of the whole motion."""
        return self.stretches[-1].end if self.stretches else 0.0

    def at(self, t: Seconds) -> Posture:
        """Return every joint's angle at a moment; before the start and after the end it holds."""
        stretch = self._stretch(t)
        return dict(REST) if stretch is None else stretch.angles(t)

    def velocity_at(self, t: Seconds) -> Posture:
        """Return every joint's velocity at a moment, rad/s."""
        stretch = self._stretch(t)
        if stretch is None or not 0.0 <= t < self.duration:
            return dict.fromkeys(REST, 0.0)
        return stretch.velocities(t)

    def _stretch(self, t: Seconds) -> _Step | _Brake | None:
        last = self.stretches[-1] if self.stretches else None
        return next((stretch for stretch in self.stretches if t < stretch.end), last)


def plan(
    gesture: str,
    target: Point2 | None = None,
    start: Mapping[str, Radians] | None = None,
    speed: Mapping[str, RadiansPerSecond] | None = None,
    hanging: frozenset[str] = frozenset(),
) -> Motion:
    """Make the motion of a gesture.

    Args:
        gesture: One of `letan.gesture.gestures.NAMES`.
        target: For `point`, in the robot's frame.
        start: Where the joints are now, so that one gesture may interrupt another; None = at rest.
        speed: How fast they move now; they brake first. None = they stand.
        hanging: Sides whose arm must not move out: "left", "right" (`letan.gesture.reach`).

    Raises:
        LetanError: As `keyframes`.
    """
    return follow(keyframes(gesture, target, hanging), start, speed, hanging)


def follow(
    frames: Iterable[Keyframe],
    start: Mapping[str, Radians] | None = None,
    speed: Mapping[str, RadiansPerSecond] | None = None,
    hanging: frozenset[str] = frozenset(),
) -> Motion:
    """Make a motion through keyframes; arguments as `plan`."""
    posture = {name: JOINTS[name].clamp((start or REST).get(name, 0.0)) for name in JOINTS}
    stretches: list[_Step | _Brake] = []
    now = late = 0.0
    if speed is not None and any(speed.values()):
        brake = _Brake(posture, {name: speed.get(name, 0.0) for name in JOINTS})
        stretches.append(brake)
        now = late = brake.end
        posture = brake.angles(now)
    for frame in frames:
        goal = with_arms_down(full_posture(frame), hanging)
        wanted = frame.t + late - now
        length = max(wanted, _shortest(posture, goal), 1e-3)
        stretches.append(_Step(now, now + length, posture, goal))
        late += length - wanted if length > wanted else 0.0
        now, posture = now + length, goal
        if frame.hold > 0.0:
            stretches.append(_Step(now, now + frame.hold, posture, posture))
            now += frame.hold
    return Motion(tuple(stretches))


def sample(gesture: str, t: Seconds, target: Point2 | None = None) -> dict[str, Radians]:
    """Every joint's angle `t` seconds into a gesture that starts at rest.

    Raises:
        LetanError: As `keyframes`.
    """
    return plan(gesture, target).at(t)


def _shortest(source: Mapping[str, Radians], target: Mapping[str, Radians]) -> Seconds:
    """Shortest time in which every joint stays within its velocity and acceleration."""
    times = [0.0]
    for name, joint in JOINTS.items():
        way = abs(target[name] - source[name])
        times.append(_PEAK_VELOCITY * way / joint.max_velocity)
        times.append(math.sqrt(_PEAK_ACCELERATION * way / joint.max_acceleration))
    return max(times)
