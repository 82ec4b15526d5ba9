"""Compiled loops over cost-to-go fields: fill one, walk down one.

Source: Sethian 1996, "A fast marching level set method for monotonically advancing fronts".
"""

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled

_STEP_CELLS = 1.0


@compiled
def _push(
    keys: NDArray[np.float32], cells: NDArray[np.int64], size: int, key: float, cell: int
) -> int:
    """Add an entry to the heap; return its new size."""
    place = size
    while place > 0:
        parent = (place - 1) // 2
        if keys[parent] <= key:
            break
        keys[place], cells[place] = keys[parent], cells[parent]
        place = parent
    keys[place], cells[place] = key, cell
    return size + 1


@compiled
def _drop_first(keys: NDArray[np.float32], cells: NDArray[np.int64], size: int) -> int:
    """Remove the smallest entry of the heap; return its new size."""
    size -= 1
    key, cell = keys[size], cells[size]
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
    keys[hole], cells[hole] = key, cell
    return size


@compiled
def _arrival(
    field: NDArray[np.float32], done: NDArray[np.bool_], row: int, column: int, step_cost: float
) -> float:
    """First-order upwind solution of |grad T| = cost at one cell, from its finished neighbours."""
    rows, columns = field.shape
    vertical, horizontal = np.inf, np.inf
    if row > 0 and done[row - 1, column]:
        vertical = field[row - 1, column]
    if row + 1 < rows and done[row + 1, column]:
        vertical = min(vertical, field[row + 1, column])
    if column > 0 and done[row, column - 1]:
        horizontal = field[row, column - 1]
    if column + 1 < columns and done[row, column + 1]:
        horizontal = min(horizontal, field[row, column + 1])
    low, high = min(vertical, horizontal), max(vertical, horizontal)
    if high - low >= step_cost:
        return low + step_cost
    root: float = np.sqrt(2.0 * step_cost * step_cost - (high - low) ** 2)
    return 0.5 * (low + high + root)


@compiled
def march(
    field: NDArray[np.float32],
    free: NDArray[np.bool_],
    step_cost: NDArray[np.float32],
    goal_row: int,
    goal_column: int,
) -> None:
    """Fill a field outward from the goal, in place.

    Args:
        field: float32[rows, columns], inf everywhere; written.
        free: bool[rows, columns], cells that can be entered.
        step_cost: float32[rows, columns], cost of crossing a cell.
        goal_row: Row of the goal, a free cell.
        goal_column: Column of the goal.
    """
    rows, columns = field.shape
    done = np.zeros((rows, columns), dtype=np.bool_)
    capacity = 4 * rows * columns + 16
    keys = np.empty(capacity, dtype=np.float32)
    cells = np.empty(capacity, dtype=np.int64)
    field[goal_row, goal_column] = 0.0
    size = _push(keys, cells, 0, 0.0, goal_row * columns + goal_column)
    while size > 0:
        row, column = cells[0] // columns, cells[0] % columns
        size = _drop_first(keys, cells, size)
        if done[row, column]:
            continue
        done[row, column] = True
        for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if r < 0 or c < 0 or r >= rows or c >= columns or done[r, c] or not free[r, c]:
                continue
            value = _arrival(field, done, r, c, step_cost[r, c])
            if value < field[r, c]:
                field[r, c] = value
                size = _push(keys, cells, size, value, r * columns + c)


@compiled
def nearest_finite(cost: NDArray[np.float32], row: int, column: int, reach: int) -> tuple[int, int]:
    """Return the cell itself or the nearest finite one within `reach` cells; (-1, -1) if none."""
    rows, columns = cost.shape
    best, best_row, best_column = np.inf, -1, -1
    for r in range(max(0, row - reach), min(rows, row + reach + 1)):
        for c in range(max(0, column - reach), min(columns, column + reach + 1)):
            distance = (r - row) ** 2 + (c - column) ** 2
            if distance < best and np.isfinite(cost[r, c]):
                best, best_row, best_column = distance, r, c
    return best_row, best_column


@compiled
def _cost_near(cost: NDArray[np.float32], x: float, y: float) -> float:
    """Cost of the cell nearest to (x, y) in cell coordinates."""
    rows, columns = cost.shape
    value: float = cost[min(max(round(y), 0), rows - 1), min(max(round(x), 0), columns - 1)]
    return value


@compiled
def _slope(cost: NDArray[np.float32], x: float, y: float) -> tuple[float, float]:
    """Bilinear gradient at (x, y); (0, 0) where a neighbour is infinite or outside."""
    rows, columns = cost.shape
    c, r = int(np.floor(x)), int(np.floor(y))
    if c < 0 or r < 0 or c + 1 >= columns or r + 1 >= rows:
        return 0.0, 0.0
    a, b, d, e = cost[r, c], cost[r, c + 1], cost[r + 1, c], cost[r + 1, c + 1]
    if not np.isfinite(a + b + d + e):
        return 0.0, 0.0
    fx, fy = x - c, y - r
    return (b - a) * (1 - fy) + (e - d) * fy, (d - a) * (1 - fx) + (e - b) * fx


@compiled
def _lowest_neighbour(cost: NDArray[np.float32], x: float, y: float) -> tuple[int, int]:
    """Return column and row of the cheapest of the nine cells around (x, y)."""
    rows, columns = cost.shape
    column, row = round(x), round(y)
    best_column, best_row = column, row
    best = _cost_near(cost, x, y)
    for r in range(max(0, row - 1), min(rows, row + 2)):
        for c in range(max(0, column - 1), min(columns, column + 2)):
            if cost[r, c] < best:
                best, best_column, best_row = cost[r, c], c, r
    return best_column, best_row


@compiled
def descend(
    cost: NDArray[np.float32], start_x: float, start_y: float, goal_x: float, goal_y: float
) -> NDArray[np.float64]:
    """Follow the gradient to the goal, in cell coordinates (x column, y row).

    Returns:
        float64[n, 2], points about a cell apart, from the start to within a cell of the goal.
    """
    rows, columns = cost.shape
    limit = 8 * (rows + columns)
    points = np.empty((limit, 2))
    x, y = start_x, start_y
    points[0, 0], points[0, 1] = x, y
    count = 1
    while count < limit and (x - goal_x) ** 2 + (y - goal_y) ** 2 > 1.0:
        gx, gy = _slope(cost, x, y)
        norm = np.sqrt(gx * gx + gy * gy)
        moved = False
        if norm > 1e-9:
            nx, ny = x - _STEP_CELLS * gx / norm, y - _STEP_CELLS * gy / norm
            if _cost_near(cost, nx, ny) <= _cost_near(cost, x, y):
                x, y, moved = nx, ny, True
        if not moved:
            column, row = _lowest_neighbour(cost, x, y)
            if column == round(x) and row == round(y):
                break
            x, y = float(column), float(row)
        points[count, 0], points[count, 1] = x, y
        count += 1
    return points[:count]
