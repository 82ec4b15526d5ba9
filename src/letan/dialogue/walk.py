"""Explaining a procedure part by part, at the visitor's pace."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.expectations import LeadOffer, NextPart
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.naming import small
from letan.dialogue.state import Conversation, Session, Walk
from letan.faq.reply import Reply
from letan.kernel.units import Seconds
from letan.vietnamese.unicode import words_of

_PART_WORDS = {"bước": "steps", "step": "steps", "giấy": "documents", "document": "documents"}
_NUMBERS = (
    ("một", "nhất", "đầu", "1", "one", "first"),
    ("hai", "nhì", "2", "two", "second"),
    ("ba", "3", "three", "third"),
    ("bốn", "tư", "4", "four", "fourth"),
    ("năm", "5", "five", "fifth"),
    ("sáu", "6", "six", "sixth"),
    ("bảy", "7", "seven"),
    ("tám", "8", "eight"),
    ("chín", "9", "nine"),
    ("mười", "10", "ten"),
)
_LAST = ("cuối", "chót", "last")
_BESIDE = frozenset(
    """bước giấy tờ thứ số là gì làm sao thế nào nói lại quay về xem cho tôi bác nghe cháu ơi nhé ạ
    đi ra rồi phải cần cái đó step document number what is the say again go back to tell me please
    cùng""".split()
)
"""Words that may stand beside the name of a part without making it another question."""


def walk_of(reply: Reply) -> Walk | None:
    """Return the explanation that a reply begins: steps always, documents where some are left."""
    walk = None if len(reply.requests) > 1 else _whole(reply, reply.facet)
    if walk is None or reply.facet == "steps":
        return walk
    parts = walk.parts
    said = " ".join(words_of(reply.text))
    spoken = 0
    while spoken < len(parts) and _plain(parts[spoken]) in said:
        spoken += 1
    return replace(walk, at=spoken - 1) if spoken < len(parts) else None


def named_part(conversation: Conversation, text: str, turn_id: str, now: Seconds) -> Step | None:
    """Say the part that the words name ("bước hai là gì"); None where they name none.

    It is a part of the explanation under way, else of the procedure that was answered last.
    """
    said = list(map(str.lower, words_of(text)))
    facet = next((_PART_WORDS[word] for word in said if word in _PART_WORDS), "")
    at = next((i for i, names in enumerate(_NUMBERS) for word in said if word in names), None)
    is_last = any(word in _LAST for word in said)
    numbers = {*(name for names in _NUMBERS for name in names), *_LAST}
    if not facet or (at is None and not is_last) or not set(said) <= _BESIDE | numbers:
        return None
    session = conversation.session
    walk = session.walk
    if walk is None or walk.facet != facet:
        walk = None if session.procedure is None else _whole(session.procedure, facet)
    if walk is None:
        return None
    count = len(walk.parts)
    at = count - 1 if at is None else at
    if at < count:
        return go_to(conversation, walk, at, turn_id, now)
    what = line(session, words.PARTS[facet])
    text = line(session, words.ONLY_SO_MANY, count=_spoken(session, count), what=what)
    return speak(conversation, text, now, expects=session.expects, turn_id=turn_id, aside=True)


def _whole(reply: Reply, facet: str) -> Walk | None:
    """Return the explanation of a side that is told part by part, from its beginning."""
    if facet not in words.PARTS:
        return None
    parts = next((s.lines for s in reply.card.sections if s.facet == facet), ())
    if len(parts) < 2:
        return None
    return Walk(facet, reply.card.title, parts, place=reply.place)


def go_to(conversation: Conversation, walk: Walk, at: int, turn_id: str, now: Seconds) -> Step:
    """Say one part; after the last one the way to the counter is offered.

    What was cut short before is left behind: to go on is to go on from here.
    """
    following, commands = _say_part(conversation, walk, at, turn_id, now)
    return replace(following, session=replace(following.session, held=None)), commands


def _say_part(conversation: Conversation, walk: Walk, at: int, turn_id: str, now: Seconds) -> Step:
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
    if walk.facet == "documents":
        vi = session.language == "vi"
        number = words.ORDINALS[at] if vi and at < len(words.ORDINALS) else str(at + 1)
        return line(session, words.DOCUMENT, number=number, part=part)
    if at == 0:
        count = _spoken(session, len(walk.parts))
        return line(session, words.FIRST_STEP, title=walk.title, count=count, part=part)
    return line(session, words.STEP, number=_spoken(session, at + 1), part=part)


def _spoken(session: Session, count: int) -> str:
    vi = session.language == "vi"
    return words.COUNTS[count - 1] if vi and count <= len(words.COUNTS) else str(count)


def _plain(part: str) -> str:
    """Return a part as its spoken form contains it: without copies in brackets."""
    return " ".join(words_of(part.partition(" (")[0]))
