"""Telling an interruption from a cough, an "ừ" or a "vâng" over the robot's voice."""

from letan.vietnamese.unicode import words_of

_LISTENERS = frozenset(
    """a á ơ ừ ừm ờ à ạ ui ôi dạ vâng được rồi ok okay thế vậy hả hở ồ phải đúng biết hiểu nhỉ
    uh huh yes yeah mhm hm rứa ra là""".split()
)
"""Words of somebody who listens and wants the robot to go on."""

_SURE_WORDS = 3
"""Words besides these from which partial speech is an interruption; two may still be a listener's
   murmur misread."""


def is_backchannel(text: str) -> bool:
    """Say whether the words only show that somebody listens; no words are a cough."""
    return all(word.lower() in _LISTENERS for word in words_of(text))


def interrupts(text: str) -> bool:
    """Say whether the words so far, over the robot's voice, are surely meant for it."""
    return sum(word.lower() not in _LISTENERS for word in words_of(text)) >= _SURE_WORDS
