"""What happens to the conversation."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from letan.attention.codes import ShownCode
from letan.faq.reply import Reply
from letan.guide.lead import Outcome
from letan.guide.remarks import Remark
from letan.hearing.utterance import Utterance
from letan.ports.tickets import Ticket


class TouchKind(Enum):
    """What was touched on the visitor's page; values are those of letan_msgs/Touch.

    ASK and CHOOSE carry an intent id. A command's id ("lenh.dong_y") is a button for that command;
    "INTENT#CASE" is one case of an answer.
    """

    WAKE = 0
    ASK = 1
    CHOOSE = 2
    NONE_OF_THESE = 3
    STOP = 4
    REPEAT = 5
    LEAD = 6
    CALL_STAFF = 7
    LANGUAGE = 8
    FACET = 9
    LEAVE = 10
    RATE = 11
    NEXT = 12
    PREVIOUS = 13


@dataclass(frozen=True, slots=True)
class Appeared:
    """Somebody stands before the robot."""


@dataclass(frozen=True, slots=True)
class Left:
    """The visitor has gone."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The visitor began to speak."""

    turn_id: str


@dataclass(frozen=True, slots=True)
class SpeechDiscarded:
    """What began was not speech for the robot."""

    turn_id: str


@dataclass(frozen=True, slots=True)
class Spotted:
    """A command word was heard while the visitor still speaks."""

    turn_id: str
    intent: str


@dataclass(frozen=True, slots=True)
class BargedIn:
    """Hearing is sure that the visitor speaks to the robot over its voice: the voice gives way.

    Ears without an echo canceller cannot be sure and do not send it; for them the words so far
    (`PartlyHeard`) are judged.
    """

    turn_id: str


@dataclass(frozen=True, slots=True)
class PartlyHeard:
    """The words so far of somebody who is still speaking."""

    turn_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A final utterance, spoken or typed; its text may be empty."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Replied:
    """The faq faculty's answer to an `Ask`."""

    turn_id: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Touched:
    """The visitor touched the page."""

    kind: TouchKind
    value: str = ""
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class SayFinished:
    """What was said to the end, or stopped before `next_word`."""

    say_id: int
    completed: bool
    next_word: int = 0


@dataclass(frozen=True, slots=True)
class FollowerLagging:
    """The led visitor has fallen behind and the robot waits for him."""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The guide has something to say while it leads: a turn, the distance left, may we pass."""

    remark: Remark


@dataclass(frozen=True, slots=True)
class LeadFinished:
    """Leading ended."""

    outcome: Outcome
    place: str


@dataclass(frozen=True, slots=True)
class TicketIssued:
    """What the ticket machine printed for an `IssueTicket`; None: it could not."""

    turn_id: str
    ticket: Ticket | None


@dataclass(frozen=True, slots=True)
class StaffAnswered:
    """An officer has said that he comes."""


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code is held before the camera; `letan.attention.codes` has judged it."""

    code: ShownCode
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing but time; sent at the moment that the last `wake_at` named."""


Event: TypeAlias = (
    Appeared
    | Left
    | SpeechStarted
    | SpeechDiscarded
    | Spotted
    | BargedIn
    | PartlyHeard
    | Heard
    | Replied
    | Touched
    | SayFinished
    | FollowerLagging
    | OnTheWay
    | LeadFinished
    | TicketIssued
    | StaffAnswered
    | CodeShown
    | Tick
)
