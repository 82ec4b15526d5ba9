"""Cost-to-go fields and the paths down them."""

import itertools
import math

import numpy as np
import pytest
from tests.unit.site.halls import small

from letan.guide.cost_to_go import Inflation, cost_to_go
from letan.kernel.geometry import Point2
from letan.site.grid import OccupancyGrid, driving_grid

PLAIN = Inflation(radius=0.3, weight=0.0)


def empty(metres: float = 5.0, step: float = 0.05) -> OccupancyGrid:
    cells = round(metres / step)
    return OccupancyGrid(np.zeros((cells, cells), dtype=np.bool_), step, Point2(0.0, 0.0))


def test_in_the_open_the_cost_is_the_distance() -> None:
    grid = empty()
    far = np.full(grid.occupied.shape, 9.0, dtype=np.float32)
    field = cost_to_go(grid, far, Point2(1.0, 1.0), PLAIN)
    for x, y in ((4.0, 1.0), (1.0, 4.5), (4.0, 4.0), (2.0, 4.0)):
        assert field.at(x, y) == pytest.approx(math.hypot(x - 1, y - 1), rel=0.05, abs=0.05)


def test_the_path_goes_round_the_pillar_and_keeps_its_distance() -> None:
    grid = driving_grid(small())
    field = cost_to_go(grid, grid.clearance(), Point2(6.5, 4.5), Inflation())
    path = field.path(Point2(1.5, 1.5))
    assert path[0] == Point2(1.5, 1.5)
    assert path[-1] == Point2(6.5, 4.5)
    assert min(p.distance(Point2(4.0, 3.0)) for p in path) > 0.3 + 0.34
    length = sum(a.distance(b) for a, b in itertools.pairwise(path))
    assert math.hypot(5.0, 3.0) < length < 1.2 * math.hypot(5.0, 3.0)


@pytest.mark.parametrize(
    "goal", [Point2(4.0, 3.0), Point2(50.0, 3.0)], ids=["in a pillar", "outside"]
)
def test_an_impossible_goal_has_no_path(goal: Point2) -> None:
    grid = driving_grid(small())
    field = cost_to_go(grid, grid.clearance(), goal, Inflation())
    assert field.path(Point2(1.5, 1.5)) == ()
    assert field.at(1.5, 1.5) == math.inf


def test_a_start_too_near_to_a_wall_gets_out() -> None:
    grid = driving_grid(small())
    field = cost_to_go(grid, grid.clearance(), Point2(6.5, 4.5), Inflation())
    path = field.path(Point2(0.15, 1.5))
    assert path[-1] == Point2(6.5, 4.5)
    assert path[3].x > 0.3
