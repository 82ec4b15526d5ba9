"""`letan.ports.content_store.ContentStore` on a database, and the log of pointer moves."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import DBAPIError

from letan.kernel.canonical import Json, canonical_json
from letan.kernel.faults import LetanError
from letan.ports.content_store import (
    Author,
    EditState,
    Event,
    PartEdit,
    ReleaseRecord,
    StoredEdit,
)
from letan_engines.content_store.tables import EDITS, HISTORY, MOVES, RELEASES
from letan_engines.database.schema import Migrations
from letan_engines.database.sqlite import BUSY_TIMEOUT_S, explained, open_sqlite
from letan_engines.database.store import DatabaseStore

FILE_NAME = "content.db"
"""In `$LETAN_HOME`."""

MIGRATIONS = Migrations(Path(__file__).parent / "migrations", head="0001")
"""Of the store's tables."""


def open_store(home: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> "ContentDatabase":
    """Open the store of a robot, made or brought up to date when needed.

    Raises:
        LetanError: If it is locked, damaged, of a newer version, or cannot be written.
    """
    path = home / FILE_NAME
    try:
        engine = open_sqlite(path, busy_timeout_s)
    except OSError as error:
        raise LetanError(
            str(path), f"cannot be made ({error.strerror})", "Set LETAN_HOME to a folder of yours"
        ) from None
    return ContentDatabase(engine, str(path), lambda error: explained(path, error))


class ContentDatabase(DatabaseStore):
    """The store; each call is one transaction, safe among threads and processes."""

    def __init__(
        self, engine: Engine, place: str, explain: Callable[[DBAPIError], LetanError]
    ) -> None:
        """Bring the tables up to date; arguments and errors as `DatabaseStore`."""
        super().__init__(engine, place, explain, MIGRATIONS)

    def edits(self, state: EditState = EditState.READY) -> tuple[StoredEdit, ...]:
        """Return the edits in a state, oldest first."""
        query = select(EDITS).where(EDITS.c.state == state.value).order_by(EDITS.c.id)
        with self._transaction() as connection:
            return tuple(_edit(row) for row in connection.execute(query))

    def add(self, edits: Sequence[PartEdit], author: Author, *, draft: bool = False) -> None:
        """Store edits, all or none; each replaces the one of the same part and state."""
        with self._transaction(writes=True) as connection:
            for edit in edits:
                self._add(connection, edit, author, draft)

    def add_over(
        self, edit: PartEdit, author: Author, seen: int, *, draft: bool = False
    ) -> StoredEdit:
        """Store one edit if nobody else was faster."""
        with self._transaction(writes=True) as connection:
            newest = self._at(connection, edit.entry, edit.part, _state(draft))
            if (newest.id if newest else 0) != seen:
                who = newest.author.who if newest else "somebody who took it back"
                raise LetanError(
                    f"{edit.entry}, {edit.part}",
                    f"was changed by {who} in the meantime",
                    "Look at the new text, then save again",
                )
            return self._add(connection, edit, author, draft)

    def make_ready(self, ids: Sequence[int], author: Author) -> None:
        """Turn drafts into parts of the next release, all or none."""
        with self._transaction(writes=True) as connection:
            for number in ids:
                draft = self._found(connection, number, EditState.DRAFT)
                self._retire(connection, draft.edit, EditState.READY)
                self._set_state(connection, number, EditState.READY)
                _log(connection, "ready", _name(draft.edit), author)

    def withdraw(self, ids: Sequence[int], author: Author) -> None:
        """Take edits back, all or none."""
        with self._transaction(writes=True) as connection:
            for number in ids:
                edit = self._found(connection, number, EditState.READY, EditState.DRAFT)
                self._set_state(connection, number, EditState.WITHDRAWN)
                _log(connection, "withdraw", _name(edit.edit), author)

    def releases(self) -> tuple[ReleaseRecord, ...]:
        """Return the releases that were built, newest first."""
        query = select(RELEASES).order_by(RELEASES.c.at.desc(), RELEASES.c.id)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(ReleaseRecord(row.id, row.pack, _author(row)) for row in rows)

    def history(self, count: int = 100) -> tuple[Event, ...]:
        """Return the last events, newest first."""
        query = select(HISTORY).order_by(HISTORY.c.id.desc()).limit(count)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(Event(row.action, row.object, _author(row), row.before) for row in rows)

    def add_release(self, record: ReleaseRecord) -> None:
        """Note a release that stands in its folder; nothing if it is noted already."""
        with self._transaction(writes=True) as connection:
            self._add_release(connection, record)

    def begin_move(self, action: str, release: str, before: str, author: Author) -> int:
        """Note that the pointer is about to be moved; return the move's number."""
        values = {"action": action, "release": release, "before": before, "is_done": 0}
        with self._transaction(writes=True) as connection:
            made = connection.execute(insert(MOVES).values({**values, **_columns(author)}))
            return int(cast(tuple[Any, ...], made.inserted_primary_key)[0])

    def end_move(self, number: int) -> None:
        """Note that the pointer was moved."""
        with self._transaction(writes=True) as connection:
            self._end_move(connection, number)

    def settle(self, pointed_at: str | None, now: datetime) -> None:
        """Make the log say what the pointer says, after a power cut between the two.

        Args:
            pointed_at: What the pointer file names, None if there is none.
            now: Moment of this call.
        """
        with self._transaction(writes=True) as connection:
            done = connection.execute(
                select(MOVES).where(MOVES.c.is_done == 1).order_by(MOVES.c.id.desc()).limit(1)
            ).first()
            running = done.release if done else None
            query = select(MOVES).where(MOVES.c.is_done == 0).order_by(MOVES.c.id.desc())
            open_moves = connection.execute(query).all()
            for move in open_moves:
                if move.release == pointed_at and running != pointed_at:
                    self._end_move(connection, move.id)
                    running = pointed_at
                else:
                    connection.execute(MOVES.delete().where(MOVES.c.id == move.id))
            if pointed_at is not None and running != pointed_at:
                self._recover(connection, pointed_at, running or "", Author("letan", now))

    def came_from(self, release: str) -> str | None:
        """Return what ran when this release was last published, None if it never was."""
        query = (
            select(MOVES.c.before)
            .where(MOVES.c.release == release, MOVES.c.action == "publish", MOVES.c.is_done == 1)
            .order_by(MOVES.c.id.desc())
            .limit(1)
        )
        with self._transaction() as connection:
            return connection.execute(query).scalar()

    def _add(
        self, connection: Connection, edit: PartEdit, author: Author, draft: bool
    ) -> StoredEdit:
        state = _state(draft)
        self._retire(connection, edit, state)
        values = {
            "entry": edit.entry,
            "part": edit.part,
            "topic": edit.topic,
            "value": canonical_json(edit.value),
            "base": canonical_json(edit.base),
            "base_hash": edit.base_hash,
            "state": state.value,
            **_columns(author),
        }
        made = connection.execute(insert(EDITS).values(values))
        _log(connection, "draft" if draft else "edit", _name(edit), author)
        number = int(cast(tuple[Any, ...], made.inserted_primary_key)[0])
        return StoredEdit(number, edit, state, author)

    def _retire(self, connection: Connection, edit: PartEdit, state: EditState) -> None:
        old = self._at(connection, edit.entry, edit.part, state)
        if old is not None:
            self._set_state(connection, old.id, EditState.WITHDRAWN)

    @staticmethod
    def _at(connection: Connection, entry: str, part: str, state: EditState) -> StoredEdit | None:
        query = select(EDITS).where(
            EDITS.c.entry == entry, EDITS.c.part == part, EDITS.c.state == state.value
        )
        row = connection.execute(query).first()
        return _edit(row) if row else None

    @staticmethod
    def _found(connection: Connection, number: int, *states: EditState) -> StoredEdit:
        row = connection.execute(select(EDITS).where(EDITS.c.id == number)).first()
        if row is None or EditState(row.state) not in states:
            wanted = " or ".join(state.value for state in states)
            raise LetanError(f"edit {number}", f"is no {wanted} edit", "Load the page again")
        return _edit(row)

    @staticmethod
    def _set_state(connection: Connection, number: int, state: EditState) -> None:
        connection.execute(update(EDITS).where(EDITS.c.id == number).values(state=state.value))

    def _recover(self, connection: Connection, release: str, before: str, author: Author) -> None:
        """Note a release that runs although the log has lost how it came to."""
        self._add_release(connection, ReleaseRecord(release, "", author))
        values = {"action": "recovered", "release": release, "before": before, "is_done": 0}
        made = connection.execute(insert(MOVES).values({**values, **_columns(author)}))
        self._end_move(connection, int(cast(tuple[Any, ...], made.inserted_primary_key)[0]))

    @staticmethod
    def _add_release(connection: Connection, record: ReleaseRecord) -> None:
        if connection.execute(select(RELEASES).where(RELEASES.c.id == record.id)).first():
            return
        values = {"id": record.id, "pack": record.pack, **_columns(record.author)}
        connection.execute(insert(RELEASES).values(values))

    @staticmethod
    def _end_move(connection: Connection, number: int) -> None:
        connection.execute(update(MOVES).where(MOVES.c.id == number).values(is_done=1))
        move = connection.execute(select(MOVES).where(MOVES.c.id == number)).one()
        _log(connection, move.action, move.release, _author(move), move.before)


def _state(draft: bool) -> EditState:
    return EditState.DRAFT if draft else EditState.READY


def _log(connection: Connection, action: str, on: str, author: Author, before: str = "") -> None:
    values = {"action": action, "object": on, "before": before, **_columns(author)}
    connection.execute(insert(HISTORY).values(values))


def _name(edit: PartEdit) -> str:
    return f"{edit.entry}, {edit.part}" if edit.part else edit.entry


def _columns(author: Author) -> dict[str, str]:
    return {"who": author.who, "at": author.when.isoformat(), "reason": author.reason}


def _author(row: Row[Any]) -> Author:
    return Author(row.who, datetime.fromisoformat(row.at), row.reason)


def _edit(row: Row[Any]) -> StoredEdit:
    value, base = (cast(Json, json.loads(text)) for text in (row.value, row.base))
    edit = PartEdit(row.entry, row.part, value, base, row.topic)
    return StoredEdit(row.id, edit, EditState(row.state), _author(row))
