"""What somebody says who waits for an officer: when he comes, or that he need not come."""

import re
from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import CallOffStaff
from letan.dialogue.moves import Step, say_line
from letan.dialogue.state import Conversation
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds
from letan.vietnamese.unicode import words_of

_MOST_WORDS = 8
"""Longer sentences are about something else."""
_CALLS_OFF = re.compile(
    r"\b(?:(?:khỏi|đừng|hủy|(?:không|chẳng) cần)(?: phải| cần| có| cuộc)?"
    r" (?:gọi|mời|chờ|đợi|cán bộ|ai|người)"
    r"|không (?:phải )?(?:gọi|mời|chờ|đợi) nữa|cancel (?:the |my )?(?:call|officer)|never mind)\b"
)
"""A refusal of the call itself: "thôi gọi cán bộ đi" is none, nor "đừng để bác chờ"."""
_BARE = frozenset("thôi|thôi khỏi|thôi không cần|thôi không cần nữa|khỏi|never mind".split("|"))
"""Enough by themselves where nothing else is said or asked."""
_POLITE = frozenset("ạ dạ cháu ơi em nhé đâu à bác cô con nghen nha".split())
_LONG = frozenset("lâu mãi long".split())
_WHEN = frozenset("ra đến tới chờ đợi thế vậy quá rứa cán coming officer".split())
_NOT_YET = (("chưa", "ra"), ("chưa", "đến"), ("chưa", "tới"), ("chưa", "thấy"))
_OTHER = frozenset("mất thì hồ sơ giấy thủ tục lượt số".split())
"""Words of a question about a procedure."""


def about_the_call(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step | None:
    """Take the words as being about the officer who was called, where they surely are; else None.

    An emergency is not called off by words: somebody has to come and look.
    """
    waiting = conversation.session.staff
    if waiting is None or waiting.given_up:
        return None
    said = [word for word in map(str.lower, words_of(utterance.text)) if word not in _POLITE]
    if not said or len(said) > _MOST_WORDS:
        return None
    turn_id = utterance.turn_id
    quiet = not conversation.voice and conversation.session.expects is None
    bare = quiet and " ".join(said) in _BARE
    if not waiting.reason.urgent and (bare or _CALLS_OFF.search(" ".join(said))):
        without = replace(conversation, session=replace(conversation.session, staff=None))
        following, commands = say_line(without, words.CALLED_OFF, now, turn_id=turn_id)
        return following, (CallOffStaff(waiting.reason, turn_id), *commands)
    if _asks_when(said):
        answered = waiting.answered is not None
        coming = words.STAFF_ANSWERED if answered else words.STAFF_STILL_COMES
        return say_line(conversation, coming, now, turn_id=turn_id, aside=True)
    return None


def _asks_when(said: list[str]) -> bool:
    together = set(said)
    if together & _OTHER:
        return False
    how_long = bool(together & _LONG) or together.issuperset(("bao", "giờ"))
    return (how_long and bool(together & _WHEN)) or any(
        together.issuperset(pair) for pair in _NOT_YET
    )
