"""From keyframes to a motion that no joint is too slow for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from letan.gesture.gestures import full_posture, keyframes
from letan.gesture.joints import JOINTS, REST
from letan.kernel.geometry import Point2
from letan.kernel.units import Radians, Seconds

_PEAK_VELOCITY = 1.875
_PEAK_ACCELERATION = 5.7735
"""Peaks of the fifth-order step 10 s^3 - 15 s^4 + 6 s^5 for one radian in one second."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: Seconds
    end: Seconds
    source: Mapping[str, Radians]
    target: Mapping[str, Radians]


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of all joints, smooth at every keyframe.

    Attributes:
        stretches: In order of time, without gaps.
    """

    stretches: tuple[_Stretch, ...]

    @property
    def duration(self) -> Seconds:
        """Length of the whole motion."""
        return self.stretches[-1].end if self.stretches else 0.0

    def at(self, t: Seconds) -> dict[str, Radians]:
        """Return every joint's angle at a moment; before the start and after the end it holds."""
        if not self.stretches:
            return dict(REST)
        stretch = next((s for s in self.stretches if t < s.end), self.stretches[-1])
        length = stretch.end - stretch.start
        share = 1.0 if length <= 0.0 else min(max((t - stretch.start) / length, 0.0), 1.0)
        eased = share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
        return {
            name: source + (stretch.target[name] - source) * eased
            for name, source in stretch.source.items()
        }


def plan(
    gesture: str, target: Point2 | None = None, start: Mapping[str, Radians] | None = None
) -> Motion:
    """Make the motion of a gesture.

    Args:
        gesture: One of `letan.gesture.gestures.NAMES`.
        target: For `point`, in the robot's frame.
        start: Where the joints are now, so that one gesture may interrupt another; None = at rest.

    Raises:
        LetanError: As `keyframes`.
    """
    posture = {name: JOINTS[name].clamp((start or REST).get(name, 0.0)) for name in JOINTS}
    stretches: list[_Stretch] = []
    now, late = 0.0, 0.0
    for frame in keyframes(gesture, target):
        goal = full_posture(frame)
        wanted = frame.t + late - now
        length = max(wanted, _shortest(posture, goal), 1e-3)
        stretches.append(_Stretch(now, now + length, posture, goal))
        late += length - wanted if length > wanted else 0.0
        now, posture = now + length, goal
        if frame.hold > 0.0:
            stretches.append(_Stretch(now, now + frame.hold, posture, posture))
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
