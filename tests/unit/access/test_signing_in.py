"""Lockout, the life of a session, and what makes a password weak."""

from datetime import UTC, datetime, timedelta

import pytest

from letan.access.signing_in import failed, holds, locked_until, succeeded, weakness
from letan.ports.accounts import Account, Role, Session

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LAN = Account("lan", "Trần Thị Lan", frozenset({Role.EDITOR}), "hash")


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, None), (4, None), (5, 1), (6, 2), (7, 4), (9, 16), (10, 30), (4000, 30)],
)
def test_each_further_failure_locks_for_longer(failures: int, minutes: int | None) -> None:
    account = LAN
    for _ in range(failures):
        account = failed(account, NOW)
    wanted = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert locked_until(account) == wanted
    assert locked_until(succeeded(account)) is None
    assert succeeded(account) == LAN


@pytest.mark.parametrize(
    ("begun_h", "seen_h", "good"),
    [(0.0, 0.0, True), (4.0, 4.0, True), (4.1, 4.1, False), (11.9, 0.1, True), (12.1, 0.1, False)],
)
def test_a_session_ends_idle_or_old(begun_h: float, seen_h: float, good: bool) -> None:
    begun, seen = NOW - timedelta(hours=begun_h), NOW - timedelta(hours=seen_h)
    assert holds(Session("id", "lan", begun, seen), NOW) is good


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("ngắn quá", "ít nhất 10"),
        ("a" * 201, "dài quá 200"),
        ("1234567890", "dễ đoán"),
        ("Mat Khau 123", "dễ đoán"),
        ("aaaaaaaaaaaa", "dễ đoán"),
        ("lanlan2026x", None),
        ("lan1234567", None),
        ("nguyenlan123", "dễ đoán"),
        ("con mèo nằm trên mái", None),
    ],
)
def test_a_weak_password_is_told_why(password: str, word: str | None) -> None:
    found = weakness(password, "nguyenlan")
    assert word in found.vi if word and found else found is None and word is None, found
