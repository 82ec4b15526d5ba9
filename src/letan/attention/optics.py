"""From pixels to places: where a face that the camera shows stands in the hall."""

import math
from dataclasses import dataclass

from letan.kernel.geometry import Point2, Pose2, wrap_angle
from letan.kernel.units import Metres, Probability, Radians
from letan.ports.camera import Box, Face, Pixels

FACE_M = 0.16
"""Height of a detector's face box, brows to chin, of a grown-up: 2.6 times the distance between
the pupils, which is 63 mm on average (Dodgson 2004)."""
_RANGE_SHARE = 0.12
"""Standard deviation of a distance by size: heads differ by 6 %, boxes by a pixel or two."""
_BEARING = 0.02
_TURN_GAIN = 0.75
"""The nose sticks out and the ears that are seen are before the middle of the head, so the angle
between them is larger than the head's. Measured on drawn heads up to 50 degrees."""


@dataclass(frozen=True, slots=True)
class Lens:
    """The camera and how it is mounted on the robot.

    Attributes:
        width: Of its pictures.
        height: The same.
        fov: Horizontal field of view.
        mount_height: Of the lens above the floor.
        pitch: Upwards is positive.
    """

    width: int = 640
    height: int = 480
    fov: Radians = math.pi / 3.0
    mount_height: Metres = 1.2
    pitch: Radians = 0.15

    @property
    def focal(self) -> Pixels:
        """Focal length of the pinhole model."""
        return self.width / 2.0 / math.tan(self.fov / 2.0)

    @property
    def horizon(self) -> Pixels:
        """The row that shows what is as high as the lens."""
        return self.height / 2.0 + self.focal * math.tan(self.pitch)

    def bearing(self, x: Pixels) -> Radians:
        """Angle of a column from the robot's heading, positive to the left."""
        return math.atan((self.width / 2.0 - x) / self.focal)

    def project(self, ahead: Metres, left: Metres, up: Metres) -> tuple[Pixels, Pixels] | None:
        """Return where a point before the robot appears; None when it is not before the lens.

        Args:
            ahead: Along the robot's heading.
            left: Across it.
            up: Above the floor.
        """
        rise = up - self.mount_height
        depth = ahead * math.cos(self.pitch) + rise * math.sin(self.pitch)
        if depth < 0.05:
            return None
        high = rise * math.cos(self.pitch) - ahead * math.sin(self.pitch)
        return (
            self.width / 2.0 - self.focal * left / depth,
            self.height / 2.0 - self.focal * high / depth,
        )


@dataclass(frozen=True, slots=True)
class Sighting:
    """A face, placed in the hall.

    Attributes:
        point: Where the person stands, in the frame of the robot's pose.
        distance: From the lens, along the floor.
        bearing: From the robot's heading.
        range_sigma: Standard deviation of the distance; that across is much smaller.
        gaze: How far the head is turned away from the camera: 0 looks into it, either sign.
        up: Height of the face above the floor.
        score: Of the detector.
        box: In the picture.
    """

    point: Point2
    distance: Metres
    bearing: Radians
    range_sigma: Metres
    gaze: Radians
    up: Metres
    score: Probability
    box: Box

    @property
    def across_sigma(self) -> Metres:
        """Standard deviation across the line of sight."""
        return _BEARING * self.distance + 0.03


def gaze_of(face: Face) -> Radians:
    """Return how far a head is turned from the camera; positive to the picture's right.

    In a head seen from above the nose's tip lies before the middle between the ears; its
    sideways offset against half their distance is the tangent of the turn.
    """
    middle = (face.right_ear[0] + face.left_ear[0]) / 2.0
    half = abs(face.left_ear[0] - face.right_ear[0]) / 2.0
    return _TURN_GAIN * math.atan2(face.nose[0] - middle, max(half, 1e-6))


def place(face: Face, lens: Lens, robot: Pose2) -> Sighting:
    """Return where the person of a face stands, by the face's size and the lens."""
    x, y = face.box.centre
    slant = FACE_M * lens.focal / max(face.box.height, 1.0)
    rise = lens.pitch + math.atan((lens.height / 2.0 - y) / lens.focal)
    distance = slant * math.cos(rise) / math.cos(lens.bearing(x))
    up = lens.mount_height + slant * math.sin(rise)
    bearing = lens.bearing(x)
    heading = wrap_angle(robot.yaw + bearing)
    point = Point2(robot.x + distance * math.cos(heading), robot.y + distance * math.sin(heading))
    sigma = _RANGE_SHARE * distance
    return Sighting(point, distance, bearing, sigma, gaze_of(face), up, face.score, face.box)
