"""A planar lidar: every beam against every segment and circle, exactly.

`cast` is compiled; `cast_numpy` says the same in plain numpy and is its oracle in the tests.
"""

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled


@compiled
def _to_segment(x: float, y: float, dx: float, dy: float, segment: NDArray[np.float64]) -> float:
    """Distance along the beam from (x, y) to a segment; inf where it is missed."""
    ax, ay = segment[0] - x, segment[1] - y
    ex, ey = segment[2] - segment[0], segment[3] - segment[1]
    across = dx * ey - dy * ex
    if abs(across) < 1e-12:
        return np.inf
    t: float = (ax * ey - ay * ex) / across
    u: float = (ax * dy - ay * dx) / across
    return t if t >= 0.0 and 0.0 <= u <= 1.0 else np.inf


@compiled
def _to_circle(x: float, y: float, dx: float, dy: float, circle: NDArray[np.float64]) -> float:
    """Distance along the beam from (x, y) to a circle; inf where it is missed or holds (x, y)."""
    cx, cy, r = circle[0] - x, circle[1] - y, circle[2]
    along: float = cx * dx + cy * dy
    off = cx * dy - cy * dx
    if along <= 0.0 or abs(off) >= r or cx * cx + cy * cy <= r * r:
        return np.inf
    depth: float = np.sqrt(r * r - off * off)
    return along - depth


@compiled
def cast(
    pose: tuple[float, float, float],
    angles: NDArray[np.float64],
    segments: NDArray[np.float64],
    circles: NDArray[np.float64],
    range_max: float,
) -> NDArray[np.float64]:
    """Distance along each beam to the first hit.

    Args:
        pose: The lidar's x, y, yaw; metres and radians.
        angles: float64[n], beams relative to yaw.
        segments: float64[m, 4], rows x1 y1 x2 y2.
        circles: float64[k, 3], rows x y radius; one that holds the lidar itself is not seen.
        range_max: Metres.

    Returns:
        float64[n], inf where nothing is hit within range_max.
    """
    x, y, yaw = pose
    ranges = np.full(angles.shape[0], np.inf)
    for i in range(angles.shape[0]):
        dx, dy = np.cos(yaw + angles[i]), np.sin(yaw + angles[i])
        best = np.inf
        for j in range(segments.shape[0]):
            best = min(best, _to_segment(x, y, dx, dy, segments[j]))
        for j in range(circles.shape[0]):
            best = min(best, _to_circle(x, y, dx, dy, circles[j]))
        if best <= range_max:
            ranges[i] = best
    return ranges


def cast_numpy(
    pose: tuple[float, float, float],
    angles: NDArray[np.float64],
    segments: NDArray[np.float64],
    circles: NDArray[np.float64],
    range_max: float,
) -> NDArray[np.float64]:
    """Return the same as `cast`."""
    x, y, yaw = pose
    d = np.stack((np.cos(yaw + angles), np.sin(yaw + angles)))[:, :, np.newaxis]
    a = segments[:, :2] - (x, y)
    e = segments[:, 2:] - segments[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        across = d[0] * e[:, 1] - d[1] * e[:, 0]
        t = (a[:, 0] * e[:, 1] - a[:, 1] * e[:, 0]) / across
        u = (a[:, 0] * d[1] - a[:, 1] * d[0]) / across
        on = (np.abs(across) >= 1e-12) & (t >= 0) & (u >= 0) & (u <= 1)
        of_segments = np.where(on, t, np.inf)
        c = circles[:, :2] - (x, y)
        along = d[0] * c[:, 0] + d[1] * c[:, 1]
        off = c[:, 0] * d[1] - c[:, 1] * d[0]
        radius = circles[:, 2]
        seen = (along > 0) & (np.abs(off) < radius) & ((c**2).sum(axis=1) > radius**2)
        of_circles = np.where(seen, along - np.sqrt(radius**2 - off**2), np.inf)
    ranges: NDArray[np.float64] = np.concatenate((of_segments, of_circles), axis=1).min(axis=1)
    return np.where(ranges <= range_max, ranges, np.inf)
