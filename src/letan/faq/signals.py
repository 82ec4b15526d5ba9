"""All text signals of one question against every intent of a release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from letan.faq.content import OUT_OF_SCOPE
from letan.faq.postings import Bm25, Postings
from letan.faq.release import Release
from letan.faq.ridge import Ridge, train_ridge
from letan.faq.vectors import BlockWeights, Vectoriser, word_grams
from letan.vietnamese.views import Views

SIGNALS = ("ridge", "nearest", "bm25", "coverage", "token_set", "exact", "alias")
"""Columns of a signal table, each about 0..1:

ridge: the linear classifier; nearest: likeness to the closest phrasing; bm25: raw score / 25;
coverage: BM25 as a share of what a perfect match of that phrasing would score; token_set:
rapidfuzz's token_set_ratio to the closest phrasings; exact: the question is a phrasing;
alias: a short name of the intent stands in the question.
"""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One training text: who owns it, what it says, how it looks."""

    intent: str
    text: str
    views: Views


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
    """Everything computed once from a release; asking changes nothing."""

    def __init__(
        self, release: Release, weights: BlockWeights, penalty: float, see: Callable[[str], Views]
    ) -> None:
        """Index and train; `see` turns a text into its views."""
        self.intents: tuple[str, ...] = tuple(entry.id for entry in release.entries())
        """Rows of the tables; OUT_OF_SCOPE follows as the last."""
        self.phrasings: tuple[Phrasing, ...] = tuple(_phrasings(release, see))
        order = {intent: row for row, intent in enumerate((*self.intents, OUT_OF_SCOPE))}
        self._labels = np.asarray([order[p.intent] for p in self.phrasings], np.int64)
        views = [p.views for p in self.phrasings]
        self._vectoriser = Vectoriser(views, weights)
        matrix = self._vectoriser.matrix(views)
        self._likeness = Postings(matrix)
        self._bm25 = Bm25([list(word_grams(v.folded)) for v in views])
        self._own_bm25 = np.asarray([max(1.0, self._bm25.scores(word_grams(v.folded))[i]) for i, v in enumerate(views)])
        self._folded = [" ".join(v.folded) for v in views]
        self._exact: dict[tuple[str, ...], set[int]] = {}
        for label, v in zip(self._labels, views, strict=True):
            self._exact.setdefault(v.plain, set()).add(int(label))
            self._exact.setdefault(v.folded, set()).add(int(label))
        self._aliases = [
            (order[entry.id], " " + " ".join(see(alias).folded) + " ")
            for entry in release.entries()
            for alias in entry.aliases
        ]
        gram = (matrix @ matrix.T).toarray()
        self._ridge: Ridge = train_ridge(gram, self._labels, len(order), penalty)

    @cached_property
    def held_out(self) -> NDArray[np.float64]:
        """Ridge scores of each phrasing with itself held out, float64[phrasings, intents + 1]."""
        return self._ridge.held_out

    @property
    def labels(self) -> NDArray[np.int64]:
        """Row of the intent of each phrasing, int64[phrasings]."""
        return self._labels

    def table(self, views: Views) -> SignalTable:
        """Compute all signals of a question; empty views give zeros."""
        rows = len(self.intents) + 1
        likeness = self._likeness.scores(*self._vectoriser.vector(views))
        terms = list(word_grams(views.folded))
        bm25 = self._bm25.scores(terms)
        nearest = np.zeros(rows)
        np.maximum.at(nearest, self._labels, likeness)
        raw = np.zeros(rows)
        np.maximum.at(raw, self._labels, bm25)
        coverage = np.zeros(rows)
        np.maximum.at(coverage, self._labels, bm25 / self._own_bm25)
        values = np.column_stack((
            self._ridge.scores(likeness),
            nearest,
            np.minimum(raw / 25.0, 2.0),
            coverage,
            self._token_set(views, likeness, rows),
            self._exact_row(views, rows),
            self._alias_row(views, rows),
        ))  # fmt: skip
        return SignalTable(values, self._best(likeness, rows))

    def _token_set(self, views: Views, likeness: NDArray[np.float64], rows: int) -> NDArray[np.float64]:
        out = np.zeros(rows)
        if not views.folded:
            return out
        closest = np.argsort(-likeness, kind="stable")[:40]
        texts: Sequence[str] = [self._folded[i] for i in closest]
        scores = process.cdist([" ".join(views.folded)], texts, scorer=fuzz.token_set_ratio)[0]
        np.maximum.at(out, self._labels[closest], scores / 100.0)
        return out

    def _exact_row(self, views: Views, rows: int) -> NDArray[np.float64]:
        out = np.zeros(rows)
        owners = self._exact.get(views.plain, set())
        for label in owners:
            out[label] = 1.0 / len(owners)
        return out

    def _alias_row(self, views: Views, rows: int) -> NDArray[np.float64]:
        out = np.zeros(rows)
        text = " " + " ".join(views.folded) + " "
        for label, alias in self._aliases:
            if alias in text:
                out[label] = max(out[label], min(1.0, len(alias.split()) / 3))
        return out

    def _best(self, likeness: NDArray[np.float64], rows: int) -> NDArray[np.int64]:
        best = np.zeros(rows, np.int64)
        for index in np.argsort(likeness, kind="stable"):
            best[self._labels[index]] = index
        return best


def _phrasings(release: Release, see: Callable[[str], Views]) -> list[Phrasing]:
    found = [
        Phrasing(entry.id, text, see(text))
        for entry in release.entries()
        for text in (*entry.phrasings, *entry.phrasings_en)
    ]
    found.extend(
        Phrasing(OUT_OF_SCOPE, text, see(text))
        for foreign in release.foreign
        for text in foreign.phrasings
    )
    return found
