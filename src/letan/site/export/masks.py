"""Nav2's filter masks: where the robot must not be, and where it must be slow."""

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import MetresPerSecond
from letan.site.grid import OccupancyGrid, cell_centres, occupancy_grid, with_polygons
from letan.site.shapes import contains
from letan.site.site import Site

SPEED_STEP: MetresPerSecond = 0.01
"""What one unit of the speed mask means; Nav2 calls it the multiplier."""
_NO_LIMIT = 0
_HIGHEST = 100


def keep_out_mask(site: Site) -> OccupancyGrid:
    """Cells of the keep-out zones alone; the map itself stands in `occupancy_grid`."""
    grid = occupancy_grid(site)
    empty = OccupancyGrid(np.zeros_like(grid.occupied), grid.resolution, grid.origin)
    return with_polygons(empty, tuple(zone.area for zone in site.keep_out))


def speed_mask(site: Site) -> NDArray[np.uint8]:
    """Return uint8[rows, columns], row 0 in the south: highest speed in `SPEED_STEP`, 0 = no limit.

    Where zones overlap the slower one counts. The values are those of Nav2's speed filter in
    absolute units (type 2): speed = base + multiplier * value, with base 0.
    """
    grid = occupancy_grid(site)
    rows, columns = grid.occupied.shape
    x, y = cell_centres(rows, columns, grid.resolution, grid.origin)
    mask = np.full((rows, columns), _NO_LIMIT, np.uint8)
    for zone in sorted(site.slow, key=lambda zone: -zone.max_speed):
        value = min(max(round(zone.max_speed / SPEED_STEP), 1), _HIGHEST)
        mask[contains(zone.area, x, y)] = value
    return mask
