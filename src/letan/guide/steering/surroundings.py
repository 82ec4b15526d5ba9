"""Who and what a robot must keep clear of, as numbers that compiled loops read."""

import math

import numpy as np
from numpy.typing import NDArray

from letan.guide.scan_points import hit_points
from letan.guide.steering.situation import Situation
from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, Seconds
from letan.ports.body import Person

X, Y, VX, VY, REACH, COMFORT, WEIGHT = range(7)
"""Columns of a table of bodies; see `bodies_near`."""

_SEEN_M = 7.0
_THINGS_M = 2.5
_THING_CELL_M = 0.2
_MOST_THINGS = 16
_ON_MAP_M = 0.25
_ON_PERSON_M = 0.25
_THING_RADIUS_M = 0.05
_THING_COMFORT_M = 0.12
_FOLLOWER_COMFORT_M = 0.35


def bodies_near(situation: Situation, radius: Metres, comfort: Metres) -> NDArray[np.float64]:
    """Return a row for each body near the robot.

    Args:
        situation: Now.
        radius: The robot's.
        comfort: Gap that people like to have.

    Returns:
        float64[n, 7]: x, y, vx, vy (map frame), sum of both radii, wanted gap, weight (people 1,
        things 0.5). Things are hits of the scan that neither the map nor a person explains.
    """
    pose = situation.pose
    rows = []
    for p in situation.people:
        known = math.isfinite(p.vx + p.vy)
        if known and math.hypot(p.x - pose.x, p.y - pose.y) < _SEEN_M:
            gap = _FOLLOWER_COMFORT_M if p.is_follower else comfort
            rows.append((p.x, p.y, p.vx, p.vy, radius + p.radius, gap, 1.0))
    people = np.array(rows, dtype=np.float64).reshape(-1, 7)
    things = _unexplained(situation, people, radius)
    reach = radius + _THING_RADIUS_M
    rest = np.tile((0.0, 0.0, reach, _THING_COMFORT_M, 0.5), (len(things), 1))
    return np.vstack((people, np.column_stack((things, rest))))


def ahead(bodies: NDArray[np.float64], steps: int, dt: Seconds) -> NDArray[np.float64]:
    """Where the bodies will be if they walk on as now, float64[steps, n, 2]."""
    times = dt * np.arange(1, steps + 1)[:, np.newaxis, np.newaxis]
    future: NDArray[np.float64] = bodies[:, X : Y + 1] + times * bodies[:, VX : VY + 1]
    return future


def follower_ahead(people: tuple[Person, ...], steps: int, dt: Seconds) -> NDArray[np.float64]:
    """Where the follower will be, float64[steps, 2]; float64[0, 2] where there is none."""
    for p in people:
        if p.is_follower and math.isfinite(p.x + p.y + p.vx + p.vy):
            times = dt * np.arange(1, steps + 1)
            return np.column_stack((p.x + times * p.vx, p.y + times * p.vy))
    return np.empty((0, 2))


def _unexplained(
    situation: Situation, people: NDArray[np.float64], radius: Metres
) -> NDArray[np.float64]:
    """Hits near the robot, map frame, float64[n, 2], one a cell, the nearest first."""
    hits = hit_points(situation.scan, _THINGS_M)
    if len(hits) == 0:
        return hits
    nearest_first = hits[np.argsort(np.hypot(hits[:, 0], hits[:, 1]), kind="stable")]
    points = to_map(nearest_first, situation.pose)
    grid = situation.field.grid
    row = np.clip(((points[:, 1] - grid.origin.y) / grid.resolution).astype(int), 0, None)
    column = np.clip(((points[:, 0] - grid.origin.x) / grid.resolution).astype(int), 0, None)
    rows, columns = situation.clearance.shape
    inside = (row < rows) & (column < columns)
    points, row, column = points[inside], row[inside], column[inside]
    new = situation.clearance[row, column] > _ON_MAP_M
    if len(people):
        apart = np.hypot(points[:, :1] - people[:, X], points[:, 1:] - people[:, Y])
        new &= (apart > people[:, REACH] - radius + _ON_PERSON_M).all(axis=1)
    points = points[new]
    _, first = np.unique(np.round(points / _THING_CELL_M).astype(int), axis=0, return_index=True)
    found: NDArray[np.float64] = points[np.sort(first)[:_MOST_THINGS]]
    return found


def to_map(points: NDArray[np.float64], pose: Pose2) -> NDArray[np.float64]:
    """Points of the robot's frame in the frame of `pose`, float64[n, 2]."""
    cos, sin = math.cos(pose.yaw), math.sin(pose.yaw)
    turn = np.array([[cos, sin], [-sin, cos]])
    moved: NDArray[np.float64] = points @ turn + np.array([pose.x, pose.y])
    return moved
