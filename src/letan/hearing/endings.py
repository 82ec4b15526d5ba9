"""How likely a sentence ends after the words so far, learned from the phrasings of a release."""

from collections import Counter
from collections.abc import Iterable

from letan.kernel.units import Probability
from letan.vietnamese.unicode import words_of

_SMOOTHING = 2.0
"""Sentences worth of doubt: a word seen less often leans on what is true of all words."""


class Endings:
    """Counts of how often words end a phrasing, alone and after the word before.

    Args:
        texts: Phrasings; case and punctuation do not matter.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._last: Counter[tuple[str, ...]] = Counter()
        for text in texts:
            words = tuple(word.lower() for word in words_of(text))
            for index in range(len(words)):
                for context in (words[index : index + 1], _pair(words, index), ()):
                    self._seen[context] += 1
                    self._last[context] += index == len(words) - 1

    def probability(self, text: str) -> Probability | None:
        """Share of phrasings that end here, after the last one or two words of `text`.

        Args:
            text: Words so far, lower case.

        Returns:
            Backed-off relative frequency (Witten-Bell style, with a fixed doubt); None where
            nothing was learned or no word was said.
        """
        words = tuple(words_of(text))
        if not words or not self._seen:
            return None
        share = self._last[()] / self._seen[()]
        for context in (words[-1:], _pair(words, len(words) - 1)):
            seen, last = self._seen[context], self._last[context]
            share = (last + _SMOOTHING * share) / (seen + _SMOOTHING)
        return share


def _pair(words: tuple[str, ...], index: int) -> tuple[str, ...]:
    return (words[index - 1] if index else "", words[index])
