"""One field a goal: the cost of driving there from every cell; paths come by descent.

A fast marching method solves the eikonal equation |grad T| = cost, where the cost rises
near obstacles, so paths keep off walls and are smooth. The field serves the path, the
remaining distance and, later, a controller's cost.

Source: Sethian 1996, "A fast marching level set method for monotonically advancing fronts".
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres
from letan.site.grid import OccupancyGrid

_STEP_CELLS = 1.0
_SMOOTHING_PASSES = 2


@dataclass(frozen=True, slots=True)
class Inflation:
    """How the cost of a metre rises near obstacles.

    Attributes:
        radius: A body's centre closer than this is impossible.
        weight: Extra cost of a metre right at `radius`.
        fall_off: Distance over which the extra cost falls to 1/e.
    """

    radius: Metres = 0.34
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
        nearest = _nearest_finite(self.cost, row, column, int(0.6 / step))
        if nearest[0] < 0:
            return ()
        goal_row, goal_column = self.grid.cell(self.goal.x, self.goal.y)
        x, y = (start.x - origin.x) / step - 0.5, (start.y - origin.y) / step - 0.5
        if nearest != (row, column):
            y, x = float(nearest[0]), float(nearest[1])
        cells = _descend(self.cost, x, y, goal_column, goal_row)
        points = [Point2(start.x, start.y)]
        points += [
            Point2(origin.x + (cx + 0.5) * step, origin.y + (cy + 0.5) * step)
            for cx, cy in cells[1:]
        ]
        points.append(self.goal)
        return _smooth(points)


def cost_to_go(
    grid: OccupancyGrid, clearance: NDArray[np.float32], goal: Point2, inflation: Inflation
) -> CostToGo:
    """Compute the field of one goal.

    Args:
        grid: Where a body may be.
        clearance: `grid.clearance()`, given so that several goals share it.
        goal: Map frame; where it lies outside of the grid or too close to an obstacle, no cell has a way.
        inflation: Shape of the cost.
    """
    free = clearance > np.float32(inflation.radius)
    excess = np.maximum(clearance - np.float32(inflation.radius), np.float32(0.0))
    slowness = np.float32(1.0) + np.float32(inflation.weight) * np.exp(
        -excess / np.float32(inflation.fall_off)
    )
    row, column = grid.cell(goal.x, goal.y)
    field = np.full(grid.occupied.shape, np.inf, dtype=np.float32)
    if grid.holds(row, column) and free[row, column]:
        _march(
            field, free, (slowness * np.float32(grid.resolution)).astype(np.float32), row, column
        )
    return CostToGo(field, grid, goal)


@njit(cache=True)
def _march(field, free, step_cost, goal_row, goal_column):  # type: ignore[no-untyped-def]  # numba infers
    """Fill `field` outward from the goal; a binary heap with lazy deletion."""
    rows, columns = field.shape
    done = np.zeros((rows, columns), dtype=np.bool_)
    capacity = 4 * rows * columns + 16
    keys = np.empty(capacity, dtype=np.float32)
    cells = np.empty(capacity, dtype=np.int64)
    size = 1
    keys[0] = 0.0
    cells[0] = goal_row * columns + goal_column
    field[goal_row, goal_column] = 0.0
    while size > 0:
        cell = cells[0]
        size -= 1
        key, last = keys[size], cells[size]
        hole = 0
        while True:
            child = 2 * hole + 1
            if child >= size:
                break
            if child + 1 < size and keys[child + 1] < keys[child]:
                child += 1
            if keys[child] >= key:
                break
            keys[hole], cells[hole] = keys[child], cells[child]
            hole = child
        keys[hole], cells[hole] = key, last
        row, column = cell // columns, cell % columns
        if done[row, column]:
            continue
        done[row, column] = True
        for direction in range(4):
            r = row + (1 if direction == 0 else -1 if direction == 1 else 0)
            c = column + (1 if direction == 2 else -1 if direction == 3 else 0)
            if r < 0 or c < 0 or r >= rows or c >= columns or done[r, c] or not free[r, c]:
                continue
            vertical, horizontal = np.inf, np.inf
            if r > 0 and done[r - 1, c]:
                vertical = field[r - 1, c]
            if r + 1 < rows and done[r + 1, c] and field[r + 1, c] < vertical:
                vertical = field[r + 1, c]
            if c > 0 and done[r, c - 1]:
                horizontal = field[r, c - 1]
            if c + 1 < columns and done[r, c + 1] and field[r, c + 1] < horizontal:
                horizontal = field[r, c + 1]
            cost = step_cost[r, c]
            low, high = min(vertical, horizontal), max(vertical, horizontal)
            if high - low >= cost:
                value = low + cost
            else:
                value = 0.5 * (low + high + np.sqrt(2.0 * cost * cost - (high - low) ** 2))
            if value < field[r, c]:
                field[r, c] = value
                place = size
                size += 1
                while place > 0:
                    parent = (place - 1) // 2
                    if keys[parent] <= value:
                        break
                    keys[place], cells[place] = keys[parent], cells[parent]
                    place = parent
                keys[place], cells[place] = value, r * columns + c


@njit(cache=True)
def _nearest_finite(cost, row, column, reach):  # type: ignore[no-untyped-def]  # numba infers
    """The cell itself, or the nearest one with a finite cost within `reach` cells; (-1, -1) if none."""
    rows, columns = cost.shape
    best, best_row, best_column = np.inf, -1, -1
    for r in range(max(0, row - reach), min(rows, row + reach + 1)):
        for c in range(max(0, column - reach), min(columns, column + reach + 1)):
            distance = (r - row) ** 2 + (c - column) ** 2
            if distance < best and np.isfinite(cost[r, c]):
                best, best_row, best_column = distance, r, c
    return best_row, best_column


@njit(cache=True)
def _descend(cost, x, y, goal_x, goal_y):  # type: ignore[no-untyped-def]  # numba infers
    """Follow the gradient in cell coordinates (x column, y row); float64[n, 2]."""
    rows, columns = cost.shape
    limit = 8 * (rows + columns)
    points = np.empty((limit, 2))
    points[0, 0], points[0, 1] = x, y
    count = 1
    while count < limit and (x - goal_x) ** 2 + (y - goal_y) ** 2 > 1.0:
        c, r = int(np.floor(x)), int(np.floor(y))
        inside = 0 <= c and c + 1 < columns and 0 <= r and r + 1 < rows
        stuck = True
        here = cost[min(max(int(round(y)), 0), rows - 1), min(max(int(round(x)), 0), columns - 1)]
        if inside:
            a, b, d, e = cost[r, c], cost[r, c + 1], cost[r + 1, c], cost[r + 1, c + 1]
            if np.isfinite(a) and np.isfinite(b) and np.isfinite(d) and np.isfinite(e):
                fx, fy = x - c, y - r
                gx = (b - a) * (1 - fy) + (e - d) * fy
                gy = (d - a) * (1 - fx) + (e - b) * fx
                norm = np.sqrt(gx * gx + gy * gy)
                if norm > 1e-9:
                    nx, ny = x - _STEP_CELLS * gx / norm, y - _STEP_CELLS * gy / norm
                    there = cost[
                        min(max(int(round(ny)), 0), rows - 1),
                        min(max(int(round(nx)), 0), columns - 1),
                    ]
                    if there <= here:
                        x, y = nx, ny
                        stuck = False
        if stuck:
            c, r = int(round(x)), int(round(y))
            best, best_c, best_r = here, c, r
            for dr in range(-1, 2):
                for dc in range(-1, 2):
                    rr, cc = r + dr, c + dc
                    if 0 <= rr < rows and 0 <= cc < columns and cost[rr, cc] < best:
                        best, best_c, best_r = cost[rr, cc], cc, rr
            if best_c == c and best_r == r:
                break
            x, y = float(best_c), float(best_r)
        points[count, 0], points[count, 1] = x, y
        count += 1
    return points[:count]


def _smooth(points: list[Point2]) -> tuple[Point2, ...]:
    """Average each inner point with its neighbours: removes the grid's ripple, ends stay."""
    xy = np.array([(p.x, p.y) for p in points])
    for _ in range(_SMOOTHING_PASSES):
        xy[1:-1] = 0.25 * xy[:-2] + 0.5 * xy[1:-1] + 0.25 * xy[2:]
    return tuple(Point2(float(x), float(y)) for x, y in xy)
