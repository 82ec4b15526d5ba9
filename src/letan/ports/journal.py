"""What is kept of conversations, and where: nothing that names a person, no transcript."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, TypeAlias

from letan.kernel.units import Probability, Seconds


class Outcome(Enum):
    """What became of a turn."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    REFERRED = "referred"
    OBEYED = "obeyed"
    NOT_UNDERSTOOD = "not_understood"
    NO_ANSWER = "no_answer"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn. Times are seconds after its first word or touch; None where there was none.

    Attributes:
        turn_id: Of the turn.
        outcome: What became of it.
        source: microphone, typed, touch, camera (a code that was shown), file.
        intent: What was asked for, "" if not understood.
        facet: The side that was asked for.
        probability: Of the intent.
        staff: An officer was called.
        heard_s: The words were final.
        replied_s: The answer was chosen.
        spoke_s: The voice began.
        done_s: The voice ended.
        cut: The voice was interrupted.
        language: Of the answer, "vi" or "en"; "" where there was none.
    """

    turn_id: str
    outcome: Outcome
    source: str
    intent: str = ""
    facet: str = ""
    probability: Probability = 0.0
    staff: bool = False
    heard_s: Seconds | None = None
    replied_s: Seconds | None = None
    spoke_s: Seconds | None = None
    done_s: Seconds | None = None
    cut: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question that was not answered, redacted.

    Attributes:
        text: Without what names a person.
        group: Equal for questions in the same words, whatever their politeness.
        intent: The likeliest one, "" if none came near.
        referred: The robot knew who serves it.
    """

    text: str
    group: str
    intent: str = ""
    referred: bool = False


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """What a visitor wanted passed on, redacted; `kind` is praise, complaint or suggestion."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """How many stars a visitor gave, 1..5."""

    stars: int


Record: TypeAlias = TurnRecord | QuestionRecord | FeedbackRecord | RatingRecord


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn, and when it was."""

    at: datetime
    turn: TurnRecord


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A group of unanswered questions: how often, first and last, one of its texts."""

    id: int
    text: str
    count: int
    first: datetime
    last: datetime
    intent: str = ""
    referred: bool = False


@dataclass(frozen=True, slots=True)
class KeptFeedback:
    """Something passed on."""

    id: int
    at: datetime
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    turns: int = 0
    questions: int = 0
    feedback: int = 0
    ratings: int = 0


class JournalStore(Protocol):
    """Keeps records for a time."""

    def add(self, records: Sequence[Record], at: datetime) -> None:
        """Keep records of one moment.

        Raises:
            LetanError: If they cannot be kept; what was kept before is whole.
        """
        ...

    def turns(self, since: datetime, limit: int) -> list[KeptTurn]:
        """Return the newest turns, newest first."""
        ...

    def questions(self, since: datetime) -> list[KeptQuestion]:
        """Return the groups of unanswered questions asked since then, most frequent first."""
        ...

    def feedback(self, since: datetime) -> list[KeptFeedback]:
        """Return what was passed on, newest first."""
        ...

    def ratings(self, since: datetime) -> list[int]:
        """Return the stars given."""
        ...

    def delete(self, questions: Sequence[int], feedback: Sequence[int]) -> Purged:
        """Delete groups of questions and feedback by id."""
        ...

    def purge(self, before: datetime) -> Purged:
        """Delete everything older."""
        ...
