"""Word times: guessed for engines that have none, put in order for one whose are inexact."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from letan.kernel.units import Pcm, Seconds
from letan.ports.synthesiser import WordMark

_WORD = re.compile(r"[^\s,.!?]+")
_WORD_WEIGHT = 6
"""A syllable lasts about as long as this many letters more than it has."""
_SILENT_RMS = 60.0
"""Of 32768: below what any voice gives within a word, above the noise of an engine."""
_PAUSE_S = 0.06
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


def heard_marks(sentence: str, pcm: Pcm, sample_rate_hz: int) -> tuple[WordMark, ...]:
    """Find when each word of `sentence` begins, from the pauses that are heard in its sound.

    Between two pauses the words of a clause are spread by their length. Where fewer pauses are
    heard than are written, all is spread over the whole sound.

    Args:
        sentence: Spoken words with `, . ! ?`.
        pcm: Its sound, int16[n].
        sample_rate_hz: Rate of the sound.
    """
    words = list(_WORD.finditer(sentence))
    clauses = _clauses(sentence, words)
    voiced = _voiced(pcm, sample_rate_hz, len(clauses) - 1)
    if not words or len(voiced) != len(clauses):
        return spread_marks(sentence, len(pcm) / sample_rate_hz)
    marks: list[WordMark] = []
    for clause, (begin, end) in zip(clauses, voiced, strict=True):
        weights = [_WORD_WEIGHT + len(word[0]) for word in clause]
        at, seconds = begin, (end - begin) / sum(weights)
        for word, weight in zip(clause, weights, strict=True):
            marks.append(WordMark(word.start(), word.end(), at))
            at += weight * seconds
    return tuple(marks)


def _clauses(sentence: str, words: Sequence[re.Match[str]]) -> list[list[re.Match[str]]]:
    clauses: list[list[re.Match[str]]] = [[]]
    for word in words:
        if clauses[-1] and sentence[word.start() - 2 : word.start() - 1] in _PAUSE_WEIGHT:
            clauses.append([])
        clauses[-1].append(word)
    return clauses


def _voiced(pcm: Pcm, rate: int, pauses: int) -> list[tuple[Seconds, Seconds]]:
    """Return the stretches between the `pauses` longest silences, in seconds; [] if fewer."""
    step = max(1, rate * 5 // 1000)
    blocks = pcm[: len(pcm) // step * step].reshape(-1, step).astype(np.float32)
    loud = np.flatnonzero(np.sqrt(np.mean(blocks**2, axis=1)) > _SILENT_RMS)
    if not len(loud):
        return []
    gaps = np.diff(loud)
    longest = np.sort(np.argsort(-gaps, kind="stable")[:pauses])
    if len(longest) < pauses or (pauses and gaps[longest].min() * step < _PAUSE_S * rate):
        return []
    begins = [loud[0], *loud[longest + 1]]
    ends = [*loud[longest] + 1, loud[-1] + 1]
    return [
        (float(b * step / rate), float(e * step / rate)) for b, e in zip(begins, ends, strict=True)
    ]


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
