"""The journal of this machine: what the conversation's node and `letan journal` share."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from letan.dialogue.commands import Command
from letan.dialogue.events import Event
from letan.journal.turns import TurnLog
from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan.ports.journal import JournalStore
from letan_engines.journal_store.sqlite import SqliteJournal

KEEP_DAYS = 90
"""What is older is deleted when the robot starts, and once a day."""
_log = logging.getLogger("letan.journal")


def journal_path(home: Path) -> Path:
    """Return the journal's file within the state folder."""
    return home / "journal" / "journal.sqlite"


def open_journal(home: Path) -> SqliteJournal:
    """Open the journal of a state folder.

    Raises:
        LetanError: If it cannot be opened.
    """
    return SqliteJournal(journal_path(home))


class JournalKeeper:
    """Writes what the conversation leaves; a full disk costs records, never the conversation."""

    def __init__(
        self,
        store: JournalStore,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        keep_days: int = KEEP_DAYS,
    ) -> None:
        """Delete what is too old, and begin.

        Args:
            store: Where records go.
            clock: Date and time of a record.
            keep_days: How long records stay, >= 1.
        """
        self._store, self._clock, self._keep = store, clock, timedelta(days=keep_days)
        self._turns = TurnLog()
        self._next_purge = clock()
        self._purge()

    def watch(self, thing: Event | Command, now: Seconds) -> None:
        """See an event or a command of the conversation at its moment."""
        records = self._turns.see(thing, now)
        if not records:
            return
        try:
            self._store.add(records, self._clock())
        except LetanError as error:
            _log.warning("a record is lost: %s", error.problem)
        self._purge()

    def _purge(self) -> None:
        now = self._clock()
        if now < self._next_purge:
            return
        self._next_purge = now + timedelta(days=1)
        try:
            self._store.purge(now - self._keep)
        except LetanError as error:
            _log.warning("old records are not deleted: %s", error.problem)
