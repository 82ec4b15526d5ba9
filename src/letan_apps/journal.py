"""The journal of this machine: what the conversation's node and `letan journal` share."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from letan.dialogue.commands import Command
from letan.dialogue.events import Event
from letan.journal.turns import TurnLog
from letan.kernel.faults import Fault, LetanError
from letan.kernel.units import Seconds
from letan.ports.journal import JournalStore, Record
from letan_engines.journal_store.sqlite import DamagedJournalError, SqliteJournal, put_aside

KEEP_DAYS = 90
"""What is older is deleted when the robot starts, and once a day."""
MOST_WAITING = 256
"""Moments whose records may wait for the disk: an hour of conversation."""
_CLOSE_S = 2.0
"""The robot stops within three seconds: what a disk has not taken by then is lost."""
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
    """Writes what the conversation leaves, in a thread of its own.

    A damaged file is put aside, a full or locked disk costs records: the conversation neither
    waits nor stops for it, and the clerk is told by a fault.
    """

    def __init__(
        self,
        home: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        keep_days: int = KEEP_DAYS,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """Prepare; nothing is opened.

        Args:
            home: The state folder.
            clock: Date and time of a record.
            keep_days: How long records stay, >= 1.
            most_waiting: Moments whose records may wait; more are dropped.
        """
        self._home, self._clock, self._keep = home, clock, timedelta(days=keep_days)
        self._most = most_waiting
        self._turns = TurnLog()
        self._waiting: queue.Queue[tuple[Sequence[Record], datetime] | None] = queue.Queue()
        self._store: JournalStore | None = None
        self._next_purge = clock()
        self._report: Callable[[Fault], None] = _forget
        self._clear: Callable[[str], None] = _forget
        self._writer: threading.Thread | None = None
        self._losing = False

    def start(self, report: Callable[[Fault], None], clear: Callable[[str], None]) -> None:
        """Begin to write; nothing happens when it has begun.

        Args:
            report: Told of a fault, from any thread.
            clear: Told the code of a fault that is over, from any thread.
        """
        if self._writer is None:
            self._report, self._clear = report, clear
            self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
            self._writer.start()

    def stop(self) -> None:
        """Write what waits, and the turns that are still open; safe to call twice."""
        if self._writer is None:
            return
        self._put(self._turns.close())
        self._waiting.put(None)
        self._writer.join(_CLOSE_S)
        if self._writer.is_alive():
            _log.warning("the disk does not answer; records are lost")
        self._writer = None

    def watch(self, thing: Event | Command, now: Seconds) -> None:
        """See an event or a command of the conversation at its moment; never waits."""
        self._put(self._turns.see(thing, now))

    def voice_began(self, say_id: int, at: Seconds | None) -> None:
        """Take when the first sound of a speech was heard; None if it had none."""
        self._turns.voice_began(say_id, at)

    def _put(self, records: Sequence[Record]) -> None:
        if not records:
            return
        if self._waiting.qsize() >= self._most:
            self._lose("the disk is too slow")
            return
        self._waiting.put((records, self._clock()))

    def _lose(self, reason: str) -> None:
        self._losing = True
        _log.warning("a record is lost: %s", reason)
        self._report(Fault("JOURNAL-002", {"reason": reason}))

    # In the writer's thread

    def _write(self) -> None:
        self._purge()
        while (item := self._waiting.get()) is not None:
            self._add(*item)
            self._purge()

    def _add(self, records: Sequence[Record], at: datetime) -> None:
        self._try(lambda store: store.add(records, at))

    def _purge(self) -> None:
        now = self._clock()
        if now >= self._next_purge:
            self._next_purge = now + timedelta(days=1)
            self._try(lambda store: store.purge(now - self._keep))

    def _try(self, write: Callable[[JournalStore], object]) -> None:
        """Write; once more into a new file when the old one is damaged."""
        try:
            try:
                write(self._opened())
            except DamagedJournalError as error:
                self._begin_anew(error)
                write(self._opened())
        except LetanError as error:
            self._store = None
            self._lose(error.problem)
        else:
            if self._losing:
                self._losing = False
                self._clear("JOURNAL-002")

    def _opened(self) -> JournalStore:
        if self._store is None:
            self._store = open_journal(self._home)
        return self._store

    def _begin_anew(self, error: LetanError) -> None:
        self._store = None
        kept = put_aside(journal_path(self._home), self._clock())
        _log.warning("the journal is damaged (%s); it is kept as %s", error.problem, kept)
        self._report(Fault("JOURNAL-001", {"kept_as": kept.name}))


def _forget(_: object) -> None:
    """Nobody listens yet."""
