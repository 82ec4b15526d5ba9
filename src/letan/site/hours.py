"""When a centre is open: weekly hours, holidays, and the question "is it open now?"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum

from letan.kernel.text import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """From `start` (included) to `end` (excluded) on one day, local time."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Opening spans by weekday (`WEEKDAYS`), in order of time; a day that is missing is closed."""

    spans: Mapping[str, tuple[OpenSpan, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[OpenSpan, ...]:
        """Spans of the weekday of `day`, holidays not considered."""
        return self.spans.get(WEEKDAYS[day.weekday()], ())


@dataclass(frozen=True, slots=True)
class Holiday:
    """Closed from `first` to `last`, both included."""

    first: date
    last: date
    name: Text

    def covers(self, day: date) -> bool:
        """Is `day` one of its days?"""
        return self.first <= day <= self.last


class ClosedReason(Enum):
    """Why a place is closed."""

    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True, slots=True)
class OpenState:
    """Answer to "is it open now?".

    Attributes:
        open: Open at that moment.
        reason: Why not; None while open.
        closes_at: End of the present span, local; None while closed.
        opens_at: Next opening, local; None while open, and where none comes within 30 days.
        holiday: The holiday that closes it, if that is why.
    """

    open: bool
    reason: ClosedReason | None = None
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    holiday: Holiday | None = None


def local_time(now: datetime, utc_offset_h: float) -> datetime:
    """Return `now` as naive local time; a naive `now` is taken as local already."""
    if now.tzinfo is None:
        return now
    return now.astimezone(timezone(timedelta(hours=utc_offset_h))).replace(tzinfo=None)


def open_state(hours: WeekHours, holidays: tuple[Holiday, ...], now: datetime) -> OpenState:
    """Judge one moment.

    Args:
        hours: Weekly hours.
        holidays: Days on which the weekly hours do not hold.
        now: Naive local time.
    """
    today = now.date()
    holiday = next((h for h in holidays if h.covers(today)), None)
    spans = () if holiday else hours.on(today)
    for span in spans:
        if span.start <= now.time() < span.end:
            return OpenState(True, closes_at=datetime.combine(today, span.end))
    if holiday:
        reason = ClosedReason.HOLIDAY
    else:
        reason = ClosedReason.OUTSIDE_HOURS if spans else ClosedReason.DAY_OFF
    return OpenState(False, reason, opens_at=_next_opening(hours, holidays, now), holiday=holiday)


def _next_opening(
    hours: WeekHours, holidays: tuple[Holiday, ...], now: datetime
) -> datetime | None:
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=ahead)
        if any(h.covers(day) for h in holidays):
            continue
        for span in hours.on(day):
            start = datetime.combine(day, span.start)
            if start > now:
                return start
    return None
