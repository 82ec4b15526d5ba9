"""Everything that is true of SQLite alone: how it is opened, and what its errors mean."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from letan.kernel.faults import LetanError

BUSY_TIMEOUT_S = 5.0
"""How long a transaction waits for another process's."""

WRITES = "letan_writes"
"""Execution option: the transaction will write, and takes the lock when it begins.

A transaction that reads first and writes later fails with "database is locked" at once, whatever
the time-out, when somebody else wrote in between.
"""


def open_sqlite(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """Return an engine on a file, made when it is missing: WAL, foreign keys, our own BEGIN."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": busy_timeout_s})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # no BEGIN but ours
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def explained(path: Path, error: DBAPIError) -> LetanError:
    """Return what an error of the database means to the person at the desk."""
    message = str(error.orig)
    place = str(path)
    if "locked" in message:
        return LetanError(
            place, "another program is writing to the store", "Wait a moment and try again"
        )
    if "full" in message or "disk I/O" in message:
        return LetanError(
            place, f"cannot be written ({message}); nothing was changed", "Make room on the disk"
        )
    if "readonly" in message or "unable to open" in message:
        return LetanError(
            place, f"cannot be opened ({message})", "Check the permissions of LETAN_HOME"
        )
    if "not a database" in message or "malformed" in message:
        return LetanError(
            place, "is no whole database", "Put back a copy of it, or move it away to begin anew"
        )
    return LetanError(place, f"does not answer ({message})", "Run letan doctor")
