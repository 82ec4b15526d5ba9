"""The named gestures as keyframes; `point` is made for its target."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from letan.gesture.joints import HEAD_HEIGHT_M, JOINTS, REST, SHOULDER_HEIGHT_M, SHOULDER_SIDE_M
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, Radians, Seconds

_POINTED_AT_M = 1.0
"""Height at which the robot points: a counter's top."""
_HOLD_POINT_S = 2.5
_SHOULDER_Y = {"left": SHOULDER_SIDE_M, "right": -SHOULDER_SIDE_M}


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A posture to be in at a moment.

    Attributes:
        t: Seconds after the start; later where the joints cannot be that fast.
        angles: Radians by joint; joints that are not named are at rest.
        hold: Stays in it that long.
    """

    t: Seconds
    angles: Mapping[str, Radians] = field(default_factory=dict)
    hold: Seconds = 0.0


_WAVE_UP = {"right_shoulder_lift": 1.9, "right_shoulder_pan": -0.3}

GESTURES: dict[str, tuple[Keyframe, ...]] = {
    "rest": (Keyframe(0.8),),
    # A small bow, as one greets an older person here.
    "greet": (
        Keyframe(
            0.8, {"head_tilt": 0.4, "right_shoulder_lift": 0.3, "left_shoulder_lift": 0.3}, 0.4
        ),
        Keyframe(2.0),
    ),
    "nod": (
        Keyframe(0.35, {"head_tilt": 0.25}),
        Keyframe(0.7),
        Keyframe(1.05, {"head_tilt": 0.2}),
        Keyframe(1.4),
    ),
    "listen": (Keyframe(0.6, {"head_tilt": 0.15, "head_pan": 0.12}, 1.5), Keyframe(2.8)),
    "think": (Keyframe(0.6, {"head_tilt": -0.25, "head_pan": -0.3}, 1.0), Keyframe(2.2)),
    "wave": (
        Keyframe(1.2, _WAVE_UP),
        Keyframe(1.7, {**_WAVE_UP, "right_shoulder_pan": -0.55}),
        Keyframe(2.3, {**_WAVE_UP, "right_shoulder_pan": -0.05}),
        Keyframe(2.9, {**_WAVE_UP, "right_shoulder_pan": -0.55}),
        Keyframe(4.4),
    ),
    # Both palms, slowly, and a bow: never a shaken head.
    "refuse": (
        Keyframe(
            1.0, {"left_shoulder_lift": 0.7, "right_shoulder_lift": 0.7, "head_tilt": 0.25}, 0.6
        ),
        Keyframe(2.8),
    ),
}
"""Every gesture but `point`, as in letan_msgs/Perform."""

POINT = "point"
NAMES = (*GESTURES, POINT)


def keyframes(
    gesture: str, target: Point2 | None = None, hanging: frozenset[str] = frozenset()
) -> tuple[Keyframe, ...]:
    """Return the keyframes of a gesture.

    Args:
        gesture: One of `NAMES`.
        target: For `point`: where to, in the robot's frame (`in_robot_frame`), metres.
        hanging: Sides whose arm must not move out: `point` takes the other one, if it can.

    Raises:
        LetanError: If the gesture is unknown, or `point` has no target.
    """
    if gesture == POINT:
        if target is None:
            raise LetanError(POINT, "there is nothing to point at", "Give a place or a point")
        return point_at(target, hanging=hanging)
    if gesture not in GESTURES:
        raise LetanError(
            gesture or "(no gesture)", "there is no such gesture", f"Known are {', '.join(NAMES)}"
        )
    return GESTURES[gesture]


def in_robot_frame(point: Point2, robot: Pose2) -> Point2:
    """Turn a point of the map frame into the robot's: x ahead, y to the left."""
    distance, bearing = robot.distance(point), robot.bearing(point)
    return Point2(distance * math.cos(bearing), distance * math.sin(bearing))


def point_at(
    target: Point2, height: Metres = _POINTED_AT_M, hanging: frozenset[str] = frozenset()
) -> tuple[Keyframe, ...]:
    """Point with the arm of the target's side, look there, hold, and go back.

    What lies behind the robot is pointed at as far as the shoulder turns. Where that arm must
    hang, the other one points across, unless the target is too far round.
    """
    side, other = ("left", "right") if target.y >= 0.0 else ("right", "left")
    if side in hanging and other not in hanging:
        across = math.atan2(target.y - _SHOULDER_Y[other], target.x)
        if JOINTS[f"{other}_shoulder_pan"].clamp(across) == across:
            side = other
    shoulder_y = _SHOULDER_Y[side]
    pan, lift = f"{side}_shoulder_pan", f"{side}_shoulder_lift"
    reach = math.hypot(target.x, target.y - shoulder_y)
    up = math.atan2(height - SHOULDER_HEIGHT_M, max(reach, 0.1))
    look_down = -math.atan2(height - HEAD_HEIGHT_M, max(math.hypot(target.x, target.y), 0.1))
    angles = {
        pan: math.atan2(target.y - shoulder_y, target.x),
        lift: math.pi / 2 + up,
        "head_pan": math.atan2(target.y, target.x),
        "head_tilt": look_down,
    }
    reachable = {name: JOINTS[name].clamp(angle) for name, angle in angles.items()}
    return (Keyframe(1.2, reachable, _HOLD_POINT_S), Keyframe(1.2 + _HOLD_POINT_S + 1.4))


def look_at(target: Point2, height: Metres) -> Keyframe:
    """Turn the head to somebody, as far as it turns; arms hang.

    Args:
        target: In the robot's frame.
        height: Of the face.
    """
    away = max(math.hypot(target.x, target.y), 0.1)
    pan, tilt = math.atan2(target.y, target.x), -math.atan2(height - HEAD_HEIGHT_M, away)
    angles = {"head_pan": pan, "head_tilt": tilt}
    return Keyframe(0.0, {name: JOINTS[name].clamp(angle) for name, angle in angles.items()})


def full_posture(frame: Keyframe) -> dict[str, Radians]:
    """Every joint's angle of a keyframe, inside its limits."""
    return {name: JOINTS[name].clamp(frame.angles.get(name, rest)) for name, rest in REST.items()}
