"""What to do with a reply of the faq: answer, ask back, refer; or obey."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import (
    CallStaff,
    Command,
    Gesture,
    Show,
    StaffReason,
    StopLeading,
    StopSaying,
)
from letan.dialogue.moves import (
    Step,
    call_staff,
    lead,
    line,
    listen,
    speak,
    stop,
)
from letan.dialogue.state import (
    Choices,
    Conversation,
    Expectation,
    Leading,
    LeadOffer,
    Listening,
)
from letan.faq.reply import Reply, ReplyKind
from letan.kernel.text import Text
from letan.kernel.units import Seconds

_SLOWEST, _LOUDEST, _SOFTEST = 0.6, 1.0, 0.3
_RATE_STEP, _VOLUME_STEP = 0.8, 0.2

_YES_OR_NO = ("lenh.dong_y", "lenh.tu_choi")
_EXPECTED_AT = 0.35
"""Least probability of a yes or no that was asked for; unasked, `letan.faq.policy` wants 0.6."""

_EMERGENCIES = {
    "khan_cap.y_te": StaffReason.EMERGENCY_MEDICAL,
    "khan_cap.chay": StaffReason.EMERGENCY_FIRE,
    "khan_cap.mat_do": StaffReason.LOST_PROPERTY,
}


def respond(conversation: Conversation, reply: Reply, turn_id: str, now: Seconds) -> Step:
    """Carry out a reply that is meant for the robot."""
    match reply.kind:
        case ReplyKind.ANSWER:
            return _answer(conversation, reply, turn_id, now)
        case ReplyKind.ASK_BACK:
            session = replace(conversation.session, failures=0)
            asking = replace(conversation, session=session)
            text = reply.text or line(session, words.WHICH_ONE)
            following, commands = speak(
                asking, text, now, expects=Choices(reply.candidates[:3]), turn_id=turn_id
            )
            return following, (Show(reply.card, turn_id), *commands)
        case ReplyKind.REFER:
            return _refer(conversation, reply, turn_id, now)
        case ReplyKind.COMMAND:
            return obey(conversation, reply.intent or "", reply, turn_id, now)


def expected(reply: Reply, expects: Expectation) -> Reply:
    """Read a doubtful reply as the yes or no that the robot has just asked for.

    After "shall I take you there?" a yes is likely, so half the usual certainty is enough; to
    anything else the faq's doubt stands.
    """
    first = reply.candidates[0] if reply.candidates else None
    if not isinstance(expects, LeadOffer) or reply.kind is not ReplyKind.REFER or first is None:
        return reply
    if first.intent not in _YES_OR_NO or first.score < _EXPECTED_AT:
        return reply
    return replace(reply, kind=ReplyKind.COMMAND, intent=first.intent, text="")


def overheard(conversation: Conversation, reply: Reply, turn_id: str, now: Seconds) -> Step:
    """Judge what was said while the robot spoke or led: an interruption, or none.

    A referral (nothing that the robot knows) and a "vâng" to nothing leave the voice alone.
    """
    nothing_to_accept = reply.intent == "lenh.dong_y" and conversation.session.expects is None
    done_already = conversation.session.handled_turn == turn_id
    if reply.kind is ReplyKind.REFER or nothing_to_accept or done_already:
        return conversation, ()
    following, commands = respond(conversation, reply, turn_id, now)
    already = any(isinstance(command, StopSaying) for command in commands)
    return following, commands if already else (StopSaying(), *commands)


def obey(
    conversation: Conversation, intent: str, reply: Reply | None, turn_id: str, now: Seconds
) -> Step:
    """Obey a command (`lenh.*`) or an emergency (`khan_cap.*`), spoken or touched."""
    session = conversation.session
    if intent in _EMERGENCIES:
        return _emergency(conversation, intent, reply, turn_id, now)
    match intent:
        case "lenh.dung" | "lenh.dung_di_chuyen":
            return stop(conversation, now)
        case "lenh.gap_can_bo":
            return call_staff(conversation, StaffReason.ASKED, words.STAFF_COMES, now, turn_id)
        case "lenh.nhac_lai" | "lenh.quay_lai":
            return _repeat(conversation, turn_id, now)
        case "lenh.tiep_tuc":
            return _repeat(conversation, turn_id, now, from_word=session.resume_word or 0)
        case "lenh.noi_cham":
            slower = replace(session, rate=max(_SLOWEST, session.rate * _RATE_STEP))
            return _repeat(replace(conversation, session=slower), turn_id, now, words.SLOWER)
        case "lenh.noi_to":
            louder = replace(session, volume=min(_LOUDEST, session.volume + _VOLUME_STEP))
            return _repeat(replace(conversation, session=louder), turn_id, now, words.LOUDER)
        case "lenh.noi_nho":
            softer = replace(session, volume=max(_SOFTEST, session.volume - _VOLUME_STEP))
            return _repeat(replace(conversation, session=softer), turn_id, now, words.SOFTER)
        case "lenh.dan_duong":
            return lead(
                conversation, (reply.place if reply else "") or _place(conversation), now, turn_id
            )
        case "lenh.cho_toi":
            return speak(conversation, line(session, words.WAIT_FOR_ME), now, turn_id=turn_id)
        case "lenh.tieng_anh" | "lenh.tieng_viet":
            return switch_language(conversation, intent == "lenh.tieng_anh", turn_id, now)
        case "lenh.dong_y":
            return _accept(conversation, turn_id, now)
        case "lenh.tu_choi":
            return speak(conversation, line(session, words.DECLINED), now, turn_id=turn_id)
        case _:
            return listen(conversation, now)


def switch_language(conversation: Conversation, english: bool, turn_id: str, now: Seconds) -> Step:
    """Go on in the other language."""
    session = replace(conversation.session, language="en" if english else "vi")
    said = words.ENGLISH if english else words.VIETNAMESE
    return speak(replace(conversation, session=session), line(session, said), now, turn_id=turn_id)


def _answer(conversation: Conversation, reply: Reply, turn_id: str, now: Seconds) -> Step:
    session = replace(conversation.session, topic=reply, failures=0, prompted=False)
    answered = replace(conversation, session=session)
    text, expects = reply.text, None
    pointing: tuple[Gesture, ...] = ()
    leading = isinstance(conversation.phase, Leading)
    if reply.place and conversation.params.can_lead and not leading:
        text = f"{text} {line(session, words.OFFER_TO_LEAD)}"
        expects = LeadOffer(reply.place)
        pointing = (Gesture("point", reply.place),)
    following, commands = speak(
        answered,
        text,
        now,
        expects=expects,
        turn_id=turn_id,
        then_end=reply.intent == "giao_tiep.tam_biet",
    )
    return following, (Show(reply.card, turn_id), *commands, *pointing)


def _refer(conversation: Conversation, reply: Reply, turn_id: str, now: Seconds) -> Step:
    session = replace(conversation.session, failures=0)
    text = reply.text or line(session, words.NOT_SURE)
    following, commands = speak(replace(conversation, session=session), text, now, turn_id=turn_id)
    staff = CallStaff(StaffReason.UNSURE, turn_id, reply.place)
    return following, (Show(reply.card, turn_id), staff, *commands)


def _emergency(
    conversation: Conversation, intent: str, reply: Reply | None, turn_id: str, now: Seconds
) -> Step:
    calm = line(conversation.session, words.EMERGENCY)
    text = reply.text if reply is not None and reply.text else calm
    halt: tuple[Command, ...] = ()
    if isinstance(conversation.phase, Leading):
        conversation = replace(conversation, phase=Listening(now))
        halt = (StopLeading(),)
    following, commands = speak(conversation, text, now, turn_id=turn_id)
    return following, (CallStaff(_EMERGENCIES[intent], turn_id), *halt, *commands)


def _repeat(
    conversation: Conversation,
    turn_id: str,
    now: Seconds,
    first: Text | None = None,
    from_word: int = 0,
) -> Step:
    session = conversation.session
    expects: Expectation = session.expects
    if not session.last_text:
        said = first or words.NOTHING_TO_REPEAT
        return speak(conversation, line(session, said), now, turn_id=turn_id)
    text = session.last_text
    if first is not None and from_word == 0:
        text = f"{line(session, first)} {text}"
    following, commands = speak(
        conversation, text, now, expects=expects, turn_id=turn_id, from_word=from_word
    )
    kept = replace(following.session, last_text=session.last_text)
    return replace(following, session=kept), commands


def _accept(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    match conversation.session.expects:
        case LeadOffer(place):
            return lead(conversation, place, now, turn_id)
        case Choices():
            asked = line(conversation.session, words.WHICH_ONE)
            return speak(
                conversation, asked, now, expects=conversation.session.expects, turn_id=turn_id
            )
        case None:
            return listen(conversation, now)


def _place(conversation: Conversation) -> str:
    match conversation.session.expects:
        case LeadOffer(place):
            return place
        case _:
            topic = conversation.session.topic
            return topic.place if topic is not None else ""
