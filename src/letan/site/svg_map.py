"""The hall as a drawing for people: SVG in metres, coloured by whoever shows it.

The second axis of an SVG points down, so a point (x, y) of the map frame is drawn at (x, -y):
`METRES_TO_SVG` says so as an SVG matrix. Classes: floor, wall, pillar, counter, seat,
furniture, amenity, exit, base, zone, notice, label; every place has `data-place` and `data-kind`.
"""

import math
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from letan.kernel.geometry import Point2
from letan.kernel.units import Language
from letan.site.shapes import bounds, centroid, wall_polygons
from letan.site.site import Counter, Place, PlaceKind, Polygon, Site

METRES_TO_SVG = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)
"""(a, b, c, d, e, f) of the matrix from map metres to units of the viewBox."""

_MARGIN_M = 0.6
_NUMBER_M = 0.9
_LABEL_M = 0.55
_LINE_M = 0.65
_CLASSES = {
    PlaceKind.BASE: "base",
    PlaceKind.COUNTER: "counter",
    PlaceKind.EXIT: "exit",
    PlaceKind.PARKING: "exit",
    PlaceKind.SEATS: "seat",
}
_FILL = {
    "floor": ("#fdfbf5", "none"),
    "wall": ("#55696a", "none"),
    "pillar": ("#8a9a9a", "none"),
    "counter": ("#e9dfcc", "#55696a"),
    "seat": ("#d9e3df", "none"),
    "furniture": ("#e4e4e0", "none"),
    "amenity": ("#dfe8f2", "#55696a"),
    "exit": ("#cfe9d2", "#55696a"),
    "base": ("#f3d9e6", "#a82a5a"),
    "zone": ("none", "none"),
}


def site_svg(site: Site, language: Language = "vi", day: date | None = None) -> str:
    """Draw the hall as an SVG document.

    Args:
        site: The hall.
        language: Of the labels.
        day: Notices and closures of this day are drawn where they belong; None = none are.

    Returns:
        An `<svg>` whose viewBox is in metres; without scripts, styles and links.
    """
    min_x, min_y, max_x, max_y = bounds(site.outline)
    box = (
        f"{_n(min_x - _MARGIN_M)} {_n(-max_y - _MARGIN_M)} "
        f"{_n(max_x - min_x + 2 * _MARGIN_M)} {_n(max_y - min_y + 2 * _MARGIN_M)}"
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-size="{_LABEL_M}">',
        f"<title>{escape(site.name.of(language))}</title>",
        _polygon(site.outline, "floor"),
        *(
            _polygon(z.area, "zone", f' data-kind="keep_out" id="zone-{z.id}"')
            for z in site.keep_out
        ),
        *(_polygon(z.area, "zone", f' data-kind="slow" id="zone-{z.id}"') for z in site.slow),
        _outline(site),
        *(_polygon(r, "wall") for wall in site.walls for r in wall_polygons(wall)),
        *(_polygon(f.body, "seat" if f.kind == "bench" else "furniture") for f in site.furniture),
        *(_pillar(p.x, p.y, p.radius) for p in site.pillars),
        *(_door(d.a, d.b, d.id) for d in site.doors),
        *(_place(place, language) for place in site.destinations),
        *(() if day is None else _signs(site, language, day)),
        "</svg>",
    ]
    return "\n".join(parts)


def _signs(site: Site, language: Language, day: date) -> list[str]:
    """Draw an exclamation mark at each place that has a notice or is closed, its text as title."""
    texts: dict[str, list[str]] = {}
    for notice in site.notices_on(day):
        texts.setdefault(notice.place, []).append(notice.text.of(language))
    for place in site.destinations:
        closure = place.closed_on(day)
        if closure is not None:
            texts.setdefault(place.id, []).append(closure.name.of(language))
    return [_sign(place, texts[place.id]) for place in site.destinations if place.id in texts]


def _sign(place: Place, texts: list[str]) -> str:
    spot = place.body or (place.stand.point,)
    _, _, east, north = bounds(spot)
    mark = (
        f'<circle cx="{_n(east)}" cy="{_n(-north)}" r="0.5" fill="#a63a1d"/>'
        f'<text x="{_n(east)}" y="{_n(-north + 0.27)}" font-size="0.75" font-weight="700"'
        ' text-anchor="middle" fill="#ffffff">!</text>'
    )
    return f'<g class="notice"><title>{escape(" · ".join(texts))}</title>{mark}</g>'


def _outline(site: Site) -> str:
    fill = _FILL["wall"][0]
    return (
        f'<polygon class="wall" points="{_points(site.outline)}" fill="none" stroke="{fill}"'
        ' stroke-width="0.2" stroke-linejoin="round"/>'
    )


def _polygon(polygon: Polygon, kind: str, extra: str = "") -> str:
    fill, stroke = _FILL[kind]
    line = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="0.06"'
    return f'<polygon class="{kind}" points="{_points(polygon)}" fill="{fill}"{line}{extra}/>'


def _pillar(x: float, y: float, radius: float) -> str:
    fill = _FILL["pillar"][0]
    return f'<circle class="pillar" cx="{_n(x)}" cy="{_n(-y)}" r="{_n(radius)}" fill="{fill}"/>'


def _door(a: Point2, b: Point2, door_id: str) -> str:
    fill = _FILL["floor"][0]
    return (
        f'<line class="door" id="door-{door_id}" x1="{_n(a.x)}" y1="{_n(-a.y)}" x2="{_n(b.x)}"'
        f' y2="{_n(-b.y)}" stroke="{fill}" stroke-width="0.26"/>'
    )


def _place(place: Place, language: Language) -> str:
    kind = _CLASSES.get(place.kind, "amenity")
    attributes = (
        f'id="place-{place.id}" data-place={quoteattr(place.id)} data-kind="{place.kind.value}"'
    )
    title = f"<title>{escape(place.title.of(language))}</title>"
    shape = _polygon(place.body, kind) if place.body else _mark(place, kind)
    labels = "" if place.outside else _labels(place, language)
    return f"<g {attributes}>{title}{shape}{labels}</g>"


def _mark(place: Place, kind: str) -> str:
    fill, stroke = _FILL[kind]
    radius = 0.45 if place.kind is PlaceKind.BASE else 0.3
    if place.outside:
        radius = 0.01
    line = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="0.06"'
    return (
        f'<circle class="{kind}" cx="{_n(place.stand.x)}" cy="{_n(-place.stand.y)}" r="{radius}"'
        f' fill="{fill}"{line}/>'
    )


def _labels(place: Place, language: Language) -> str:
    """The title before the thing, where the visitor stands; a counter's number on it."""
    if place.kind is PlaceKind.BASE:
        return ""
    lines = _two_lines(place.title.of(language))
    spot = place.body or (place.stand.point,)
    middle = centroid(spot)
    min_x, min_y, max_x, max_y = bounds(spot)
    gap = 0.25 if place.body else 0.5
    number = ""
    if isinstance(place, Counter):
        number = _text(middle.x, middle.y - 0.32, place.number, _NUMBER_M, "middle", "700")
    east, north = math.cos(place.stand.yaw), math.sin(place.stand.yaw)
    # Text hangs below its first line; y is the base line of that line.
    centred = middle.y - 0.18 + 0.5 * _LINE_M * (len(lines) - 1)
    if abs(north) > abs(east):
        below = min_y - gap - 0.45
        above = max_y + gap + _LINE_M * (len(lines) - 1)
        return number + _lines(middle.x, below if north > 0 else above, lines, "middle")
    if east > 0:
        return number + _lines(min_x - gap, centred, lines, "end")
    return number + _lines(max_x + gap, centred, lines, "start")


def _lines(x: float, y: float, lines: list[str], anchor: str) -> str:
    return "".join(
        _text(x, y - _LINE_M * i, text, _LABEL_M, anchor) for i, text in enumerate(lines)
    )


def _two_lines(title: str) -> list[str]:
    """Split a long title at the comma or blank nearest to its middle."""
    if len(title) <= 16:
        return [title]
    cuts = [i + 1 for i, letter in enumerate(title) if letter == ","] or [
        i for i, letter in enumerate(title) if letter == " "
    ]
    if not cuts:
        return [title]
    cut = min(cuts, key=lambda i: abs(i - len(title) / 2))
    return [title[:cut].strip(), title[cut:].strip()]


def _text(x: float, y: float, text: str, size: float, anchor: str, weight: str = "400") -> str:
    return (
        f'<text class="label" x="{_n(x)}" y="{_n(-y)}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="#1d2b2c">{escape(text)}</text>'
    )


def _points(polygon: Polygon) -> str:
    return " ".join(f"{_n(p.x)},{_n(-p.y)}" for p in polygon)


def _n(value: float) -> str:
    """A number without needless digits."""
    return f"{value + 0.0:.3f}".rstrip("0").rstrip(".")
