"""Scans and odometry for tests."""

import math

import numpy as np

from letan.kernel.geometry import Pose2, Twist2
from letan.ports.body import Odometry, Scan

BEAMS = 360


def scan(t: float = 0.0, **obstacles: float) -> Scan:
    """Nothing within sight, but single beams: ahead=1.2, left=…, behind=…, right=…."""
    ranges = np.full(BEAMS, np.inf, dtype=np.float32)
    beams = {"ahead": 180, "left": 270, "behind": 0, "right": 90}
    for name, distance in obstacles.items():
        ranges[beams[name]] = distance
    return Scan(t, ranges, -math.pi, math.tau / BEAMS, 12.0)


def blind(t: float = 0.0) -> Scan:
    """Every beam failed."""
    return Scan(t, np.full(BEAMS, np.nan, dtype=np.float32), -math.pi, math.tau / BEAMS, 12.0)


def odom(t: float = 0.0, v: float = 0.0, pose: Pose2 | None = None) -> Odometry:
    """Standing or driving straight."""
    return Odometry(t, pose or Pose2(0.0, 0.0, 0.0), Twist2(v))
