"""Patience with slow speakers, learned within the session."""

from letan.hearing.utterance import Utterance
from letan.kernel.units import Ratio, Seconds

MOST = 2.0
_STEP = 1.25
_SLOW_WORDS_PER_S = 1.8
"""Vietnamese is read aloud at three to five syllables a second; who says fewer than this pauses
   between words."""
_LEAST_WORDS = 3
_CUT_OFF_S = 1.2
"""Who speaks on within this time after the robot took him to be done had only paused."""


def after_utterance(patience: Ratio, utterance: Utterance) -> Ratio:
    """Return the patience after an utterance: more for one that was said slowly."""
    length_s, count = utterance.end - utterance.start, len(utterance.text.split())
    slow = length_s > 0.0 and count >= _LEAST_WORDS and count / length_s < _SLOW_WORDS_PER_S
    return min(MOST, patience * _STEP) if slow else patience


def after_cut(patience: Ratio, heard_at: Seconds | None, now: Seconds) -> Ratio:
    """Return the patience when somebody begins to speak: more if he was cut off just before."""
    cut = heard_at is not None and now - heard_at <= _CUT_OFF_S
    return min(MOST, patience * _STEP) if cut else patience
