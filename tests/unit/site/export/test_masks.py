"""Nav2's masks of a hall."""

from tests.unit.site.halls import small

from letan.site.export.masks import keep_out_mask, speed_mask
from letan.site.grid import occupancy_grid

ZONES = {
    "keep_out": [{"id": "k", "area": [[1, 3], [2, 3], [2, 4], [1, 4]]}],
    "slow": [
        {"id": "s", "area": [[0, 0], [4, 0], [4, 2], [0, 2]], "max_speed_mps": 0.4},
        {"id": "t", "area": [[3, 0], [6, 0], [6, 2], [3, 2]], "max_speed_mps": 0.25},
    ],
}


def test_keep_out_holds_the_zones_and_not_the_walls() -> None:
    mask = keep_out_mask(small(zones=ZONES))
    points = {(1.5, 3.5): True, (4.0, 3.0): False, (-0.1, 3.0): False}
    assert {p: bool(mask.occupied[mask.cell(*p)]) for p in points} == points
    assert round(float(mask.occupied.sum()) * mask.resolution**2, 6) == 1.0


def test_speed_is_in_hundredths_and_the_slower_zone_counts() -> None:
    site = small(zones=ZONES)
    grid, mask = occupancy_grid(site), speed_mask(site)
    points = {(1.0, 1.0): 40, (3.5, 1.0): 25, (5.0, 1.0): 25, (7.0, 1.0): 0, (1.0, 3.0): 0}
    assert {p: int(mask[grid.cell(*p)]) for p in points} == points
