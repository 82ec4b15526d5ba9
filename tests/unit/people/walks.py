"""Scans of people who walk as told, in the small hall, through the simulator's lidar."""

import math
from collections.abc import Callable, Iterator

import numpy as np
from tests.unit.site.halls import small

from letan.kernel.geometry import Point2, Pose2
from letan.ports.body import Scan
from letan.site.shapes import circles, segments
from letan_sim.lidar import cast
from letan_sim.sensors import leg_circles

BEAMS = 360
ROBOT = Pose2(1.5, 1.5, 0.3)
Walk = Callable[[float], tuple[float, float] | None]
"""Where somebody is at a time; None while he is not in the hall."""


def standing(x: float, y: float) -> Walk:
    return lambda _: (x, y)


def straight(start: Point2, vx: float, vy: float) -> Walk:
    return lambda t: (start.x + vx * t, start.y + vy * t)


def scan(t: float, at: list[tuple[float, float]], rng: np.random.Generator) -> Scan:
    """One turn over people who stand at `at` and face north, 1 cm of noise."""
    angles = -math.pi + math.tau * np.arange(BEAMS) / BEAMS
    spots = np.array(at, dtype=np.float64).reshape(-1, 2)
    still = np.zeros(len(spots))
    legs = leg_circles(spots, still + math.pi / 2, still, still + 1.0)
    seen = cast(
        (ROBOT.x, ROBOT.y, ROBOT.yaw),
        angles,
        segments(small()),
        np.vstack((circles(small()), legs)),
        12.0,
    )
    noisy = (seen + 0.01 * rng.standard_normal(BEAMS)).astype(np.float32)
    return Scan(t, noisy, float(angles[0]), math.tau / BEAMS, 12.0)


def scans(seconds: float, *walks: Walk) -> Iterator[Scan]:
    """A scan each tenth of a second."""
    rng = np.random.default_rng(4)
    for step in range(round(seconds * 10)):
        t = 0.1 * (step + 1)
        yield scan(t, [at for walk in walks if (at := walk(t)) is not None], rng)
