"""What a conversation remembers: frozen, wiped when the visitor leaves."""

from dataclasses import dataclass, field
from typing import TypeAlias

from letan.dialogue.address import UNKNOWN, Address
from letan.faq.reply import Candidate, Reply
from letan.hearing.utterance import Utterance
from letan.kernel.units import Language, Ratio, Seconds


@dataclass(frozen=True, slots=True)
class DialogueParams:
    """Patience and abilities. Ranges are checked where parameters are read.

    Attributes:
        can_lead: Whether a guide runs in this profile.
        ask_timeout_s: 0.5..10. An answer that takes longer is apologised for.
        prompt_after_s: 5..60. Silence after which the robot asks once whether there is more.
        end_after_s: 10..300. Further silence after which the conversation ends.
        failures_before_staff: 1..2. Turns not understood before an officer is called.
        say_timeout_s: 5..120. A voice that never reports its end is given up after this.
        lead_timeout_s: 30..900. The same for the guide.
    """

    can_lead: bool = True
    ask_timeout_s: Seconds = 3.0
    prompt_after_s: Seconds = 15.0
    end_after_s: Seconds = 30.0
    failures_before_staff: int = 2
    say_timeout_s: Seconds = 60.0
    lead_timeout_s: Seconds = 300.0


@dataclass(frozen=True, slots=True)
class LeadOffer:
    """The robot has offered to lead; yes or no is expected."""

    place: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The robot has asked which one; a name, a number or a touch is expected."""

    candidates: tuple[Candidate, ...]


Expectation: TypeAlias = LeadOffer | Choices | None


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of the present visitor, and of nobody else.

    Attributes:
        address: How he is addressed.
        language: Of the robot's words.
        rate: Of the voice, 0.5..2.
        volume: Of the voice, 0..1.
        topic: The last answered reply: what "lệ phí?" and "dẫn tôi đi" refer to.
        last_text: What the robot said last, for repeating.
        resume_word: Where it was interrupted; None when it was said to the end.
        failures: Turns in a row that were not understood.
        expects: What an answer "có" or "cái thứ hai" would refer to.
        handled_turn: A turn whose spotted command has been obeyed already.
        prompted: Whether the robot has asked if there is more.
        away: Whether the robot has left its base with this visitor.
    """

    address: Address = UNKNOWN
    language: Language = "vi"
    rate: Ratio = 1.0
    volume: Ratio = 1.0
    topic: Reply | None = None
    last_text: str = ""
    resume_word: int | None = None
    failures: int = 0
    expects: Expectation = None
    handled_turn: str = ""
    prompted: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Idle:
    """Nobody is there."""


@dataclass(frozen=True, slots=True)
class Listening:
    """It is the visitor's turn, since `since`; `turn_id` while he speaks, "" before."""

    since: Seconds
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class Thinking:
    """The faq has been asked."""

    since: Seconds
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Speaking:
    """The robot speaks.

    Attributes:
        since: When it began.
        say_id: Of the `Say` command.
        pending: An utterance said meanwhile, whose reply decides whether the voice stops.
        then_end: The conversation ends when this is said.
    """

    since: Seconds
    say_id: int
    pending: Utterance | None = None
    then_end: bool = False


@dataclass(frozen=True, slots=True)
class Leading:
    """The robot leads the visitor; `pending` as in Speaking."""

    since: Seconds
    place: str
    pending: Utterance | None = None


Phase: TypeAlias = Idle | Listening | Thinking | Speaking | Leading


@dataclass(frozen=True, slots=True)
class Conversation:
    """The whole state. `say_count` numbers the `Say` commands of all conversations."""

    params: DialogueParams = field(default_factory=DialogueParams)
    phase: Phase = field(default_factory=Idle)
    session: Session = field(default_factory=Session)
    say_count: int = 0
