"""One field a goal: the cost of driving there from every cell; paths come by descent.

A fast marching method solves the eikonal equation |grad T| = cost, where the cost rises
near obstacles, so paths keep off walls and are smooth. The field serves the path, the
remaining distance and, later, a controller's cost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.guide.fast_marching import descend, march, nearest_finite
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres
from letan.site.grid import OccupancyGrid

_SMOOTHING_PASSES = 2
_COMPANY_M = 1.3
"""Centre of the robot to somebody's: his intimate zone (0.45 m), both bodies, and 0.3 m."""
_COMPANY_WEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Inflation:
    """How the cost of a metre rises near obstacles.

    Attributes:
        radius: A body's centre closer than this is impossible: the robot's footprint and the margin
            that the collision monitor keeps.
        weight: Extra cost of a metre right at `radius`.
        fall_off: Distance over which the extra cost falls to 1/e.
    """

    radius: Metres = 0.38
    weight: float = 3.0
    fall_off: Metres = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class CostToGo:
    """Cost to a goal, float32[rows, columns], inf where the goal cannot be reached from.

    Where nothing is near, one metre costs 1.
    """

    cost: NDArray[np.float32]
    grid: OccupancyGrid
    goal: Point2

    def at(self, x: Metres, y: Metres) -> float:
        """Cost from a position; inf outside the grid and where no way leads to the goal."""
        row, column = self.grid.cell(x, y)
        return float(self.cost[row, column]) if self.grid.holds(row, column) else float("inf")

    def path(self, start: Point2 | Pose2) -> tuple[Point2, ...]:
        """Return the way from `start` to the goal, points about a cell apart; () if there is none.

        A start inside the inflated margin first moves to the nearest cell with a way.
        """
        origin, step = self.grid.origin, self.grid.resolution
        row, column = self.grid.cell(start.x, start.y)
        nearest = nearest_finite(self.cost, row, column, int(0.6 / step))
        if nearest[0] < 0:
            return ()
        goal_row, goal_column = self.grid.cell(self.goal.x, self.goal.y)
        x, y = (start.x - origin.x) / step - 0.5, (start.y - origin.y) / step - 0.5
        if nearest != (row, column):
            y, x = float(nearest[0]), float(nearest[1])
        cells = descend(self.cost, x, y, goal_column, goal_row)
        points = [Point2(start.x, start.y)]
        points += [
            Point2(origin.x + (cx + 0.5) * step, origin.y + (cy + 0.5) * step)
            for cx, cy in cells[1:]
        ]
        points.append(self.goal)
        return _smooth(points)


def cost_to_go(
    grid: OccupancyGrid,
    clearance: NDArray[np.float32],
    goal: Point2,
    inflation: Inflation,
    company: tuple[Point2, ...] = (),
) -> CostToGo:
    """Compute the field of one goal.

    Args:
        grid: Where a body may be.
        clearance: `grid.clearance()`, given so that several goals share it.
        goal: Map frame; outside of the grid or too near to an obstacle, no cell has a way.
        inflation: Shape of the cost.
        company: People who stand; a metre beside one costs more, so that paths keep off queues.
    """
    free = clearance > np.float32(inflation.radius)
    excess = np.maximum(clearance - np.float32(inflation.radius), np.float32(0.0))
    slowness = np.float32(1.0) + np.float32(inflation.weight) * np.exp(
        -excess / np.float32(inflation.fall_off)
    )
    for person in company:
        _keep_off(slowness, grid, person)
    row, column = grid.cell(goal.x, goal.y)
    field = np.full(grid.occupied.shape, np.inf, dtype=np.float32)
    if grid.holds(row, column) and free[row, column]:
        march(field, free, (slowness * np.float32(grid.resolution)).astype(np.float32), row, column)
    return CostToGo(field, grid, goal)


def _keep_off(slowness: NDArray[np.float32], grid: OccupancyGrid, person: Point2) -> None:
    """Raise the cost around somebody, in place: 1 + _COMPANY_WEIGHT at him, 1 at _COMPANY_M."""
    reach = int(_COMPANY_M / grid.resolution)
    row, column = grid.cell(person.x, person.y)
    rows, columns = slowness.shape
    r = np.arange(max(0, row - reach), min(rows, row + reach + 1))[:, np.newaxis]
    c = np.arange(max(0, column - reach), min(columns, column + reach + 1))
    if r.size == 0 or c.size == 0:
        return
    apart = np.hypot(r - row, c - column) * grid.resolution
    extra = _COMPANY_WEIGHT * np.clip(1.0 - (apart / _COMPANY_M) ** 2, 0.0, None)
    slowness[r, c] += extra.astype(np.float32)


def _smooth(points: list[Point2]) -> tuple[Point2, ...]:
    """Average each inner point with its neighbours: removes the grid's ripple, ends stay."""
    xy = np.array([(p.x, p.y) for p in points])
    for _ in range(_SMOOTHING_PASSES):
        xy[1:-1] = 0.25 * xy[:-2] + 0.5 * xy[1:-1] + 0.25 * xy[2:]
    return tuple(Point2(float(x), float(y)) for x, y in xy)
