"""The hall as cells."""

import numpy as np
from tests.unit.site.halls import small

from letan.kernel.geometry import Point2
from letan.site.grid import driving_grid, occupancy_grid
from letan.site.shapes import circles, contains, segments


def occupied_at(site_point: tuple[float, float], **more: object) -> bool:
    grid = driving_grid(small(**more))
    row, column = grid.cell(*site_point)
    return bool(grid.occupied[row, column])


def test_cells_and_centres_match() -> None:
    grid = occupancy_grid(small())
    assert grid.occupied.shape == (130, 170)
    assert grid.cell(0.01, 0.01) == (5, 5)
    centre = grid.centre(5, 5)
    assert (round(centre.x, 6), round(centre.y, 6)) == (0.025, 0.025)


def test_what_is_solid_is_occupied() -> None:
    points = {(4.0, 3.0): True, (4.0, 3.35): False, (6.5, 5.6): True, (-0.1, 3.0): True}
    assert {p: occupied_at(p) for p in points} == points


def test_keep_out_closes_for_driving_alone() -> None:
    zone = {"keep_out": [{"id": "z", "area": [[1, 3], [2, 3], [2, 4], [1, 4]]}]}
    site = small(zones=zone)
    row, column = occupancy_grid(site).cell(1.5, 3.5)
    assert not occupancy_grid(site).occupied[row, column]
    assert driving_grid(site).occupied[row, column]


def test_clearance_is_the_distance_to_the_pillar() -> None:
    grid = occupancy_grid(small())
    row, column = grid.cell(4.0, 4.5)
    assert abs(grid.clearance()[row, column] - 1.2) < 0.06


def test_a_slanted_bench_is_closed_and_its_corner_box_is_not() -> None:
    bench = {"kind": "bench", "body": {"center": [2, 4], "size": [2, 0.4], "turn_deg": 45}}
    assert occupied_at((2.6, 4.6), furniture=[bench])
    assert not occupied_at((2.6, 3.4), furniture=[bench])


def test_segments_and_circles() -> None:
    site = small(walls=[{"points": [[1, 5], [2, 5]], "thickness_m": 0.2}])
    assert segments(site).shape == (4 + 4 + 4, 4)
    assert circles(site).tolist() == [[4.0, 3.0, 0.3]]


def test_contains_is_even_odd() -> None:
    u_shape = tuple(
        Point2(x, y) for x, y in ((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3))
    )
    x, y = np.array([0.5, 1.5, 2.5, 1.5]), np.array([2.0, 2.0, 2.0, 0.5])
    assert contains(u_shape, x, y).tolist() == [True, False, True, True]
