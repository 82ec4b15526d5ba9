"""From a turn of the lidar to pieces of people: what the beams hit and the map does not know.

A leg is one piece; what is wider than a leg (two legs side by side, a wheelchair, people close
together) is cut into several, so that each can go to another track.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled
from letan.kernel.units import Metres, Radians
from letan.ports.body import NEAREST_VALID_M

_PIECE_M = 0.26
"""Widest piece: a leg in trousers, and what a stride adds."""
_JOIN_M = 0.10
_JOIN_BEAMS = 2.2
_LOST_BEAMS = 3
"""So many failed beams in a row do not end a piece."""
_DEPTH_M = 0.05
"""The beams hit the front of a leg; its middle lies about that much farther."""


class Background(NamedTuple):
    """What the map knows.

    Attributes:
        clearance: float32[rows, columns], metres to the nearest thing on the map.
        x: West edge of column 0, metres.
        y: South edge of row 0, metres.
        resolution: Metres a cell.
        tolerance: A hit nearer than that to something on the map belongs to it, metres.
        tolerance_slope: And so much more a metre of range: an error of the heading.
    """

    clearance: NDArray[np.float32]
    x: Metres
    y: Metres
    resolution: Metres
    tolerance: Metres
    tolerance_slope: float


class Beams(NamedTuple):
    """A turn of the lidar as the loops take it.

    Attributes:
        ranges: float32[n], metres; NaN failed, inf nothing hit.
        first: Angle of beam 0 relative to the robot's heading.
        step: Angle between beams.
        within: Hits farther than that are left out, metres.
    """

    ranges: NDArray[np.float32]
    first: Radians
    step: Radians
    within: Metres


@compiled
def clearance_at(background: Background, x: float, y: float) -> float:
    """Metres to the nearest thing on the map; 0 outside of it."""
    row = int(np.floor((y - background.y) / background.resolution))
    column = int(np.floor((x - background.x) / background.resolution))
    rows, columns = background.clearance.shape
    if row < 0 or column < 0 or row >= rows or column >= columns:
        return 0.0
    return float(background.clearance[row, column])


@compiled
def foreign_hits(
    beams: Beams, pose: tuple[float, float, float], background: Background
) -> NDArray[np.float64]:
    """Return what was hit and is not on the map, float64[k, 4]: x, y (map), range, beam."""
    count = beams.ranges.shape[0]
    hits = np.empty((count, 4))
    found = 0
    for i in range(count):
        distance = float(beams.ranges[i])
        if not NEAREST_VALID_M <= distance <= beams.within:
            continue
        angle = pose[2] + beams.first + beams.step * i
        x, y = pose[0] + distance * np.cos(angle), pose[1] + distance * np.sin(angle)
        known = background.tolerance + background.tolerance_slope * distance
        if clearance_at(background, x, y) > known:
            hits[found, 0], hits[found, 1] = x, y
            hits[found, 2], hits[found, 3] = distance, i
            found += 1
    return hits[:found]


@compiled
def _joined(a: NDArray[np.float64], b: NDArray[np.float64], step: float) -> bool:
    """Do two hits, neighbours in the turn, belong together?"""
    reach = max(_JOIN_M, _JOIN_BEAMS * step * max(a[2], b[2]))
    gap = np.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
    return bool(b[3] - a[3] <= _LOST_BEAMS + 1 and gap <= reach)


@compiled
def pieces_of_people(
    beams: Beams, pose: tuple[float, float, float], background: Background
) -> NDArray[np.float64]:
    """Cut the foreign hits into leg-sized pieces.

    Args:
        beams: The turn.
        pose: Of the lidar on the map: x, y in metres, yaw in radians.
        background: The map.

    Returns:
        float64[k, 4]: x, y of each piece's middle in the map frame, its range from the lidar in
        metres, and how many beams hit it.
    """
    hits = foreign_hits(beams, pose, background)
    count = hits.shape[0]
    pieces = np.empty((count, 4))
    found = 0
    start = 0
    while start < count:
        end = start + 1
        while end < count and _joined(hits[end - 1], hits[end], beams.step):
            end += 1
        dx, dy = hits[end - 1, 0] - hits[start, 0], hits[end - 1, 1] - hits[start, 1]
        width = np.sqrt(dx * dx + dy * dy)
        parts = min(int(np.ceil(max(width, 1e-6) / _PIECE_M)), end - start)
        for part in range(parts):
            low = start + (end - start) * part // parts
            high = start + (end - start) * (part + 1) // parts
            x, y = np.mean(hits[low:high, 0]), np.mean(hits[low:high, 1])
            away_x, away_y = x - pose[0], y - pose[1]
            distance = max(np.sqrt(away_x * away_x + away_y * away_y), 1e-6)
            pieces[found, 0] = x + _DEPTH_M * away_x / distance
            pieces[found, 1] = y + _DEPTH_M * away_y / distance
            pieces[found, 2] = distance
            pieces[found, 3] = high - low
            found += 1
        start = end
    return pieces[:found]


@compiled
def seen_through(
    beams: Beams, pose: tuple[float, float, float], x: float, y: float, half_width: float
) -> bool:
    """Do all beams towards a spot go past it, so that nobody can be there?

    A single one that ends before it is enough to doubt it: there a leg may be hidden.
    """
    dx, dy = x - pose[0], y - pose[1]
    distance = np.sqrt(dx * dx + dy * dy)
    if distance > beams.within or distance < half_width:
        return False
    bearing = np.arctan2(dy, dx) - pose[2] - beams.first
    count = beams.ranges.shape[0]
    middle = int(np.round(bearing / beams.step))
    reach = int(np.arctan2(half_width, distance) / beams.step)
    looked = 0
    for offset in range(-reach, reach + 1):
        seen = beams.ranges[(middle + offset) % count]
        if np.isnan(seen) or seen < NEAREST_VALID_M:
            continue
        if seen <= distance + half_width:
            return False
        looked += 1
    return looked > 0
