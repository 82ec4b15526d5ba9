"""Diacritics put back: "lam giay khai sinh" -> "làm giấy khai sinh".

A bigram model of syllables, learned from texts of one field of work: the likeliest row of
spellings by Viterbi's algorithm, pairs mixed with single syllables (Jelinek and Mercer, 1980). It
is a guess, for captions and as one more reading; what somebody typed is never replaced by it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from letan.vietnamese.fold import fold, has_diacritics
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.unicode import clean, words_of

_PAIR_SHARE = 0.9
"""Of the pair against the single syllable; 0.8 and 0.95 differ by 0.2 points on tune questions."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """What a restorer knows; arrays only.

    Attributes:
        syllables: UTF-8 bytes, one syllable a line, sorted.
        counts: int32[syllables]: how often each was read.
        lefts: int32[pairs]: number of the first syllable of each pair of neighbours.
        rights: int32[pairs]: of the second.
        pair_counts: int32[pairs].
    """

    syllables: NDArray[np.uint8]
    counts: NDArray[np.int32]
    lefts: NDArray[np.int32]
    rights: NDArray[np.int32]
    pair_counts: NDArray[np.int32]


def learn_spellings(texts: Iterable[str]) -> Spellings:
    """Count syllables and neighbours in texts that carry diacritics; others teach nothing."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        words = [canonical_syllable(word) for word in words_of(clean(text))]
        if has_diacritics(" ".join(words)):
            single.update(words)
            pairs.update(pairwise(words))
    known = sorted(single)
    number = {word: at for at, word in enumerate(known)}
    ordered = sorted(pairs)
    return Spellings(
        np.frombuffer("".join(f"{word}\n" for word in known).encode(), np.uint8),
        np.asarray([single[word] for word in known], np.int32),
        np.asarray([number[left] for left, _ in ordered], np.int32),
        np.asarray([number[right] for _, right in ordered], np.int32),
        np.asarray([pairs[pair] for pair in ordered], np.int32),
    )


class Restorer:
    """Built once from spellings; restoring a question takes well under a millisecond."""

    def __init__(self, spellings: Spellings) -> None:
        """Unpack."""
        words = spellings.syllables.tobytes().decode().split("\n")[:-1]
        counts = spellings.counts.tolist()
        self._total = max(1, sum(counts))
        self._count = dict(zip(words, counts, strict=True))
        self._pairs = {
            (words[left], words[right]): count
            for left, right, count in zip(
                spellings.lefts.tolist(),
                spellings.rights.tolist(),
                spellings.pair_counts.tolist(),
                strict=True,
            )
        }
        self._spelt: dict[str, list[str]] = {}
        for word in words:
            self._spelt.setdefault(fold(word), []).append(word)

    def restore(self, text: str) -> str:
        """Return the text with the likeliest diacritics; one that has any comes back as it is.

        Case, punctuation and words that were never read stay.
        """
        cleaned = clean(text)
        if has_diacritics(cleaned):
            return cleaned
        spelt = iter(self._likeliest([word.lower() for word in _WORD.findall(cleaned)]))
        return _WORD.sub(lambda found: _cased(next(spelt), found.group()), cleaned)

    def _likeliest(self, words: Sequence[str]) -> list[str]:
        if not words:
            return []
        best = {word: (self._single(word), "") for word in self._candidates(words[0])}
        steps = [best]
        for folded in words[1:]:
            best = {
                word: max(
                    (score + self._pair(previous, word), previous)
                    for previous, (score, _) in steps[-1].items()
                )
                for word in self._candidates(folded)
            }
            steps.append(best)
        word = max(steps[-1], key=lambda last: steps[-1][last][0])
        found = [word]
        for at in range(len(steps) - 1, 0, -1):
            word = steps[at][word][1]
            found.append(word)
        return found[::-1]

    def _candidates(self, folded: str) -> list[str]:
        return self._spelt.get(folded, [folded])

    def _single(self, word: str) -> float:
        return log((self._count.get(word, 0) + 0.1) / self._total)

    def _pair(self, left: str, right: str) -> float:
        single = (self._count.get(right, 0) + 0.1) / self._total
        follows = self._pairs.get((left, right), 0) / max(1, self._count.get(left, 0))
        return log(_PAIR_SHARE * follows + (1 - _PAIR_SHARE) * single)


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
