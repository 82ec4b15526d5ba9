"""The audit's chain: whatever is changed in its middle shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from letan.access.chain import chained, first_break
from letan.ports.accounts import AuditRecord, Deed

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def chain(count: int) -> list[AuditRecord]:
    """Return a whole chain."""
    records: list[AuditRecord] = []
    for number in range(count):
        deed = Deed(NOW + timedelta(minutes=number), "lan", "edit", f"e{number}")
        records.append(chained(records[-1] if records else None, deed))
    return records


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_whole_chain_has_no_break(count: int) -> None:
    assert first_break(chain(count)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda deed: replace(deed, who="hoa"),
        lambda deed: replace(deed, at=deed.at + timedelta(microseconds=1)),
        lambda deed: replace(deed, action="publish"),
        lambda deed: replace(deed, on=""),
        lambda deed: replace(deed, note="x"),
    ],
)
def test_a_changed_deed_breaks_it_there(change) -> None:
    records = chain(5)
    records[2] = replace(records[2], deed=change(records[2].deed))
    assert first_break(records) == 3


def test_a_removed_or_moved_record_breaks_it() -> None:
    records = chain(5)
    assert first_break(records[:2] + records[3:]) == 4
    assert first_break([records[0], records[2], records[1], *records[3:]]) == 3
    assert first_break(records[1:]) == 2


def test_a_record_forged_with_its_own_link_breaks_the_next() -> None:
    records = chain(5)
    records[2] = chained(records[1], replace(records[2].deed, who="hoa"))
    assert first_break(records) == 4
