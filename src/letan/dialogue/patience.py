"""How long the robot waits for anything, and what it does then."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import ReportFault, StopLeading, StopSaying
from letan.dialogue.escort import after_leading
from letan.dialogue.expectations import Expectation, Feedback, FeedbackOffer
from letan.dialogue.moves import Step, end, line, listen, speak
from letan.dialogue.staff import (
    alarm_due,
    alarm_overdue,
    not_understood,
    staff_due,
    staff_overdue,
)
from letan.dialogue.state import Asked, Conversation, Idle, Leading, Listening, Speaking, Thinking
from letan.dialogue.turns import after_voice
from letan.guide.lead import Outcome
from letan.kernel.units import Seconds


def wake_at(conversation: Conversation) -> Seconds | None:
    """Return the moment at which a Tick is due; None while nobody is there and no alarm rings."""
    moments = (
        _phase_due(conversation),
        _asked_due(conversation),
        _voice_due(conversation),
        staff_due(conversation),
        alarm_due(conversation),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def overdue(conversation: Conversation, now: Seconds) -> Step:
    """Do what is due; an early tick changes nothing."""
    asked, voice, staff, alarm, phase = (
        due is not None and due <= now
        for due in (
            _asked_due(conversation),
            _voice_due(conversation),
            staff_due(conversation),
            alarm_due(conversation),
            _phase_due(conversation),
        )
    )
    if asked:
        return _no_answer(conversation, conversation.asked[0], now)
    if voice:
        return _endless_voice(conversation, now)
    if staff:
        return staff_overdue(conversation, now)
    if alarm:
        return alarm_overdue(conversation, now)
    if phase:
        return _phase_overdue(conversation, now)
    return conversation, ()


def _phase_due(conversation: Conversation) -> Seconds | None:
    params, session = conversation.params, conversation.session
    match conversation.phase:
        case Listening(since, turn_id):
            if turn_id:
                return since + params.end_after_s * session.patience
            if staff_due(conversation) is not None:
                return None
            if session.closing:
                return since + params.farewell_after_s * session.patience
            wait = params.end_after_s if session.prompted else params.prompt_after_s
            return since + wait * session.patience
        case Thinking(since):
            return since + params.ask_timeout_s
        case Leading(since):
            return since + params.lead_timeout_s
        case Speaking(since):
            return since + params.say_timeout_s
        case Idle():
            return None


def _asked_due(conversation: Conversation) -> Seconds | None:
    if not conversation.asked:
        return None
    return conversation.asked[0].since + conversation.params.ask_timeout_s


def _voice_due(conversation: Conversation) -> Seconds | None:
    last = conversation.session.last
    if not conversation.voice or last is None:
        return None
    return last.since + conversation.params.say_timeout_s


def _no_answer(conversation: Conversation, asked: Asked, now: Seconds) -> Step:
    """The faq does not answer: apologise, unless the robot is busy with something else."""
    turn_id = asked.utterance.turn_id
    report = ReportFault("DIAL-001", turn_id)
    without = replace(conversation, asked=conversation.asked[1:])
    if not isinstance(conversation.phase, Thinking):
        return without, (report,)
    following, commands = not_understood(without, now, turn_id, words.SLOW_ANSWER)
    return following, (report, *commands)


def _endless_voice(conversation: Conversation, now: Seconds) -> Step:
    following, commands = after_voice(replace(conversation, voice=0), now)
    return following, (ReportFault("DIAL-002"), StopSaying(), *commands)


def _outlasting(expects: Expectation) -> Expectation:
    """Return what may still be answered after "anything else?"; what he says then is a question."""
    return None if isinstance(expects, Feedback | FeedbackOffer) else expects


def _phase_overdue(conversation: Conversation, now: Seconds) -> Step:
    session = conversation.session
    match conversation.phase:
        case Listening(turn_id=turn_id):
            if turn_id or session.prompted or session.closing:
                return end(conversation, now)
            prompted = replace(conversation, session=replace(session, prompted=True))
            known = session.helped or session.topic is not None
            text = line(session, words.ANYTHING_ELSE if known else words.HOW_CAN_I_HELP)
            return speak(prompted, text, now, expects=_outlasting(session.expects), aside=True)
        case Leading():
            following, commands = after_leading(conversation, Outcome.FAILED, now)
            return following, (ReportFault("DIAL-003"), StopLeading(), *commands)
        case Speaking():
            return _endless_voice(conversation, now)
        case Thinking():
            return listen(conversation, now)
        case Idle():
            return conversation, ()
