"""The journal in one SQLite file of the robot's state folder."""

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
  cut integer
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
_INSERT_TURN = "insert into turn values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_VERSION = 1


class SqliteJournal:
    """A `JournalStore` in a file; every call opens it anew, so that processes may share it."""

    def __init__(self, path: Path) -> None:
        """Make the file where it is missing.

        Raises:
            LetanError: If it cannot be made, or is no journal of this version.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._trouble(error) from None
        with self._connect() as database:
            version = database.execute("pragma user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise LetanError(
                    str(path), f"is a journal of version {version}", "Update letan, or move it away"
                )
            database.execute("pragma journal_mode=wal")
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
        return LetanError(str(self._path), str(error), "Check the disk and the file's permissions")


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


def _kept_turn(row: Sequence[object]) -> KeptTurn:
    names = [field.name for field in fields(TurnRecord)]
    values = dict(zip(names, row[1:], strict=True))
    values["outcome"] = Outcome(values["outcome"])
    for flag in ("staff", "cut"):
        values[flag] = bool(values[flag])
    return KeptTurn(_moment(row[0]), TurnRecord(**values))  # type: ignore[arg-type]  # columns are typed by the schema


def _moment(stamp: object) -> datetime:
    return datetime.fromtimestamp(float(str(stamp)), UTC)
