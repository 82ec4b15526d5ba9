"""The hall's map as the site gives it, and how metres become its units."""

from dataclasses import dataclass
from typing import TypeAlias

Affine: TypeAlias = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) as in SVG's matrix(): u = a·x + c·y + e, v = b·x + d·y + f."""

METRES_UPWARDS: Affine = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)
"""The map's units are metres and its second axis points down, as in every SVG."""


@dataclass(frozen=True, slots=True)
class HallMap:
    """A drawing of the hall.

    Attributes:
        svg: A whole SVG document with a `viewBox`. The page keeps shapes, texts, `class` and
            presentation attributes; it drops scripts, style sheets, links and unknown elements.
            Classes that the page colours: wall, counter, seat, exit, amenity, base, zone, label.
        map_to_svg: From metres in the map frame to units of the `viewBox`.
    """

    svg: str
    map_to_svg: Affine = METRES_UPWARDS
