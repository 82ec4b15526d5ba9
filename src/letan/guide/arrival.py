"""Where the robot stops when it has led somebody: beside the spot where he shall stand."""

import math

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2, wrap_angle
from letan.kernel.units import Metres
from letan.site.grid import OccupancyGrid
from letan.site.site import Place, PlaceKind

_ASIDE_M = (1.2, 1.05, 0.9, 0.75)
_BACK_M = (0.0, 0.4, 0.8)
_FETCH_REACH_M = 1.5
_FETCH_ROOM_M = 0.43


def arrival_pose(
    place: Place, grid: OccupancyGrid, clearance: NDArray[np.float32], radius: Metres = 0.43
) -> Pose2:
    """Return the robot's goal for a place: aside of the visitor's spot, facing it.

    Args:
        place: `place.robot` wins if given; the base is its own goal.
        grid: Where the robot may drive.
        clearance: `grid.clearance()`.
        radius: Free space that the robot needs around its centre, to get there as well.

    Raises:
        LetanError: If there is no room beside the place.
    """
    if place.robot is not None:
        return place.robot
    if place.kind is PlaceKind.BASE:
        return place.stand
    stand = place.stand
    for back in _BACK_M:
        for aside in _ASIDE_M:
            for side in (-1.0, 1.0):
                across = stand.yaw + side * math.pi / 2
                x = stand.x + aside * math.cos(across) - back * math.cos(stand.yaw)
                y = stand.y + aside * math.sin(across) - back * math.sin(stand.yaw)
                row, column = grid.cell(x, y)
                if grid.holds(row, column) and clearance[row, column] > radius:
                    return Pose2(x, y, wrap_angle(math.atan2(stand.y - y, stand.x - x)))
    raise LetanError(
        place.id,
        "there is no room for the robot beside it",
        "Move `stand`, or give `robot` in the site file",
    )


def pose_beside(visitor: Point2, grid: OccupancyGrid, clearance: NDArray[np.float32]) -> Pose2:
    """Return a goal for going back to a visitor: the nearest spot that has room for the robot.

    Args:
        visitor: Where he is, map frame.
        grid: Where the robot may drive.
        clearance: `grid.clearance()`.

    Raises:
        LetanError: If there is no room within 1.5 m of him.
    """
    row, column = grid.cell(visitor.x, visitor.y)
    reach = int(_FETCH_REACH_M / grid.resolution)
    top, left = max(0, row - reach), max(0, column - reach)
    around = clearance[top : row + reach + 1, left : column + reach + 1]
    rows, columns = np.nonzero(around > _FETCH_ROOM_M)
    if len(rows) == 0:
        raise LetanError("visitor", "there is no room for the robot near him", "Wait for him")
    nearest = int(np.argmin((rows + top - row) ** 2 + (columns + left - column) ** 2))
    spot = grid.centre(int(rows[nearest]) + top, int(columns[nearest]) + left)
    return Pose2(spot.x, spot.y, math.atan2(visitor.y - spot.y, visitor.x - spot.x))
