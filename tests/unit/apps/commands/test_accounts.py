"""`letan accounts`: the first account's code, and looking after accounts from the machine."""

import json
from pathlib import Path
from typing import Any

import pytest

from letan.ports.accounts import Role, Session
from letan_apps.cli import main
from letan_apps.staff.opening import open_door, utc_now
from letan_engines.account_store.database import open_accounts

PASSWORD = "con mèo nằm trên mái"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Run the command; return its status and what it printed."""
    status = main(["accounts", *words, "--json"])
    out = capsys.readouterr().out
    return status, json.loads(out) if out else {}


def test_the_code_stays_the_same_until_there_is_an_account(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = told(capsys, "code"), told(capsys, "code")
    assert first == second
    assert len(first[1]["code"]) == 14
    assert (home / "setup-code").stat().st_mode & 0o077 == 0
    status, _ = told(capsys, "add", "lan", "--title", "Trần Thị Lan", "--role", "approver")
    assert status == 0
    assert told(capsys, "code") == (2, {})


def test_accounts_are_listed_locked_and_audited(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "add", "lan", "--title", "Lan", "--role", "approver", "--role", "editor")
    store = open_accounts(home)
    store.begin_session(Session("s", "lan", utc_now(), utc_now()))
    assert told(capsys, "lock", "lan") == (0, {"locked": "lan"})
    assert store.sessions() == ()
    row = {"name": "lan", "title": "Lan", "roles": ["approver", "editor"], "active": False}
    assert told(capsys, "list") == (0, {"accounts": [row]})
    assert told(capsys, "audit") == (0, {"records": 2, "broken_at": None})
    store.close()


def test_a_password_set_here_opens_the_door(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    door, store = open_door(home)
    door.add("letan", "lan", "Lan", frozenset({Role.EDITOR}), "một câu khác hẳn")
    assert told(capsys, "password", "lan") == (0, {"changed": "lan"})
    staff = door.who(door.sign_in("lan", PASSWORD))
    assert staff is not None
    assert staff.name == "lan"
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("add", "LAN Trần", "--title", "Lan", "--role", "editor"),
        ("password", "nobody"),
        ("lock", "nobody"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_two(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["accounts", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
