"""The hall as a grid of cells: occupied or free, and how far from the nearest thing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from letan.kernel.geometry import Point2
from letan.kernel.units import Metres
from letan.site.shapes import bounds, contains, solid_polygons
from letan.site.site import Polygon, Site

_MARGIN_M = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class OccupancyGrid:
    """Cells of the map frame.

    Attributes:
        occupied: bool[rows, columns]; row 0 is the south, column 0 the west. Do not write.
        resolution: Side of a cell.
        origin: South-west corner of cell (0, 0).
    """

    occupied: NDArray[np.bool_]
    resolution: Metres
    origin: Point2

    def cell(self, x: Metres, y: Metres) -> tuple[int, int]:
        """Row and column of a position; may lie outside the grid."""
        return (
            int(np.floor((y - self.origin.y) / self.resolution)),
            int(np.floor((x - self.origin.x) / self.resolution)),
        )

    def centre(self, row: int, column: int) -> Point2:
        """Centre of a cell."""
        return Point2(
            self.origin.x + (column + 0.5) * self.resolution,
            self.origin.y + (row + 0.5) * self.resolution,
        )

    def holds(self, row: int, column: int) -> bool:
        """Is this a cell of the grid?"""
        rows, columns = self.occupied.shape
        return bool(0 <= row < rows and 0 <= column < columns)

    def clearance(self) -> NDArray[np.float32]:
        """Metres from each cell's centre to the nearest occupied one's, float32[rows, columns]."""
        distance: NDArray[np.float32] = distance_transform_edt(~self.occupied).astype(np.float32)
        return distance * np.float32(self.resolution)


def occupancy_grid(site: Site) -> OccupancyGrid:
    """Cells that a body cannot enter: outside of the hall, walls, pillars, furniture, counters."""
    min_x, min_y, max_x, max_y = bounds(site.outline)
    step = site.resolution
    columns = int(np.ceil((max_x - min_x + 2 * _MARGIN_M) / step - 1e-9))
    rows = int(np.ceil((max_y - min_y + 2 * _MARGIN_M) / step - 1e-9))
    origin = Point2(min_x - _MARGIN_M, min_y - _MARGIN_M)
    x, y = cell_centres(rows, columns, step, origin)
    occupied = ~contains(site.outline, x, y)
    for polygon in solid_polygons(site):
        occupied |= contains(polygon, x, y)
    for pillar in site.pillars:
        occupied |= (x - pillar.x) ** 2 + (y - pillar.y) ** 2 <= pillar.radius**2
    return OccupancyGrid(occupied, step, origin)


def with_polygons(grid: OccupancyGrid, polygons: tuple[Polygon, ...]) -> OccupancyGrid:
    """Return the grid with these areas occupied too."""
    rows, columns = grid.occupied.shape
    x, y = cell_centres(rows, columns, grid.resolution, grid.origin)
    occupied = grid.occupied.copy()
    for polygon in polygons:
        occupied |= contains(polygon, x, y)
    return OccupancyGrid(occupied, grid.resolution, grid.origin)


def driving_grid(site: Site) -> OccupancyGrid:
    """The occupancy grid with the keep-out zones: where the robot's body may not be."""
    return with_polygons(occupancy_grid(site), tuple(zone.area for zone in site.keep_out))


def cell_centres(
    rows: int, columns: int, step: Metres, origin: Point2
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x as float64[1, columns] and y as float64[rows, 1] of the cells' centres."""
    x = origin.x + (np.arange(columns, dtype=np.float64) + 0.5) * step
    y = origin.y + (np.arange(rows, dtype=np.float64) + 0.5) * step
    return x.reshape(1, -1), y.reshape(-1, 1)
