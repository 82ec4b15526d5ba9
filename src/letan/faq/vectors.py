"""Texts as sparse vectors: word and character n-grams of three views, weighted by rarity."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from letan.vietnamese.views import Views


@dataclass(frozen=True, slots=True)
class BlockWeights:
    """Share of each block in the likeness of two texts; they need not sum to 1.

    Attributes:
        plain_words: Word 1+2-grams with diacritics.
        folded_words: The same without diacritics.
        phonetic_words: The same as they sound.
        plain_characters: Character 2..4-grams with diacritics.
        folded_characters: The same without diacritics.
    """

    plain_words: float = 0.30
    folded_words: float = 0.25
    phonetic_words: float = 0.10
    plain_characters: float = 0.15
    folded_characters: float = 0.20

    def of(self, marked: bool) -> tuple[float, ...]:
        """Return the shares for a text with or without diacritics, summing to 1, in block order."""
        shares = (
            self.plain_words if marked else 0.0,
            self.folded_words,
            self.phonetic_words,
            self.plain_characters if marked else 0.0,
            self.folded_characters,
        )
        total = sum(shares)
        return tuple(share / total for share in shares)


def word_grams(words: Sequence[str]) -> Iterator[str]:
    """Yield every word and every pair of neighbours."""
    yield from words
    for left, right in pairwise(words):
        yield f"{left} {right}"


def character_grams(words: Sequence[str]) -> Iterator[str]:
    """Yield the 2..4-grams of the text; a space stands on both sides and between words."""
    text = f" {' '.join(words)} "
    for size in (2, 3, 4):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _blocks(views: Views) -> tuple[Counter[str], ...]:
    return (
        Counter(word_grams(views.plain)),
        Counter(word_grams(views.folded)),
        Counter(word_grams(views.phonetic)),
        Counter(character_grams(views.plain)),
        Counter(character_grams(views.folded)),
    )


class Vectoriser:
    """Learns rarity from the phrasings, then turns any text into a vector of length 1.

    Terms never seen in the phrasings count towards the length, so that a text full of
    unknown words resembles nothing.
    """

    def __init__(self, texts: Sequence[Views], weights: BlockWeights) -> None:
        """Count in how many texts each term stands."""
        self._weights = weights
        frequency: tuple[Counter[str], ...] = tuple(Counter() for _ in range(5))
        for views in texts:
            for counter, block in zip(frequency, _blocks(views), strict=True):
                counter.update(block.keys())
        self._columns: tuple[dict[str, tuple[int, float]], ...]
        column, tables = 0, []
        for counter in frequency:
            table = {}
            for term in sorted(counter):
                table[term] = (column, math.log((1 + len(texts)) / (0.5 + counter[term])))
                column += 1
            tables.append(table)
        self._columns = tuple(tables)
        self._unknown = math.log((1 + len(texts)) / 0.5)
        self.width = column
        """Number of columns."""

    def vector(self, views: Views) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the columns, int64[k], and values, float64[k], of a text."""
        columns: list[int] = []
        values: list[float] = []
        for share, table, block in zip(
            self._weights.of(views.marked), self._columns, _blocks(views), strict=True
        ):
            if not share or not block:
                continue
            weighted, norm = [], 0.0
            for term, count in block.items():
                known = table.get(term)
                weight = (1 + math.log(count)) * (known[1] if known else self._unknown)
                norm += weight * weight
                if known:
                    weighted.append((known[0], weight))
            scale = math.sqrt(share / norm) if norm else 0.0
            columns.extend(c for c, _ in weighted)
            values.extend(w * scale for _, w in weighted)
        return np.asarray(columns, np.int64), np.asarray(values, np.float64)

    def matrix(self, texts: Sequence[Views]) -> csr_array:
        """Return the texts as rows of a sparse matrix, float64[len(texts), width]."""
        pointers, columns, values = [0], [], []
        for views in texts:
            c, v = self.vector(views)
            columns.append(c)
            values.append(v)
            pointers.append(pointers[-1] + len(c))
        data = np.concatenate(values) if values else np.zeros(0)
        indices = np.concatenate(columns) if columns else np.zeros(0, np.int64)
        return csr_array((data, indices, np.asarray(pointers)), shape=(len(texts), self.width))
