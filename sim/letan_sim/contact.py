"""Bodies are solid: who meets a wall, another person or the robot is stopped there.

The forces of `letan_sim.social_force` alone are soft: a person with a goal can be pushed into
somebody, and one who is not aware of the robot walks through it. Here every step ends with
bodies that touch at most. A meeting with the robot is reported with both speeds, as they were
before the bodies stopped each other, so that a contact can be attributed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled
from letan.kernel.units import Metres

_PASSES = 3
_NEAR_WALL_M = 0.35
"""Cells of 0.1 m tell the clearance to about 0.15 m; nearer than that the walls are measured."""


class Solids(NamedTuple):
    """What never moves, exactly.

    Attributes:
        segments: float64[n, 4], x1 y1 x2 y2 in metres.
        circles: float64[m, 3], x y radius in metres.
    """

    segments: NDArray[np.float64]
    circles: NDArray[np.float64]


@compiled
def nearest_solid(x: float, y: float, solids: Solids) -> tuple[float, float, float]:
    """Return the distance to the nearest wall or thing and the unit vector away from it."""
    best, away_x, away_y = np.inf, 1.0, 0.0
    for k in range(solids.segments.shape[0]):
        ax, ay = solids.segments[k, 0], solids.segments[k, 1]
        ex, ey = solids.segments[k, 2] - ax, solids.segments[k, 3] - ay
        length = max(ex * ex + ey * ey, 1e-12)
        share = min(max(((x - ax) * ex + (y - ay) * ey) / length, 0.0), 1.0)
        dx, dy = x - ax - share * ex, y - ay - share * ey
        distance = np.sqrt(dx * dx + dy * dy)
        if distance < best:
            best = distance
            if distance > 1e-9:
                away_x, away_y = dx / distance, dy / distance
    for k in range(solids.circles.shape[0]):
        dx, dy = x - solids.circles[k, 0], y - solids.circles[k, 1]
        centre = np.sqrt(dx * dx + dy * dy)
        if centre - solids.circles[k, 2] < best:
            best = centre - solids.circles[k, 2]
            if centre > 1e-9:
                away_x, away_y = dx / centre, dy / centre
    return best, away_x, away_y


@compiled
def way_to_touch(
    start: tuple[float, float],
    end: tuple[float, float],
    radius: float,
    position: NDArray[np.float64],
    radii: NDArray[np.float64],
) -> tuple[float, int]:
    """How much of a straight step a round body can make before it touches a person.

    Returns:
        Share of the step, 0..1, and the row of the person that ends it; -1 where nobody does.
        Somebody who is touched already ends only a step that comes nearer to him.
    """
    share, who = 1.0, -1
    dx, dy = end[0] - start[0], end[1] - start[1]
    length2 = dx * dx + dy * dy
    if length2 < 1e-18:
        return share, who
    for i in range(position.shape[0]):
        px, py = start[0] - position[i, 0], start[1] - position[i, 1]
        reach = radius + radii[i]
        along = px * dx + py * dy
        if along >= 0.0:
            continue
        inside = px * px + py * py - reach * reach
        root = along * along - length2 * inside
        if root <= 0.0:
            continue
        touch = max(0.0, (-along - np.sqrt(root)) / length2)
        if touch < share:
            share, who = touch, i
    return share, who


@compiled
def _apart(
    i: int, position: NDArray[np.float64], radius: NDArray[np.float64], moving: NDArray[np.bool_]
) -> None:
    """Move person i, and whoever he overlaps, until they touch at most."""
    for j in range(position.shape[0]):
        if j == i or (moving[j] and j < i):
            continue
        dx, dy = position[i, 0] - position[j, 0], position[i, 1] - position[j, 1]
        reach = radius[i] + radius[j]
        if abs(dx) >= reach or abs(dy) >= reach:
            continue
        distance = np.sqrt(dx * dx + dy * dy)
        if distance >= reach or distance < 1e-9:
            continue
        mine = 0.5 if moving[j] else 1.0
        push = (reach - distance) / distance
        position[i, 0] += mine * push * dx
        position[i, 1] += mine * push * dy
        position[j, 0] -= (1.0 - mine) * push * dx
        position[j, 1] -= (1.0 - mine) * push * dy


@compiled
def settle_people(
    position: NDArray[np.float64],
    velocity: NDArray[np.float64],
    radius: NDArray[np.float64],
    moving: NDArray[np.bool_],
    robot: NDArray[np.float64],
    clearance: NDArray[np.float64],
    solids: Solids,
) -> NDArray[np.float64]:
    """End a step of the crowd: nobody stays inside a wall, another person or the robot.

    Args:
        position: float64[n, 2], metres; written.
        velocity: float64[n, 2], m/s; the part into what stopped somebody is taken away.
        radius: float64[n], metres.
        moving: bool[n]; who stands is not moved.
        robot: float64[5], x y vx vy radius.
        clearance: float64[n], rough distance to the nearest solid, to skip the far ones.
        solids: Walls and things.

    Returns:
        float64[n, 2]: for whoever met the robot its and his own speed towards the other, m/s,
        before they stopped; NaN for everybody else.
    """
    count = position.shape[0]
    met = np.full((count, 2), np.nan)
    for k in range(_PASSES):
        for i in range(count):
            if moving[i]:
                _apart(i, position, radius, moving)
        for i in range(count):
            if not moving[i]:
                continue
            if clearance[i] < radius[i] + _NEAR_WALL_M:
                gap, ax, ay = nearest_solid(position[i, 0], position[i, 1], solids)
                if gap < radius[i]:
                    position[i, 0] += (radius[i] - gap) * ax
                    position[i, 1] += (radius[i] - gap) * ay
                    _remove_inward(i, velocity, ax, ay)
            dx, dy = position[i, 0] - robot[0], position[i, 1] - robot[1]
            distance = np.sqrt(dx * dx + dy * dy)
            reach = radius[i] + robot[4]
            if distance < reach and distance > 1e-9:
                ax, ay = dx / distance, dy / distance
                if k == 0 or np.isnan(met[i, 0]):
                    met[i, 0] = robot[2] * ax + robot[3] * ay
                    met[i, 1] = -(velocity[i, 0] * ax + velocity[i, 1] * ay)
                position[i, 0] = robot[0] + reach * ax
                position[i, 1] = robot[1] + reach * ay
                _remove_inward(i, velocity, ax, ay)
    return met


@compiled
def _remove_inward(i: int, velocity: NDArray[np.float64], ax: Metres, ay: Metres) -> None:
    """Take away the part of a velocity that goes against the unit vector (ax, ay)."""
    inward = velocity[i, 0] * ax + velocity[i, 1] * ay
    if inward < 0.0:
        velocity[i, 0] -= inward * ax
        velocity[i, 1] -= inward * ay
