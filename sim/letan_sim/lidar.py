"""A planar lidar: every beam against every segment and circle, exactly.

`cast` is compiled; `cast_numpy` says the same in plain numpy and is its oracle in the tests.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True)
def cast(x, y, yaw, angles, segments, circles, range_max):  # type: ignore[no-untyped-def]  # numba infers
    """Distance along each beam to the first hit.

    Args:
        x, y, yaw: The lidar's pose, metres and radians.
        angles: float64[n], beams relative to yaw.
        segments: float64[m, 4], rows x1 y1 x2 y2.
        circles: float64[k, 3], rows x y radius; one that holds the lidar itself is not seen.
        range_max: Metres.

    Returns:
        float64[n], inf where nothing is hit within range_max.
    """
    ranges = np.full(angles.shape[0], np.inf)
    for i in range(angles.shape[0]):
        dx, dy = np.cos(yaw + angles[i]), np.sin(yaw + angles[i])
        best = range_max
        hit = False
        for j in range(segments.shape[0]):
            ax, ay = segments[j, 0] - x, segments[j, 1] - y
            ex, ey = segments[j, 2] - segments[j, 0], segments[j, 3] - segments[j, 1]
            across = dx * ey - dy * ex
            if abs(across) < 1e-12:
                continue
            t = (ax * ey - ay * ex) / across
            u = (ax * dy - ay * dx) / across
            if 0.0 <= t <= best and 0.0 <= u <= 1.0:
                best = t
                hit = True
        for j in range(circles.shape[0]):
            cx, cy, r = circles[j, 0] - x, circles[j, 1] - y, circles[j, 2]
            along = cx * dx + cy * dy
            if along <= 0.0 or cx * cx + cy * cy <= r * r:
                continue
            off = cx * dy - cy * dx
            if abs(off) < r:
                t = along - np.sqrt(r * r - off * off)
                if t <= best:
                    best = t
                    hit = True
        if hit:
            ranges[i] = best
    return ranges


def cast_numpy(
    x: float,
    y: float,
    yaw: float,
    angles: NDArray[np.float64],
    segments: NDArray[np.float64],
    circles: NDArray[np.float64],
    range_max: float,
) -> NDArray[np.float64]:
    """Return the same as `cast`."""
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
