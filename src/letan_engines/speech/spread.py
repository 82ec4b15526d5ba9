"""Word times: guessed for engines that have none, put in order for one whose are inexact."""

import re
from collections.abc import Iterable

import numpy as np

from letan.kernel.units import Seconds
from letan.ports.synthesiser import WordMark

_WORD = re.compile(r"[^\s,.!?]+")
_PAUSE_WEIGHT = {",": 3, ".": 4, "!": 4, "?": 4}
"""A pause weighs about as much as a syllable of that many letters."""


def spread_marks(sentence: str, duration: Seconds) -> tuple[WordMark, ...]:
    """Guess when each word of `sentence` begins in `duration` seconds of sound."""
    words = list(_WORD.finditer(sentence))
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


def snap_marks(
    sentence: str, events: Iterable[tuple[int, Seconds]], duration: Seconds
) -> tuple[WordMark, ...]:
    """Give each word of `sentence` one mark, from events whose places may be off by a character.

    Args:
        sentence: What was spoken.
        events: Character and time, in order; some may be doubled or missing.
        duration: Seconds of the whole sentence.
    """
    words = list(_WORD.finditer(sentence))
    times: list[Seconds | None] = [None] * len(words)
    for at, t_s in events:
        number = next((n for n, word in enumerate(words) if word.end() > at), None)
        if number is not None and times[number] is None:
            times[number] = t_s
    known = [(n, t) for n, t in enumerate(times) if t is not None]
    places, moments = zip((-1, 0.0), *known, (len(words), duration), strict=True)
    filled = np.interp(range(len(words)), places, moments)
    return tuple(
        WordMark(word.start(), word.end(), float(t_s))
        for word, t_s in zip(words, filled, strict=True)
    )


def _pause_after(sentence: str, end: int) -> int:
    at_end = not sentence[end + 1 :].strip()
    return 0 if at_end else _PAUSE_WEIGHT.get(sentence[end : end + 1], 0)
