"""What the core and the pages need of the store of clerks' edits: data and the port."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from letan.kernel.canonical import Json, short_hash


class EditState(Enum):
    """Where an edit stands."""

    DRAFT = "draft"
    """Written, not to be published yet."""
    READY = "ready"
    """Part of the next release."""
    WITHDRAWN = "withdrawn"
    """Taken back, or replaced by a newer edit of the same part; kept as history."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, when and why.

    Attributes:
        who: Name as the clerk signs.
        when: With a time zone.
        reason: One line; may be "".
    """

    who: str
    when: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PartEdit:
    """A new value for one part of one entry.

    Attributes:
        entry: Id of the entry, or "@words", "@out_of_scope", "@catalogue" for the other files.
        part: "fee", "phrasings", ...: see `letan.faq.content.parts`; "" = the whole entry.
        value: The part as it stands in a file of the pack; None = the part is removed.
        base: The software's value that the clerk saw; None = the software had none.
        topic: Of a new entry: the topic it goes to, "" otherwise.
    """

    entry: str
    part: str
    value: Json
    base: Json = None
    topic: str = ""

    @property
    def base_hash(self) -> str:
        """Hash of the software's value, "" where there was none."""
        return "" if self.base is None else short_hash(self.base)


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit in the store; `id` counts up and is never used again."""

    id: int
    edit: PartEdit
    state: EditState
    author: Author


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release that was built.

    Attributes:
        id: Hash of the content.
        pack: Id of the software's pack that it was made from.
        author: Who published it first.
    """

    id: str
    pack: str
    author: Author


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history.

    Attributes:
        action: "edit", "draft", "ready", "withdraw", "publish", "rollback" or "recovered".
        object: What it was done to: an entry with its part, or a release.
        author: Who, when, why.
        before: The release that ran before, for publish and rollback.
    """

    action: str
    object: str
    author: Author
    before: str = ""


class ContentStore(Protocol):
    """Edits, releases and history. Every call is one transaction; any process may call.

    Each method raises LetanError when the store is locked, full, damaged or of a newer version;
    what was stored before is then unchanged.
    """

    def edits(self, state: EditState = EditState.READY) -> tuple[StoredEdit, ...]:
        """Return the edits in a state, oldest first; READY and DRAFT hold one a part at most."""

    def add(self, edits: Sequence[PartEdit], author: Author, *, draft: bool = False) -> None:
        """Store edits, all or none; each replaces the one of the same part and state."""

    def add_over(
        self, edit: PartEdit, author: Author, seen: int, *, draft: bool = False
    ) -> StoredEdit:
        """Store one edit if nobody else was faster.

        Args:
            edit: What to store.
            author: Who, when, why.
            seen: Id of the edit that the author saw for this part and state, 0 = none.
            draft: Store it as a draft.

        Raises:
            LetanError: If another edit came in between; it names who wrote it.
        """

    def make_ready(self, ids: Sequence[int], author: Author) -> None:
        """Turn drafts into parts of the next release, all or none."""

    def withdraw(self, ids: Sequence[int], author: Author) -> None:
        """Take edits back, all or none."""

    def releases(self) -> tuple[ReleaseRecord, ...]:
        """Return the releases that were built, newest first."""

    def history(self, count: int = 100) -> tuple[Event, ...]:
        """Return the last events, newest first."""
