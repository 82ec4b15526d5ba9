from datetime import date

import pytest

from letan.faq.content.entry import Claim, claim_holds, holding
from letan.kernel.text import Text

ALWAYS = Claim(Text("a"))
UNTIL = Claim(Text("b"), valid_until=date(2026, 12, 31))
FROM = Claim(Text("c"), effective_from=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 12, 31), (ALWAYS, UNTIL), id="the last day still counts"),
        pytest.param(date(2027, 1, 1), (ALWAYS, FROM), id="the first day counts"),
        pytest.param(None, (ALWAYS,), id="no clock, no dated claim"),
    ],
)
def test_holding(today: date | None, expected: tuple[Claim, ...]) -> None:
    assert holding((ALWAYS, UNTIL, FROM), today) == expected


def test_a_claim_with_both_ends() -> None:
    both = Claim(Text("d"), effective_from=date(2026, 1, 1), valid_until=date(2026, 1, 2))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert [claim_holds(both, day) for day in days] == [False, True, True, False]
