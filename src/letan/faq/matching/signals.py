"""All text signals of one question against every intent of a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csc_array

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.matching.compiled import CompiledIndex
from letan.faq.matching.packing import unpack_lines
from letan.faq.matching.postings import Inverted
from letan.faq.matching.ridge import held_out_scores, kernel
from letan.faq.matching.vectors import BlockWeights, Vectoriser, word_grams
from letan.vietnamese.views import Views

SIGNALS = ("ridge", "ridge_log", "nearest", "bm25", "coverage", "token_set", "exact", "alias")
"""Columns of a signal table, each about 0..1, ridge_log 0..4:

ridge: the classifier; ridge_log: log(1 + ridge / LITTLE), by which an intent that speaks twice as
clearly as the next wins as surely in fifty words as in five, where all scores are small; nearest:
likeness to the closest phrasing; bm25: raw score / 25; coverage: BM25 as a share of what a
perfect match of that phrasing would score; token_set: rapidfuzz's token_set_ratio to the closest
phrasings; exact: the question is a phrasing; alias: a short name of the intent stands in the
question.
"""

RIDGE, RIDGE_LOG, NEAREST, EXACT, ALIAS = map(
    SIGNALS.index, ("ridge", "ridge_log", "nearest", "exact", "alias")
)
"""Columns by name."""

LITTLE = 0.02
"""A classifier's score that says next to nothing; 0.01..0.05 differ by half a point of top-1."""

_COMPARED = 40
"""So many of the closest phrasings are compared by rapidfuzz, which is slow."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One training text and who owns it."""

    intent: str
    text: str


@dataclass(frozen=True, slots=True)
class SignalTable:
    """Signals of one question.

    Attributes:
        values: float64[intents + 1, len(SIGNALS)]; the last row is OUT_OF_SCOPE.
        best: int64[intents + 1]: index of the closest phrasing of each.
    """

    values: NDArray[np.float64]
    best: NDArray[np.int64]


class SignalIndex:
    """A compiled release, ready to be asked; asking changes nothing."""

    def __init__(self, compiled: CompiledIndex, weights: BlockWeights, penalty: float) -> None:
        """Unpack; weights and penalty as they were compiled with."""
        self._compiled, self._penalty = compiled, penalty
        self.intents: tuple[str, ...] = tuple(unpack_lines(compiled.intents))
        """Rows of the tables; OUT_OF_SCOPE follows as the last."""
        names = (*self.intents, OUT_OF_SCOPE)
        texts = unpack_lines(compiled.texts)
        self.phrasings: tuple[Phrasing, ...] = tuple(
            Phrasing(names[label], text)
            for label, text in zip(compiled.labels.tolist(), texts, strict=True)
        )
        self._owners, self._starts = np.unique(compiled.labels, return_index=True)
        self._vectoriser = Vectoriser(compiled.vocabulary, weights)
        self._likeness, self._bm25 = Inverted(compiled.likeness), Inverted(compiled.bm25)
        self._folded = unpack_lines(compiled.folded)
        self._exact: dict[str, set[int]] = {}
        for written in (unpack_lines(compiled.plain), self._folded):
            for label, words in zip(compiled.labels.tolist(), written, strict=True):
                self._exact.setdefault(words, set()).add(label)
        self._aliases = list(
            zip(compiled.alias_rows.tolist(), unpack_lines(compiled.aliases), strict=True)
        )

    @cached_property
    def held_out(self) -> NDArray[np.float32]:
        """Classifier's scores of each phrasing, itself held out, float32[phrasings, intents + 1].

        Takes seconds.
        """
        postings = self._compiled.likeness
        shape = (len(self.phrasings), self._vectoriser.width)
        matrix = csc_array((postings.weights, postings.rows, postings.pointers), shape=shape)
        return held_out_scores(matrix.tocsr(), self.labels, len(self.intents) + 1, self._penalty)

    @property
    def labels(self) -> NDArray[np.int64]:
        """Row of the intent of each phrasing, int64[phrasings]."""
        return self._compiled.labels

    def table(self, views: Views) -> SignalTable:
        """Compute all signals of a question; empty views give zeros."""
        rows = len(self.intents) + 1
        likeness = self._likeness.scores(*self._vectoriser.vector(views))
        known = {self._vectoriser.word(term)[0] for term in word_grams(views.folded)} - {-1}
        columns = np.asarray(sorted(known), np.int32)
        bm25 = self._bm25.scores(columns, np.ones(len(columns), np.float32))
        ridge = self._ridge(likeness)
        values = np.column_stack((
            ridge,
            np.log1p(np.maximum(ridge, 0.0) / LITTLE),
            self._best_of(likeness),
            np.minimum(self._best_of(bm25) / 25.0, 2.0),
            self._best_of(bm25 / self._compiled.own_bm25),
            self._token_set(views, likeness),
            self._exact_row(views, rows),
            self._alias_row(views, rows),
        ))  # fmt: skip
        return SignalTable(values, self._closest(likeness))

    def is_phrasing(self, views: Views) -> bool:
        """Say whether the text is a phrasing, fillers aside."""
        return " ".join(views.plain) in self._exact

    def clearest_cuts(self, views: Views, possible: Mapping[int, float], count: int) -> list[int]:
        """Return where the text falls into two halves that speak for different intents.

        Args:
            views: The text.
            possible: Words before which it may be cut, each with what is added to its clearness.
            count: Most results, clearest first.
        """
        weights, squares = self._word_evidence(views.folded)
        at = np.asarray(list(possible), np.int64)
        left = weights[at] / np.sqrt(np.maximum(squares[at], 1e-9))[:, None]
        rest = np.maximum(squares[-1] - squares[at], 1e-9)
        right = (weights[-1] - weights[at]) / np.sqrt(rest)[:, None]
        clear = left.max(axis=1) + right.max(axis=1) + np.asarray(list(possible.values()))
        clear[left.argmax(axis=1) == right.argmax(axis=1)] = -np.inf
        order = np.argsort(-clear, kind="stable")[:count]
        return [int(at[i]) for i in order if clear[i] > -np.inf]

    def _word_evidence(
        self, words: Sequence[str]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Running sums over the words: what they speak for, [words + 1, intents]; their weight."""
        weights = np.zeros((len(words) + 1, len(self.intents)))
        squares = np.zeros(len(words) + 1)
        for at, word in enumerate(words):
            for term in (word, f"{words[at - 1]} {word}") if at else (word,):
                number, rarity = self._vectoriser.word(term)
                if number >= 0:
                    weights[at + 1] += self._compiled.word_weights[number, :-1]
                squares[at + 1] += rarity * rarity
        return weights.cumsum(axis=0), squares.cumsum()

    def _ridge(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        # einsum, not @: a threaded BLAS waits for its threads, 20 ms where other programs run
        scores = np.einsum("t,tc->c", kernel(likeness), self._compiled.dual)
        return np.asarray(scores, np.float64)

    def _best_of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each intent's best score, float64[intents + 1]; phrasings stand in order."""
        best = np.zeros(len(self.intents) + 1)
        best[self._owners] = np.maximum.reduceat(scores, self._starts)
        return np.maximum(best, 0.0)

    def _closest(self, likeness: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return each intent's closest phrasing, int64[intents + 1]; 0 where it has none."""
        top = np.maximum.reduceat(likeness, self._starts)
        lengths = np.diff(np.append(self._starts, len(likeness)))
        at = np.flatnonzero(likeness == np.repeat(top, lengths))[::-1]
        best = np.zeros(len(self.intents) + 1, np.int64)
        best[self.labels[at]] = at  # of repeated rows the last stays: the first phrasing
        return best

    def _token_set(self, views: Views, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        scores = np.zeros(len(self.phrasings))
        if views.folded:
            closest = np.argpartition(-likeness, min(_COMPARED, len(likeness) - 1))[:_COMPARED]
            texts: Sequence[str] = [self._folded[i] for i in closest]
            found = process.cdist([" ".join(views.folded)], texts, scorer=fuzz.token_set_ratio)[0]
            scores[closest] = found / 100.0
        return self._best_of(scores)

    def _exact_row(self, views: Views, rows: int) -> NDArray[np.float64]:
        out = np.zeros(rows)
        owners = self._exact.get(" ".join(views.plain), set()) if views.plain else set()
        for label in owners:
            out[label] = 1.0 / len(owners)
        return out

    def _alias_row(self, views: Views, rows: int) -> NDArray[np.float64]:
        out = np.zeros(rows)
        text = f" {' '.join(views.folded)} "
        for label, alias in self._aliases:
            if f" {alias} " in text:
                out[label] = max(out[label], min(1.0, (len(alias.split())) / 3))
        return out
