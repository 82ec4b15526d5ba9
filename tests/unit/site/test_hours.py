"""When a centre is open."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from letan.kernel.text import Text
from letan.site.hours import (
    ClosedReason,
    Holiday,
    OpenSpan,
    OpenState,
    WeekHours,
    local_time,
    open_state,
)

MORNING, AFTERNOON = OpenSpan(time(7, 30), time(11, 30)), OpenSpan(time(13, 30), time(17))
HOURS = WeekHours(
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (MORNING, AFTERNOON)) | {"sat": (MORNING,)}
)


def at(moment: str) -> datetime:
    """Naive: the hall's local time."""
    return datetime.fromisoformat(moment)


NATIONAL_DAY = Holiday(date(2026, 9, 1), date(2026, 9, 2), Text("Quốc khánh"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(
            at("2026-11-24 07:30"),
            OpenState(True, closes_at=at("2026-11-24 11:30")),
            id="the first minute counts",
        ),
        pytest.param(
            at("2026-11-24 11:30"),
            OpenState(False, ClosedReason.OUTSIDE_HOURS, opens_at=at("2026-11-24 13:30")),
            id="the last minute does not",
        ),
        pytest.param(
            at("2026-11-28 12:00"),
            OpenState(False, ClosedReason.OUTSIDE_HOURS, opens_at=at("2026-11-30 07:30")),
            id="Saturday afternoon waits for Monday",
        ),
        pytest.param(
            at("2026-11-29 09:00"),
            OpenState(False, ClosedReason.DAY_OFF, opens_at=at("2026-11-30 07:30")),
            id="Sunday",
        ),
        pytest.param(
            at("2026-09-02 09:00"),
            OpenState(
                False,
                ClosedReason.HOLIDAY,
                opens_at=at("2026-09-03 07:30"),
                holiday=NATIONAL_DAY,
            ),
            id="a holiday on a Wednesday",
        ),
    ],
)
def test_open_state(now: datetime, expected: OpenState) -> None:
    assert open_state(HOURS, (NATIONAL_DAY,), now) == expected


def test_no_opening_within_thirty_days_is_none() -> None:
    now = at("2026-11-24 09:00")
    assert open_state(WeekHours(), (), now) == OpenState(False, ClosedReason.DAY_OFF)


def test_local_time_takes_aware_moments_to_the_hall() -> None:
    utc = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    berlin = datetime(2026, 11, 24, 2, 0, tzinfo=timezone(timedelta(hours=1)))
    naive = at("2026-11-24 08:00")
    assert [local_time(t, 7.0) for t in (utc, berlin, naive)] == [naive] * 3
