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
        self._owners, self._starts = np.unique(self._labels, return_index=True)
        views = [p.views for p in self.phrasings]
        self._vectoriser = Vectoriser(views, weights)
        matrix = self._vectoriser.matrix(views)
        self._likeness = Postings(matrix)
        self._bm25 = Bm25([list(word_grams(v.folded)) for v in views])
        self._own_bm25 = np.asarray(
            [max(1.0, self._bm25.scores(word_grams(v.folded))[i]) for i, v in enumerate(views)]
        )
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

    def table(self, views: Views, with_token_set: bool = True) -> SignalTable:
        """Compute all signals of a question; empty views give zeros.

        Args:
            views: The question, or a piece of it.
            with_token_set: Leave that signal 0 if False: it costs half of the time, and a
                piece of a text never has more of it than the whole.
        """
        rows = len(self.intents) + 1
        likeness = self._likeness.scores(*self._vectoriser.vector(views))
        bm25 = self._bm25.scores(word_grams(views.folded))
        values = np.column_stack((
            self._ridge.scores(likeness),
            self._best_of(likeness),
            np.minimum(self._best_of(bm25) / 25.0, 2.0),
            self._best_of(bm25 / self._own_bm25),
            self._token_set(views, likeness) if with_token_set else np.zeros(rows),
            self._exact_row(views, rows),
            self._alias_row(views, rows),
        ))  # fmt: skip
        best = np.zeros(rows, np.int64)
        ascending = np.argsort(likeness, kind="stable")
        best[self._labels[ascending]] = ascending  # of repeated rows the last, the closest, stays
        return SignalTable(values, best)

    def _best_of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each intent's best score, float64[intents + 1]; phrasings stand in order."""
        best = np.zeros(len(self.intents) + 1)
        best[self._owners] = np.maximum.reduceat(scores, self._starts)
        return np.maximum(best, 0.0)

    def _token_set(self, views: Views, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        scores = np.zeros(len(self.phrasings))
        if views.folded:
            closest = np.argsort(-likeness, kind="stable")[:40]
            texts: Sequence[str] = [self._folded[i] for i in closest]
            found = process.cdist([" ".join(views.folded)], texts, scorer=fuzz.token_set_ratio)[0]
            scores[closest] = found / 100.0
        return self._best_of(scores)

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
