"""Calling an officer, waiting for him, and the ladder that ends with him."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import (
    CallStaff,
    Command,
    Gesture,
    ReportFault,
    StaffReason,
    StopLeading,
)
from letan.dialogue.expectations import Feedback, FeedbackOffer, LeadOffer, StaffOffer
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.state import Conversation, Leading, Listening, StaffWait
from letan.faq.reply_writer import HELP_DESK
from letan.kernel.text import Text
from letan.kernel.units import Seconds

EMERGENCIES = {
    "khan_cap.y_te": StaffReason.EMERGENCY_MEDICAL,
    "khan_cap.chay": StaffReason.EMERGENCY_FIRE,
    "khan_cap.mat_do": StaffReason.LOST_PROPERTY,
    "khan_cap.bao_luc": StaffReason.DANGER,
    "khan_cap.tu_hai": StaffReason.EMERGENCY_MEDICAL,
}
URGENT = tuple(reason for reason in StaffReason if reason.urgent)
_MOST_RINGS = 4


def call_staff(
    conversation: Conversation,
    reason: StaffReason,
    say: Text,
    now: Seconds,
    turn_id: str,
    text: str = "",
) -> Step:
    """Call an officer and say so; one who is on his way for that reason is not called twice.

    Args:
        conversation: Before.
        reason: Why; an emergency always rings, but once a turn.
        say: What is said.
        now: The moment.
        turn_id: Of the turn that led here.
        text: Said instead of `say`.
    """
    waiting = conversation.session.staff
    session = replace(conversation.session, failures=0)
    patient = replace(conversation, session=session)
    if waiting is not None and waiting.reason is reason:
        if turn_id and waiting.turn_id == turn_id:  # he only went on speaking
            return speak(patient, text or line(session, say), now, turn_id=turn_id)
        coming = _coming(waiting, conversation.params.staff_after_s, now)
        if coming is not None and not reason.urgent:
            return say_line(patient, coming, now, turn_id=turn_id)
    alarms = tuple(alarm for alarm in conversation.alarms if alarm.reason is not reason)
    if waiting is not None and waiting.presses and waiting.reason is not reason:
        alarms = (*alarms, waiting)
    session = replace(session, staff=StaffWait(now, reason, turn_id))
    called = replace(conversation, session=session, alarms=alarms)
    following, commands = speak(called, text or line(session, say), now, turn_id=turn_id)
    return following, (CallStaff(reason, turn_id), *commands)


def staff_answered(conversation: Conversation, now: Seconds) -> Step:
    """Pass the good news on, unless something else is being said; it answers the last call."""
    waiting = conversation.session.staff
    calls = (*((waiting,) if waiting is not None else ()), *conversation.alarms)
    open_calls = [call for call in calls if call.answered is None]
    if not open_calls:
        return conversation, ()
    last = max(open_calls, key=lambda call: call.since)
    if waiting is None or last is not waiting:
        others = tuple(alarm for alarm in conversation.alarms if alarm is not last)
        return replace(conversation, alarms=others), ()
    answered = replace(waiting, answered=now)
    known = replace(conversation, session=replace(conversation.session, staff=answered))
    if conversation.voice or not isinstance(conversation.phase, Listening):
        return known, ()
    expects = conversation.session.expects
    return say_line(known, words.STAFF_ANSWERED, now, expects=expects, aside=True)


def _coming(waiting: StaffWait, staff_after_s: Seconds, now: Seconds) -> Text | None:
    """Return what is said of an officer who is on his way; None if he has to be called again."""
    if waiting.answered is not None:
        fresh = now - waiting.answered < staff_after_s
        return words.STAFF_ANSWERED if fresh else None
    return None if waiting.given_up else words.STAFF_STILL_COMES


def staff_due(conversation: Conversation) -> Seconds | None:
    """Return the moment at which an officer is not waited for any longer.

    While somebody speaks or is served there is none: the desk is named when it is his turn.
    """
    waiting = conversation.session.staff
    idle = isinstance(conversation.phase, Listening) and not conversation.phase.turn_id
    idle = idle and not isinstance(conversation.session.expects, Feedback | FeedbackOffer)
    if waiting is None or waiting.answered is not None or waiting.given_up or not idle:
        return None
    return waiting.since + conversation.params.staff_after_s


def staff_overdue(conversation: Conversation, now: Seconds) -> Step:
    """Name a desk where somebody sits, and offer to lead there; an emergency rings again."""
    waiting = conversation.session.staff
    if waiting is None:
        return conversation, ()
    session = replace(conversation.session, staff=replace(waiting, given_up=True))
    tried = replace(conversation, session=session)
    report = ReportFault("STAFF-001")
    if waiting.reason.urgent and waiting.rings < _MOST_RINGS:
        ringing = replace(waiting, since=now, rings=waiting.rings + 1)
        again = replace(tried, session=replace(session, staff=ringing))
        following, commands = say_line(again, _still_urgent(waiting.reason), now)
        return following, (report, CallStaff(waiting.reason), *commands)
    if not conversation.params.can_lead:
        following, commands = say_line(tried, words.STAFF_BUSY, now)
        return following, (report, *commands)
    text = line(session, words.STAFF_BUSY, words.OFFER_TO_LEAD)
    following, commands = speak(tried, text, now, expects=LeadOffer(HELP_DESK))
    return following, (report, *commands, Gesture("point", HELP_DESK))


def _still_urgent(reason: StaffReason) -> Text:
    return words.STILL_IN_DANGER if reason is StaffReason.DANGER else words.STILL_URGENT


def alarm_due(conversation: Conversation) -> Seconds | None:
    """Return the moment at which an emergency rings again, though nobody may be there."""
    first = min((alarm.since for alarm in conversation.alarms), default=None)
    return None if first is None else first + conversation.params.staff_after_s


def alarm_overdue(conversation: Conversation, now: Seconds) -> Step:
    """Ring again, without a word: whoever is there now may know nothing of it."""
    alarm = min(conversation.alarms, key=lambda one: one.since)
    others = tuple(one for one in conversation.alarms if one is not alarm)
    report = ReportFault("STAFF-001")
    if alarm.rings >= _MOST_RINGS:
        return replace(conversation, alarms=others), (report,)
    ringing = replace(alarm, since=now, rings=alarm.rings + 1)
    return replace(conversation, alarms=(*others, ringing)), (report, CallStaff(alarm.reason))


def emergency(
    conversation: Conversation, intent: str, text: str, turn_id: str, now: Seconds
) -> Step:
    """Calm words and an officer, at once; a robot on its way stands still."""
    halt: tuple[Command, ...] = ()
    if isinstance(conversation.phase, Leading):
        conversation = replace(conversation, phase=Listening(now))
        halt = (StopLeading(),)
    quiet = replace(conversation, backlog=())
    following, commands = call_staff(
        quiet, EMERGENCIES[intent], words.EMERGENCY, now, turn_id, text
    )
    return following, (*commands[:1], *halt, *commands[1:])


def not_understood(conversation: Conversation, now: Seconds, turn_id: str, first: Text) -> Step:
    """Say `first` and offer an officer; call one when it has gone wrong too often."""
    waiting = conversation.session.staff
    if waiting is not None and waiting.answered is None and not waiting.given_up:
        return say_line(conversation, words.STAFF_STILL_COMES, now, turn_id=turn_id)
    failures = conversation.session.failures + 1
    failed = replace(conversation, session=replace(conversation.session, failures=failures))
    if failures >= conversation.params.failures_before_staff:
        return call_staff(failed, StaffReason.UNSURE, words.NOT_SURE, now, turn_id)
    offers = first is words.SAY_DIFFERENTLY
    expects = StaffOffer() if offers else conversation.session.expects
    return say_line(failed, first, now, expects=expects, turn_id=turn_id, aside=not offers)
