"""Words that open a talk, hold it up or smooth it: they ask nothing of the answers."""

from letan.dialogue import words
from letan.dialogue.expectations import LeadOffer
from letan.dialogue.moves import Step, line, say_line, speak
from letan.dialogue.offers import farewell
from letan.dialogue.orders import repeat
from letan.dialogue.state import Conversation
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds
from letan.vietnamese.unicode import words_of

_PEOPLE = frozenset("tôi tui tao bác ông bà cô chú anh chị em cháu con mình tớ dì mệ o".split())
_POLITE = frozenset(
    "ơi ạ dạ nhé nha với này à ừ alo cái chút tí xíu một cho xin được không".split()
)
_ASKING = frozenset("hỏi nhờ".split())
_OPENING = _PEOPLE | _POLITE | _ASKING | frozenset("muốn thăm việc giúp robot".split())
_HOLDING = frozenset("để đợi chờ khoan".split())
_WHAT = frozenset("gì|gì vậy|gì thế|nói gì|nói gì vậy|nói gì thế|gì cơ|hả".split("|"))
_WHERE = frozenset("đâu nào mấy bao gì mô".split())
_SORRY = _PEOPLE | _POLITE | frozenset("lỗi robot nhỡ".split())
_MOST_WORDS = 8


def small_words(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step | None:
    """Answer such words at his turn; None for all others, and while the robot speaks."""
    said = list(map(str.lower, words_of(utterance.text)))
    session, turn_id = conversation.session, utterance.turn_id
    if conversation.voice or not said or len(said) > _MOST_WORDS:
        return None
    together = set(said)
    if isinstance(session.expects, LeadOffer) and "xa" in together and "không" in together:
        text = line(session, words.NOT_FAR, words.OFFER_TO_LEAD)
        return speak(conversation, text, now, expects=session.expects, turn_id=turn_id)
    if said[0] == "thôi" and "về" in together and not _WHERE & together:
        return farewell(conversation, "", turn_id, now)
    if " ".join(w for w in said if w not in _POLITE | _PEOPLE) in _WHAT:
        return repeat(conversation, turn_id, now)
    if len(said) > 1 and together & _ASKING and together <= _OPENING:
        reply = words.ASK_AWAY
    elif said[-1] == "đã" and together & _HOLDING and not _WHERE & together:
        reply = words.TAKE_YOUR_TIME
    elif {"xin", "lỗi"} <= together <= _SORRY:
        reply = words.NO_MATTER
    else:
        return None
    return say_line(conversation, reply, now, expects=session.expects, turn_id=turn_id, aside=True)
