"""Somebody whom the robot watches: where, how sure, which way he looks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2
from letan.kernel.units import Metres, Radians, Ratio, Seconds
from letan.ports.camera import Box


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Somebody whom another sense follows already: legs in the lidar, or a simulator.

    Attributes:
        id: Lives as long as that sense sees him.
        point: Where he stands.
        velocity: Metres a second.
        covariance: float64[2, 2] of the position, m^2.
        radius: Half the shoulder width.
        is_follower: The visitor who is being led.
    """

    id: str
    point: Point2
    velocity: tuple[float, float]
    covariance: NDArray[np.float64]
    radius: Metres = 0.25
    is_follower: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Someone:
    """Everything that is known of one person now; nothing of it outlives the track.

    Attributes:
        id: Anonymous, e.g. "v3"; never given to another person.
        point: Where he stands.
        velocity: Metres a second.
        covariance: float64[2, 2] of the position, m^2; lidar and camera together.
        radius: Half the shoulder width.
        facing: 0..1, how steadily he has looked at the robot lately.
        gaze: Turn of his head from the camera; None where no face was seen lately.
        up: Height of his face above the floor; None where none was seen.
        box: His face in the latest picture that showed it; None as above.
        face_seen: When that was; minus infinity for never.
        since: When he was first seen.
        moved: How far he has been from where he was first seen.
        engagement: 0..1, how likely he wants to be spoken to.
        waving: He waves, by the vote of many frames.
        body: Id at the other sense; "" for the camera alone.
        is_follower: The visitor who is being led.
        there: The moment he was last known to be there, by any sense.
    """

    id: str
    point: Point2
    velocity: tuple[float, float]
    covariance: NDArray[np.float64]
    radius: Metres
    facing: Ratio
    gaze: Radians | None
    up: Metres | None
    box: Box | None
    face_seen: Seconds
    since: Seconds
    moved: Metres
    engagement: Ratio
    waving: bool
    body: str
    is_follower: bool
    there: Seconds
