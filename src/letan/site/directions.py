"""Spoken directions: the way on the map as one sentence that a visitor can keep in mind."""

import itertools
import math
from dataclasses import dataclass

from letan.kernel.geometry import Point2, Pose2, wrap_angle
from letan.kernel.text import Text
from letan.kernel.units import Metres, Radians
from letan.site.shapes import centroid
from letan.site.site import Place

STEP_M = 0.5
"""Length of an old person's step, the measure in which distances are told."""

_STRAIGHT = math.radians(35.0)
_BACK = math.radians(140.0)
_BEND_M = 1.2
_SHORT_M = 2.5
_SHORTEST_LEG_M = 2.0
_COUNTS = (
    (5, "năm", "five"),
    (10, "mười", "ten"),
    (15, "mười lăm", "fifteen"),
    (20, "hai mươi", "twenty"),
    (30, "ba mươi", "thirty"),
    (40, "bốn mươi", "forty"),
    (50, "năm mươi", "fifty"),
    (60, "sáu mươi", "sixty"),
    (80, "tám mươi", "eighty"),
    (100, "một trăm", "a hundred"),
)


@dataclass(frozen=True, slots=True)
class _Leg:
    heading: Radians
    length: Metres


def describe_way(place: Place, way: tuple[Point2, ...], facing: Radians) -> Text:
    """Say how to get to a place, in one or two sentences.

    Args:
        place: Where to.
        way: The path there, map frame, at least two points; `CostToGo.path` gives it.
        facing: Where the visitor looks now.

    Returns:
        E.g. "Quý khách đi thẳng khoảng mười bước, quầy số ba ở bên tay trái ạ." A place outside
        the hall ends with its own `directions`; so does a place that has them.
    """
    legs = _legs(way)
    total = sum(leg.length for leg in legs)
    if total < _SHORT_M:
        side = _side(wrap_angle(Pose2(way[0].x, way[0].y, facing).bearing(_centre(place))))
        vi = f"{_upper_first(place.spoken.vi)} ở ngay đây, {side.vi} quý khách ạ."
        en = f"You will find {place.spoken.en} right here, {side.en}."
        return _with_own(place, Text(vi, en))
    vi_parts, en_parts = [], []
    heading = facing
    for index, leg in enumerate(legs):
        turn = _turn(wrap_angle(leg.heading - heading), index == 0)
        count_vi, count_en = _count(leg.length)
        vi_parts.append(f"{turn.vi} khoảng {count_vi} bước")
        en_parts.append(f"{turn.en} about {count_en} steps")
        heading = leg.heading
    side = _side(_final_bearing(place, way[-1], heading))
    vi = f"Quý khách {', rồi '.join(vi_parts)}, {place.spoken.vi} ở {side.vi} ạ."
    en = f"Please {', then '.join(en_parts)}; you will find {place.spoken.en} {side.en}."
    if place.outside:
        vi = f"Quý khách {', rồi '.join(vi_parts)} là ra đến cửa ạ."
        en = f"Please {', then '.join(en_parts)} to the door."
    return _with_own(place, Text(vi, en))


def _with_own(place: Place, said: Text) -> Text:
    if place.directions is None:
        return said
    english = f"{said.en} {place.directions.en}".strip() if place.directions.en else said.en
    return Text(f"{said.vi} {place.directions.vi}", english)


def _legs(way: tuple[Point2, ...]) -> list[_Leg]:
    """Straight stretches: corners by Douglas and Peucker, short ones joined to the next."""
    corners = _corners(way)
    kept = [corners[0]]
    for corner in corners[1:-1]:
        if kept[-1].distance(corner) >= _SHORTEST_LEG_M <= corner.distance(corners[-1]):
            kept.append(corner)
    kept.append(corners[-1])
    legs: list[_Leg] = []
    for a, b in itertools.pairwise(kept):
        leg = _Leg(math.atan2(b.y - a.y, b.x - a.x), a.distance(b))
        if legs and abs(wrap_angle(leg.heading - legs[-1].heading)) < _STRAIGHT:
            before = legs.pop()
            leg = _Leg(leg.heading, before.length + leg.length)
        legs.append(leg)
    return legs


def _corners(way: tuple[Point2, ...]) -> list[Point2]:
    first, last = way[0], way[-1]
    length = first.distance(last)
    worst, where = 0.0, 0
    for index, p in enumerate(way[1:-1], start=1):
        if length > 0.0:
            area = (last.x - first.x) * (first.y - p.y) - (first.x - p.x) * (last.y - first.y)
            off = abs(area) / length
        else:
            off = p.distance(first)
        if off > worst:
            worst, where = off, index
    if worst < _BEND_M:
        return [first, last]
    return _corners(way[: where + 1])[:-1] + _corners(way[where:])


def _turn(angle: Radians, first: bool) -> Text:
    if abs(angle) < _STRAIGHT:
        return Text("đi thẳng", "walk straight on") if first else Text("đi tiếp", "go on")
    if abs(angle) > _BACK:
        return Text("quay lại, đi thẳng", "turn round and walk")
    left = angle > 0
    if first:
        vi, en = ("quay sang trái", "turn left") if left else ("quay sang phải", "turn right")
        return Text(f"{vi}, đi thẳng", f"{en} and walk")
    return (
        Text("rẽ trái đi", "turn left and walk")
        if left
        else Text("rẽ phải đi", "turn right and walk")
    )


def _count(length: Metres) -> tuple[str, str]:
    steps = length / STEP_M
    _, vi, en = min(_COUNTS, key=lambda row: abs(row[0] - steps))
    return vi, en


def _final_bearing(place: Place, end: Point2, heading: Radians) -> Radians:
    here = Pose2(end.x, end.y, heading)
    if place.body:
        return here.bearing(centroid(place.body))
    return wrap_angle(place.stand.yaw - heading)


def _centre(place: Place) -> Point2:
    return centroid(place.body) if place.body else place.stand.point


def _side(bearing: Radians) -> Text:
    if abs(bearing) < _STRAIGHT:
        return Text("ngay trước mặt", "right in front of you")
    if bearing > 0:
        return Text("bên tay trái", "on your left")
    return Text("bên tay phải", "on your right")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
