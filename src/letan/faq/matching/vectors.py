"""Texts as sparse vectors: word and character n-grams of three views, weighted by rarity."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from letan.faq.matching.packing import pack_lines, unpack_lines
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
    yield from map(add, text, text[1:])
    yield from (text[start : start + 3] for start in range(len(text) - 2))
    yield from (text[start : start + 4] for start in range(len(text) - 3))


def _blocks(views: Views) -> tuple[Counter[str], ...]:
    return (
        Counter(word_grams(views.plain)),
        Counter(word_grams(views.folded)),
        Counter(word_grams(views.phonetic)),
        Counter(character_grams(views.plain)),
        Counter(character_grams(views.folded)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The terms of all blocks and how rare each is, learned from the phrasings.

    Attributes:
        terms: UTF-8 bytes: the terms in the order of their columns, one a line.
        sizes: int64[5]: terms of each block; a block's columns follow the block's before.
        rarity: float64[columns].
        unknown: float64[1]: rarity of a term that no phrasing holds.
    """

    terms: NDArray[np.uint8]
    sizes: NDArray[np.int64]
    rarity: NDArray[np.float64]
    unknown: NDArray[np.float64]


def learn_vocabulary(texts: Sequence[Views]) -> Vocabulary:
    """Count in how many texts each term stands."""
    frequency: tuple[Counter[str], ...] = tuple(Counter() for _ in range(5))
    for views in texts:
        for counter, block in zip(frequency, _blocks(views), strict=True):
            counter.update(block.keys())
    terms = [term for counter in frequency for term in sorted(counter)]
    counts = [counter[term] for counter in frequency for term in sorted(counter)]
    return Vocabulary(
        pack_lines(terms),
        np.asarray([len(counter) for counter in frequency], np.int64),
        np.log((1 + len(texts)) / (0.5 + np.asarray(counts, np.float64))),
        np.asarray([math.log((1 + len(texts)) / 0.5)]),
    )


class Vectoriser:
    """Turns any text into a vector of length 1.

    Terms never seen in the phrasings count towards the length, so that a text full of
    unknown words resembles nothing.
    """

    def __init__(self, vocabulary: Vocabulary, weights: BlockWeights) -> None:
        """Index the vocabulary."""
        self._weights = weights
        terms, rarity = unpack_lines(vocabulary.terms), vocabulary.rarity.tolist()
        known = list(zip(range(len(terms)), rarity, strict=True))
        ends = np.cumsum(vocabulary.sizes).tolist()
        starts = [0, *ends[:-1]]
        self._columns: tuple[dict[str, tuple[int, float]], ...] = tuple(
            dict(zip(terms[start:end], known[start:end], strict=True))
            for start, end in zip(starts, ends, strict=True)
        )
        self._unknown = float(vocabulary.unknown[0])
        self._first_word = starts[1]
        self.width = len(terms)
        """Number of columns."""
        self.words = int(vocabulary.sizes[1])
        """Number of words and pairs of words without diacritics."""

    def word(self, term: str) -> tuple[int, float]:
        """Return a folded word's, or pair's, number (-1 = unknown) and rarity."""
        column, rarity = self._columns[1].get(term, (-1, self._unknown))
        return (column - self._first_word if column >= 0 else -1), rarity

    def word_counts(self, texts: Sequence[Views]) -> csr_array:
        """Return how often each word and pair stands in each text: [len(texts), words]."""
        pointers: list[int] = [0]
        columns: list[int] = []
        counts: list[int] = []
        for views in texts:
            counted = Counter(self.word(term)[0] for term in word_grams(views.folded))
            counted.pop(-1, None)
            columns.extend(counted.keys())
            counts.extend(counted.values())
            pointers.append(len(columns))
        shape = (len(texts), self.words)
        return csr_array(
            (np.asarray(counts, np.float64), np.asarray(columns, np.int64), pointers), shape=shape
        )

    def vector(self, views: Views) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the columns, int32[k], and values, float32[k], of a text."""
        columns: list[int] = []
        values: list[float] = []
        for share, table, block in zip(
            self._weights.of(views.marked), self._columns, _blocks(views), strict=True
        ):
            if not share or not block:
                continue
            first, norm, known = len(values), 0.0, table.get
            for term, count in block.items():
                column, weight = known(term) or (-1, self._unknown)
                if count > 1:
                    weight *= 1 + math.log(count)
                norm += weight * weight
                if column >= 0:
                    columns.append(column)
                    values.append(weight)
            scale = math.sqrt(share / norm)
            values[first:] = [weight * scale for weight in values[first:]]
        return np.asarray(columns, np.int32), np.asarray(values, np.float32)

    def matrix(self, texts: Sequence[Views]) -> csr_array:
        """Return the texts as rows of a sparse matrix, float32[len(texts), width]."""
        pointers, columns, values = [0], [], []
        for views in texts:
            c, v = self.vector(views)
            columns.append(c)
            values.append(v)
            pointers.append(pointers[-1] + len(c))
        data = np.concatenate(values) if values else np.zeros(0, np.float32)
        indices = np.concatenate(columns) if columns else np.zeros(0, np.int32)
        return csr_array(
            (data, indices, np.asarray(pointers, np.int32)),
            shape=(len(texts), self.width),
        )
