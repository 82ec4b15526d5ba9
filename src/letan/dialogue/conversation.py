"""The conversation itself: one event at a time, pure, with the time as an argument."""

from dataclasses import replace
from typing import assert_never

from letan.dialogue import words
from letan.dialogue.address import address_of
from letan.dialogue.choice import chosen
from letan.dialogue.commands import Gesture, StaffReason, StopLeading, StopSaying
from letan.dialogue.events import (
    Appeared,
    Event,
    FollowerLagging,
    Heard,
    LanguageChosen,
    LeadFinished,
    LeadOutcome,
    Left,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    Tick,
    Touched,
    TouchKind,
)
from letan.dialogue.moves import (
    Step,
    ask,
    ask_intent,
    call_staff,
    end,
    lead,
    line,
    listen,
    not_understood,
    speak,
    stop,
)
from letan.dialogue.replies import expected, obey, overheard, respond, switch_language
from letan.dialogue.state import (
    Choices,
    Conversation,
    Idle,
    Leading,
    Listening,
    Session,
    Speaking,
    Thinking,
)
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds


def advance(conversation: Conversation, event: Event, now: Seconds) -> Step:
    """Return the next conversation, and what is to be done.

    Args:
        conversation: What is remembered.
        event: What happened.
        now: The moment, on the clock of all other moments; never earlier than before.
    """
    match event:
        case Appeared():
            return _appeared(conversation, now)
        case Left():
            return _left(conversation)
        case SpeechStarted(turn_id):
            return _speech_started(conversation, turn_id, now)
        case SpeechDiscarded(turn_id):
            return _speech_discarded(conversation, turn_id, now)
        case Spotted(turn_id, intent):
            return _spotted(conversation, turn_id, intent, now)
        case Heard(utterance):
            return _heard(conversation, utterance, now)
        case Replied():
            return _replied(conversation, event, now)
        case Touched():
            return _touched(conversation, event, now)
        case SayFinished():
            return _said(conversation, event, now)
        case FollowerLagging():
            return _lagging(conversation, now)
        case LeadFinished(outcome, place):
            return _led(conversation, outcome, place, now)
        case LanguageChosen(language):
            return switch_language(conversation, language == "en", "", now)
        case Tick():
            return _tick(conversation, now)
        case _:
            assert_never(event)


def wake_at(conversation: Conversation) -> Seconds | None:
    """Return the moment at which a Tick is due; None while nobody is there."""
    params = conversation.params
    match conversation.phase:
        case Idle():
            return None
        case Listening(since, turn_id):
            if turn_id:
                return since + params.end_after_s
            prompted = conversation.session.prompted
            return since + (params.end_after_s if prompted else params.prompt_after_s)
        case Thinking(since):
            return since + params.ask_timeout_s
        case Speaking(since):
            return since + params.say_timeout_s
        case Leading(since):
            return since + params.lead_timeout_s


def _appeared(conversation: Conversation, now: Seconds) -> Step:
    if not isinstance(conversation.phase, Idle):
        return conversation, ()
    following, commands = speak(conversation, line(conversation.session, words.GREETING), now)
    return following, (Gesture("greet"), *commands)


def _left(conversation: Conversation) -> Step:
    if isinstance(conversation.phase, Idle | Leading):
        return conversation, ()
    return end(conversation)


def _speech_started(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    match conversation.phase:
        case Idle() | Listening():
            return listen(conversation, now, turn_id)
        case Thinking() | Speaking() | Leading():
            return conversation, ()


def _speech_discarded(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    match conversation.phase:
        case Listening(turn_id=current) if current == turn_id:
            if conversation.session == Session():  # a noise, with nobody there
                return end(conversation)
            return listen(conversation, now)
        case _:
            return conversation, ()


def _spotted(conversation: Conversation, turn_id: str, intent: str, now: Seconds) -> Step:
    """Obey at once what cannot wait for the end of the sentence."""
    busy = isinstance(conversation.phase, Speaking | Leading)
    if not busy or intent not in ("lenh.dung", "lenh.dung_di_chuyen"):
        return conversation, ()
    session = replace(conversation.session, handled_turn=turn_id)
    return stop(replace(conversation, session=session), now)


def _heard(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    session = conversation.session
    if session.handled_turn == utterance.turn_id:
        return conversation, ()
    address = address_of(utterance.text)
    known = replace(conversation, session=replace(session, address=address or session.address))
    if not utterance.text and not utterance.phrases:
        if isinstance(conversation.phase, Thinking | Speaking | Leading):
            return conversation, ()
        return not_understood(known, now, utterance.turn_id, words.SAY_AGAIN)
    if isinstance(session.expects, Choices):
        intent = chosen(utterance.text, session.expects.candidates)
        if intent is not None:
            return ask_intent(known, intent, "", utterance.turn_id, now)
    return ask(known, utterance, now)


def _replied(conversation: Conversation, replied: Replied, now: Seconds) -> Step:
    turn_id = replied.turn_id
    reply = expected(replied.reply, conversation.session.expects)
    match conversation.phase:
        case Thinking(utterance=utterance) if utterance.turn_id == turn_id:
            return respond(conversation, reply, turn_id, now)
        case Speaking(pending=Utterance(turn_id=pending)) as phase if pending == turn_id:
            waiting = replace(conversation, phase=replace(phase, pending=None))
            return overheard(waiting, reply, turn_id, now)
        case Leading(pending=Utterance(turn_id=pending)) as phase if pending == turn_id:
            waiting = replace(conversation, phase=replace(phase, pending=None))
            return overheard(waiting, reply, turn_id, now)
        case _:
            return conversation, ()


def _lagging(conversation: Conversation, now: Seconds) -> Step:
    if not isinstance(conversation.phase, Leading):
        return conversation, ()
    return speak(conversation, line(conversation.session, words.WAITING_FOR_YOU), now)


def _touched(conversation: Conversation, touch: Touched, now: Seconds) -> Step:
    value, turn_id = touch.value, touch.turn_id
    topic = conversation.session.topic
    match touch.kind:
        case TouchKind.WAKE:
            return _appeared(conversation, now)
        case TouchKind.ASK | TouchKind.CHOOSE:
            return _instead(
                ask_intent(_quiet(conversation, now), value, "", turn_id, now), conversation
            )
        case TouchKind.FACET:
            if topic is None or topic.intent is None:
                return conversation, ()
            step = ask_intent(_quiet(conversation, now), topic.intent, value, turn_id, now)
            return _instead(step, conversation)
        case TouchKind.NONE_OF_THESE:
            return call_staff(conversation, StaffReason.UNSURE, words.NOT_SURE, now, turn_id)
        case TouchKind.STOP:
            return stop(conversation, now)
        case TouchKind.REPEAT:
            return obey(conversation, "lenh.nhac_lai", None, turn_id, now)
        case TouchKind.NEXT:
            return obey(conversation, "lenh.tiep_tuc", None, turn_id, now)
        case TouchKind.PREVIOUS:
            return obey(conversation, "lenh.quay_lai", None, turn_id, now)
        case TouchKind.LEAD:
            place = value or (topic.place if topic is not None else "")
            return _instead(lead(conversation, place, now, turn_id), conversation)
        case TouchKind.CALL_STAFF:
            step = call_staff(conversation, StaffReason.ASKED, words.STAFF_COMES, now, turn_id)
            return _instead(step, conversation)
        case TouchKind.LANGUAGE:
            step = switch_language(conversation, value == "en", turn_id, now)
            return _instead(step, conversation)
        case TouchKind.RATE:
            thanks = line(conversation.session, words.THANKS_FOR_RATING)
            return _instead(speak(conversation, thanks, now, turn_id=turn_id), conversation)
        case TouchKind.LEAVE:
            return end(conversation)


def _quiet(conversation: Conversation, now: Seconds) -> Conversation:
    """A touch outranks what is being said: the robot stops talking and thinks."""
    if isinstance(conversation.phase, Speaking):
        return replace(conversation, phase=Listening(now))
    return conversation


def _instead(step: Step, before: Conversation) -> Step:
    """Silence what was being said before the step."""
    following, commands = step
    if isinstance(before.phase, Speaking | Leading):
        return following, (StopSaying(), *commands)
    return step


def _said(conversation: Conversation, said: SayFinished, now: Seconds) -> Step:
    match conversation.phase:
        case Speaking(say_id=say_id) as phase if say_id == said.say_id:
            if phase.then_end and said.completed and phase.pending is None:
                return end(conversation)
            resume = None if said.completed else said.next_word
            session = replace(conversation.session, resume_word=resume)
            remembered = replace(conversation, session=session)
            if phase.pending is not None:
                return replace(remembered, phase=Thinking(now, phase.pending)), ()
            return listen(remembered, now)
        case _:
            return conversation, ()


def _led(conversation: Conversation, outcome: LeadOutcome, place: str, now: Seconds) -> Step:
    """Leading ended; news of a place that is not led to any more is old."""
    leading = conversation.phase
    if not isinstance(leading, Leading) or leading.place != place:
        return conversation, ()
    following, commands = _after_leading(conversation, outcome, now)
    if isinstance(following.phase, Speaking):
        asked = replace(following.phase, pending=leading.pending)
        following = replace(following, phase=asked)
    return following, commands


def _after_leading(conversation: Conversation, outcome: LeadOutcome, now: Seconds) -> Step:
    there = replace(conversation, phase=Listening(now))
    session = conversation.session
    match outcome:
        case LeadOutcome.ARRIVED:
            return speak(there, line(session, words.ARRIVED), now, then_end=True)
        case LeadOutcome.LOST_VISITOR:
            return speak(there, line(session, words.LOST_VISITOR), now, then_end=True)
        case LeadOutcome.STOPPED:
            return speak(there, line(session, words.STAND_STILL), now)
        case LeadOutcome.BLOCKED | LeadOutcome.FAILED:
            return call_staff(there, StaffReason.ROBOT_TROUBLE, words.LEAD_FAILED, now, "")


def _tick(conversation: Conversation, now: Seconds) -> Step:
    due = wake_at(conversation)
    if due is None or now < due:
        return conversation, ()
    match conversation.phase:
        case Idle():
            return conversation, ()
        case Listening(turn_id=turn_id):
            if turn_id or conversation.session.prompted:
                return end(conversation)
            session = replace(conversation.session, prompted=True)
            prompted = replace(conversation, session=session)
            expects = session.expects
            return speak(prompted, line(session, words.ANYTHING_ELSE), now, expects=expects)
        case Thinking(utterance=utterance):
            return not_understood(conversation, now, utterance.turn_id, words.SLOW_ANSWER)
        case Speaking():
            following, commands = listen(conversation, now)
            return following, (StopSaying(), *commands)
        case Leading():
            following, commands = _after_leading(conversation, LeadOutcome.FAILED, now)
            return following, (StopLeading(), *commands)
