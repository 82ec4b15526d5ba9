"""The robot's body: what it senses of the hall."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Pose2, Twist2
from letan.kernel.units import Metres, Radians, Seconds

NEAREST_VALID_M: Metres = 0.02
"""A shorter range is the device's own failure, not a thing."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One turn of the lidar.

    Attributes:
        t: Moment of the scan.
        ranges: float32[n], metres; inf where nothing was hit, NaN where the beam failed.
        angle_min: Angle of beam 0 in the robot's frame.
        angle_increment: Angle between beams, > 0.
        range_max: Longest range the device sees.
    """

    t: Seconds
    ranges: NDArray[np.float32]
    angle_min: Radians
    angle_increment: Radians
    range_max: Metres


@dataclass(frozen=True, slots=True)
class Odometry:
    """What the wheels say: pose in the `odom` frame, and the velocity now."""

    t: Seconds
    pose: Pose2
    twist: Twist2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the robot knows of, in the map frame.

    Attributes:
        track_id: Anonymous; lives as long as the person is seen.
        x: Metres.
        y: Metres.
        vx: Metres a second.
        vy: Metres a second.
        radius: Metres, half the shoulder width.
        is_follower: The visitor who is being led.
    """

    track_id: str
    x: Metres
    y: Metres
    vx: float = 0.0
    vy: float = 0.0
    radius: Metres = 0.25
    is_follower: bool = False
