"""A lidar turn as points in the robot's frame."""

import numpy as np
from numpy.typing import NDArray

from letan.ports.body import NEAREST_VALID_M, Scan


def valid_beams(scan: Scan) -> NDArray[np.bool_]:
    """Beams that worked, bool[n]: NaN, negative and too short ranges did not, inf did."""
    with np.errstate(invalid="ignore"):
        worked: NDArray[np.bool_] = scan.ranges >= NEAREST_VALID_M
    return worked


def beam_angles(scan: Scan) -> NDArray[np.float64]:
    """Angle of each beam in the robot's frame, float64[n], radians."""
    return scan.angle_min + scan.angle_increment * np.arange(len(scan.ranges), dtype=np.float64)


def hit_points(scan: Scan, within_m: float = np.inf) -> NDArray[np.float64]:
    """What the beams hit, float64[k, 2], metres in the robot's frame."""
    hit = (
        valid_beams(scan)
        & np.isfinite(scan.ranges)
        & (scan.ranges <= min(within_m, scan.range_max))
    )
    angles = beam_angles(scan)[hit]
    ranges = scan.ranges[hit].astype(np.float64)
    return np.column_stack((ranges * np.cos(angles), ranges * np.sin(angles)))
