"""Word times for engines that have none: the sound is shared out by the length of the words."""

import re

from letan.kernel.units import Seconds
from letan.ports.synthesiser import WordMark

_PAUSE_WEIGHT = {",": 3, ".": 4, "!": 4, "?": 4}
"""A pause weighs about as much as a syllable of that many letters."""


def spread_marks(sentence: str, duration: Seconds) -> tuple[WordMark, ...]:
    """Guess when each word of `sentence` begins in `duration` seconds of sound."""
    words = list(re.finditer(r"[^\s,.!?]+", sentence))
    if not words:
        return ()
    weights = [len(word[0]) + 1 + _pause_after(sentence, word.end()) for word in words]
    seconds = duration / sum(weights)
    marks: list[WordMark] = []
    before = 0
    for word, weight in zip(words, weights, strict=True):
        marks.append(WordMark(word.start(), word.end(), before * seconds))
        before += weight
    return tuple(marks)


def _pause_after(sentence: str, end: int) -> int:
    at_end = not sentence[end + 1 :].strip()
    return 0 if at_end else _PAUSE_WEIGHT.get(sentence[end : end + 1], 0)
