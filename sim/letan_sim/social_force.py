"""People's steps: forces between people and from the robot, walls through the distance field.

Source: Moussaid et al. 2009, "Experimental study of the behavioural mechanisms underlying
self-organization in human crowds" (interaction law and its constants); walls and the short
repulsion between bodies after Helbing and Molnar 1995: the interaction law alone lets a
walker with a goal push to 0.2 m from a standing person's centre.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled
from letan.kernel.units import Metres, Seconds

_A, _GAMMA, _N, _N_PRIME, _LAMBDA, _TAU = 4.5, 0.35, 2.0, 3.0, 2.0, 0.54
_WALL_A, _WALL_B = 3.0, 0.15
_NEAR_A, _NEAR_B = 5.0, 0.25
_BODY = 25.0
_REACH_M = 4.0


class Terrain(NamedTuple):
    """What never moves, as people feel it.

    Attributes:
        clearance: float32[rows, columns], metres to the nearest wall or thing.
        gradient: float32[2, rows, columns], d clearance / dx and / dy.
        fields: float32[k, rows, columns], cost to go to each target.
        origin: float64[2], south-west corner of cell (0, 0).
        resolution: Metres a cell.
    """

    clearance: NDArray[np.float32]
    gradient: NDArray[np.float32]
    fields: NDArray[np.float32]
    origin: NDArray[np.float64]
    resolution: Metres


class Crowd(NamedTuple):
    """Everybody, one row each.

    Attributes:
        position: float64[n, 2], metres.
        velocity: float64[n, 2], m/s.
        wish: float64[n, 2], the velocity each would like.
        radius: float64[n], metres.
        moving: bool[n]; who stands does not move, but is felt by others.
        aware: bool[n]; who feels the robot.
    """

    position: NDArray[np.float64]
    velocity: NDArray[np.float64]
    wish: NDArray[np.float64]
    radius: NDArray[np.float64]
    moving: NDArray[np.bool_]
    aware: NDArray[np.bool_]


_Body = tuple[float, float, float, float]
"""x, y, vx, vy."""


@compiled
def _push(me: _Body, other: _Body, reach: float) -> tuple[float, float]:
    """Force on `me` from `other`, m/s^2; `reach` is the sum of both radii."""
    ex, ey = other[0] - me[0], other[1] - me[1]
    distance = np.sqrt(ex * ex + ey * ey)
    if distance > _REACH_M or distance < 1e-6:
        return 0.0, 0.0
    ex, ey = ex / distance, ey / distance
    ix, iy = _LAMBDA * (me[2] - other[2]) + ex, _LAMBDA * (me[3] - other[3]) + ey
    norm = np.sqrt(ix * ix + iy * iy)
    fx, fy = 0.0, 0.0
    if norm > 1e-6:
        tx, ty = ix / norm, iy / norm
        theta = np.arctan2(tx * ey - ty * ex, tx * ex + ty * ey)
        b = _GAMMA * norm
        along = -_A * np.exp(-distance / b - (_N_PRIME * b * theta) ** 2)
        side = 1.0 if theta >= 0.0 else -1.0
        across = -_A * side * np.exp(-distance / b - (_N * b * theta) ** 2)
        fx, fy = along * tx - across * ty, along * ty + across * tx
    gap = distance - reach
    near = _NEAR_A * np.exp(-max(gap, 0.0) / _NEAR_B) + _BODY * max(-gap, 0.0)
    return fx - near * ex, fy - near * ey


@compiled
def _cell(terrain: Terrain, x: float, y: float, border: int) -> tuple[int, int]:
    """Row and column of a position, kept `border` cells away from the edge."""
    rows, columns = terrain.clearance.shape
    row = int((y - terrain.origin[1]) / terrain.resolution)
    column = int((x - terrain.origin[0]) / terrain.resolution)
    return min(max(row, border), rows - 1 - border), min(max(column, border), columns - 1 - border)


@compiled
def _force(i: int, crowd: Crowd, robot: NDArray[np.float64], terrain: Terrain) -> _Body:
    """Return the force on person i in the first two numbers; the others are his velocity."""
    x, y = crowd.position[i, 0], crowd.position[i, 1]
    vx, vy = crowd.velocity[i, 0], crowd.velocity[i, 1]
    me = (x, y, vx, vy)
    fx, fy = (crowd.wish[i, 0] - vx) / _TAU, (crowd.wish[i, 1] - vy) / _TAU
    for j in range(crowd.position.shape[0]):
        if j != i:
            other = (
                crowd.position[j, 0],
                crowd.position[j, 1],
                crowd.velocity[j, 0],
                crowd.velocity[j, 1],
            )
            px, py = _push(me, other, crowd.radius[i] + crowd.radius[j])
            fx, fy = fx + px, fy + py
    if crowd.aware[i]:
        body = (robot[0], robot[1], robot[2], robot[3])
        px, py = _push(me, body, crowd.radius[i] + robot[4])
        fx, fy = fx + px, fy + py
    r, c = _cell(terrain, x, y, 0)
    gap = terrain.clearance[r, c] - crowd.radius[i]
    strength = _WALL_A * np.exp(-gap / _WALL_B) + _BODY * max(-gap, 0.0)
    return (
        fx + strength * terrain.gradient[0, r, c],
        fy + strength * terrain.gradient[1, r, c],
        vx,
        vy,
    )


@compiled
def step_people(
    dt: Seconds, crowd: Crowd, robot: NDArray[np.float64], terrain: Terrain
) -> NDArray[np.float64]:
    """Move everybody by one step, in place; `letan_sim.contact.settle_people` ends the step.

    Args:
        dt: About 0.05.
        crowd: `position` and `velocity` are written.
        robot: float64[5], x y vx vy radius.
        terrain: Walls and things.

    Returns:
        float64[n], clearance of each one's cell in metres: distance to the nearest solid, roughly.
    """
    count = crowd.position.shape[0]
    moved = np.zeros((count, 2))
    clearance = np.zeros(count)
    for i in range(count):
        if not crowd.moving[i]:
            continue
        fx, fy, vx, vy = _force(i, crowd, robot, terrain)
        vx, vy = vx + fx * dt, vy + fy * dt
        speed = np.sqrt(vx * vx + vy * vy)
        wanted = np.sqrt(crowd.wish[i, 0] ** 2 + crowd.wish[i, 1] ** 2)
        slower = min(1.0, 1.3 * max(wanted, 0.4) / max(speed, 1e-9))
        moved[i, 0], moved[i, 1] = vx * slower, vy * slower
    for i in range(count):
        x, y = crowd.position[i, 0] + dt * moved[i, 0], crowd.position[i, 1] + dt * moved[i, 1]
        r, c = _cell(terrain, x, y, 0)
        if terrain.clearance[r, c] > 0.0:
            crowd.position[i, 0], crowd.position[i, 1] = x, y
            crowd.velocity[i] = moved[i]
            clearance[i] = terrain.clearance[r, c]
        else:
            crowd.velocity[i] = 0.0
    return clearance


@compiled
def wish_directions(
    position: NDArray[np.float64],
    target: NDArray[np.int64],
    terrain: Terrain,
    directions: NDArray[np.float64],
) -> None:
    """Write unit vectors down the cost-to-go field of each one's target.

    Args:
        position: float64[n, 2].
        target: int64[n], index into `terrain.fields`; negative = leave the direction as it is.
        terrain: Holds the fields.
        directions: float64[n, 2]; written.
    """
    for i in range(position.shape[0]):
        if target[i] < 0:
            continue
        r, c = _cell(terrain, position[i, 0], position[i, 1], 1)
        cost = terrain.fields[target[i]]
        best, gx, gy = cost[r, c], 0.0, 0.0
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                if cost[r + dr, c + dc] < best:
                    best = cost[r + dr, c + dc]
                    gx, gy = float(dc), float(dr)
        east, west, north, south = cost[r, c + 1], cost[r, c - 1], cost[r + 1, c], cost[r - 1, c]
        if np.isfinite(east + west + north + south):
            gx, gy = west - east, south - north
        norm = np.sqrt(gx * gx + gy * gy)
        if norm > 1e-9:
            directions[i, 0], directions[i, 1] = gx / norm, gy / norm
