"""The staff's pages put together: accounts, content, journal of one state folder."""

import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter, FastAPI

from letan.kernel.faults import LetanError
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.journal import open_journal
from letan_apps.resources import shipped
from letan_apps.staff.answers import RobotAnswers
from letan_apps.staff.files import SpreadsheetFiles
from letan_apps.staff.workshop import Workshop
from letan_engines.account_store.argon import ArgonHasher
from letan_engines.account_store.database import AccountDatabase, open_accounts
from letan_engines.journal_store.sqlite import SqliteJournal
from letan_engines.site_yaml import load_site
from letan_web.staff.door import Door
from letan_web.staff_pages import StaffConfig, create_staff_app

_CODE_FILE = "setup-code"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def utc_now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


def setup_code(home: Path) -> str:
    """Return the code that sets the robot up, made when there is none; its owner alone reads it.

    Raises:
        LetanError: If it cannot be kept.
    """
    path = home / _CODE_FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(code)
        return path.read_text().strip()
    except OSError as error:
        problem = f"cannot be kept ({error.strerror})"
        raise LetanError(str(path), problem, "Check LETAN_HOME") from None


@dataclass(frozen=True, slots=True)
class StaffPages:
    """The opened stores and the application on them; close it when done."""

    app: FastAPI
    answers: RobotAnswers
    accounts: AccountDatabase
    journal: SqliteJournal

    def close(self) -> None:
        """Close every store and the workshop."""
        self.answers.close()
        self.accounts.close()


def open_door(home: Path, clock: Callable[[], datetime] = utc_now) -> tuple[Door, AccountDatabase]:
    """Open the accounts of a state folder.

    Raises:
        LetanError: If they cannot be opened.
    """
    accounts = open_accounts(home)
    return Door(accounts, ArgonHasher(), clock, lambda: setup_code(home)), accounts


def open_staff(
    home: Path,
    site_file: Path | None = None,
    pack: Path | None = None,
    hosts: Sequence[str] = ("127.0.0.1", "localhost", "::1"),
    clock: Callable[[], datetime] = utc_now,
    routers: Sequence[APIRouter] = (),
    calls: Callable[[], int] = lambda: 0,
) -> StaffPages:
    """Open every store of a state folder and build the pages on them.

    Args:
        home: `$LETAN_HOME`; the content's store stands in the one of the process.
        site_file: The hall; None = the sample centre.
        pack: Folder of the software's content; None = the one that ships.
        hosts: Names under which the pages may be opened.
        clock: The moment.
        routers: Of the pages that need the robot itself.
        calls: How many staff calls nobody has taken.

    Raises:
        LetanError: If a store cannot be opened, or pack or hall is broken.
    """
    file = site_file or shipped(DEFAULT_SITE)
    site = load_site(file)
    door, accounts = open_door(home, clock)
    answers = RobotAnswers(site, file, pack, clock, Workshop())
    journal = open_journal(home)
    config = StaffConfig(site, tuple(hosts))
    app = create_staff_app(
        config, door, answers, journal, SpreadsheetFiles(answers), routers, calls
    )
    return StaffPages(app, answers, accounts, journal)
