"""What the clerks' pages need of the robot: data and ports that letan_apps fulfils."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeAlias

from letan.faq.content.checks import Problem
from letan.faq.content.overlay import Conflict
from letan.faq.content.parts import Documents
from letan.faq.quality.golden import GoldenFailure
from letan.faq.reply import Reply
from letan.kernel.units import Probability
from letan.ports.content_store import Author, ContentStore, PartEdit
from letan.site.site import Site

Content: TypeAlias = Literal["running", "next", "drafts"]
"""What the robot answers from now, what it would after publishing, and that with the drafts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a question may mean, and the phrasing of it that came nearest."""

    entry: str
    title: str
    probability: Probability
    phrasing: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A question that was tried.

    Attributes:
        question: As it was asked, damaged or not.
        damage: Name of the damage (`letan.faq.quality.corruption`), "" for none.
        reply: What the robot would say and show.
        candidates: The likeliest entries, best first.
        facet: The side of the entry that the words ask for, "".
        words: The words as they were compared.
        foreign: Probability that it is nothing the robot answers.
        answer_at: Probability from which it answers.
        ask_at: Probability from which it asks back.
    """

    question: str
    damage: str
    reply: Reply
    candidates: tuple[Candidate, ...]
    facet: str
    words: str
    foreign: Probability
    answer_at: Probability
    ask_at: Probability


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands in the way of publishing; nothing if all are empty.

    Attributes:
        problems: What the checker finds in the edits.
        conflicts: Parts that both a clerk and the new software changed.
        failures: Golden questions that the new content no longer answers.
        asked: How many golden questions were asked.
        release: Id of what would be published.
    """

    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    failures: tuple[GoldenFailure, ...] = ()
    asked: int = 0
    release: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.problems or self.conflicts or self.failures)


@dataclass(frozen=True, slots=True)
class Moved:
    """What publishing or rolling back did: the release that runs now, and the one before."""

    release: str
    before: str


class Answers(Protocol):
    """The content of this robot. A call may take seconds: never in the server's own thread.

    Each method raises LetanError when the store or a release cannot be read or written.
    """

    @property
    def store(self) -> ContentStore:
        """Edits, releases, history."""
        ...

    @property
    def pack(self) -> Documents:
        """The software's content."""
        ...

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """Id and title of every place of the hall that an entry may name."""
        ...

    def current(self) -> str:
        """Return the id of the running release, "" where none was published."""
        ...

    def content(self, name: Content) -> Documents:
        """Return a content."""
        ...

    def release(self, release: str) -> Documents:
        """Return the content of a release."""
        ...

    @property
    def hall_file(self) -> Site:
        """The hall as its file describes it."""
        ...

    def hall(self, name: Content) -> Site:
        """Return the hall as a content describes it."""
        ...

    def malformed(self, edit: PartEdit) -> str:
        """Return why a value is none that the content's schema takes; "" = it is."""
        ...

    def refused(self, edits: Sequence[PartEdit]) -> tuple[Problem, ...]:
        """Return what the checker would find if these edits were stored, and does not now."""
        ...

    def try_question(
        self, text: str, damages: Sequence[str], content: Content
    ) -> tuple[Tried, ...]:
        """Ask a question, once for each damage ("" = none), the same chance every time."""
        ...

    def gate(self) -> Gate:
        """Find what stands in the way of publishing."""
        ...

    def publish(self, author: Author, conflicts: Literal["refuse", "keep", "take"]) -> Moved:
        """Make the next content the running one.

        Raises:
            LetanError: If a step refuses.
        """
        ...

    def roll_back(self, author: Author, to: str) -> Moved:
        """Go back to a release; "" = the one before."""
        ...

    def today(self) -> date:
        """Return the day at the centre."""
        ...
