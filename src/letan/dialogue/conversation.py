"""The conversation itself: one event at a time, pure, with the time as an argument."""

from dataclasses import replace
from typing import assert_never

from letan.dialogue.commands import StopSaying
from letan.dialogue.escort import lagging, led, on_the_way
from letan.dialogue.events import (
    Appeared,
    BargedIn,
    CodeShown,
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    Left,
    OnTheWay,
    PartlyHeard,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    StaffAnswered,
    Tick,
    TicketIssued,
    Touched,
)
from letan.dialogue.keeping import settle
from letan.dialogue.moves import Step
from letan.dialogue.offers import ticket_issued
from letan.dialogue.patience import overdue, wake_at
from letan.dialogue.presence import appeared, left
from letan.dialogue.shown import code_shown
from letan.dialogue.staff import staff_answered
from letan.dialogue.state import Conversation
from letan.dialogue.touches import touched
from letan.dialogue.turns import (
    barged_in,
    heard,
    partly_heard,
    replied,
    said,
    speech_discarded,
    speech_started,
    spotted,
)
from letan.kernel.units import Seconds

__all__ = ["advance", "wake_at"]


def advance(conversation: Conversation, event: Event, now: Seconds) -> Step:
    """Return the next conversation, and what is to be done.

    Every event is taken in every state; one that is late, comes twice or belongs to something
    that is over changes nothing.

    Args:
        conversation: What is remembered.
        event: What happened.
        now: The moment, on the clock of all other moments; never earlier than before.
    """
    following, commands = settle(*_take(conversation, event, now), event)
    if StopSaying() in commands:  # silence comes first
        commands = (StopSaying(), *(c for c in commands if c != StopSaying()))
    return following, commands


def _take(  # noqa: C901  # one case an event: a forgotten one fails mypy
    conversation: Conversation, event: Event, now: Seconds
) -> Step:
    match event:
        case Appeared():
            return appeared(replace(conversation, present=True), now)
        case Left():
            return left(replace(conversation, present=False), now)
        case SpeechStarted(turn_id):
            return speech_started(conversation, turn_id, now)
        case SpeechDiscarded(turn_id):
            return speech_discarded(conversation, turn_id, now)
        case Spotted(turn_id, intent):
            return spotted(conversation, turn_id, intent, now)
        case BargedIn(turn_id):
            return barged_in(conversation, turn_id)
        case PartlyHeard(turn_id, text):
            return partly_heard(conversation, turn_id, text)
        case Heard(utterance):
            return heard(conversation, utterance, now)
        case Replied(turn_id, reply):
            return replied(conversation, turn_id, reply, now)
        case Touched():
            return touched(conversation, event, now)
        case SayFinished():
            return said(conversation, event, now)
        case FollowerLagging():
            return lagging(conversation, now)
        case OnTheWay(remark):
            return on_the_way(conversation, remark, now)
        case LeadFinished(outcome, place):
            return led(conversation, outcome, place, now)
        case TicketIssued(turn_id, ticket):
            return ticket_issued(conversation, turn_id, ticket, now)
        case StaffAnswered():
            return staff_answered(conversation, now)
        case CodeShown(code, turn_id):
            return code_shown(conversation, code, turn_id, now)
        case Tick():
            return overdue(conversation, now)
        case _:
            assert_never(event)
