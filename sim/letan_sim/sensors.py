"""The lidar as mounted: what of a hall and its people it sees, how noisily."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled
from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.ports.body import Scan
from letan_sim.bodies import Bodies, Kind
from letan_sim.ground import Ground
from letan_sim.lidar import cast

_BEAMS = 360
_LEG_M = 0.07
"""Radius of a shin in trousers."""
_HIP_M = 0.10
"""A leg's distance from the middle of the body, to the side."""
_SWING_S = 0.11
_LONGEST_SWING_M = 0.14
"""With it a striding leg stays inside the body's circle: distances between surfaces hold."""
_GROWN_M = 0.25


@dataclass(frozen=True, slots=True)
class LidarSettings:
    """The device.

    Attributes:
        range_max: Longest range.
        noise: Standard deviation of a range.
        dropout: Share of beams that fail in each scan (NaN).
        lost: Share of scans that never arrive.
        every: Time between scans.
        legs: It is mounted low and sees two legs of each person; else one round body.
    """

    range_max: Metres = 12.0
    noise: Metres = 0.01
    dropout: Ratio = 0.0
    lost: Ratio = 0.0
    every: Seconds = 0.1
    legs: bool = True


class Lidar:
    """360 beams around the robot's middle."""

    def __init__(self, settings: LidarSettings, ground: Ground, rng: np.random.Generator) -> None:
        """Mount it."""
        self.settings = settings
        self._ground = ground
        self._rng = rng
        self._angles = -math.pi + 2.0 * math.pi * np.arange(_BEAMS) / _BEAMS

    def arrives(self) -> bool:
        """Does the next scan arrive at all?"""
        lost = self.settings.lost
        return lost == 0.0 or float(self._rng.random()) >= lost

    def sweep(self, t: Seconds, pose: Pose2, bodies: Bodies) -> Scan:
        """Return one turn."""
        s = self.settings
        people = self._seen(bodies)
        circles = np.vstack((self._ground.circles, people))
        at = (pose.x, pose.y, pose.yaw)
        ranges = cast(at, self._angles, self._ground.segments, circles, s.range_max)
        noise = self._rng.standard_normal(_BEAMS) * s.noise
        failed = self._rng.random(_BEAMS) < s.dropout
        seen = np.where(failed, np.nan, np.maximum(ranges + noise, 0.02)).astype(np.float32)
        return Scan(t, seen, float(self._angles[0]), 2.0 * math.pi / _BEAMS, s.range_max)

    def _seen(self, bodies: Bodies) -> NDArray[np.float64]:
        if not self.settings.legs:
            return np.column_stack((bodies.position, bodies.radius))
        whole = bodies.kind == Kind.WHEELCHAIR
        walks = ~whole
        speed = np.hypot(bodies.velocity[walks, 0], bodies.velocity[walks, 1])
        legs = leg_circles(
            bodies.position[walks],
            bodies.heading[walks],
            np.minimum(_SWING_S * speed, _LONGEST_SWING_M) * np.sin(bodies.phase[walks]),
            bodies.radius[walks] / _GROWN_M,
        )
        return np.vstack((legs, np.column_stack((bodies.position[whole], bodies.radius[whole]))))


@compiled
def leg_circles(
    position: NDArray[np.float64],
    heading: NDArray[np.float64],
    swing: NDArray[np.float64],
    size: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Two circles a person, float64[2 n, 3], rows x y radius in metres.

    Args:
        position: float64[n, 2], middles of the bodies.
        heading: float64[n], radians.
        swing: float64[n], metres; how far the left leg is ahead of the middle.
        size: float64[n], 1 = a grown-up.
    """
    count = position.shape[0]
    circles = np.empty((2 * count, 3))
    for i in range(count):
        cos, sin = np.cos(heading[i]), np.sin(heading[i])
        for leg in range(2):
            side = 1.0 - 2.0 * leg
            ahead, left = side * swing[i] * size[i], side * _HIP_M * size[i]
            circles[2 * i + leg, 0] = position[i, 0] + ahead * cos - left * sin
            circles[2 * i + leg, 1] = position[i, 1] + ahead * sin + left * cos
            circles[2 * i + leg, 2] = _LEG_M * size[i]
    return circles


def visible_people(scan: Scan, pose: Pose2, bodies: Bodies) -> frozenset[str]:
    """Names of those whom at least two beams of a scan hit; for scores, not for the robot."""
    ranges = scan.ranges.astype(np.float64)
    angles = pose.yaw + scan.angle_min + scan.angle_increment * np.arange(len(ranges))
    x, y = pose.x + ranges * np.cos(angles), pose.y + ranges * np.sin(angles)
    hit = np.isfinite(ranges)
    off = np.hypot(x[hit] - bodies.position[:, :1], y[hit] - bodies.position[:, 1:])
    owner = off.argmin(axis=0)
    inside = off[owner, np.arange(off.shape[1])] <= bodies.radius[owner] + 0.03
    counts = np.bincount(owner[inside], minlength=len(bodies))
    return frozenset(name for name, count in zip(bodies.names, counts, strict=True) if count >= 2)
