"""Steering after the path alone: regulated pure pursuit, slowly where the scan shows a body.

Source: Macenski et al. 2023, "Regulated pure pursuit for robot path tracking".
"""

import math

import numpy as np
from numpy.typing import NDArray

from letan.guide.scan_points import hit_points
from letan.guide.steering.situation import NavigatorLimits, Situation
from letan.guide.steering.surroundings import to_map
from letan.kernel.geometry import Point2, Pose2, Twist2
from letan.kernel.units import Metres, Radians
from letan.ports.body import Scan

_LOOKAHEAD_M = (0.35, 0.9)
_TURN_ON_SPOT_RAD = 0.8
_STRAIGHT_RAD = 0.25
_LATERAL_MPS = 0.55
_HITS_M = 3.0


class Pursuit:
    """Follows the path; predicts nobody and does not step aside."""

    def __init__(self) -> None:
        """Begin on the path."""
        self._turning = False

    def reset(self) -> None:
        """Forget that it was turning."""
        self._turning = False

    def steer(self, situation: Situation, limits: NavigatorLimits) -> Twist2:
        """Return the velocity along the path; nothing while held."""
        pose, cap = situation.pose, situation.speed_cap
        path = situation.path
        along = np.hypot(path[:, 0] - pose.x, path[:, 1] - pose.y)
        lookahead = min(max(0.9 * abs(situation.command.v_mps), _LOOKAHEAD_M[0]), _LOOKAHEAD_M[1])
        far = along >= lookahead
        index = int(np.argmax(far)) if far.any() else len(path) - 1
        target = Point2(float(path[index, 0]), float(path[index, 1]))
        error = pose.bearing(target)
        if abs(error) > (_STRAIGHT_RAD if self._turning else _TURN_ON_SPOT_RAD):
            self._turning = True
            return Twist2(0.0, turn_rate(error, limits) if cap > 0.0 else 0.0)
        self._turning = False
        curvature = 2.0 * math.sin(error) / max(pose.distance(target), 0.05)
        room = free_along(path, pose, situation.scan, limits.radius) - limits.stop_before
        speed = min(
            limits.cruise,
            cap,
            limits.turn_radps / max(abs(curvature), 1e-6),
            _LATERAL_MPS / max(abs(curvature), _LATERAL_MPS),
            math.sqrt(limits.braking * max(0.0, room)),
            max(0.08, math.sqrt(limits.braking * pose.distance(situation.goal))),
        )
        return Twist2(speed, speed * curvature)


def turn_rate(error: Radians, limits: NavigatorLimits) -> float:
    """Rate of a turn on the spot that removes `error`; 0 within 0.02 rad."""
    turn = math.copysign(max(0.15, min(1.6 * abs(error), limits.turn_radps)), error)
    return turn if abs(error) > 0.02 else 0.0


def free_along(path: NDArray[np.float64], pose: Pose2, scan: Scan, radius: Metres) -> Metres:
    """Metres of the path that the footprint can drive before it meets a hit of the scan."""
    hits = hit_points(scan, _HITS_M)
    if len(hits) == 0 or len(path) < 2:
        return math.inf
    world = to_map(hits, pose)
    way = path[:60:3]
    distance = np.hypot(world[:, :1] - way[:, 0], world[:, 1:] - way[:, 1])
    at_start = np.hypot(world[:, 0] - pose.x, world[:, 1] - pose.y)
    meets = (distance < radius + 0.03) & (distance < at_start[:, np.newaxis] - 1e-3)
    blocked = meets.any(axis=0)
    if not blocked.any():
        return math.inf
    steps = np.hypot(*np.diff(way, axis=0).T)
    return float(steps[: int(blocked.argmax())].sum())
