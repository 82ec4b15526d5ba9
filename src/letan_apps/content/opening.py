"""Opening hours as a screen shows them: shorter than the robot says them."""

from datetime import datetime, time
from itertools import groupby

from letan.kernel.text import Text
from letan.site.hours import WEEKDAYS, OpenState, WeekHours
from letan_web.visitor.screen_state import Opening, OpeningDays

_DAYS = tuple(
    Text(vi, en)
    for vi, en in zip(
        ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        strict=True,
    )
)
"""As on the sign at a door."""
_CLOCK_SET_SINCE = 2026
"""A clock before this year was never set: it says nothing about now."""


def opening_of(hours: WeekHours, state: OpenState, now: datetime) -> Opening:
    """Return what the idle page shows.

    Args:
        hours: Of the week.
        state: At `now`.
        now: Naive local time.
    """
    return Opening(state.open, _line(state, now), _week(hours))


def _week(hours: WeekHours) -> tuple[OpeningDays, ...]:
    rows = []
    days = ((at, hours.spans.get(day, ())) for at, day in enumerate(WEEKDAYS))
    for spans, group in groupby(days, key=lambda day: day[1]):
        numbers = [at for at, _ in group]
        if spans:
            times = tuple(f"{_clock(span.start)}–{_clock(span.end)}" for span in spans)
            rows.append(OpeningDays(_days(numbers[0], numbers[-1]), times))
    return tuple(rows)


def _days(first: int, last: int) -> Text:
    if first == last:
        return _DAYS[first]
    start, end = _DAYS[first], _DAYS[last]
    return Text(f"{start.vi} – {end.vi}", f"{start.en} – {end.en}")


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _line(state: OpenState, now: datetime) -> Text:
    if now.year < _CLOCK_SET_SINCE:
        return Text("")
    if state.open:
        if state.closes_at is None:
            return Text("Đang mở cửa", "Open now")
        until = _clock(state.closes_at.time())
        return Text(f"Mở cửa đến {until}", f"Open until {until}")
    opens = state.opens_at
    if opens is None:
        return Text("Đang nghỉ", "Closed now")
    at = _clock(opens.time())
    if opens.date() == now.date():
        return Text(f"Đang nghỉ, mở lại lúc {at}", f"Closed, opens at {at}")
    day = _DAYS[opens.weekday()].vi
    return Text(
        f"Đang nghỉ, mở lại {at} {day}, {opens:%d/%m}",
        f"Closed, opens {at} on {opens:%d %B}",
    )
