"""What the idle page says of the opening hours."""

from datetime import datetime, time

import pytest

from letan.faq.hours_text import hours_text
from letan.kernel.text import Text
from letan.site.hours import OpenSpan, WeekHours, open_state
from letan_apps.content.opening import opening_of
from letan_web.visitor.screen_state import Opening

HOURS = WeekHours(
    {
        "tue": (OpenSpan(time(7, 30), time(11, 30)), OpenSpan(time(13, 30), time(17))),
        "thu": (OpenSpan(time(7, 30), time(11, 30)),),
    }
)


@pytest.mark.parametrize(
    ("now", "is_open", "line"),
    [
        ("2026-11-24T09:00", True, Text("Đang mở cửa đến 11:30", "Open until 11:30")),
        (
            "2026-11-24T12:00",
            False,
            Text("Đang nghỉ, mở lại lúc 13:30", "Closed, opens at 13:30"),
        ),
        (
            "2026-11-24T18:00",
            False,
            Text("Đang nghỉ, mở lại 07:30 thứ năm, 26/11", "Closed, opens 07:30 on 26 November"),
        ),
        ("2019-01-01T09:00", True, Text("")),
    ],
    ids=["open", "noon", "evening", "a clock that was never set"],
)
def test_the_line(now: str, is_open: bool, line: Text) -> None:
    moment = datetime.fromisoformat(now)
    found = opening_of(HOURS, open_state(HOURS, (), moment), moment)
    assert found == Opening(is_open, line, hours_text(HOURS))


def test_a_centre_that_never_opens() -> None:
    never = WeekHours({})
    moment = datetime.fromisoformat("2026-11-24T09:00")
    found = opening_of(never, open_state(never, (), moment), moment)
    assert found == Opening(False, Text("Đang nghỉ", "Closed now"), hours_text(never))
