"""What of a hall never moves, computed once and shared by all episodes in it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from letan.guide.cost_to_go import Inflation, cost_to_go
from letan.kernel.geometry import Point2
from letan.site.grid import OccupancyGrid, occupancy_grid, with_polygons
from letan.site.shapes import circles, segments
from letan.site.site import PlaceKind, Site
from letan_sim.contact import Solids
from letan_sim.social_force import Terrain

_PEOPLE_RESOLUTION_M = 0.1
_SPOTS, _SPOTS_APART_M, _SPOT_CLEARANCE_M = 14, 3.0, 0.8
_PEOPLE_INFLATION = Inflation(radius=0.30, weight=2.0, fall_off=0.4)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A hall's fixed part.

    Attributes:
        site: The hall.
        segments: float64[n, 4], what bodies, lidar beams and sight hit.
        circles: float64[m, 3], likewise.
        terrain: What people feel of it; `terrain.fields` has one field for each of `targets`.
        targets: Where people walk to: every place, then spots spread over the hall.
        places: Index into `targets` of each place's id.
        strolls: Indices that walkers choose from: all but the counters, where people queue.
    """

    site: Site
    segments: NDArray[np.float64]
    circles: NDArray[np.float64]
    terrain: Terrain
    targets: tuple[Point2, ...]
    places: dict[str, int]
    strolls: NDArray[np.int64]

    @property
    def solids(self) -> Solids:
        """Segments and circles as the compiled loops take them."""
        return Solids(self.segments, self.circles)

    def clearance_at(self, x: float, y: float) -> float:
        """Metres to the nearest thing; 0 outside the hall."""
        terrain = self.terrain
        row = int((y - terrain.origin[1]) / terrain.resolution)
        column = int((x - terrain.origin[0]) / terrain.resolution)
        rows, columns = terrain.clearance.shape
        inside = 0 <= row < rows and 0 <= column < columns
        return float(terrain.clearance[row, column]) if inside else 0.0


def ground_of(site: Site) -> Ground:
    """Compute the fixed part of a hall; about 0.2 s for 30 x 20 m."""
    coarse = replace(site, resolution=_PEOPLE_RESOLUTION_M)
    solid = occupancy_grid(coarse)
    clearance = solid.clearance()
    d_y, d_x = np.gradient(clearance, _PEOPLE_RESOLUTION_M)
    # Visitors keep out of the officers' side, as the robot does.
    walkable = with_polygons(solid, tuple(zone.area for zone in site.keep_out))
    distance = walkable.clearance()
    places = [p for p in site.destinations if p.kind is not PlaceKind.BASE]
    targets = [p.stand.point for p in places] + _spots(walkable, distance)
    fields = [cost_to_go(walkable, distance, spot, _PEOPLE_INFLATION).cost for spot in targets]
    strolls = [i for i in range(len(targets)) if i >= len(site.counters)]
    return Ground(
        site=site,
        segments=segments(site),
        circles=circles(site),
        terrain=Terrain(
            clearance=clearance,
            gradient=np.stack((d_x, d_y)).astype(np.float32),
            fields=np.stack(fields),
            origin=np.array([solid.origin.x, solid.origin.y]),
            resolution=_PEOPLE_RESOLUTION_M,
        ),
        targets=tuple(targets),
        places={p.id: i for i, p in enumerate(places)},
        strolls=np.array(strolls),
    )


def _spots(grid: OccupancyGrid, clearance: NDArray[np.float32]) -> list[Point2]:
    """Free spots far from each other, the same in every run."""
    rng = np.random.default_rng(0)
    rows, columns = np.nonzero(clearance > _SPOT_CLEARANCE_M)
    spots: list[Point2] = []
    for pick in map(int, rng.permutation(len(rows))):
        spot = grid.centre(int(rows[pick]), int(columns[pick]))
        if all(spot.distance(other) > _SPOTS_APART_M for other in spots):
            spots.append(spot)
        if len(spots) == _SPOTS:
            break
    return spots
