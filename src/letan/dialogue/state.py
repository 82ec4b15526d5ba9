"""What a conversation remembers: frozen, wiped when the visitor leaves."""

import math
from dataclasses import dataclass, field
from typing import TypeAlias

from letan.dialogue.address import UNKNOWN, Address
from letan.dialogue.commands import KeepFeedback, KeepQuestion, KeepRating, StaffReason
from letan.dialogue.expectations import Expectation
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.units import Dbfs, Language, MetresPerSecond, Probability, Ratio, Seconds


@dataclass(frozen=True, slots=True)
class DialogueParams:
    """Patience and abilities. Ranges are checked where parameters are read.

    Attributes:
        can_lead: Whether a guide runs in this profile.
        has_tickets: Whether a queue-ticket machine is connected.
        ask_timeout_s: 0.5..10. An answer that takes longer is apologised for.
        prompt_after_s: 5..60. Silence after which the robot asks once whether there is more.
        end_after_s: 10..300. Further silence after which the conversation ends.
        farewell_after_s: 3..30. Silence after a farewell or an arrival that ends it.
        failures_before_staff: 1..2. Turns not understood before an officer is called.
        staff_after_s: 10..120. An officer who has not answered by then is not waited for.
        greet_again_after_s: 0..60. Whoever comes back sooner is not greeted again.
        say_timeout_s: 5..120. A voice that never reports its end is given up after this.
        lead_timeout_s: 30..900. The same for the guide.
        answer_unseen_at: 0.5..1. Least probability at which words are answered that come out of a
            hall where nobody is served and nobody is seen; above it people who talk to each other
            are left alone. See `letan.dialogue.meant`.
        answer_far_at: 0.5..1. The same for talk softer than `far_dbfs`.
        far_dbfs: -80..-10. A visitor who stands before the robot speaks louder than this.
        others_db: 3..40. So much softer than the visitor who is being served, it is another one.
    """

    can_lead: bool = True
    has_tickets: bool = False
    ask_timeout_s: Seconds = 3.0
    prompt_after_s: Seconds = 15.0
    end_after_s: Seconds = 30.0
    farewell_after_s: Seconds = 8.0
    failures_before_staff: int = 2
    staff_after_s: Seconds = 30.0
    greet_again_after_s: Seconds = 10.0
    say_timeout_s: Seconds = 60.0
    lead_timeout_s: Seconds = 300.0
    answer_unseen_at: Probability = 0.9
    answer_far_at: Probability = 0.97
    far_dbfs: Dbfs = -38.0
    others_db: float = 12.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something the robot said, to say it again or to go on with it.

    Attributes:
        text: The words.
        expects: What may be answered to them.
        turn_id: Of the turn they belong to.
        say_id: Of the `Say` command.
        since: When it began.
        from_word: Where to go on.
    """

    text: str
    expects: Expectation = None
    turn_id: str = ""
    say_id: int = 0
    since: Seconds = 0.0
    from_word: int = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """An explanation part by part.

    Attributes:
        facet: "steps" or "documents".
        title: Of the procedure.
        parts: One a step or document.
        at: The part said last, from 0; -1 before the first.
        place: Counter that serves the procedure, "" if none.
    """

    facet: str
    title: str
    parts: tuple[str, ...]
    at: int = -1
    place: str = ""


@dataclass(frozen=True, slots=True)
class StaffWait:
    """An officer has been called.

    Attributes:
        since: When.
        reason: Why.
        turn_id: Of the turn that led to it, "" if none.
        answered: When he has said that he comes.
        given_up: He has not, and the robot has offered the way to the desk.
        rings: How often he was called; an emergency rings again.
    """

    since: Seconds
    reason: StaffReason
    turn_id: str = ""
    answered: Seconds | None = None
    given_up: bool = False
    rings: int = 1

    @property
    def presses(self) -> bool:
        """Whether it is an emergency that nobody has answered yet."""
        return self.reason.urgent and self.answered is None and not self.given_up


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of the present visitor, and of nobody else.

    Attributes:
        address: How he is addressed.
        language: Of the robot's words.
        rate: Of the voice, 0.5..2.
        volume: Of the voice, 0..1; 0.7 is the engine's own loudness.
        walk_speed: At which he wants to be led, at most; infinite where he has not said.
        patience: How much longer than usual he is waited for, 1..2.
        topic: The last answered reply: what "lệ phí?" and "dẫn tôi đi" refer to.
        procedure: The last answered procedure, whatever he asked besides.
        last: What the robot said last, or is saying.
        told: What it said last besides prompts and words by the way, for repeating.
        held: What was interrupted, for going on.
        walk: The explanation part by part that is under way.
        failures: Turns in a row that were not understood.
        refused: Intents that he said he does not mean.
        expects: What an answer "có" or "cái thứ hai" would refer to.
        barged: The turn for which the voice has given way.
        heard_at: When he last finished speaking; for learning his pace.
        usual_dbfs: Level at which he spoke when he was last understood; None while not known.
        staff: The officer who was called.
        ticket: Turn whose queue number is being printed, "" if none.
        prompted: Whether the robot has asked if there is more.
        closing: The farewell has been said: silence ends the conversation soon.
        away: Whether the robot has left its base with this visitor.
        helped: At least one of his questions was answered.
        told_facets: He knows that he can ask for documents, steps, fee.
        offered: Place to which the robot last offered to lead, "" before.
    """

    address: Address = UNKNOWN
    language: Language = "vi"
    rate: Ratio = 1.0
    volume: Ratio = 0.7
    walk_speed: MetresPerSecond = math.inf
    patience: Ratio = 1.0
    topic: Reply | None = None
    procedure: Reply | None = None
    last: Spoken | None = None
    told: Spoken | None = None
    held: Spoken | None = None
    walk: Walk | None = None
    failures: int = 0
    refused: tuple[str, ...] = ()
    expects: Expectation = None
    barged: str = ""
    heard_at: Seconds | None = None
    usual_dbfs: Dbfs | None = None
    staff: StaffWait | None = None
    ticket: str = ""
    prompted: bool = False
    closing: bool = False
    away: bool = False
    helped: bool = False
    told_facets: bool = False
    offered: str = ""


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
    """The faq has been asked, and nothing else happens."""

    since: Seconds


@dataclass(frozen=True, slots=True)
class Speaking:
    """The robot speaks, since `since`; `then_end`: the conversation ends when this is said."""

    since: Seconds
    then_end: bool = False


@dataclass(frozen=True, slots=True)
class Leading:
    """The robot leads the visitor to `place`; it may speak meanwhile."""

    since: Seconds
    place: str


Phase: TypeAlias = Idle | Listening | Thinking | Speaking | Leading


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the faq has not answered yet.

    Attributes:
        utterance: What was asked.
        since: When.
        over_voice: It was said over the robot's voice: it may be meant for somebody else.
    """

    utterance: Utterance
    since: Seconds
    over_voice: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply that waits until the robot has said the one before it."""

    reply: Reply
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class LastHeard:
    """The last utterance: its speaker may go on, and then both parts are one.

    Attributes:
        turn_id: Of the utterance.
        text: Its words so far.
        before: The session before it, to answer the whole as if the part had never been said.
        done: It led to what cannot be taken back (a printed number): only what follows it counts.
    """

    turn_id: str
    text: str
    before: Session
    done: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """The whole state.

    Attributes:
        params: Patience and abilities.
        phase: What the robot is doing.
        session: What is known of the visitor.
        asked: What the faq has been asked, oldest first.
        backlog: Replies that wait for the voice, oldest first.
        voice: The `Say` that is under way, 0 while the robot is silent.
        say_count: Numbers the `Say` commands of all conversations.
        speaking: Turn that has begun and is not heard to its end, "" if none.
        heard: The last utterance.
        keeping: What the last utterance gave to be kept; its speaker may still go on.
        seen: Turn ids that were dealt with, newest last: a message that comes twice counts once.
        gone_at: When the last visitor left.
        present: Somebody is seen to stand before the robot.
        alarms: Emergencies that nobody has answered, whoever told them and wherever he is now;
            they name nobody, so they outlive the session.
    """

    params: DialogueParams = field(default_factory=DialogueParams)
    phase: Phase = field(default_factory=Idle)
    session: Session = field(default_factory=Session)
    asked: tuple[Asked, ...] = ()
    backlog: tuple[Answered, ...] = ()
    voice: int = 0
    say_count: int = 0
    speaking: str = ""
    heard: LastHeard | None = None
    keeping: tuple[KeepQuestion | KeepFeedback | KeepRating, ...] = ()
    seen: tuple[str, ...] = ()
    gone_at: Seconds | None = None
    present: bool = False
    alarms: tuple[StaffWait, ...] = ()
