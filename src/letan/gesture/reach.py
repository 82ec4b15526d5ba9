"""Where the arms may be when people stand near: never within their reach of anybody."""

import math
from collections.abc import Iterable, Mapping

from letan.gesture.joints import REST, SHOULDER_SIDE_M
from letan.kernel.geometry import Point2
from letan.kernel.units import Metres, Radians

ARM_LENGTH_M: Metres = 0.45
"""As in the robot's description; a test compares."""
CLEAR_M: Metres = 0.25
"""Kept between a hand and a person's surface."""
BODY_RADIUS_M: Metres = 0.25
"""Of a person."""
_HANGING: Radians = 0.05


def near_sides(people: Iterable[Point2]) -> frozenset[str]:
    """Return the sides whose arm has somebody within reach.

    Args:
        people: Where they stand, in the robot's frame, metres.

    Returns:
        Some of "left" and "right". The bound is from the shoulder: arm, clearance, half a person.
    """
    reach = ARM_LENGTH_M + CLEAR_M + BODY_RADIUS_M
    sides = {"left": SHOULDER_SIDE_M, "right": -SHOULDER_SIDE_M}
    return frozenset(
        side
        for person in people
        for side, shoulder in sides.items()
        if math.hypot(person.x, person.y - shoulder) < reach
    )


def with_arms_down(posture: Mapping[str, Radians], sides: frozenset[str]) -> dict[str, Radians]:
    """Return the posture with these arms hanging; the head stays as it is."""
    return {
        name: REST[name] if name.partition("_shoulder_")[0] in sides else angle
        for name, angle in posture.items()
    }


def moves_arm(posture: Mapping[str, Radians], sides: frozenset[str]) -> bool:
    """Say whether one of these arms does not hang."""
    return any(
        abs(angle - REST[name]) > _HANGING
        for name, angle in posture.items()
        if name.partition("_shoulder_")[0] in sides
    )
