"""The moves a conversation is made of: speak, listen, ask, lead, call staff, end.

Each takes the conversation and returns the next one with the commands that make it so.
"""

from dataclasses import replace
from typing import TypeAlias

from letan.dialogue import words
from letan.dialogue.commands import (
    Ask,
    CallStaff,
    ClearScreen,
    Command,
    EndSession,
    Face,
    Gesture,
    Lead,
    ReturnToBase,
    Say,
    SetFace,
    StaffReason,
    StopLeading,
    StopSaying,
)
from letan.dialogue.state import (
    Conversation,
    Expectation,
    Idle,
    Leading,
    Listening,
    Session,
    Speaking,
    Thinking,
)
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.text import Text
from letan.kernel.units import Seconds

Step: TypeAlias = tuple[Conversation, tuple[Command, ...]]


def line(session: Session, *texts: Text) -> str:
    """Join the robot's own lines in the session's language, with its pronouns."""
    return " ".join(session.address.fill(text.of(session.language)) for text in texts)


def speak(
    conversation: Conversation,
    text: str,
    now: Seconds,
    *,
    expects: Expectation = None,
    turn_id: str = "",
    from_word: int = 0,
    then_end: bool = False,
) -> Step:
    """Say `text`; while leading the robot goes on leading, otherwise it is the robot's turn."""
    say_id = conversation.say_count + 1
    session = replace(conversation.session, last_text=text, resume_word=None, expects=expects)
    phase = conversation.phase
    if not isinstance(phase, Leading):
        phase = Speaking(now, say_id, then_end=then_end)
    say = Say(say_id, text, session.language, turn_id, session.rate, session.volume, from_word)
    face = Face.POINTING if isinstance(phase, Leading) else Face.SPEAKING
    following = replace(conversation, phase=phase, session=session, say_count=say_id)
    return following, (SetFace(face), say)


def listen(conversation: Conversation, now: Seconds, turn_id: str = "") -> Step:
    """It is the visitor's turn; while leading the robot goes on leading."""
    if isinstance(conversation.phase, Leading):
        return conversation, ()
    return replace(conversation, phase=Listening(now, turn_id)), (SetFace(Face.LISTENING),)


def ask(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    """Ask the faq; a voice that speaks or a guide that leads goes on until the reply is there."""
    session = conversation.session
    topic = session.topic.intent if session.topic is not None else None
    command = Ask(utterance, topic or "", session.language)
    match conversation.phase:
        case Speaking() | Leading() as phase:
            return replace(conversation, phase=replace(phase, pending=utterance)), (command,)
        case Idle() | Listening() | Thinking():
            thinking = replace(conversation, phase=Thinking(now, utterance))
            return thinking, (SetFace(Face.THINKING), command)


def ask_intent(
    conversation: Conversation, intent: str, facet: str, turn_id: str, now: Seconds
) -> Step:
    """Ask for a known intent: a tile, a choice, a facet of the last answer."""
    wanted = (PhraseScore(intent, facet, 0.0),)
    return ask(conversation, Utterance(turn_id, "", source=Source.TOUCH, phrases=wanted), now)


def not_understood(conversation: Conversation, now: Seconds, turn_id: str, first: Text) -> Step:
    """Say `first`, or call an officer when it has gone wrong too often."""
    failures = conversation.session.failures + 1
    failed = replace(conversation, session=replace(conversation.session, failures=failures))
    if failures >= conversation.params.failures_before_staff:
        return call_staff(failed, StaffReason.UNSURE, words.NOT_SURE, now, turn_id)
    return speak(failed, line(failed.session, first), now, turn_id=turn_id)


def call_staff(
    conversation: Conversation, reason: StaffReason, say: Text, now: Seconds, turn_id: str
) -> Step:
    """Call an officer and say so."""
    relieved = replace(conversation, session=replace(conversation.session, failures=0))
    following, commands = speak(relieved, line(relieved.session, say), now, turn_id=turn_id)
    return following, (CallStaff(reason, turn_id), *commands)


def lead(conversation: Conversation, place: str, now: Seconds, turn_id: str) -> Step:
    """Set out for a place, or say why not; to where it leads already, it goes on leading."""
    if not conversation.params.can_lead:
        return speak(
            conversation, line(conversation.session, words.CANNOT_LEAD), now, turn_id=turn_id
        )
    if not place:
        return speak(
            conversation, line(conversation.session, words.LEAD_WHERE), now, turn_id=turn_id
        )
    session = replace(conversation.session, away=True, failures=0)
    match conversation.phase:
        case Leading(place=present) if present == place:
            same = replace(conversation, session=session)
            return speak(same, line(session, words.LEADING), now, turn_id=turn_id)
    leading = replace(conversation, phase=Leading(now, place), session=session)
    following, commands = speak(leading, line(session, words.LEADING), now, turn_id=turn_id)
    return following, (*commands, Gesture("point", place), Lead(place, turn_id))


def stop(conversation: Conversation, now: Seconds) -> Step:
    """Silence the voice and stand still; their reports move the conversation on."""
    match conversation.phase:
        case Speaking():
            return conversation, (StopSaying(),)
        case Leading():
            return conversation, (StopSaying(), StopLeading())
        case Thinking() | Listening():
            return listen(conversation, now)
        case Idle():
            return conversation, ()


def end(conversation: Conversation) -> Step:
    """Forget the visitor, and go home."""
    home: tuple[Command, ...] = (ReturnToBase(),) if conversation.session.away else ()
    silence: tuple[Command, ...] = (
        (StopSaying(),) if isinstance(conversation.phase, Speaking | Leading) else ()
    )
    wiped = replace(conversation, phase=Idle(), session=Session())
    return wiped, (*silence, EndSession(), ClearScreen(), SetFace(Face.IDLE), *home)
