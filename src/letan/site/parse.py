"""From the site file's plain data (already valid by `SITE_SCHEMA`) to a `Site`."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import cast

from letan.kernel.geometry import Point2, Pose2, wrap_angle
from letan.kernel.text import Text
from letan.site.hours import Holiday, OpenSpan, WeekHours
from letan.site.site import (
    Counter,
    Door,
    Furniture,
    KeepOut,
    Notice,
    Pillar,
    Place,
    PlaceKind,
    Polygon,
    RouteGraph,
    Site,
    SlowZone,
    Wall,
)

KeyPath = tuple[str | int, ...]
_Entry = Mapping[str, object]


class SiteProblem(Exception):
    """Something in a site file that cannot be, with the key path where it stands."""

    def __init__(self, at: KeyPath, problem: str, remedy: str) -> None:
        """`problem` and `remedy` are clauses without a final full stop, as in LetanError."""
        super().__init__(f"{'.'.join(map(str, at))}: {problem}. {remedy}.")
        self.at = at
        self.problem = problem
        self.remedy = remedy


def parse_site(data: _Entry) -> Site:
    """Build a site.

    Args:
        data: The file's content, valid by `SITE_SCHEMA`.

    Raises:
        SiteProblem: For an id that stands twice, no base or two, a date that does not exist,
            hours out of order, an edge to an unknown node.
    """
    _check_ids(data)
    zones = cast(_Entry, data.get("zones", {}))
    return Site(
        name=parse_text(data["name"]),
        address=parse_text(data.get("address", "")),
        phone=str(data.get("phone", "")),
        website=str(data.get("website", "")),
        sample=bool(data.get("sample", False)),
        utc_offset_h=_number(data.get("utc_offset_h", 7.0)),
        resolution=_number(data.get("resolution_m", 0.05)),
        outline=_points(data["outline"]),
        walls=tuple(
            Wall(
                _points(w["points"]),
                _number(w.get("thickness_m", 0.15)),
                _number(w.get("height_m", 3.0)),
            )
            for w in _entries(data, "walls")
        ),
        pillars=tuple(
            Pillar(*_xy(p["at"]), _number(p["radius_m"]), _number(p.get("height_m", 3.0)))
            for p in _entries(data, "pillars")
        ),
        furniture=tuple(
            Furniture(
                str(f["kind"]),
                _body(f["body"]),
                _number(f.get("height_m", 0.8)),
                parse_text(f["title"]) if "title" in f else None,
            )
            for f in _entries(data, "furniture")
        ),
        doors=tuple(
            Door(
                str(d["id"]),
                Point2(*_xy(d["from"])),
                Point2(*_xy(d["to"])),
                parse_text(d["title"]),
                bool(d.get("main", False)),
            )
            for d in _entries(data, "doors")
        ),
        counters=tuple(
            _counter(c, ("counters", i)) for i, c in enumerate(_entries(data, "counters"))
        ),
        places=tuple(_place(p, ("places", i)) for i, p in enumerate(_entries(data, "places"))),
        hours=parse_hours(data["hours"], ("hours",)),
        holidays=parse_holidays(data.get("holidays", ()), ("holidays",)),
        notices=parse_notices(data.get("notices", ()), ("notices",)),
        local={
            name: parse_text(text) for name, text in cast(_Entry, data.get("local", {})).items()
        },
        keep_out=tuple(
            KeepOut(str(z["id"]), _points(z["area"])) for z in _entries(zones, "keep_out")
        ),
        slow=tuple(
            SlowZone(str(z["id"]), _points(z["area"]), _number(z["max_speed_mps"]))
            for z in _entries(zones, "slow")
        ),
        routes=_routes(cast(_Entry, data.get("routes", {}))),
    )


def _check_ids(data: _Entry) -> None:
    seen: dict[str, str] = {}
    for group in ("counters", "places"):
        for index, entry in enumerate(_entries(data, group)):
            place_id = str(entry["id"])
            if place_id in seen:
                raise SiteProblem(
                    (group, index, "id"),
                    f"the id {place_id!r} is taken by {seen[place_id]}",
                    "Give it another id",
                )
            seen[place_id] = f"{group} entry {index + 1}"
    bases = [i for i, p in enumerate(_entries(data, "places")) if p["kind"] == PlaceKind.BASE.value]
    if len(bases) != 1:
        at: KeyPath = ("places", bases[1], "kind") if bases else ("places",)
        problem = "there is more than one base" if bases else "there is no place of kind base"
        raise SiteProblem(at, problem, "Describe exactly one place where the robot waits")


def _place_fields(entry: _Entry, at: KeyPath) -> dict[str, object]:
    title = parse_text(entry["title"])
    return {
        "id": str(entry["id"]),
        "title": title,
        "spoken": parse_text(entry["spoken"])
        if "spoken" in entry
        else Text(_lower_first(title.vi), _with_article(title.en)),
        "stand": _pose(entry["stand"]),
        "robot": _pose(entry["robot"]) if "robot" in entry else None,
        "body": _body(entry["body"]) if "body" in entry else (),
        "outside": bool(entry.get("outside", False)),
        "directions": parse_text(entry["directions"]) if "directions" in entry else None,
        "hours": parse_hours(entry["hours"], (*at, "hours")) if "hours" in entry else None,
        "closed": parse_holidays(entry.get("closed", ()), (*at, "closed")),
    }


def _place(entry: _Entry, at: KeyPath) -> Place:
    return Place(kind=PlaceKind(entry["kind"]), **_place_fields(entry, at))  # type: ignore[arg-type]  # by the schema


def _counter(entry: _Entry, at: KeyPath) -> Counter:
    return Counter(
        kind=PlaceKind.COUNTER,
        number=str(entry["number"]),
        fields=tuple(map(str, cast(Sequence[object], entry.get("fields", ())))),
        queue=_points(entry.get("queue", ())),
        ticket_prefix=str(entry.get("ticket_prefix", "")),
        **_place_fields(entry, at),  # type: ignore[arg-type]  # by the schema
    )


def parse_hours(raw_hours: object, at: KeyPath) -> WeekHours:
    """Build weekly hours.

    Raises:
        SiteProblem: For times out of order.
    """
    days: dict[str, tuple[OpenSpan, ...]] = {}
    for day, raw in cast(_Entry, raw_hours).items():
        spans = []
        last_end = time.min
        for index, (start, end) in enumerate(cast(Sequence[tuple[str, str]], raw)):
            span = OpenSpan(time.fromisoformat(start), time.fromisoformat(end))
            if span.start < last_end or span.end <= span.start:
                raise SiteProblem(
                    (*at, day, index), f"{start}-{end} is out of order", "Write earlier times first"
                )
            last_end = span.end
            spans.append(span)
        days[day] = tuple(spans)
    return WeekHours(days)


def parse_holidays(raw: object, at: KeyPath) -> tuple[Holiday, ...]:
    """Build holidays, or the closures of a place.

    Raises:
        SiteProblem: For a day that does not exist, or an end before its beginning.
    """
    return tuple(_holiday(h, (*at, i)) for i, h in enumerate(cast(Sequence[_Entry], raw)))


def parse_notices(raw: object, at: KeyPath) -> tuple[Notice, ...]:
    """Build notices.

    Raises:
        SiteProblem: For a day that does not exist, or an end before its beginning.
    """
    return tuple(_notice(n, (*at, i)) for i, n in enumerate(cast(Sequence[object], raw)))


def _notice(raw: object, at: KeyPath) -> Notice:
    if not isinstance(raw, Mapping):
        return Notice(parse_text(raw))
    first = _date(raw["from"], (*at, "from")) if "from" in raw else None
    last = _date(raw["until"], (*at, "until")) if "until" in raw else None
    if first is not None and last is not None and last < first:
        raise SiteProblem(
            (*at, "until"), "the notice ends before it begins", "Exchange the two dates"
        )
    return Notice(parse_text(raw), first, last, str(raw.get("place", "")))


def _holiday(entry: _Entry, at: KeyPath) -> Holiday:
    first = _date(entry["date"], (*at, "date"))
    last = _date(entry["until"], (*at, "until")) if "until" in entry else first
    if last < first:
        raise SiteProblem(
            (*at, "until"), "the holiday ends before it begins", "Exchange the two dates"
        )
    return Holiday(first, last, parse_text(entry["name"]))


def _date(raw: object, at: KeyPath) -> date:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise SiteProblem(
            at, f"there is no day {raw}", "Write a date that exists, as 2026-09-02"
        ) from None


def _routes(entry: _Entry) -> RouteGraph:
    nodes = {
        name: Point2(*_xy(xy))
        for name, xy in cast(Mapping[str, object], entry.get("nodes", {})).items()
    }
    edges = [(a, b) for a, b in cast(Sequence[tuple[str, str]], entry.get("edges", ()))]
    for index, edge in enumerate(edges):
        for end in edge:
            if end not in nodes:
                raise SiteProblem(
                    ("routes", "edges", index), f"there is no node {end!r}", "Add it under nodes"
                )
    return RouteGraph(nodes, tuple(edges))


def _entries(data: _Entry, key: str) -> Sequence[_Entry]:
    return cast(Sequence[_Entry], data.get(key, ()))


def _number(raw: object) -> float:
    return float(cast(float, raw))


def _xy(raw: object) -> tuple[float, float]:
    x, y = cast(Sequence[float], raw)
    return float(x), float(y)


def _points(raw: object) -> Polygon:
    return tuple(Point2(*_xy(item)) for item in cast(Sequence[object], raw))


def _pose(raw: object) -> Pose2:
    x, y, facing_deg = cast(Sequence[float], raw)
    return Pose2(float(x), float(y), wrap_angle(math.radians(facing_deg)))


def _body(raw: object) -> Polygon:
    if not isinstance(raw, Mapping):
        return _points(raw)
    x, y = _xy(raw["center"])
    half_w, half_d = (0.5 * side for side in _xy(raw["size"]))
    turn = math.radians(_number(raw.get("turn_deg", 0.0)))
    cos, sin = math.cos(turn), math.sin(turn)
    corners = ((-half_w, -half_d), (half_w, -half_d), (half_w, half_d), (-half_w, half_d))
    turned = ((dx * cos - dy * sin, dx * sin + dy * cos) for dx, dy in corners)
    return tuple(Point2(round(x + east, 6), round(y + north, 6)) for east, north in turned)


def parse_text(raw: object) -> Text:
    """Build a text from a string, or from `vi` and `en`."""
    if isinstance(raw, Mapping):
        return Text(_nfc(raw["vi"]), _nfc(raw.get("en", "")))
    return Text(_nfc(raw))


def _nfc(raw: object) -> str:
    return unicodedata.normalize("NFC", str(raw)).strip()


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]


def _with_article(title: str) -> str:
    return f"the {_lower_first(title)}" if title else ""
