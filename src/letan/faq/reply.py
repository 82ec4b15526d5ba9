"""What the robot answers, and the card that the screen shows with it."""

from dataclasses import dataclass
from enum import Enum

from letan.kernel.units import Language, Probability


class ReplyKind(Enum):
    """The four outcomes of a question; values are those of letan_msgs/Reply."""

    ANSWER = 0
    ASK_BACK = 1
    REFER = 2
    COMMAND = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intent that an utterance may mean; `title` is what a visitor reads on the choice."""

    intent: str
    title: str
    score: Probability


@dataclass(frozen=True, slots=True)
class CardSection:
    """One part of a card: a facet, its heading, one item a line."""

    facet: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardSource:
    """Where a claim comes from; `as_of` is the ISO date on which it was read."""

    title: str
    url: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown beside the spoken words, in one language."""

    intent: str
    title: str
    text: str
    language: Language = "vi"
    sections: tuple[CardSection, ...] = ()
    choices: tuple[Candidate, ...] = ()
    sources: tuple[CardSource, ...] = ()
    valid_until: str = ""
    place: str = ""
    place_title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The decision on one utterance.

    Attributes:
        kind: Answer, ask back, refer to an officer, or a command to the robot itself.
        text: What is spoken; "" for commands that the dialogue words itself.
        card: What is shown.
        intent: None for ASK_BACK and REFER.
        facet: "" or the facet asked for.
        intents: All that were asked for, in the order they were said.
        candidates: Best first.
        probability: That the first candidate is right; 0 where there is none.
        procedure: Portal code of a catalogue hit (kind REFER), "" otherwise.
        place: Id of the place that serves it, "" if none.
        release: Id of the release that answered.
    """

    kind: ReplyKind
    text: str
    card: Card
    intent: str | None = None
    facet: str = ""
    intents: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    probability: Probability = 0.0
    procedure: str = ""
    place: str = ""
    release: str = ""

    @property
    def requests(self) -> tuple[str, ...]:
        """What was asked for, without a greeting or thanks beside it."""
        asked = tuple(intent for intent in self.intents if not intent.startswith("giao_tiep."))
        return asked or self.intents
