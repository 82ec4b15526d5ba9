"""What the idle page says of the opening hours."""

from datetime import datetime, time

import pytest

from letan.kernel.text import Text
from letan.site.hours import OpenSpan, WeekHours, open_state
from letan_apps.content.opening import opening_of
from letan_web.visitor.screen_state import Opening, OpeningDays

HOURS = WeekHours(
    {
        "tue": (OpenSpan(time(7, 30), time(11, 30)), OpenSpan(time(13, 30), time(17))),
        "thu": (OpenSpan(time(7, 30), time(11, 30)),),
    }
)


WEEK = (
    OpeningDays(Text("Thứ 3", "Tue"), ("7:30–11:30", "13:30–17:00")),
    OpeningDays(Text("Thứ 5", "Thu"), ("7:30–11:30",)),
)


@pytest.mark.parametrize(
    ("now", "is_open", "line"),
    [
        ("2026-11-24T09:00", True, Text("Mở cửa đến 11:30", "Open until 11:30")),
        (
            "2026-11-24T12:00",
            False,
            Text("Đang nghỉ, mở lại lúc 13:30", "Closed, opens at 13:30"),
        ),
        (
            "2026-11-24T18:00",
            False,
            Text("Đang nghỉ, mở lại 7:30 Thứ 5, 26/11", "Closed, opens 7:30 on 26 November"),
        ),
        ("2019-01-01T09:00", True, Text("")),
    ],
    ids=["open", "noon", "evening", "a clock that was never set"],
)
def test_the_line(now: str, is_open: bool, line: Text) -> None:
    moment = datetime.fromisoformat(now)
    found = opening_of(HOURS, open_state(HOURS, (), moment), moment)
    assert found == Opening(is_open, line, WEEK)


def test_a_centre_that_never_opens() -> None:
    never = WeekHours({})
    moment = datetime.fromisoformat("2026-11-24T09:00")
    found = opening_of(never, open_state(never, (), moment), moment)
    assert found == Opening(False, Text("Đang nghỉ", "Closed now"))


def test_days_with_the_same_hours_are_one_row() -> None:
    morning = (OpenSpan(time(7, 30), time(11, 30)),)
    hours = WeekHours(dict.fromkeys(("mon", "tue", "wed", "fri"), morning))
    moment = datetime.fromisoformat("2026-11-24T09:00")
    assert opening_of(hours, open_state(hours, (), moment), moment).week == (
        OpeningDays(Text("Thứ 2 – Thứ 4", "Mon – Wed"), ("7:30–11:30",)),
        OpeningDays(Text("Thứ 6", "Fri"), ("7:30–11:30",)),
    )
