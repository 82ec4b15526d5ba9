"""Leading, as the conversation sees it: waiting aloud, arriving, failing."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import StaffReason
from letan.dialogue.expectations import AnythingElse, Choices, WhichCase, WhichProcedure
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.staff import call_staff
from letan.dialogue.state import Conversation, Leading, Listening
from letan.guide.lead import Outcome
from letan.guide.remarks import Remark, RemarkKind
from letan.kernel.text import Text
from letan.kernel.units import Seconds


def lagging(conversation: Conversation, now: Seconds) -> Step:
    """Call to a visitor who has fallen behind."""
    if not isinstance(conversation.phase, Leading):
        return conversation, ()
    expects = conversation.session.expects
    return say_line(conversation, words.WAITING_FOR_YOU, now, expects=expects, aside=True)


def on_the_way(conversation: Conversation, remark: Remark, now: Seconds) -> Step:
    """Say what the guide has to say; it waits for no answer and cuts nothing short."""
    if not isinstance(conversation.phase, Leading) or conversation.voice:
        return conversation, ()
    expects = conversation.session.expects
    return say_line(conversation, _remark_text(remark), now, expects=expects, aside=True)


def _remark_text(remark: Remark) -> Text:
    match remark.kind:
        case RemarkKind.LET_US_BY:
            return words.MAY_WE_PASS
        case RemarkKind.TURN_LEFT:
            return words.TURN_LEFT
        case RemarkKind.TURN_RIGHT:
            return words.TURN_RIGHT
        case RemarkKind.REMAINING:
            return words.steps_left(remark.steps)


def led(conversation: Conversation, outcome: Outcome, place: str, now: Seconds) -> Step:
    """Leading ended; news of a place that is not led to any more is old."""
    leading = conversation.phase
    if not isinstance(leading, Leading) or leading.place != place:
        return conversation, ()
    return after_leading(conversation, outcome, now)


def _arrived(there: Conversation, now: Seconds) -> Step:
    """Ask whether there is anything else, unless a question of the robot is still open."""
    session = there.session
    told = session.told
    if not isinstance(session.expects, Choices | WhichCase | WhichProcedure) or told is None:
        closing = replace(there, session=replace(session, closing=True))
        return say_line(closing, words.ARRIVED, now, expects=AnythingElse())
    here = line(session, words.HERE)
    text = f"{here} {told.text}" if there.voice else here
    return speak(there, text, now, expects=session.expects, turn_id=told.turn_id, aside=True)


def after_leading(conversation: Conversation, outcome: Outcome, now: Seconds) -> Step:
    """Say how it ended; who has arrived is asked whether there is anything else."""
    session = conversation.session
    there = replace(conversation, phase=Listening(now))
    match outcome:
        case Outcome.ARRIVED:
            return _arrived(there, now)
        case Outcome.LOST_VISITOR:
            text = line(session, words.LOST_VISITOR)
            return speak(there, text, now, then_end=True)
        case Outcome.STOPPED:
            return say_line(there, words.STAND_STILL, now)
        case Outcome.BLOCKED | Outcome.FAILED:
            return call_staff(there, StaffReason.ROBOT_TROUBLE, words.LEAD_FAILED, now, "")
