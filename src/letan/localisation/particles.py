"""The arithmetic of a particle filter on a map: move, weigh, draw anew.

Source: Thrun, Burgard, Fox 2005, "Probabilistic Robotics": sampling odometry model (5.4),
likelihood field (6.4), low-variance resampling (4.2.4), as AMCL puts them together.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled
from letan.kernel.units import Metres

_FARTHEST_M = 0.6
"""A beam that ends farther from anything on the map says nothing more: somebody stands there."""


class LikelihoodField(NamedTuple):
    """What the map makes of where a beam ends.

    Attributes:
        clearance: float32[rows, columns], metres to the nearest thing on the map.
        x: Middle of column 0, metres.
        y: Middle of row 0, metres.
        resolution: Metres a cell.
        sd: Standard deviation of a beam's end around the map's things, metres.
        stray: Share of beams that end anywhere.
        trust: 0..1, how much each beam counts; neighbours tell the same.
    """

    clearance: NDArray[np.float32]
    x: Metres
    y: Metres
    resolution: Metres
    sd: Metres
    stray: float
    trust: float


@compiled
def distance_at(field: LikelihoodField, x: float, y: float) -> float:
    """Metres to the nearest thing on the map, between the cells; far outside of the map."""
    column, row = (x - field.x) / field.resolution, (y - field.y) / field.resolution
    c, r = int(np.floor(column)), int(np.floor(row))
    rows, columns = field.clearance.shape
    if r < 0 or c < 0 or r >= rows - 1 or c >= columns - 1:
        return _FARTHEST_M
    u, v = column - c, row - r
    low = (1.0 - u) * field.clearance[r, c] + u * field.clearance[r, c + 1]
    high = (1.0 - u) * field.clearance[r + 1, c] + u * field.clearance[r + 1, c + 1]
    distance: float = (1.0 - v) * low + v * high
    return distance


@compiled
def move(
    particles: NDArray[np.float64],
    motion: tuple[float, float, float],
    noise: NDArray[np.float64],
    spread: tuple[float, float, float],
) -> None:
    """Move every particle as the wheels say, each with its own error; in place.

    Args:
        particles: float64[n, 3], x y yaw on the map.
        motion: Turn, distance, turn: radians, metres (negative backwards), radians.
        noise: float64[n, 3], standard normal.
        spread: Standard deviations of the three, and a floor is the caller's.
    """
    for i in range(particles.shape[0]):
        first = particles[i, 2] + motion[0] + spread[0] * noise[i, 0]
        distance = motion[1] + spread[1] * noise[i, 1]
        particles[i, 0] += distance * np.cos(first)
        particles[i, 1] += distance * np.sin(first)
        yaw = first + motion[2] + spread[2] * noise[i, 2]
        particles[i, 2] = np.arctan2(np.sin(yaw), np.cos(yaw))


@compiled
def weigh(
    particles: NDArray[np.float64], hits: NDArray[np.float64], field: LikelihoodField
) -> NDArray[np.float64]:
    """Return the log-likelihood of a scan at every particle, float64[n].

    Args:
        particles: float64[n, 3].
        hits: float64[k, 2], ends of beams in the robot's frame, metres.
        field: The map.
    """
    logs = np.zeros(particles.shape[0])
    scale = -0.5 / (field.sd * field.sd)
    for i in range(particles.shape[0]):
        x, y = particles[i, 0], particles[i, 1]
        cos, sin = np.cos(particles[i, 2]), np.sin(particles[i, 2])
        total = 0.0
        for k in range(hits.shape[0]):
            hx = x + cos * hits[k, 0] - sin * hits[k, 1]
            hy = y + sin * hits[k, 0] + cos * hits[k, 1]
            off = min(distance_at(field, hx, hy), _FARTHEST_M)
            total += np.log((1.0 - field.stray) * np.exp(scale * off * off) + field.stray)
        logs[i] = field.trust * total
    return logs


@compiled
def share_on_map(
    pose: tuple[float, float, float],
    hits: NDArray[np.float64],
    field: LikelihoodField,
    within: float,
) -> float:
    """Share of the beams' ends that lie within `within` metres of something on the map."""
    if hits.shape[0] == 0:
        return 0.0
    cos, sin = np.cos(pose[2]), np.sin(pose[2])
    near = 0.0
    for k in range(hits.shape[0]):
        x = pose[0] + cos * hits[k, 0] - sin * hits[k, 1]
        y = pose[1] + sin * hits[k, 0] + cos * hits[k, 1]
        near += 1.0 if distance_at(field, x, y) <= within else 0.0
    return near / float(hits.shape[0])


@compiled
def draw_anew(
    particles: NDArray[np.float64], weights: NDArray[np.float64], count: int, start: float
) -> NDArray[np.float64]:
    """Draw particles by their weights, evenly spaced; return float64[count, 3].

    Args:
        particles: float64[n, 3].
        weights: float64[n], sum 1.
        count: How many to draw.
        start: 0..1, the one random number of the draw.
    """
    drawn = np.empty((count, 3))
    reached, i = weights[0], 0
    for k in range(count):
        wanted = (start + k) / count
        while reached < wanted and i < particles.shape[0] - 1:
            i += 1
            reached += weights[i]
        drawn[k] = particles[i]
    return drawn
