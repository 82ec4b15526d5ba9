"""A hall as line segments and circles: what a lidar beam or a body can hit."""

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2
from letan.site.site import Polygon, Site, Wall


def wall_polygons(wall: Wall) -> tuple[Polygon, ...]:
    """Return one rectangle for each stretch of a wall, lengthened by half its thickness."""
    rectangles = []
    for a, b in itertools.pairwise(wall.points):
        length = a.distance(b)
        if length == 0.0:
            continue
        half = 0.5 * wall.thickness
        ux, uy = (b.x - a.x) / length * half, (b.y - a.y) / length * half
        rectangles.append(
            (
                Point2(a.x - ux + uy, a.y - uy - ux),
                Point2(b.x + ux + uy, b.y + uy - ux),
                Point2(b.x + ux - uy, b.y + uy + ux),
                Point2(a.x - ux - uy, a.y - uy + ux),
            )
        )
    return tuple(rectangles)


def solid_polygons(site: Site) -> tuple[Polygon, ...]:
    """Return the outlines of all that stands in the hall, pillars left out."""
    bodies = [place.body for place in site.destinations if place.body]
    walls = [rectangle for wall in site.walls for rectangle in wall_polygons(wall)]
    return (*(piece.body for piece in site.furniture), *bodies, *walls)


def segments(site: Site) -> NDArray[np.float64]:
    """Return float64[n, 4], rows x1 y1 x2 y2 in metres: outline, walls and things."""
    rows = []
    for polygon in (site.outline, *solid_polygons(site)):
        for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
            rows.append((a.x, a.y, b.x, b.y))
    return np.array(rows, dtype=np.float64)


def circles(site: Site) -> NDArray[np.float64]:
    """Return float64[n, 3], rows x y radius in metres: the pillars."""
    return np.array([(p.x, p.y, p.radius) for p in site.pillars], dtype=np.float64).reshape(-1, 3)


def contains(polygon: Polygon, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points lie inside a simple polygon; x and y broadcast (even-odd rule)."""
    inside = np.zeros(np.broadcast(x, y).shape, dtype=np.bool_)
    for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if a.y == b.y:
            continue
        crosses = (a.y > y) != (b.y > y)
        inside ^= crosses & (x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
    return inside


def bounds(polygon: Polygon) -> tuple[float, float, float, float]:
    """Return min x, min y, max x, max y."""
    xs, ys = [p.x for p in polygon], [p.y for p in polygon]
    return min(xs), min(ys), max(xs), max(ys)


def centroid(polygon: Polygon) -> Point2:
    """Return the mean of the corners."""
    return Point2(
        math.fsum(p.x for p in polygon) / len(polygon),
        math.fsum(p.y for p in polygon) / len(polygon),
    )
