"""What the conversation wants done. Whoever carries a command out reports back by an event."""

import math
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from letan.faq.reply import Card
from letan.hearing.utterance import Utterance
from letan.kernel.units import Language, MetresPerSecond, Ratio


class StaffReason(Enum):
    """Why an officer is called; values are those of letan_msgs/StaffCall."""

    ASKED = 0
    UNSURE = 1
    EMERGENCY_MEDICAL = 2
    EMERGENCY_FIRE = 3
    LOST_PROPERTY = 4
    ROBOT_TROUBLE = 5
    DANGER = 6

    @property
    def urgent(self) -> bool:
        """Whether lives may be at stake: it rings until somebody comes."""
        return self in (
            StaffReason.EMERGENCY_MEDICAL,
            StaffReason.EMERGENCY_FIRE,
            StaffReason.DANGER,
        )


class FeedbackKind(Enum):
    """What a visitor wants passed on."""

    PRAISE = "praise"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class Face(Enum):
    """What the screen's face shows."""

    IDLE = "idle"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    POINTING = "pointing"
    WORRIED = "worried"


@dataclass(frozen=True, slots=True)
class Ask:
    """Let the faq faculty answer; answered by Replied with the utterance's `turn_id`.

    An utterance with source TOUCH and one phrase score asks for that intent and facet itself.
    """

    utterance: Utterance
    context_intent: str
    language: Language


@dataclass(frozen=True, slots=True)
class Say:
    """Speak `text` as written (the voice normalises it); answered by SayFinished with `say_id`."""

    say_id: int
    text: str
    language: Language
    turn_id: str = ""
    rate: Ratio = 1.0
    volume: Ratio = 0.7
    from_word: int = 0


@dataclass(frozen=True, slots=True)
class StopSaying:
    """Silence the voice at once."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show a card."""

    card: Card
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class ClearScreen:
    """Back to the idle page; nothing of the visitor stays."""


@dataclass(frozen=True, slots=True)
class SetFace:
    """Change the face."""

    face: Face


@dataclass(frozen=True, slots=True)
class Gesture:
    """Perform a named gesture; `place` is what `point` points at."""

    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Lead the visitor to a place; answered by LeadFinished.

    Attributes:
        place: Where to; the place that is led to already changes the speed only.
        turn_id: Of the turn that led to it.
        slow: The speed that he has asked for, at most; infinite where he has not.
    """

    place: str
    turn_id: str = ""
    slow: MetresPerSecond = math.inf


@dataclass(frozen=True, slots=True)
class StopLeading:
    """Stand still; answered by LeadFinished."""


@dataclass(frozen=True, slots=True)
class ReturnToBase:
    """Drive back alone."""


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Ask an officer to come to the robot."""

    reason: StaffReason
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class CallOffStaff:
    """The officer who was called last for that reason need not come."""

    reason: StaffReason
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """Print a queue number for a counter; answered by TicketIssued with `turn_id`."""

    place: str
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class KeepQuestion:
    """Keep a question that was not answered; whoever keeps it takes out what names a person.

    Attributes:
        text: The words as heard.
        turn_id: Of the question.
        intent: The likeliest one, "" if none came near.
        referred: The robot knew who serves it (it was no failure).
    """

    text: str
    turn_id: str
    intent: str = ""
    referred: bool = False


@dataclass(frozen=True, slots=True)
class KeepFeedback:
    """Pass a visitor's praise or complaint on; kept like a question."""

    kind: FeedbackKind
    text: str
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class KeepRating:
    """The visitor rates the service."""

    stars: int
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class ReportFault:
    """Tell the operator of a fault of the fault table."""

    code: str
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class Disregard:
    """What was said is not meant for the robot: nobody answers, shows or keeps it."""

    turn_id: str


@dataclass(frozen=True, slots=True)
class EndSession:
    """The conversation is over: everybody forgets it."""


Command: TypeAlias = (
    Ask
    | Say
    | StopSaying
    | Show
    | ClearScreen
    | SetFace
    | Gesture
    | Lead
    | StopLeading
    | ReturnToBase
    | CallStaff
    | CallOffStaff
    | IssueTicket
    | KeepQuestion
    | KeepFeedback
    | KeepRating
    | ReportFault
    | Disregard
    | EndSession
)
