"""When a password is not even looked at, and how long a session lasts."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from letan.kernel.text import Text
from letan.ports.accounts import Account, Session

FREE_FAILURES = 4
"""Wrong passwords in a row before the account is locked for a while."""
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=30)
IDLE = timedelta(hours=4)
"""A session that nobody uses for so long is over: a morning at the desk fits in."""
LONGEST = timedelta(hours=12)
"""A session is over after this even if it is used."""

LEAST_LETTERS = 10
"""NIST SP 800-63B asks for 8 and against rules of composition; two more cost nobody anything."""
MOST_LETTERS = 200
NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
"""What an account may be called."""
_WORN = frozenset(
    "1234567890 0123456789 12345678910 123456789a 9876543210 qwertyuiop password123 matkhau123 "
    "admin12345 administrator iloveyou123 vietnam123 letan12345 abc1234567 abcd123456".split()
)


def locked_until(account: Account) -> datetime | None:
    """Return until when no password is accepted; None if it is not locked.

    After `FREE_FAILURES` every further failure doubles the time, up to `LONGEST_LOCK`.
    """
    over = account.failures - FREE_FAILURES
    if over <= 0 or account.failed_at is None:
        return None
    doubled: int = 1 << min(over - 1, 10)
    return account.failed_at + min(FIRST_LOCK * doubled, LONGEST_LOCK)


def failed(account: Account, now: datetime) -> Account:
    """Return the account after a wrong password."""
    return replace(account, failures=account.failures + 1, failed_at=now)


def succeeded(account: Account) -> Account:
    """Return the account after the right password."""
    return replace(account, failures=0, failed_at=None)


def holds(session: Session, now: datetime) -> bool:
    """Say whether a session is still good."""
    return now - session.seen <= IDLE and now - session.begun <= LONGEST


def weakness(password: str, name: str) -> Text | None:
    """Say what is wrong with a new password; None if it will do."""
    if len(password) < LEAST_LETTERS:
        return Text(
            f"Mật khẩu cần ít nhất {LEAST_LETTERS} ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
            f"A password needs at least {LEAST_LETTERS} characters. A short sentence is best.",
        )
    if len(password) > MOST_LETTERS:
        return Text(
            f"Mật khẩu dài quá {MOST_LETTERS} ký tự.",
            f"The password is longer than {MOST_LETTERS} characters.",
        )
    bare = password.lower().replace(" ", "")
    if bare in _WORN or len(set(bare)) < 5 or (name and name in bare and len(bare) < len(name) + 6):
        return Text(
            "Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác.",
            "This password is too easy to guess. Choose another one.",
        )
    return None
