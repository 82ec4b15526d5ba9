"""ArUco markers, found by OpenCV: the one over the base tells the robot where to stand."""

import math

import cv2
import numpy as np

from letan.attention.optics import Lens
from letan.kernel.geometry import Pose2, wrap_angle
from letan.kernel.units import Metres
from letan.ports.camera import Image, Marker, Spot

DICTIONARY = cv2.aruco.DICT_4X4_50
"""Few and large cells: it is read from farther away than a finer one of the same size."""


class ArucoReader:
    """Finds markers of the 4x4 dictionary with fifty numbers."""

    def __init__(self) -> None:
        dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
        parameters = cv2.aruco.DetectorParameters()
        parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
        self._detector = cv2.aruco.ArucoDetector(dictionary, parameters)

    def read(self, image: Image) -> tuple[Marker, ...]:
        """See `letan.ports.camera.MarkerReader`."""
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        found, numbers, _rejected = self._detector.detectMarkers(grey)
        if len(found) == 0:  # then there are no numbers either, not even an empty array
            return ()
        markers = [
            Marker(int(number), _corners(corners))
            for number, corners in zip(np.asarray(numbers).ravel(), found, strict=True)
        ]
        return tuple(sorted(markers, key=lambda marker: marker.id))


def _corners(corners: object) -> tuple[Spot, Spot, Spot, Spot]:
    a, b, c, d = ((float(x), float(y)) for x, y in np.asarray(corners).reshape(4, 2))
    return a, b, c, d


def marker_picture(number: int, side: int) -> Image:
    """Return a marker to print, uint8[side, side, 3], with the white border that it needs."""
    dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
    border = side // 8
    inner = cv2.aruco.generateImageMarker(dictionary, number, side - 2 * border)
    whole = cv2.copyMakeBorder(inner, *(4 * (border,)), cv2.BORDER_CONSTANT, value=255)
    return np.asarray(cv2.cvtColor(whole, cv2.COLOR_GRAY2BGR), np.uint8)


def marker_pose(marker: Marker, lens: Lens, side: Metres) -> Pose2:
    """Return where a marker hangs as the robot sees it: x ahead, y left, yaw of its normal.

    A marker straight ahead that faces the robot has the yaw pi. OpenCV's solver for squares
    (IPPE) gives the pose in the lens's frame; the lens's pitch is taken out.

    Args:
        marker: As found.
        lens: The camera.
        side: Of its black square.
    """
    half = side / 2.0
    square = np.array(
        [(-half, half, 0.0), (half, half, 0.0), (half, -half, 0.0), (-half, -half, 0.0)]
    )
    focal = lens.focal
    matrix = np.array(
        [[focal, 0.0, lens.width / 2.0], [0.0, focal, lens.height / 2.0], [0.0, 0.0, 1.0]]
    )
    seen = np.array(marker.corners)
    _ok, turn, move = cv2.solvePnP(
        square, seen, matrix, np.zeros(4), flags=cv2.SOLVEPNP_IPPE_SQUARE
    )
    rotation, _ = cv2.Rodrigues(turn)
    right, down, deep = (float(v) for v in np.asarray(move).ravel())
    ahead = deep * math.cos(lens.pitch) + down * math.sin(lens.pitch)
    normal = np.asarray(rotation)[:, 2]
    yaw = math.atan2(-float(normal[0]), float(normal[2]))
    return Pose2(ahead, -right, wrap_angle(yaw))
