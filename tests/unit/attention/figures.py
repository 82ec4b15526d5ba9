"""People as the core sees them, without pixels."""

import math

import numpy as np

from letan.attention.optics import Sighting
from letan.attention.someone import Body
from letan.kernel.geometry import Point2, Pose2
from letan.ports.camera import Box, Face

ROBOT = Pose2(0.0, 0.0, 0.0)


def sighting(x: float, y: float = 0.0, *, gaze: float = 0.0, up: float = 1.5) -> Sighting:
    """A face at a place before a robot that stands at the origin."""
    distance = math.hypot(x, y)
    size = 88.0 / distance
    bearing = math.atan2(y, x)
    box = Box(320.0 - 554.0 * math.tan(bearing) - size / 2, 150.0, size, size)
    return Sighting(Point2(x, y), distance, bearing, 0.12 * distance, gaze, up, 0.9, box)


def body(id_: str, x: float, y: float = 0.0, *, v: tuple[float, float] = (0.0, 0.0)) -> Body:
    return Body(id_, Point2(x, y), v, np.diag([0.01, 0.01]))


def face(x: float, y: float, size: float, *, turned: float = 0.0) -> Face:
    """A face found in a picture; `turned` moves the nose by so many half ear distances."""
    half = size / 2.0
    return Face(
        Box(x - half, y - half, size, size),
        0.9,
        (x - 0.2 * size, y - 0.1 * size),
        (x + 0.2 * size, y - 0.1 * size),
        (x + turned * 0.45 * size, y + 0.1 * size),
        (x, y + 0.3 * size),
        (x - 0.45 * size, y),
        (x + 0.45 * size, y),
    )
