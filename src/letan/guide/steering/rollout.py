"""Compiled: what a sequence of velocities would cost, among walls and moving bodies."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from letan.guide.steering.surroundings import COMFORT, REACH, WEIGHT
from letan.kernel.compiled import compiled

_LEAST_ROOM_M = 0.10
"""Between footprint and walls: the collision monitor's margin (0.08) and an error of the pose. With
less the monitor would stop for good what is planned here."""


class Drive(NamedTuple):
    """The drive's limits and the step of a rollout.

    Attributes:
        dt: Seconds a step.
        acceleration: m/s^2, speeding up.
        braking: m/s^2, slowing down.
        turn_acceleration: rad/s^2.
        cap: Speed above which haste costs, m/s.
        hold: 1 where no progress is wanted.
        hold_x: Where it is held, metres.
        hold_y: Metres.
        radius: Of the footprint, metres.
    """

    dt: float
    acceleration: float
    braking: float
    turn_acceleration: float
    cap: float
    hold: float
    hold_x: float
    hold_y: float
    radius: float


class Ground(NamedTuple):
    """What never moves.

    Attributes:
        cost: float32[rows, columns], cost to go.
        clearance: float32[rows, columns], metres.
        x0: West edge of column 0.
        y0: South edge of row 0.
        resolution: Metres a cell.
    """

    cost: NDArray[np.float32]
    clearance: NDArray[np.float32]
    x0: float
    y0: float
    resolution: float


class Weights(NamedTuple):
    """What a rollout pays; the unit is one metre of way.

    Attributes:
        goal: A metre of cost to go.
        running: A metre of cost to go, a second: sooner is better.
        heading: Ending with the way behind the robot.
        follower: A metre-second of a gap to the follower beyond `follower_gap`.
        follower_gap: Metres between surfaces.
        near: A second at touching distance, falling with the square to 0 at the wanted gap.
        intimate: A second nearer than `intimate_gap`, more.
        intimate_gap: Metres between surfaces; it grows with the time ahead.
        growth: By that many metres a second: nobody knows where people will be.
        touch: A step in which bodies meet, and again for each m/s the robot then drives.
        turn: A second at 1 rad/s, squared.
        reverse: A second at -1 m/s.
        hurry: A second at 1 m/s more than the cap.
        fade: Share by which people count less a second ahead.
    """

    goal: float
    running: float
    heading: float
    follower: float
    follower_gap: float
    near: float
    intimate: float
    intimate_gap: float
    growth: float
    touch: float
    turn: float
    reverse: float
    hurry: float
    fade: float


@compiled
def _wall(ground: Ground, row: int, column: int, radius: float) -> float:
    rows, columns = ground.clearance.shape
    if row < 0 or column < 0 or row >= rows or column >= columns:
        return 30.0
    room: float = ground.clearance[row, column] - radius
    if room < _LEAST_ROOM_M:
        return 10.0 + 60.0 * (_LEAST_ROOM_M - room)
    shortage: float = max(0.0, 0.3 - room)
    return 0.4 * shortage


@compiled
def _people(
    x: float,
    y: float,
    v: float,
    at: NDArray[np.float64],
    bodies: NDArray[np.float64],
    later: float,
    dt: float,
    weights: Weights,
) -> float:
    """Cost of one step beside everybody."""
    total = 0.0
    zone = weights.intimate_gap + weights.growth * later
    for p in range(at.shape[0]):
        dx, dy = x - at[p, 0], y - at[p, 1]
        wanted = bodies[p, COMFORT] + weights.growth * later
        far = bodies[p, REACH] + wanted
        squared = dx * dx + dy * dy
        if squared >= far * far:
            continue
        gap = np.sqrt(squared) - bodies[p, REACH]
        share = (wanted - gap) / wanted
        cost = weights.near * dt * share * share
        if gap < zone and wanted > zone:
            cost += weights.intimate * dt * (0.5 + 0.5 * min(1.0, (zone - gap) / 0.3))
        if gap < 0.08:
            cost += weights.touch * dt * (1.0 + 2.0 * abs(v) + 4.0 * min(0.3, 0.08 - gap))
        total += cost * bodies[p, WEIGHT]
    faded: float = total / (1.0 + weights.fade * later)
    return faded


@compiled
def follow_path(
    start: NDArray[np.float64],
    path: NDArray[np.float64],
    steps: int,
    drive: Drive,
    turn_limit: float,
    speed: float,
) -> NDArray[np.float64]:
    """Velocities of a pure pursuit of the path, float64[steps, 2].

    Args:
        start: float64[5], x y yaw v w.
        path: float64[n, 2], n >= 1.
        steps: How many.
        drive: `dt` and ramps.
        turn_limit: rad/s.
        speed: Of straight stretches, m/s.
    """
    wanted = np.zeros((steps, 2))
    x, y, yaw, v, w = start[0], start[1], start[2], start[3], start[4]
    nearest, last, dt = 0, path.shape[0] - 1, drive.dt
    for t in range(steps):
        while (
            nearest < last
            and (path[nearest, 0] - x) ** 2 + (path[nearest, 1] - y) ** 2
            >= (path[nearest + 1, 0] - x) ** 2 + (path[nearest + 1, 1] - y) ** 2
        ):
            nearest += 1
        aim, look = nearest, max(0.35, 0.9 * abs(v))
        while aim < last and (path[aim, 0] - x) ** 2 + (path[aim, 1] - y) ** 2 < look * look:
            aim += 1
        dx, dy = path[aim, 0] - x, path[aim, 1] - y
        reach = np.sqrt(dx * dx + dy * dy)
        error = (np.arctan2(dy, dx) - yaw + np.pi) % (2.0 * np.pi) - np.pi
        left = np.sqrt((path[last, 0] - x) ** 2 + (path[last, 1] - y) ** 2)
        if left < 0.06:
            wanted[t, 0], wanted[t, 1] = 0.0, 0.0
        elif abs(error) > 0.7:
            wanted[t, 0], wanted[t, 1] = 0.0, turn_limit if error > 0.0 else -turn_limit
        else:
            bend = 2.0 * np.sin(error) / max(reach, 0.1)
            wanted[t, 0] = min(speed, turn_limit / max(abs(bend), 1e-6), max(0.1, 0.8 * left))
            wanted[t, 1] = wanted[t, 0] * bend
        rate = drive.acceleration if abs(wanted[t, 0]) > abs(v) else drive.braking
        v += min(max(wanted[t, 0] - v, -rate * dt), rate * dt)
        dw = drive.turn_acceleration * dt
        w += min(max(wanted[t, 1] - w, -dw), dw)
        x, y = x + v * dt * np.cos(yaw + 0.5 * w * dt), y + v * dt * np.sin(yaw + 0.5 * w * dt)
        yaw += w * dt
    return wanted


@compiled
def _left(ground: Ground, row: int, column: int) -> float:
    """Cost to go of a cell, 60 where no way leads on."""
    rows, columns = ground.cost.shape
    row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
    left: float = ground.cost[row, column]
    return left if np.isfinite(left) else 60.0


@compiled
def _to_go(ground: Ground, x: float, y: float, yaw: float, weights: Weights) -> float:
    """Cost of what is left where a rollout ends."""
    rows, columns = ground.cost.shape
    row = int(np.floor((y - ground.y0) / ground.resolution))
    column = int(np.floor((x - ground.x0) / ground.resolution))
    row, column = min(max(row, 2), rows - 3), min(max(column, 2), columns - 3)
    left: float = ground.cost[row, column]
    if not np.isfinite(left):
        return 60.0
    east = ground.cost[row, column + 2] - ground.cost[row, column - 2]
    north = ground.cost[row + 2, column] - ground.cost[row - 2, column]
    slope = np.sqrt(east * east + north * north)
    behind = 0.0
    if np.isfinite(slope) and slope > 1e-6:
        behind = 0.5 + 0.5 * (east * np.cos(yaw) + north * np.sin(yaw)) / slope
    return weights.goal * left + weights.heading * behind * min(1.0, left)


@compiled
def rollout_costs(
    start: NDArray[np.float64],
    wanted: NDArray[np.float64],
    ground: Ground,
    bodies: NDArray[np.float64],
    future: NDArray[np.float64],
    follower: NDArray[np.float64],
    drive: Drive,
    weights: Weights,
) -> NDArray[np.float64]:
    """Return what each sequence costs.

    Args:
        start: float64[5], x y yaw v w.
        wanted: float64[n, steps, 2], velocities v, w; ramps are applied here.
        ground: Walls and the goal.
        bodies: See `surroundings.bodies_near`.
        future: float64[steps, bodies, 2], where they will be.
        follower: float64[steps, 2], where the follower will be; float64[0, 2] where there is none.
        drive: Limits.
        weights: Prices.

    Returns:
        float64[n].
    """
    count, steps = wanted.shape[0], wanted.shape[1]
    costs = np.zeros(count)
    led = follower.shape[0] > 0
    dt = drive.dt
    for k in range(count):
        x, y, yaw, v, w = start[0], start[1], start[2], start[3], start[4]
        total = 0.0
        for t in range(steps):
            target = wanted[k, t, 0]
            rate = drive.acceleration if abs(target) > abs(v) else drive.braking
            v += min(max(target - v, -rate * dt), rate * dt)
            dw = drive.turn_acceleration * dt
            w += min(max(wanted[k, t, 1] - w, -dw), dw)
            middle = yaw + 0.5 * w * dt
            x, y = x + v * dt * np.cos(middle), y + v * dt * np.sin(middle)
            yaw += w * dt
            row = int(np.floor((y - ground.y0) / ground.resolution))
            column = int(np.floor((x - ground.x0) / ground.resolution))
            total += _wall(ground, row, column, drive.radius)
            total += _people(x, y, v, future[t], bodies, dt * (t + 1), dt, weights)
            total += dt * (weights.turn * w * w + weights.reverse * max(0.0, -v))
            total += dt * weights.hurry * max(0.0, v - drive.cap) * (1.0 - drive.hold)
            total += dt * 0.3 * abs(v) * drive.hold
            if drive.hold < 0.5:
                total += dt * weights.running * _left(ground, row, column)
            if led:
                apart = np.sqrt((x - follower[t, 0]) ** 2 + (y - follower[t, 1]) ** 2)
                gap = apart - drive.radius - 0.25
                total += dt * weights.follower * max(0.0, gap - weights.follower_gap)
        if drive.hold > 0.5:
            total += 0.5 * np.sqrt((x - drive.hold_x) ** 2 + (y - drive.hold_y) ** 2)
        else:
            total += _to_go(ground, x, y, yaw, weights)
        costs[k] = total
    return costs
