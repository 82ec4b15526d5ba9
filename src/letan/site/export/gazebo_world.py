"""The hall as a Gazebo world: SDF 1.9 for Gazebo Harmonic, SDF 1.6 for Gazebo classic (11).

The robot is not in it: it is spawned from its own description. Every thing that the lidar or the
body can meet stands as a static model: outline, walls, pillars, furniture, counters.
"""

import itertools
import math
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from letan.kernel.geometry import Point2
from letan.kernel.units import Metres, Radians
from letan.site.shapes import bounds, wall_polygons
from letan.site.site import Door, Polygon, Site, Wall

_OUTLINE_THICKNESS: Metres = 0.15
_COUNTER_HEIGHT: Metres = 1.05
_STEP_S = 0.004
_SQUARE = 1e-6
"""Cosine between the sides of a rectangle."""
_COLOURS = {
    "wall": "0.93 0.92 0.88 1",
    "pillar": "0.80 0.79 0.75 1",
    "counter": "0.55 0.38 0.24 1",
    "thing": "0.35 0.45 0.50 1",
}


class Gazebo(Enum):
    """Which Gazebo the world is for; the value is the SDF version."""

    HARMONIC = "1.9"
    CLASSIC = "1.6"


_SYSTEMS = (
    ("gz-sim-physics-system", "gz::sim::systems::Physics"),
    ("gz-sim-user-commands-system", "gz::sim::systems::UserCommands"),
    ("gz-sim-scene-broadcaster-system", "gz::sim::systems::SceneBroadcaster"),
    ("gz-sim-sensors-system", "gz::sim::systems::Sensors"),
)
"""Plugins without which Harmonic neither moves nor senses; classic has all that built in."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle on the floor."""

    centre: Point2
    length: Metres
    width: Metres
    yaw: Radians


def world_sdf(site: Site, gazebo: Gazebo = Gazebo.HARMONIC) -> str:
    """Return the world as text, the same for the same hall.

    Args:
        site: The hall.
        gazebo: Which Gazebo reads it.
    """
    sdf = Element("sdf", version=gazebo.value)
    world = SubElement(sdf, "world", name="letan_hall")
    _physics(world, gazebo)
    _light(world)
    _floor(world, site)
    for number, wall in enumerate(_outline_walls(site)):
        _walls(world, f"outline_{number}", wall)
    for number, wall in enumerate(site.walls):
        _walls(world, f"wall_{number}", wall)
    for number, pillar in enumerate(site.pillars):
        geometry = Element("geometry")
        cylinder = SubElement(geometry, "cylinder")
        _text(cylinder, "radius", _number(pillar.radius))
        _text(cylinder, "length", _number(pillar.height))
        at = Point2(pillar.x, pillar.y)
        _model(world, f"pillar_{number}", at, 0.0, 0.5 * pillar.height, geometry, "pillar")
    for number, piece in enumerate(site.furniture):
        _solid(world, f"{piece.kind}_{number}", piece.body, piece.height, "thing")
    for place in site.destinations:
        if place.body:
            _solid(world, f"place_{place.id}", place.body, _COUNTER_HEIGHT, "counter")
    indent(sdf)
    return f'<?xml version="1.0"?>\n{tostring(sdf, encoding="unicode")}\n'


def _physics(world: Element, gazebo: Gazebo) -> None:
    kind = "ode" if gazebo is Gazebo.CLASSIC else "ignored"
    physics = SubElement(world, "physics", name="every_4_ms", type=kind)
    _text(physics, "max_step_size", _number(_STEP_S))
    _text(physics, "real_time_factor", "1")
    if gazebo is Gazebo.HARMONIC:
        for file, name in _SYSTEMS:
            plugin = SubElement(world, "plugin", filename=file, name=name)
            if file == "gz-sim-sensors-system":
                _text(plugin, "render_engine", "ogre2")


def _light(world: Element) -> None:
    light = SubElement(world, "light", name="ceiling", type="directional")
    _text(light, "pose", "0 0 10 0 0 0")
    _text(light, "diffuse", "0.9 0.9 0.9 1")
    _text(light, "specular", "0.1 0.1 0.1 1")
    _text(light, "direction", "-0.3 0.2 -0.9")
    _text(light, "cast_shadows", "false")


def _floor(world: Element, site: Site) -> None:
    min_x, min_y, max_x, max_y = bounds(site.outline)
    geometry = Element("geometry")
    plane = SubElement(geometry, "plane")
    _text(plane, "normal", "0 0 1")
    _text(plane, "size", f"{_number(max_x - min_x + 10)} {_number(max_y - min_y + 10)}")
    middle = Point2(0.5 * (min_x + max_x), 0.5 * (min_y + max_y))
    _model(world, "floor", middle, 0.0, 0.0, geometry, "pillar")


def _outline_walls(site: Site) -> list[Wall]:
    """Return the hall's boundary without its doors: walls whose inner face is the outline.

    A door cuts the side that it lies on; its ends are measured along that side.
    """
    walls = []
    corners = (*site.outline, site.outline[0])
    area = sum(a.x * b.y - b.x * a.y for a, b in itertools.pairwise(corners))
    outwards = math.copysign(0.5 * _OUTLINE_THICKNESS, area)
    for inner_a, inner_b in itertools.pairwise(corners):
        length = inner_a.distance(inner_b)
        aside_x = outwards * (inner_b.y - inner_a.y) / length
        aside_y = -outwards * (inner_b.x - inner_a.x) / length
        a = Point2(inner_a.x + aside_x, inner_a.y + aside_y)
        b = Point2(inner_b.x + aside_x, inner_b.y + aside_y)
        gaps = sorted(gap for door in site.doors if (gap := _gap(a, b, length, door)) is not None)
        reached = 0.0
        for begin, end in [*gaps, (length, length)]:
            if begin - reached > _OUTLINE_THICKNESS:
                walls.append(Wall((_along(a, b, reached / length), _along(a, b, begin / length))))
            reached = max(reached, end)
    return walls


def _gap(a: Point2, b: Point2, length: Metres, door: Door) -> tuple[Metres, Metres] | None:
    """Return where a door lies on a side, metres from `a`; None if it lies on another side."""
    ends = []
    for point in (door.a, door.b):
        along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length
        aside = abs((point.x - a.x) * (b.y - a.y) - (point.y - a.y) * (b.x - a.x)) / length
        if aside > _OUTLINE_THICKNESS or not 0.0 <= along <= length:
            return None
        ends.append(along)
    return min(ends), max(ends)


def _along(a: Point2, b: Point2, share: float) -> Point2:
    return Point2(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))


def _walls(world: Element, name: str, wall: Wall) -> None:
    for number, rectangle in enumerate(wall_polygons(wall)):
        _solid(world, f"{name}_{number}", rectangle, wall.height, "wall")


def _solid(world: Element, name: str, body: Polygon, height: Metres, colour: str) -> None:
    geometry = Element("geometry")
    box = _rectangle(body)
    if box is not None:
        size = f"{_number(box.length)} {_number(box.width)} {_number(height)}"
        _text(SubElement(geometry, "box"), "size", size)
        _model(world, name, box.centre, box.yaw, 0.5 * height, geometry, colour)
        return
    polyline = SubElement(geometry, "polyline")
    for point in body:
        _text(polyline, "point", f"{_number(point.x)} {_number(point.y)}")
    _text(polyline, "height", _number(height))
    _model(world, name, Point2(0.0, 0.0), 0.0, 0.0, geometry, colour)


def _rectangle(body: Polygon) -> _Box | None:
    """Return a four-cornered body as a box; None if its corners are not square."""
    if len(body) != 4:
        return None
    a, b, c, d = body
    length, width = a.distance(b), b.distance(c)
    if length == 0.0 or width == 0.0:
        return None
    cosine = ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) / (length * width)
    closes = math.hypot(a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y)
    if abs(cosine) > _SQUARE or closes > _SQUARE:
        return None
    centre = Point2(0.5 * (a.x + c.x), 0.5 * (a.y + c.y))
    return _Box(centre, length, width, math.atan2(b.y - a.y, b.x - a.x))


def _model(
    world: Element,
    name: str,
    at: Point2,
    yaw: Radians,
    z: Metres,
    geometry: Element,
    colour: str,
) -> None:
    model = SubElement(world, "model", name=name)
    _text(model, "static", "true")
    _text(model, "pose", f"{_number(at.x)} {_number(at.y)} {_number(z)} 0 0 {_number(yaw)}")
    link = SubElement(model, "link", name="link")
    SubElement(link, "collision", name="collision").append(geometry)
    visual = SubElement(link, "visual", name="visual")
    visual.append(deepcopy(geometry))
    material = SubElement(visual, "material")
    _text(material, "ambient", _COLOURS[colour])
    _text(material, "diffuse", _COLOURS[colour])


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _number(value: float) -> str:
    """Write a number as short as it can be, to a tenth of a millimetre."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
