"""The journal in one SQLite file of the robot's state folder."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.ports.journal import (
    FeedbackRecord,
    KeptFeedback,
    KeptQuestion,
    KeptTurn,
    Outcome,
    Purged,
    QuestionRecord,
    RatingRecord,
    Record,
    TurnRecord,
)

_SCHEMA = """
create table if not exists turn (
  at real not null, turn_id text, outcome text, source text, intent text, facet text,
  probability real, staff integer, heard_s real, replied_s real, spoke_s real, done_s real,
  cut integer, language text not null default ''
);
create index if not exists turn_at on turn (at);
create table if not exists question (
  id integer primary key, grp text not null unique, text text, intent text, referred integer
);
create table if not exists asking (at real not null, question integer not null);
create index if not exists asking_at on asking (at);
create table if not exists feedback (
  id integer primary key, at real not null, kind text, text text
);
create table if not exists rating (at real not null, stars integer);
"""
_INSERT_TURN = "insert into turn values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_VERSION = 2
_FROM_1 = "alter table turn add column language text not null default ''"


_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


class DamagedJournalError(LetanError):
    """The file is no journal any more; what is in it can only be put aside."""


class SqliteJournal:
    """A `JournalStore` in a file; every call opens it anew, so that processes may share it.

    The folder and the file are for their owner alone (0700, 0600).
    """

    def __init__(self, path: Path) -> None:
        """Make the file where it is missing.

        Raises:
            DamagedJournalError: If the file is damaged, or no journal.
            LetanError: If it cannot be made, or is a journal of another version.
        """
        self._path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            _close_to_others(path.parent, 0o700)
            _close_to_others(path, 0o600)
        except OSError as error:
            raise self._trouble(error) from None
        with self._connect() as database:
            version = database.execute("pragma user_version").fetchone()[0]
            if version not in (0, 1, _VERSION):
                raise LetanError(
                    str(path), f"is a journal of version {version}", "Update letan, or move it away"
                )
            database.execute("pragma journal_mode=wal")
            if version == 1:
                _add_language(database)
            database.executescript(_SCHEMA)
            database.execute(f"pragma user_version={_VERSION}")

    def add(self, records: Sequence[Record], at: datetime) -> None:
        """Keep records of one moment, all or none."""
        moment = at.timestamp()
        with self._connect() as database:
            for record in records:
                _insert(database, record, moment)

    def turns(self, since: datetime, limit: int) -> list[KeptTurn]:
        """Return the newest turns, newest first."""
        with self._connect() as database:
            rows = database.execute(
                "select * from turn where at >= ? order by at desc, rowid desc limit ?",
                (since.timestamp(), limit),
            ).fetchall()
        return [_kept_turn(row) for row in rows]

    def questions(self, since: datetime) -> list[KeptQuestion]:
        """Return the groups of unanswered questions asked since then, most frequent first."""
        with self._connect() as database:
            rows = database.execute(
                "select id, text, count(*), min(at), max(at), intent, referred from question "
                "join asking on asking.question = question.id where at >= ? "
                "group by id order by count(*) desc, max(at) desc, id",
                (since.timestamp(),),
            ).fetchall()
        return [
            KeptQuestion(
                row[0], row[1], row[2], _moment(row[3]), _moment(row[4]), row[5], bool(row[6])
            )
            for row in rows
        ]

    def feedback(self, since: datetime) -> list[KeptFeedback]:
        """Return what was passed on, newest first."""
        with self._connect() as database:
            rows = database.execute(
                "select id, at, kind, text from feedback where at >= ? order by at desc, id desc",
                (since.timestamp(),),
            ).fetchall()
        return [KeptFeedback(row[0], _moment(row[1]), row[2], row[3]) for row in rows]

    def ratings(self, since: datetime) -> list[int]:
        """Return the stars given."""
        with self._connect() as database:
            rows = database.execute(
                "select stars from rating where at >= ? order by at", (since.timestamp(),)
            ).fetchall()
        return [row[0] for row in rows]

    def delete(self, questions: Sequence[int], feedback: Sequence[int]) -> Purged:
        """Delete groups of questions and feedback by id; their place in the file is overwritten."""
        with self._connect() as database:
            gone = 0
            for number in questions:
                database.execute("delete from asking where question = ?", (number,))
                gone += database.execute("delete from question where id = ?", (number,)).rowcount
            passed = sum(
                database.execute("delete from feedback where id = ?", (number,)).rowcount
                for number in feedback
            )
        return Purged(questions=gone, feedback=passed)

    def purge(self, before: datetime) -> Purged:
        """Delete everything older."""
        moment = (before.timestamp(),)
        with self._connect() as database:
            turns = database.execute("delete from turn where at < ?", moment).rowcount
            database.execute("delete from asking where at < ?", moment)
            questions = database.execute(
                "delete from question where id not in (select question from asking)"
            ).rowcount
            feedback = database.execute("delete from feedback where at < ?", moment).rowcount
            ratings = database.execute("delete from rating where at < ?", moment).rowcount
        return Purged(turns, questions, feedback, ratings)

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        try:
            database = sqlite3.connect(self._path, timeout=5.0)
        except sqlite3.Error as error:
            raise self._trouble(error) from None
        try:
            database.execute("pragma secure_delete=on")
            with database:
                yield database
        except sqlite3.Error as error:
            raise self._trouble(error) from None
        finally:
            database.close()

    def _trouble(self, error: Exception) -> LetanError:
        if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
            return DamagedJournalError(str(self._path), str(error), "Move it away")
        return LetanError(str(self._path), str(error), "Check the disk and the file's permissions")


def put_aside(path: Path, moment: datetime) -> Path:
    """Rename a damaged journal, so that a new one can be begun; nothing is deleted.

    Returns:
        Its new name, with the moment.

    Raises:
        LetanError: If it cannot be renamed.
    """
    name = f"{path.name}.damaged-{moment:%Y%m%dT%H%M%S%f}"
    try:
        for side in ("-wal", "-shm"):  # they belong to the old file and would spoil the new one
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + side).rename(path.with_name(name + side))
        return path.rename(path.with_name(name))
    except OSError as error:
        raise LetanError(str(path), str(error), "Check the disk and its permissions") from None


def _close_to_others(path: Path, mode: int) -> None:
    """Take rights away that a copy or an older version left; another owner's stay as they are."""
    if path.stat().st_mode & 0o077:
        with contextlib.suppress(PermissionError):
            path.chmod(mode)


def _insert(database: sqlite3.Connection, record: Record, moment: float) -> None:
    match record:
        case TurnRecord():
            values = [
                value.value if isinstance(value, Outcome) else value for value in astuple(record)
            ]
            database.execute(_INSERT_TURN, (moment, *values))
        case QuestionRecord(text, group, intent, referred):
            database.execute(
                "insert into question (grp, text, intent, referred) values (?, ?, ?, ?) "
                "on conflict (grp) do nothing",
                (group, text, intent, referred),
            )
            database.execute(
                "insert into asking select ?, id from question where grp = ?", (moment, group)
            )
        case FeedbackRecord(kind, text):
            database.execute(
                "insert into feedback (at, kind, text) values (?, ?, ?)", (moment, kind, text)
            )
        case RatingRecord(stars):
            database.execute("insert into rating values (?, ?)", (moment, stars))


def _add_language(database: sqlite3.Connection) -> None:
    """Bring a journal of version 1 up to date; another process may have been faster."""
    database.execute("begin immediate")
    if database.execute("pragma user_version").fetchone()[0] == 1:
        database.execute(_FROM_1)
        database.execute(f"pragma user_version={_VERSION}")
    database.execute("commit")


def _kept_turn(row: Sequence[object]) -> KeptTurn:
    names = [field.name for field in fields(TurnRecord)]
    values = dict(zip(names, row[1:], strict=True))
    values["outcome"] = Outcome(values["outcome"])
    for flag in ("staff", "cut"):
        values[flag] = bool(values[flag])
    return KeptTurn(_moment(row[0]), TurnRecord(**values))  # type: ignore[arg-type]  # columns are typed by the schema


def _moment(stamp: object) -> datetime:
    return datetime.fromtimestamp(float(str(stamp)), UTC)
