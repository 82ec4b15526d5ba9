"""People's steps: forces between people and from the robot, walls through the distance field.

Source: Moussaid et al. 2009, "Experimental study of the behavioural mechanisms underlying
self-organization in human crowds" (interaction law and its constants); walls after Helbing
and Molnar 1995. A contact force keeps bodies apart that would overlap.
"""

import numpy as np
from numba import njit

_A, _GAMMA, _N, _N_PRIME, _LAMBDA, _TAU = 4.5, 0.35, 2.0, 3.0, 2.0, 0.54
_WALL_A, _WALL_B = 3.0, 0.15
_BODY = 25.0
_REACH_M = 4.0


@njit(cache=True)
def _push(xi, yi, vxi, vyi, xj, yj, vxj, vyj, reach):  # type: ignore[no-untyped-def]  # numba infers
    """Force on i from j, m/s^2; `reach` is the sum of both radii."""
    ex, ey = xj - xi, yj - yi
    distance = np.sqrt(ex * ex + ey * ey)
    if distance > _REACH_M or distance < 1e-6:
        return 0.0, 0.0
    ex, ey = ex / distance, ey / distance
    ix, iy = _LAMBDA * (vxi - vxj) + ex, _LAMBDA * (vyi - vyj) + ey
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
    overlap = reach - distance
    if overlap > 0.0:
        fx -= _BODY * overlap * ex
        fy -= _BODY * overlap * ey
    return fx, fy


@njit(cache=True)
def step_people(  # type: ignore[no-untyped-def]  # numba infers
    dt,
    position,
    velocity,
    wish,
    radius,
    moving,
    aware,
    robot,
    clearance,
    gradient,
    origin,
    resolution,
):
    """Move everybody by one step, in place.

    Args:
        dt: Seconds, about 0.05.
        position: float64[n, 2], metres; written.
        velocity: float64[n, 2], m/s; written.
        wish: float64[n, 2], the velocity each would like.
        radius: float64[n], metres.
        moving: bool[n]; who stands does not move, but is felt by others.
        aware: bool[n]; who feels the robot.
        robot: float64[5], x y vx vy radius.
        clearance: float32[rows, columns], metres to the nearest wall or thing.
        gradient: float32[2, rows, columns], d clearance / dx and / dy.
        origin: float64[2], south-west corner of cell (0, 0).
        resolution: Metres a cell.
    """
    count = position.shape[0]
    rows, columns = clearance.shape
    new_velocity = np.zeros((count, 2))
    for i in range(count):
        if not moving[i]:
            continue
        x, y, vx, vy = position[i, 0], position[i, 1], velocity[i, 0], velocity[i, 1]
        fx, fy = (wish[i, 0] - vx) / _TAU, (wish[i, 1] - vy) / _TAU
        for j in range(count):
            if j != i:
                px, py = _push(
                    x,
                    y,
                    vx,
                    vy,
                    position[j, 0],
                    position[j, 1],
                    velocity[j, 0],
                    velocity[j, 1],
                    radius[i] + radius[j],
                )
                fx += px
                fy += py
        if aware[i]:
            px, py = _push(
                x, y, vx, vy, robot[0], robot[1], robot[2], robot[3], radius[i] + robot[4]
            )
            fx += px
            fy += py
        r = min(max(int((y - origin[1]) / resolution), 0), rows - 1)
        c = min(max(int((x - origin[0]) / resolution), 0), columns - 1)
        gap = clearance[r, c] - radius[i]
        strength = _WALL_A * np.exp(-gap / _WALL_B)
        if gap < 0.0:
            strength += _BODY * -gap
        fx += strength * gradient[0, r, c]
        fy += strength * gradient[1, r, c]
        vx, vy = vx + fx * dt, vy + fy * dt
        speed = np.sqrt(vx * vx + vy * vy)
        limit = 1.3 * max(np.sqrt(wish[i, 0] ** 2 + wish[i, 1] ** 2), 0.4)
        if speed > limit:
            vx, vy = vx * limit / speed, vy * limit / speed
        new_velocity[i, 0], new_velocity[i, 1] = vx, vy
    for i in range(count):
        velocity[i] = new_velocity[i]
        if not moving[i]:
            continue
        nx, ny = position[i, 0] + dt * velocity[i, 0], position[i, 1] + dt * velocity[i, 1]
        r = int((ny - origin[1]) / resolution)
        c = int((nx - origin[0]) / resolution)
        if 0 <= r < rows and 0 <= c < columns and clearance[r, c] > 0.0:
            position[i, 0], position[i, 1] = nx, ny
        else:
            velocity[i] = 0.0


@njit(cache=True)
def wish_directions(  # type: ignore[no-untyped-def]  # numba infers
    position, target, fields, origin, resolution, directions
):
    """Unit vectors down the cost-to-go field of each one's target.

    Args:
        position: float64[n, 2].
        target: int64[n], index into `fields`; negative = leave the direction as it is.
        fields: float32[k, rows, columns], cost to go.
        origin, resolution: Of the fields.
        directions: float64[n, 2]; written.
    """
    rows, columns = fields.shape[1], fields.shape[2]
    for i in range(position.shape[0]):
        if target[i] < 0:
            continue
        r = min(max(int((position[i, 1] - origin[1]) / resolution), 1), rows - 2)
        c = min(max(int((position[i, 0] - origin[0]) / resolution), 1), columns - 2)
        cost = fields[target[i]]
        best, gx, gy = cost[r, c], 0.0, 0.0
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                if cost[r + dr, c + dc] < best:
                    best = cost[r + dr, c + dc]
                    gx, gy = float(dc), float(dr)
        east, west, north, south = cost[r, c + 1], cost[r, c - 1], cost[r + 1, c], cost[r - 1, c]
        if np.isfinite(east) and np.isfinite(west) and np.isfinite(north) and np.isfinite(south):
            gx, gy = west - east, south - north
        norm = np.sqrt(gx * gx + gy * gy)
        if norm > 1e-9:
            directions[i, 0], directions[i, 1] = gx / norm, gy / norm
