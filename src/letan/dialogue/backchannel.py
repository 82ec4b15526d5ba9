"""Telling an interruption from a cough, an "ừ" or a "vâng" over the robot's voice."""

from letan.hearing.over_voice import LISTENERS_WORDS
from letan.vietnamese.unicode import words_of

_SURE_WORDS = 3
"""Words besides those of a listener from which partial speech is an interruption; two may still be
   a murmur misread."""


def is_backchannel(text: str) -> bool:
    """Say whether the words only show that somebody listens; no words are a cough."""
    return all(word.lower() in LISTENERS_WORDS for word in words_of(text))


def interrupts(text: str) -> bool:
    """Say whether the words so far, over the robot's voice, are surely meant for it."""
    return sum(word.lower() not in LISTENERS_WORDS for word in words_of(text)) >= _SURE_WORDS
