"""Moments as people write them."""

from datetime import UTC, datetime

import pytest

from letan.kernel.faults import LetanError
from letan.kernel.moment import parse_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2026-11-24", datetime.fromisoformat("2026-11-24T12:00"), id="a date is its noon"
        ),
        pytest.param("2026-11-24T09:05", datetime.fromisoformat("2026-11-24T09:05"), id="local"),
        pytest.param("2026-11-24T09:05Z", datetime(2026, 11, 24, 9, 5, tzinfo=UTC), id="offset"),
    ],
)
def test_a_moment_is_read(text: str, expected: datetime) -> None:
    assert parse_moment(text, "--now") == expected


@pytest.mark.parametrize("text", ["", "mai", "2026-13-01", "24/11/2026"])
def test_what_is_no_date_is_named_with_its_place(text: str) -> None:
    with pytest.raises(LetanError) as caught:
        parse_moment(text, "faq.now")
    assert (caught.value.place, caught.value.problem) == ("faq.now", f"{text!r} is no ISO date")
