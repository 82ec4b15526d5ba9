"""Orders to the robot itself: stop, repeat, go on, slower, lead me, an officer please."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import Lead, StaffReason
from letan.dialogue.expectations import LeadOffer, LeadWhere, NextPart
from letan.dialogue.moves import (
    Step,
    ask,
    ask_at_once,
    lead,
    line,
    listen,
    say_line,
    speak,
    stop,
)
from letan.dialogue.naming import destination_in, facet_in
from letan.dialogue.offers import accept, decline
from letan.dialogue.staff import EMERGENCIES, call_staff, emergency, not_understood
from letan.dialogue.state import Conversation, Leading, Spoken
from letan.dialogue.walk import next_part, previous_part
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.text import Text
from letan.kernel.units import Seconds
from letan.vietnamese.unicode import words_of

_WALKS_MPS = (0.5, 0.35)
"""Of an old person with a stick, and of one who can hardly walk."""
_SLOWLY = frozenset(("chậm", "từ", "slowly"))
_SLOWEST, _LOUDEST, _SOFTEST = 0.6, 1.0, 0.3
_FURTHER = frozenset("sau theo kế bước next step".split())
"""Words that ask for the next part, not for the rest of this one."""
_RATE_STEP, _VOLUME_STEP = 0.8, 0.2


def obey(
    conversation: Conversation,
    intent: str,
    reply: Reply | None,
    utterance: Utterance,
    now: Seconds,
) -> Step:
    """Obey a command (`lenh.*`) or an emergency (`khan_cap.*`), spoken or touched."""
    session, turn_id = conversation.session, utterance.turn_id
    if intent in EMERGENCIES:
        said = "" if reply is None else session.address.dress(reply.text)
        return emergency(conversation, intent, said, turn_id, now)
    match intent:
        case "lenh.dung" | "lenh.dung_di_chuyen":
            return stop(conversation, now, turn_id)
        case "lenh.gap_can_bo":
            return call_staff(conversation, StaffReason.ASKED, words.STAFF_COMES, now, turn_id)
        case "lenh.nhac_lai":
            return again(conversation, utterance, now)
        case "lenh.quay_lai":
            return _back(conversation, turn_id, now)
        case "lenh.tiep_tuc":
            return go_on(conversation, utterance, now)
        case "lenh.noi_cham":
            slower = replace(session, rate=max(_SLOWEST, session.rate * _RATE_STEP))
            return repeat(replace(conversation, session=slower), turn_id, now, words.SLOWER)
        case "lenh.noi_to":
            louder = replace(session, volume=min(_LOUDEST, session.volume + _VOLUME_STEP))
            return repeat(replace(conversation, session=louder), turn_id, now, words.LOUDER)
        case "lenh.noi_nho":
            softer = replace(session, volume=max(_SOFTEST, session.volume - _VOLUME_STEP))
            return repeat(replace(conversation, session=softer), turn_id, now, words.SOFTER)
        case "lenh.dan_duong":
            return _lead(conversation, reply.place if reply else "", utterance, now)
        case "lenh.cho_toi":
            return _more_slowly(conversation, turn_id, now)
        case "lenh.tieng_anh" | "lenh.tieng_viet":
            return switch_language(conversation, intent == "lenh.tieng_anh", turn_id, now)
        case "lenh.dong_y":
            return accept(conversation, turn_id, now)
        case "lenh.tu_choi":
            return decline(conversation, turn_id, now)
        case _:
            return listen(conversation, now)


def _more_slowly(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Walk more slowly, now and for the rest of the visit."""
    expects, phase = conversation.session.expects, conversation.phase
    speed = next((v for v in _WALKS_MPS if v < conversation.session.walk_speed), _WALKS_MPS[-1])
    session = replace(conversation.session, walk_speed=speed)
    slower = replace(conversation, session=session)
    following, commands = say_line(
        slower, words.WAIT_FOR_ME, now, expects=expects, turn_id=turn_id, aside=True
    )
    if not isinstance(phase, Leading):
        return following, commands
    return following, (*commands, Lead(phase.place, turn_id, speed))


def lead_to(conversation: Conversation, place: str, turn_id: str, now: Seconds) -> Step:
    """Set out for a place; where it is not known, ask once, then as for anything unclear."""
    if place or not conversation.params.can_lead:
        return lead(conversation, place, now, turn_id)
    session = conversation.session
    if isinstance(session.expects, LeadWhere) or session.failures:
        return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
    return say_line(conversation, words.LEAD_WHERE, now, expects=LeadWhere(), turn_id=turn_id)


def _lead(conversation: Conversation, place: str, utterance: Utterance, now: Seconds) -> Step:
    """Set out for the place that the order names, by its procedure too; else where was offered."""
    if not _SLOWLY.isdisjoint(words_of(utterance.text.lower())):
        speed = min(_WALKS_MPS[0], conversation.session.walk_speed)
        conversation = replace(
            conversation, session=replace(conversation.session, walk_speed=speed)
        )
    wanted = destination_in(utterance.text)
    asked = isinstance(conversation.session.expects, LeadWhere)
    if place or asked or not wanted:
        known = place or offered_place(conversation)
        return lead_to(conversation, known, utterance.turn_id, now)
    session = replace(conversation.session, expects=LeadWhere())
    asking = replace(utterance, text=wanted, phrases=())
    return ask(replace(conversation, session=session), asking, now)


def switch_language(conversation: Conversation, english: bool, turn_id: str, now: Seconds) -> Step:
    """Go on in the other language."""
    session = replace(conversation.session, language="en" if english else "vi")
    said = words.ENGLISH if english else words.VIETNAMESE
    return say_line(replace(conversation, session=session), said, now, turn_id=turn_id)


def repeat(
    conversation: Conversation, turn_id: str, now: Seconds, first: Text | None = None
) -> Step:
    """Say the last thing again, after a word of what has changed."""
    session = conversation.session
    told = session.told or session.last
    if told is None:
        said = first or words.NOTHING_TO_REPEAT
        return say_line(conversation, said, now, turn_id=turn_id)
    text = told.text if first is None else f"{line(session, first)} {told.text}"
    return speak(conversation, text, now, expects=told.expects, turn_id=turn_id, aside=True)


def go_on(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    """Go on: with what was cut short, else with the next part, else with what was cut before.

    A part that something else came over is told from its beginning; "the next step" is that.
    """
    session, turn_id = conversation.session, utterance.turn_id
    held, walk = session.held, session.walk
    cut = held is not None and session.last is not None and held.say_id == session.last.say_id
    further = not _FURTHER.isdisjoint(map(str.lower, words_of(utterance.text)))
    if held is not None and cut and not (further and walk is not None):
        return resume(conversation, held, turn_id, now)
    if held is not None and isinstance(held.expects, NextPart) and not further:
        return resume(conversation, replace(held, from_word=0), turn_id, now)
    if walk is not None and (walk.at + 1 < len(walk.parts) or held is None):
        return next_part(conversation, walk, turn_id, now)
    if held is not None:
        return resume(conversation, held, turn_id, now)
    if session.told is None:
        return repeat(conversation, turn_id, now)
    offered = isinstance(session.expects, LeadOffer)
    text = line(session, words.LAST_PART, *([words.OFFER_TO_LEAD] if offered else []))
    return speak(conversation, text, now, expects=session.expects, turn_id=turn_id, aside=True)


def resume(conversation: Conversation, held: Spoken, turn_id: str, now: Seconds) -> Step:
    """Say the rest of something that was interrupted."""
    following, commands = speak(
        conversation,
        held.text,
        now,
        expects=held.expects,
        turn_id=turn_id or held.turn_id,
        from_word=held.from_word,
    )
    return replace(following, session=replace(following.session, held=None)), commands


def again(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    """Repeat: all of it, or the part that is named ("nói lại chỗ giấy tờ")."""
    session = conversation.session
    topic = session.topic
    if topic is None or not topic.card.sections:
        topic = session.procedure or topic
    named = facet_in(utterance.text)
    if named and topic is not None and topic.intent is not None:
        return ask_at_once(conversation, topic.intent, named, utterance.turn_id, now)
    return repeat(conversation, utterance.turn_id, now)


def _back(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    walk = conversation.session.walk
    if walk is None or not isinstance(conversation.session.expects, NextPart | LeadOffer):
        return repeat(conversation, turn_id, now)
    return previous_part(conversation, walk, turn_id, now)


def offered_place(conversation: Conversation) -> str:
    """Return where the robot would lead now: where it has offered to, or what was asked last."""
    match conversation.session.expects:
        case LeadOffer(place):
            return place
        case _:
            topic = conversation.session.topic
            return topic.place if topic is not None else ""
