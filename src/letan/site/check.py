"""What can be wrong with a hall that is well written: places in walls, places nobody gets to."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import label

from letan.kernel.units import Metres
from letan.site.grid import driving_grid, occupancy_grid
from letan.site.shapes import contains
from letan.site.site import Site

_BESIDE_M = 1.0
"""The robot stops beside the visitor's spot, not on it."""


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """One thing wrong.

    Attributes:
        place: Id of the place.
        problem: A clause without a full stop.
        remedy: Likewise.
    """

    place: str
    problem: str
    remedy: str


def site_findings(site: Site, robot_radius: Metres = 0.38) -> tuple[SiteFinding, ...]:
    """Judge every place: inside the hall, free to stand on, reachable by the robot from its base.

    Args:
        site: The hall.
        robot_radius: Space that the robot's centre needs around it.
    """
    solid = occupancy_grid(site)
    room = solid.clearance()
    grid = driving_grid(site)
    regions, _ = label(grid.clearance() > robot_radius, structure=np.ones((3, 3)))
    base = site.base.stand
    base_row, base_column = grid.cell(base.x, base.y)
    home = int(regions[base_row, base_column]) if grid.holds(base_row, base_column) else 0
    reach = round(_BESIDE_M / grid.resolution)

    def near(index: int) -> slice:
        return slice(max(0, index - reach), index + reach + 1)

    findings = []
    if home == 0:
        findings.append(
            SiteFinding(
                site.base.id, "the robot has no room at its base", "Move `stand` of the base"
            )
        )
    for place in site.destinations:
        stand = place.stand
        row, column = grid.cell(stand.x, stand.y)
        here = contains(site.outline, np.array([stand.x]), np.array([stand.y]))
        if not bool(here[0]):
            finding = SiteFinding(place.id, "it lies outside the hall", "Move `stand` inside")
        elif room[row, column] < 0.2:
            finding = SiteFinding(place.id, "nobody can stand there", "Move `stand` to a free spot")
        elif home and not bool((regions[near(row), near(column)] == home).any()):
            remedy = "Widen the way to 0.8 m, or move `stand`"
            finding = SiteFinding(place.id, "the robot cannot get there from its base", remedy)
        else:
            continue
        findings.append(finding)
    return tuple(findings)
