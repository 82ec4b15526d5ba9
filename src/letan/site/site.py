"""One hall: what stands where, who serves what, when it is open.

Everything is in metres in the map frame: x to the east on the plan, y to the north, the
origin where the site file puts it. Angles in radians, counter-clockwise from east.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.kernel.units import Metres, MetresPerSecond
from letan.site.hours import Holiday, OpenState, WeekHours, local_time, open_state

Polygon = tuple[Point2, ...]
"""Corners in order; the last joins the first."""


LOCAL_TEXTS = ("wifi", "lich_tiep_dan", "phuong_cu", "email_web")
"""What answers may say of this centre alone, by the name of the braces in the content pack."""


class PlaceKind(Enum):
    """What a place is for; values are those of the site file."""

    BASE = "base"
    COUNTER = "counter"
    DESK = "desk"
    TICKET_MACHINE = "ticket_machine"
    SEATS = "seats"
    TOILET = "toilet"
    EXIT = "exit"
    PARKING = "parking"
    ATM = "atm"
    COMPUTERS = "computers"
    WATER = "water"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere a visitor may want to go.

    Attributes:
        id: Stable, ASCII, e.g. "nha_ve_sinh".
        kind: What it is for.
        title: As written on a sign, e.g. "Nhà vệ sinh".
        spoken: As said inside a sentence, e.g. "nhà vệ sinh".
        stand: Where the visitor stands and looks, map frame.
        robot: Where the robot stops when it has led somebody there; None = beside `stand`.
        body: Outline of the thing itself; empty where there is none.
        outside: Outside the hall: `stand` is the last point inside, `directions` tell the rest.
        directions: Said instead of, or after, the computed directions.
        hours: Its own hours; None = the centre's.
        closed: Days on which it alone is closed, with the reason.
    """

    id: str
    kind: PlaceKind
    title: Text
    spoken: Text
    stand: Pose2
    robot: Pose2 | None = None
    body: Polygon = ()
    outside: bool = False
    directions: Text | None = None
    hours: WeekHours | None = None
    closed: tuple[Holiday, ...] = ()

    def closed_on(self, day: date) -> Holiday | None:
        """Return the closure that covers a day; None while the place is open as usual."""
        return next((closure for closure in self.closed if closure.covers(day)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter(Place):
    """A counter.

    Attributes:
        number: As on its sign, e.g. "3".
        fields: Topics it serves, ids of the content pack's topics.
        queue: Where people queue, from the counter backwards; empty without a line.
        ticket_prefix: Letter of its queue numbers; "" without.
    """

    number: str = ""
    fields: tuple[str, ...] = ()
    queue: tuple[Point2, ...] = ()
    ticket_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something visitors should know.

    Attributes:
        text: One or two sentences.
        first: Day from which it is shown; None = always.
        last: Last day on which it is shown; None = for ever.
        place: Where on the map it belongs, "" = nowhere.
    """

    text: Text
    first: date | None = None
    last: date | None = None
    place: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether it is shown on a day."""
        return (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall along a polyline (not closed by itself)."""

    points: tuple[Point2, ...]
    thickness: Metres = 0.15
    height: Metres = 3.0


@dataclass(frozen=True, slots=True)
class Pillar:
    """A round pillar."""

    x: Metres
    y: Metres
    radius: Metres
    height: Metres = 3.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Something that stands in the hall; `kind` as in the site file, e.g. "bench"."""

    kind: str
    body: Polygon
    height: Metres = 0.8
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """An opening of the outline; people come and go there, the robot does not pass it."""

    id: str
    a: Point2
    b: Point2
    title: Text
    main: bool = False


@dataclass(frozen=True, slots=True)
class KeepOut:
    """Where the robot must not drive."""

    id: str
    area: Polygon


@dataclass(frozen=True, slots=True)
class SlowZone:
    """Where the robot drives at most `max_speed`."""

    id: str
    area: Polygon
    max_speed: MetresPerSecond


@dataclass(frozen=True, slots=True)
class RouteGraph:
    """Preferred ways; empty = anywhere free. `edges` are pairs of node ids."""

    nodes: Mapping[str, Point2] = field(default_factory=dict)
    edges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A whole hall.

    Attributes:
        sample: True where address, telephone and hours are examples, not a real centre's.
        outline: The hall's inner boundary.
        counters: In order of the file.
        places: All other places; exactly one has kind BASE.
        local: Texts of this centre for the braces of answers, by `LOCAL_TEXTS`; each is optional.
        resolution: Cell size of the maps made from it.
        utc_offset_h: Hours east of Greenwich, for `is_open`.
    """

    name: Text
    address: Text
    phone: str
    outline: Polygon
    places: tuple[Place, ...]
    counters: tuple[Counter, ...]
    hours: WeekHours
    holidays: tuple[Holiday, ...] = ()
    walls: tuple[Wall, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    doors: tuple[Door, ...] = ()
    keep_out: tuple[KeepOut, ...] = ()
    slow: tuple[SlowZone, ...] = ()
    routes: RouteGraph = field(default_factory=RouteGraph)
    website: str = ""
    notices: tuple[Notice, ...] = ()
    local: Mapping[str, Text] = field(default_factory=dict)
    sample: bool = False
    resolution: Metres = 0.05
    utc_offset_h: float = 7.0

    @property
    def base(self) -> Place:
        """The place where the robot waits."""
        return next(place for place in self.places if place.kind is PlaceKind.BASE)

    @property
    def destinations(self) -> tuple[Place, ...]:
        """Counters, then all other places."""
        return (*self.counters, *self.places)

    def place(self, place_id: str) -> Place:
        """Return a counter or place.

        Raises:
            LetanError: If the site has none of that id.
        """
        for place in self.destinations:
            if place.id == place_id:
                return place
        known = ", ".join(place.id for place in self.destinations)
        raise LetanError(
            place_id or "(no place)",
            f"«{self.name.vi}» has no such place",
            f"The site file has: {known}",
        )

    def counters_for(self, topic: str) -> tuple[Counter, ...]:
        """Counters that serve a topic of the content pack, in order of the file."""
        return tuple(counter for counter in self.counters if topic in counter.fields)

    def is_open(self, now: datetime, place_id: str | None = None) -> OpenState:
        """Is the centre (or one place of it) open?

        Args:
            now: Aware, or naive local time.
            place_id: A place with hours of its own; None for the centre.

        Raises:
            LetanError: If the place is unknown.
        """
        hours, closed = self.hours, self.holidays
        if place_id is not None:
            place = self.place(place_id)
            hours, closed = place.hours or hours, (*closed, *place.closed)
        return open_state(hours, closed, local_time(now, self.utc_offset_h))

    def notices_on(self, day: date) -> tuple[Notice, ...]:
        """Return the notices that are shown on a day."""
        return tuple(notice for notice in self.notices if notice.holds_on(day))
