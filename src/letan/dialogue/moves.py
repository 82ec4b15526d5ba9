"""The moves a conversation is made of: speak, listen, ask, lead, end.

Each takes the conversation and returns the next one with the commands that make it so.
"""

from dataclasses import replace
from typing import TypeAlias

from letan.dialogue import words
from letan.dialogue.commands import (
    Ask,
    ClearScreen,
    Command,
    Disregard,
    EndSession,
    Face,
    Gesture,
    Lead,
    ReturnToBase,
    Say,
    SetFace,
    StopLeading,
    StopSaying,
)
from letan.dialogue.expectations import Expectation
from letan.dialogue.naming import small
from letan.dialogue.state import (
    Asked,
    Conversation,
    Idle,
    Leading,
    Listening,
    Session,
    Speaking,
    Spoken,
    Thinking,
)
from letan.faq.reply import Candidate
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.text import Text
from letan.kernel.units import Seconds

Step: TypeAlias = tuple[Conversation, tuple[Command, ...]]

_REMEMBERED_TURNS = 64


def line(session: Session, *texts: Text, **values: str) -> str:
    """Join the robot's own lines in the session's language, with its pronouns and values."""
    return " ".join(session.address.fill(text.of(session.language), **values) for text in texts)


def dressed(session: Session, answer: str) -> str:
    """Put the session's pronouns into an answer of the content."""
    return session.address.dress(answer) if session.language == "vi" else answer


def listed(session: Session, names: tuple[str, ...]) -> str:
    """Join names as spoken: "giấy tờ, các bước hay lệ phí"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.OR.of(session.language)} {names[-1]}"


def which(
    session: Session, candidates: tuple[Candidate, ...], several: Text = words.CHOICE_LIST
) -> str:
    """Ask which it is, by numbers that can be said back; of one candidate, whether it is that."""
    if len(candidates) == 1:
        return line(session, words.IS_IT_THIS, title=small(candidates[0].title))
    parts = (
        line(session, number, title=small(candidate.title))
        for number, candidate in zip(words.CHOICE, candidates, strict=False)
    )
    return line(session, several, choices="; ".join(parts))


def speak(
    conversation: Conversation,
    text: str,
    now: Seconds,
    *,
    expects: Expectation = None,
    turn_id: str = "",
    from_word: int = 0,
    then_end: bool = False,
    aside: bool = False,
) -> Step:
    """Say `text`; a voice that is under way is silenced first, so that there are never two.

    While leading the robot goes on leading, otherwise it is the robot's turn. What is said
    `aside` is not what "say that again" means.
    """
    say_id = conversation.say_count + 1
    spoken = Spoken(text, expects, turn_id, say_id, now, from_word)
    session = replace(_cut(conversation), last=spoken, expects=expects, barged="")
    if not aside:
        session = replace(session, told=spoken)
    phase = conversation.phase
    if not isinstance(phase, Leading):
        phase = Speaking(now, then_end)
    say = Say(say_id, text, session.language, turn_id, session.rate, session.volume, from_word)
    face = Face.POINTING if isinstance(phase, Leading) else Face.SPEAKING
    following = replace(conversation, phase=phase, session=session, say_count=say_id, voice=say_id)
    silence: tuple[Command, ...] = (StopSaying(),) if conversation.voice else ()
    return following, (*silence, SetFace(face), say)


def say_line(
    conversation: Conversation,
    text: Text,
    now: Seconds,
    *,
    expects: Expectation = None,
    turn_id: str = "",
    aside: bool = False,
) -> Step:
    """Say one of the robot's own lines."""
    said = line(conversation.session, text)
    return speak(conversation, said, now, expects=expects, turn_id=turn_id, aside=aside)


def listen(conversation: Conversation, now: Seconds, turn_id: str = "") -> Step:
    """It is the visitor's turn; while leading the robot goes on leading."""
    if isinstance(conversation.phase, Leading):
        return conversation, ()
    return replace(conversation, phase=Listening(now, turn_id)), (SetFace(Face.LISTENING),)


def ask(
    conversation: Conversation, utterance: Utterance, now: Seconds, *, over_voice: bool = False
) -> Step:
    """Ask the faq; a voice that speaks or a guide that leads goes on until the reply is there.

    Args:
        conversation: Before.
        utterance: The question.
        now: The moment.
        over_voice: It was said over the robot's voice, so it may be meant for somebody else.
    """
    session = conversation.session
    topic = session.topic.intent if session.topic is not None else None
    command = Ask(utterance, topic or "", session.language)
    asked = (*conversation.asked, Asked(utterance, now, over_voice))
    following = replace(conversation, asked=asked)
    match conversation.phase:
        case Speaking() | Leading() | Thinking():
            return following, (command,)
        case Idle() | Listening():
            thinking = replace(following, phase=Thinking(now))
            return thinking, (SetFace(Face.THINKING), command)


def ask_intent(
    conversation: Conversation, intent: str, facet: str, turn_id: str, now: Seconds
) -> Step:
    """Ask for a known intent: a tile, a choice, a case, a facet of the last answer."""
    wanted = (PhraseScore(intent, facet, 0.0),)
    return ask(conversation, Utterance(turn_id, "", source=Source.TOUCH, phrases=wanted), now)


def ask_at_once(
    conversation: Conversation, intent: str, facet: str, turn_id: str, now: Seconds
) -> Step:
    """Ask for a known intent instead of what is being said."""
    quiet, silence = hush(conversation, now)
    following, commands = ask_intent(quiet, intent, facet, turn_id, now)
    return following, (*silence, *commands)


def hush(conversation: Conversation, now: Seconds) -> Step:
    """Silence the voice for something that outranks it; what was said can be gone on with.

    Answers that waited for the voice are dropped: he has turned to something else.
    """
    dropped = replace(conversation, backlog=())
    if not conversation.voice:
        return dropped, ()
    quiet = replace(dropped, voice=0, session=_cut(conversation))
    if isinstance(quiet.phase, Speaking):
        quiet = replace(quiet, phase=Listening(now))
    return quiet, (StopSaying(),)


def lead(conversation: Conversation, place: str, now: Seconds, turn_id: str) -> Step:
    """Set out for a place, or say why not; to where it leads already, it goes on leading."""
    if not conversation.params.can_lead:
        return say_line(conversation, words.CANNOT_LEAD, now, turn_id=turn_id)
    session = replace(conversation.session, away=True, failures=0, closing=False)
    match conversation.phase:
        case Leading(place=present) if present == place:
            same = replace(conversation, session=session)
            return say_line(same, words.LEADING, now, turn_id=turn_id)
    leading = replace(conversation, phase=Leading(now, place), session=session)
    following, commands = say_line(leading, words.LEADING, now, turn_id=turn_id)
    return following, (*commands, Gesture("point", place), Lead(place, turn_id, session.walk_speed))


def stop(conversation: Conversation, now: Seconds, turn_id: str = "") -> Step:
    """Silence the voice and stand still; their reports move the conversation on.

    Where there is nothing to stop, the order is only acknowledged.
    """
    silence: tuple[Command, ...] = (StopSaying(),) if conversation.voice else ()
    dropped = replace(conversation, backlog=())
    match conversation.phase:
        case Speaking():
            return dropped, (StopSaying(),)
        case Leading():
            return dropped, (*silence, StopLeading())
        case Thinking() | Listening():
            expects = conversation.session.expects
            return say_line(
                dropped, words.STOPPED, now, expects=expects, turn_id=turn_id, aside=True
            )
        case Idle():
            return conversation, ()


def end(conversation: Conversation, now: Seconds) -> Step:
    """Forget the visitor, and go home.

    What he was saying when he left is remembered by its turn id alone, so that its late words
    do not open a conversation with nobody. An emergency that nobody has answered stays.
    """
    waiting = conversation.session.staff
    alarms = conversation.alarms
    if waiting is not None and waiting.presses:
        alarms = (*alarms, replace(waiting, turn_id=""))
    home: tuple[Command, ...] = (ReturnToBase(),) if conversation.session.away else ()
    silence: tuple[Command, ...] = (StopSaying(),) if conversation.voice else ()
    wiped = Conversation(
        conversation.params,
        say_count=conversation.say_count,
        seen=conversation.seen,
        gone_at=now,
        present=conversation.present,
        alarms=alarms,
    )
    over: tuple[Command, ...] = (EndSession(), ClearScreen(), SetFace(Face.IDLE))
    return seen(wiped, conversation.speaking), (*silence, *conversation.keeping, *over, *home)


def disregard(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """What was said is none of the robot's business: all is as if it had not been said.

    Where nobody is served nobody has come; his words may still go on, and mean the robot then.
    """
    match conversation.phase:
        case Thinking() | Listening() if conversation.session.last is None:
            session = Session(patience=conversation.session.patience)
            idle = replace(conversation, phase=Idle(), session=session)
            return idle, (Disregard(turn_id), ClearScreen(), SetFace(Face.IDLE))
        case Thinking() | Listening():
            following, commands = listen(conversation, now)
            return following, (Disregard(turn_id), *commands)
        case _:
            return conversation, (Disregard(turn_id),)


def seen(conversation: Conversation, turn_id: str) -> Conversation:
    """Note that a turn was dealt with."""
    if not turn_id:
        return conversation
    turns = (*conversation.seen, turn_id)[-_REMEMBERED_TURNS:]
    return replace(conversation, seen=turns)


def _cut(conversation: Conversation) -> Session:
    """Keep what is being said, to go on with it later."""
    session = conversation.session
    return replace(session, held=session.last) if conversation.voice else session
