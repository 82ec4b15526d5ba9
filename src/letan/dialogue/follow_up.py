"""What somebody says about the procedure that he has just been told of."""

from dataclasses import replace
from itertools import pairwise

from letan.dialogue import words
from letan.dialogue.commands import KeepQuestion
from letan.dialogue.expectations import LeadOffer
from letan.dialogue.meaning import is_known
from letan.dialogue.moves import Step, line, speak
from letan.dialogue.naming import facet_in
from letan.dialogue.offers import offer_of
from letan.dialogue.staff import not_understood
from letan.dialogue.state import Conversation
from letan.faq.reply import Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds
from letan.vietnamese.caption.caption import asks
from letan.vietnamese.unicode import words_of

_HIMSELF = frozenset(
    "tôi tui bác ông bà cô chú anh chị em cháu con mình vợ chồng nhà ba bố mẹ".split()
)
_WANTING = frozenset("muốn cần xin làm đăng hỏi đổi cấp".split())
"""Words of another request."""
_SURELY_IT = 0.5
_NEAREST = 2
"""So many of the likeliest intents count as near."""
_LACKING = (("không", "có"), ("chưa", "có"))
_THEN = (("thì", "sao"), ("thì", "làm"), ("thì", "thế"), ("được", "không"))


def on_the_topic(
    conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds
) -> Step | None:
    """Take words that tell of his own case, after the answer to a procedure; else None.

    "Bác bảy mươi sáu rồi" asks nothing: the offer is made again. Of a case that the answers do not
    know ("họ không có hợp đồng thì sao") the robot is not sure, and leads to who is.
    """
    session, turn_id = conversation.session, utterance.turn_id
    topic = session.topic
    if topic is None or not topic.card.sections or not utterance.text:
        return None
    near = [candidate.intent for candidate in reply.candidates[:_NEAREST]]
    match reply.kind:
        case ReplyKind.ASK_BACK if _tells(reply, topic, utterance.text):
            return _offer_again(conversation, topic, turn_id, now)
        case ReplyKind.REFER if near[:1] == [topic.intent] and _is_purpose(utterance.text):
            return _offer_again(conversation, topic, turn_id, now)
        case ReplyKind.REFER if topic.intent in near and not (is_known(reply) or session.failures):
            return _not_sure(conversation, topic, utterance, now)
        case ReplyKind.ANSWER if reply.intent != topic.intent and _lacks(utterance.text):
            return _not_sure(conversation, topic, utterance, now)
        case _:
            return None


def _offer_again(conversation: Conversation, topic: Reply, turn_id: str, now: Seconds) -> Step:
    offer, expects = offer_of(conversation, topic)
    text = f"{line(conversation.session, words.I_SEE)} {offer}".strip()
    return speak(conversation, text, now, expects=expects, turn_id=turn_id)


def _not_sure(conversation: Conversation, topic: Reply, utterance: Utterance, now: Seconds) -> Step:
    session, turn_id = conversation.session, utterance.turn_id
    failures = session.failures + 1
    keep = KeepQuestion(utterance.text, turn_id, topic.intent or "")
    if failures >= conversation.params.failures_before_staff:
        following, commands = not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
        return following, (keep, *commands)
    unsure = replace(conversation, session=replace(session, failures=failures))
    text, expects = line(session, words.CASE_NOT_SURE), None
    if topic.place and conversation.params.can_lead:
        text, expects = line(session, words.CASE_ASK_THERE), LeadOffer(topic.place)
    following, commands = speak(unsure, text, now, expects=expects, turn_id=turn_id)
    return following, (keep, *commands)


def _tells(reply: Reply, topic: Reply, text: str) -> bool:
    """Say whether he asks nothing, but tells something that belongs to the topic."""
    if facet_in(text) or not reply.candidates:
        return False
    first, *others = reply.candidates[:_NEAREST]
    if first.intent == topic.intent:
        return first.score >= _SURELY_IT
    said = text.lower().split()
    himself = said[0] in _HIMSELF and not _WANTING.intersection(said) and not asks(said)
    return himself and any(other.intent == topic.intent for other in others)


def _is_purpose(text: str) -> bool:
    """Say whether he tells what he needs it for: "để đi vay ngân hàng"."""
    return text.lower().startswith("để ")


def _lacks(text: str) -> bool:
    """Say whether he asks what happens where something is missing."""
    said = list(map(str.lower, words_of(text)))
    pairs = set(pairwise(said))
    return bool(pairs.intersection(_LACKING)) and bool(pairs.intersection(_THEN))
