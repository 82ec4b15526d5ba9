"""Explaining a procedure part by part, at the visitor's pace."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.naming import small
from letan.dialogue.state import Conversation, LeadOffer, NextPart, Session, Walk
from letan.faq.reply import Reply
from letan.kernel.units import Seconds
from letan.vietnamese.unicode import words_of


def walk_of(reply: Reply) -> Walk | None:
    """Return the explanation that a reply begins: steps always, documents where some are left."""
    if reply.facet not in ("steps", "documents") or len(reply.requests) > 1:
        return None
    parts = next((s.lines for s in reply.card.sections if s.facet == reply.facet), ())
    if len(parts) < 2:
        return None
    walk = Walk(reply.facet, reply.card.title, parts, place=reply.place)
    if reply.facet == "steps":
        return walk
    said = " ".join(words_of(reply.text))
    spoken = 0
    while spoken < len(parts) and _plain(parts[spoken]) in said:
        spoken += 1
    return replace(walk, at=spoken - 1) if spoken < len(parts) else None


def go_to(conversation: Conversation, walk: Walk, at: int, turn_id: str, now: Seconds) -> Step:
    """Say one part; after the last one the way to the counter is offered."""
    session = replace(conversation.session, walk=replace(walk, at=at))
    walking = replace(conversation, session=session)
    part = walk.parts[at].rstrip(". ")
    text = _part(session, walk, at, part)
    if at + 1 < len(walk.parts):
        first = words.SAY_NEXT if walk.facet == "steps" else words.NEXT_ONE
        hint = first if at == 0 else None
        whole = f"{text} {line(session, hint)}" if hint else text
        return speak(walking, whole, now, expects=NextPart(), turn_id=turn_id)
    text = f"{text} {line(session, words.LAST_PART)}"
    if walk.place and conversation.params.can_lead:
        text = f"{text} {line(session, words.OFFER_TO_LEAD)}"
        return speak(walking, text, now, expects=LeadOffer(walk.place), turn_id=turn_id)
    return speak(walking, text, now, turn_id=turn_id)


def next_part(conversation: Conversation, walk: Walk, turn_id: str, now: Seconds) -> Step:
    """Go on to the next part, or say that there is none."""
    if walk.at + 1 < len(walk.parts):
        return go_to(conversation, walk, walk.at + 1, turn_id, now)
    expects = conversation.session.expects
    return say_line(conversation, words.LAST_PART, now, expects=expects, turn_id=turn_id)


def previous_part(conversation: Conversation, walk: Walk, turn_id: str, now: Seconds) -> Step:
    """Go back one part, or say that this is the first."""
    if walk.at > 0:
        return go_to(conversation, walk, walk.at - 1, turn_id, now)
    return say_line(conversation, words.NO_PART_BEFORE, now, expects=NextPart(), turn_id=turn_id)


def _part(session: Session, walk: Walk, at: int, part: str) -> str:
    part = small(part)
    count, vi = len(walk.parts), session.language == "vi"
    if walk.facet == "documents":
        number = words.ORDINALS[at] if vi and at < len(words.ORDINALS) else str(at + 1)
        return line(session, words.DOCUMENT, number=number, part=part)
    if at == 0:
        spoken = words.COUNTS[count - 1] if vi and count <= len(words.COUNTS) else str(count)
        return line(session, words.FIRST_STEP, title=walk.title, count=spoken, part=part)
    number = words.COUNTS[at] if vi and at < len(words.COUNTS) else str(at + 1)
    return line(session, words.STEP, number=number, part=part)


def _plain(part: str) -> str:
    """Return a part as its spoken form contains it: without copies in brackets."""
    return " ".join(words_of(part.partition(" (")[0]))
