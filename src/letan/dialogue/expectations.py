"""What the robot has asked or offered, so that "yes" and "the second one" mean something."""

from dataclasses import dataclass
from typing import TypeAlias

from letan.faq.reply import Candidate, Reply


@dataclass(frozen=True, slots=True)
class LeadOffer:
    """The robot has offered to lead; yes or no is expected.

    Attributes:
        place: Where to.
        cases: Cases of the answer that the visitor may name instead.
    """

    place: str
    cases: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadWhere:
    """The robot has asked where to lead; it leads to the counter of the next answer."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The robot has asked which one; a name, a number or a touch is expected.

    Attributes:
        candidates: Those offered, in order.
        more: Those that are offered when it is none of them.
        facet: The side of it that was asked for meanwhile, "" for none.
    """

    candidates: tuple[Candidate, ...]
    more: tuple[Candidate, ...] = ()
    facet: str = ""


@dataclass(frozen=True, slots=True)
class WhichCase:
    """The robot has asked which case it is, before it says `otherwise`, the answer to no case."""

    cases: tuple[Candidate, ...]
    otherwise: Reply


@dataclass(frozen=True, slots=True)
class WhichProcedure:
    """A side was asked for without saying of what; the next answer gives that side of it."""

    facet: str


@dataclass(frozen=True, slots=True)
class NextPart:
    """The robot explains part by part and waits for "go on"."""


@dataclass(frozen=True, slots=True)
class StaffOffer:
    """The robot has offered to call an officer."""


@dataclass(frozen=True, slots=True)
class TicketOffer:
    """The robot has offered a queue number; `place` is the counter, "" while not known."""

    place: str


@dataclass(frozen=True, slots=True)
class TicketFor:
    """The next answer's counter gets the queue number."""


@dataclass(frozen=True, slots=True)
class FeedbackOffer:
    """The robot has offered to pass something on: `said`, or what comes next where that is ""."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The next utterance is what shall be passed on."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating from one to five may come."""


@dataclass(frozen=True, slots=True)
class AnythingElse:
    """The robot has asked whether there is more."""


Expectation: TypeAlias = (
    LeadOffer
    | LeadWhere
    | Choices
    | WhichCase
    | WhichProcedure
    | NextPart
    | StaffOffer
    | TicketOffer
    | TicketFor
    | FeedbackOffer
    | Feedback
    | Rating
    | AnythingElse
    | None
)
