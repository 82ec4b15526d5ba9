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
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.state import (
    Conversation,
    Feedback,
    FeedbackOffer,
    Leading,
    LeadOffer,
    Listening,
    StaffOffer,
    StaffWait,
)
from letan.faq.reply_writer import HELP_DESK
from letan.kernel.text import Text
from letan.kernel.units import Seconds

EMERGENCIES = {
    "khan_cap.y_te": StaffReason.EMERGENCY_MEDICAL,
    "khan_cap.chay": StaffReason.EMERGENCY_FIRE,
    "khan_cap.mat_do": StaffReason.LOST_PROPERTY,
}
_MOST_RINGS = 4
URGENT = (StaffReason.EMERGENCY_MEDICAL, StaffReason.EMERGENCY_FIRE)


def call_staff(
    conversation: Conversation,
    reason: StaffReason,
    say: Text,
    now: Seconds,
    turn_id: str,
    text: str = "",
) -> Step:
    """Call an officer and say so; one who is on his way already is not called twice.

    Args:
        conversation: Before.
        reason: Why; an emergency always rings.
        say: What is said.
        now: The moment.
        turn_id: Of the turn that led here.
        text: Said instead of `say`.
    """
    waiting = conversation.session.staff
    session = replace(conversation.session, failures=0, walk=None)
    if waiting is not None and not waiting.given_up and reason not in URGENT:
        return say_line(
            replace(conversation, session=session), words.STAFF_STILL_COMES, now, turn_id=turn_id
        )
    session = replace(session, staff=StaffWait(now, reason))
    called = replace(conversation, session=session)
    following, commands = speak(called, text or line(session, say), now, turn_id=turn_id)
    return following, (CallStaff(reason, turn_id), *commands)


def staff_answered(conversation: Conversation, now: Seconds) -> Step:
    """Pass the good news on, unless something else is being said."""
    waiting = conversation.session.staff
    if waiting is None or waiting.answered:
        return conversation, ()
    known = replace(
        conversation, session=replace(conversation.session, staff=replace(waiting, answered=True))
    )
    if conversation.voice or not isinstance(conversation.phase, Listening):
        return known, ()
    return say_line(known, words.STAFF_ANSWERED, now, expects=conversation.session.expects)


def staff_due(conversation: Conversation) -> Seconds | None:
    """Return the moment at which an officer is not waited for any longer.

    While somebody speaks or is served there is none: the desk is named when it is his turn.
    """
    waiting = conversation.session.staff
    idle = isinstance(conversation.phase, Listening) and not conversation.phase.turn_id
    idle = idle and not isinstance(conversation.session.expects, Feedback | FeedbackOffer)
    if waiting is None or waiting.answered or waiting.given_up or not idle:
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
    if waiting.reason in URGENT and waiting.rings < _MOST_RINGS:
        ringing = StaffWait(now, waiting.reason, rings=waiting.rings + 1)
        again = replace(tried, session=replace(session, staff=ringing))
        following, commands = say_line(again, words.STILL_URGENT, now)
        return following, (report, CallStaff(waiting.reason), *commands)
    if not conversation.params.can_lead:
        following, commands = say_line(tried, words.STAFF_BUSY, now)
        return following, (report, *commands)
    text = line(session, words.STAFF_BUSY, words.OFFER_TO_LEAD)
    following, commands = speak(tried, text, now, expects=LeadOffer(HELP_DESK))
    return following, (report, *commands, Gesture("point", HELP_DESK))


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
    failures = conversation.session.failures + 1
    failed = replace(conversation, session=replace(conversation.session, failures=failures))
    if failures >= conversation.params.failures_before_staff:
        return call_staff(failed, StaffReason.UNSURE, words.NOT_SURE, now, turn_id)
    expects = StaffOffer() if first is words.SAY_DIFFERENTLY else conversation.session.expects
    return say_line(failed, first, now, expects=expects, turn_id=turn_id)
