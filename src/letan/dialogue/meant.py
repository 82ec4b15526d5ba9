"""Is it meant for the robot? Whoever is not served and not seen is answered only when it surely is.

A hall is full of talk. Outside a conversation the robot answers what asks for something it knows,
and whoever calls it; people who talk to each other get no word, not even "cháu chưa nghe rõ".
What was typed, touched or told as text is always meant for it: only sound is doubted.
"""

import re

from letan.dialogue.meaning import SMALL_TALK, is_known
from letan.dialogue.state import Conversation, DialogueParams, Session
from letan.faq.reply import Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.units import Probability
from letan.vietnamese.caption.caption import asks

_CALLS = re.compile(
    r"\b(?:robot|rô bốt|(?:cháu|em|cô|con) ơi|(?:xin )?chào|alo|cho (?:\w+ )?hỏi|xin hỏi"
    r"|hỏi \w+ (?:chút|tí)|giúp \w+ với)\b"
)
"""Said to somebody who serves; people who came together do not greet each other."""
_ASKING = frozenset("hỏi muốn cần xin giúp chỉ dẫn làm đăng nộp lấy gặp nhờ".split())
_COMMAND, _EMERGENCY = "lenh.", "khan_cap."
_STAFF = "lenh.gap_can_bo"
_CHATTER_WORDS = 4
"""Fewer words may be the answer of somebody who is served."""
_UNKNOWN_AT = 0.2
_CALLED_AT = 0.5
"""Who calls it need not be understood as surely."""


def is_served(session: Session) -> bool:
    """Say whether the robot has said anything to this visitor yet."""
    return session.last is not None


def is_doubted(conversation: Conversation, utterance: Utterance) -> bool:
    """Say whether it is sound out of a hall where nobody is served or seen."""
    is_sound = bool(utterance.engine)
    return is_sound and not conversation.present and not is_served(conversation.session)


def is_for_robot(reply: Reply, utterance: Utterance, params: DialogueParams) -> bool:
    """Say whether doubted words are for the robot, in view of what they would be answered.

    Yes and no, "go on" and other orders open no conversation: there is nothing to order.
    """
    if reply.intent is not None and reply.intent.startswith(_COMMAND) and reply.intent != _STAFF:
        return False
    level = utterance.level_dbfs
    far = level is not None and level < params.far_dbfs
    if far:
        return _sure(reply, utterance) >= params.answer_far_at
    if not calls(utterance.text):
        return _sure(reply, utterance) >= params.answer_unseen_at
    if (reply.intent or "").startswith(SMALL_TALK):  # "xin chào"
        return reply.probability >= params.answer_unseen_at
    return _sure(reply, utterance) >= _CALLED_AT


def calls(text: str) -> bool:
    """Say whether the words call or greet somebody who serves."""
    return _CALLS.search(text.lower()) is not None


def is_others_talk(reply: Reply, utterance: Utterance, conversation: Conversation) -> bool:
    """Say whether words beside somebody who is served are of other people's talk.

    Either they come from further away than he does and ask for nothing, or they are several words
    that neither ask nor want anything, nor fit anything that the robot knows.
    """
    if not utterance.engine or _fits(reply):
        return False
    if is_soft(utterance, conversation):
        return True
    words = utterance.text.lower().split()
    wants = asks(words) or bool(_ASKING.intersection(words)) or calls(utterance.text)
    return len(words) >= _CHATTER_WORDS and not wants and _sure(reply, utterance) < _UNKNOWN_AT


def is_soft(utterance: Utterance, conversation: Conversation) -> bool:
    """Say whether it comes from further away than the visitor who is served."""
    level, usual = utterance.level_dbfs, conversation.session.usual_dbfs
    others_db = conversation.params.others_db
    return level is not None and usual is not None and level < usual - others_db


def _fits(reply: Reply) -> bool:
    return reply.kind is not ReplyKind.REFER or is_known(reply)


def _sure(reply: Reply, utterance: Utterance) -> Probability:
    """Return how surely it asks for something that the robot knows, small talk apart.

    Of two that are asked back, or asked for in one breath, it is surely one or the other. What is
    known by name alone is found in the words: it is as sure as their reading.
    """
    if reply.kind is ReplyKind.REFER:
        return (utterance.confidence or 0.0) if is_known(reply) else 0.0
    asked = 2 if reply.kind is ReplyKind.ASK_BACK else max(1, len(reply.requests))
    first = [
        one.score
        for one in reply.candidates
        if not one.intent.startswith((SMALL_TALK, _COMMAND)) or one.intent == _STAFF
    ]
    return sum(first[:asked])
