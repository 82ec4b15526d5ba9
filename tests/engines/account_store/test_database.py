"""Accounts, sessions and the chain on disk."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from letan.access.chain import first_break
from letan.kernel.faults import LetanError
from letan.ports.accounts import Account, AccountStore, Deed, Role, Session
from letan_engines.account_store.argon import ArgonHasher
from letan_engines.account_store.database import (
    FILE_NAME,
    MIGRATIONS,
    AccountDatabase,
    open_accounts,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LAN = Account("lan", "Trần Thị Lan", frozenset({Role.EDITOR, Role.APPROVER}), "hash-1")
HOA = Account("hoa", "Lê Hoa", frozenset({Role.OPERATOR}), "hash-2", 3, NOW, is_active=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AccountDatabase]:
    opened = open_accounts(tmp_path)
    yield opened
    opened.close()


def test_accounts_come_back_whole(store: AccountDatabase) -> None:
    port: AccountStore = store
    port.add_account(LAN)
    port.add_account(HOA)
    assert port.accounts() == (HOA, LAN)
    changed = replace(LAN, title="Trần Lan", failures=2, failed_at=NOW)
    port.replace_account(changed)
    assert port.account("lan") == changed
    assert port.account("nobody") is None


def test_what_cannot_be_stored_is_refused(store: AccountDatabase) -> None:
    store.add_account(LAN, only_first=True)
    with pytest.raises(LetanError, match="the name is taken"):
        store.add_account(replace(LAN, title="another"))
    with pytest.raises(LetanError, match="set the robot up already"):
        store.add_account(HOA, only_first=True)
    with pytest.raises(LetanError, match="there is none"):
        store.replace_account(HOA)
    assert store.accounts() == (LAN,)


def test_sessions_end_one_by_one_or_all_but_one(store: AccountDatabase) -> None:
    store.add_account(LAN)
    store.add_account(HOA)
    for number, who in enumerate(["lan", "lan", "lan", "hoa"]):
        at = NOW + timedelta(minutes=number)
        store.begin_session(Session(f"s{number}", who, at, at, "Firefox"))
    store.see_session("s0", NOW + timedelta(hours=1))
    assert [session.id for session in store.sessions()] == ["s0", "s3", "s2", "s1"]
    later = NOW + timedelta(hours=1)
    assert store.session("s0") == Session("s0", "lan", NOW, later, "Firefox")
    assert store.end_sessions("lan", one="s3") == 0  # another's
    assert store.end_sessions("lan", one="s1") == 1
    assert store.end_sessions("lan", but="s0") == 1
    assert [session.id for session in store.sessions()] == ["s0", "s3"]
    assert store.end_sessions("lan") == 1


def test_the_chain_stays_whole_when_many_write_at_once(store: AccountDatabase) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(lambda n: store.record(Deed(NOW, "lan", "edit", f"e{n}", "vì «…»")), range(40))
        )
    records = store.audit(100)
    assert [record.number for record in records] == list(range(40, 0, -1))
    assert first_break(reversed(records)) is None
    assert store.audit(3, before=10) == records[31:34]


def test_a_row_changed_by_hand_shows(store: AccountDatabase, tmp_path: Path) -> None:
    for number in range(5):
        store.record(Deed(NOW, "lan", "publish", f"r{number}"))
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("update audit set who = 'hoa' where number = 2")
    assert first_break(reversed(store.audit())) == 2


def test_only_the_owner_may_read_the_file(store: AccountDatabase, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(LetanError, match="is no whole database"):
        open_accounts(tmp_path)


def test_the_migrations_lead_to_the_newest(tmp_path: Path) -> None:
    newest = max(path.name for path in MIGRATIONS.folder.glob("versions/0*.py"))
    assert newest.startswith(MIGRATIONS.head)
    open_accounts(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("select version_num from alembic_version").fetchall() == [
            (MIGRATIONS.head,)
        ]


def test_argon_knows_its_own_and_nothing_else() -> None:
    hasher = ArgonHasher()
    made = hasher.hash("con mèo nằm trên mái")
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hasher.matches(made, "con mèo nằm trên mái")
    assert not hasher.matches(made, "con mèo nằm dưới mái")
    assert not hasher.matches("", "x")
    assert hasher.hash("con mèo nằm trên mái") != made
