"""A release compiled for matching: arrays only, so that it can be kept and loaded in no time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.content.release import Release
from letan.faq.matching.packing import pack_lines
from letan.faq.matching.postings import Postings, bm25_of, postings_of
from letan.faq.matching.ridge import train_ridge
from letan.faq.matching.vectors import BlockWeights, Vectoriser, Vocabulary, learn_vocabulary
from letan.vietnamese.restoring import Spellings, learn_spellings
from letan.vietnamese.views import Views

VERSION = 3
"""Counts up whenever the same release would compile to something else."""


@dataclass(frozen=True, slots=True, eq=False)
class CompiledIndex:
    """What `SignalIndex` needs beside the release. Texts = phrasings, entry after entry.

    Attributes:
        intents: Packed lines: ids, the rows of all tables; OUT_OF_SCOPE follows as the last.
        texts: Packed lines: the phrasings as written.
        labels: int64[texts]: row of the owner of each.
        plain: Packed lines: their words with diacritics.
        folded: Packed lines: the same without.
        aliases: Packed lines: short names, folded.
        alias_rows: int64[aliases]: their owners.
        vocabulary: Terms.
        likeness: Postings of the texts' vectors.
        bm25: Postings of their words.
        own_bm25: float64[texts]: what each would score for itself, at least 1.
        dual: float32[texts, intents + 1]: the classifier.
        word_weights: float16[words, intents + 1]: about what each folded word and pair of
            words speaks for; finds where talk about two things parts.
        spellings: Diacritics of all that the release says.
    """

    intents: NDArray[np.uint8]
    texts: NDArray[np.uint8]
    labels: NDArray[np.int64]
    plain: NDArray[np.uint8]
    folded: NDArray[np.uint8]
    aliases: NDArray[np.uint8]
    alias_rows: NDArray[np.int64]
    vocabulary: Vocabulary
    likeness: Postings
    bm25: Postings
    own_bm25: NDArray[np.float64]
    dual: NDArray[np.float32]
    word_weights: NDArray[np.float16]
    spellings: Spellings


def compile_index(
    release: Release, weights: BlockWeights, penalty: float, see: Callable[[str], Views]
) -> CompiledIndex:
    """Index and train: seconds for thousands of phrasings.

    Args:
        release: The content.
        weights: Shares of the n-gram blocks.
        penalty: Smoothing of the classifier, > 0.
        see: Turns a text into its views.
    """
    intents = [entry.id for entry in release.entries()]
    row_of = {intent: row for row, intent in enumerate((*intents, OUT_OF_SCOPE))}
    owned = _phrasings(release)
    texts = [" ".join(text.split()) for _, text in owned]
    labels = np.asarray([row_of[intent] for intent, _ in owned], np.int64)
    views = [see(text) for text in texts]
    vocabulary = learn_vocabulary(views)
    vectoriser = Vectoriser(vocabulary, weights)
    matrix, counts = vectoriser.matrix(views), vectoriser.word_counts(views)
    bm25 = bm25_of(counts)
    aliases = [
        (row_of[entry.id], " ".join(see(alias).folded))
        for entry in release.entries()
        for alias in entry.aliases
    ]
    return CompiledIndex(
        intents=pack_lines(intents),
        texts=pack_lines(texts),
        labels=labels,
        plain=pack_lines([" ".join(v.plain) for v in views]),
        folded=pack_lines([" ".join(v.folded) for v in views]),
        aliases=pack_lines([alias for _, alias in aliases]),
        alias_rows=np.asarray([row for row, _ in aliases], np.int64),
        vocabulary=vocabulary,
        likeness=postings_of(matrix),
        bm25=bm25,
        own_bm25=_own_scores(counts, bm25),
        dual=train_ridge(matrix, labels, len(row_of), penalty),
        word_weights=_word_weights(counts, vocabulary, labels, len(row_of)),
        spellings=learn_spellings(_written(release)),
    )


def _own_scores(counts: csr_array, bm25: Postings) -> NDArray[np.float64]:
    """What each text scores for its own words, at least 1."""
    own = np.bincount(bm25.rows, bm25.weights, int(counts.shape[0]))
    return np.maximum(own, 1.0).astype(np.float64)


def _word_weights(
    counts: csr_array, vocabulary: Vocabulary, labels: NDArray[np.int64], rows: int
) -> NDArray[np.float16]:
    """Return rarity times the share of each intent among the texts with a word, float16.

    Each intent counts alike, whatever the number of its texts.
    """
    first = int(vocabulary.sizes[0])
    rarity = vocabulary.rarity[first : first + int(counts.shape[1])]
    own = np.zeros((len(labels), rows), np.float32)
    own[np.arange(len(labels)), labels] = 1.0 / np.maximum(1, np.bincount(labels))[labels]
    present = csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
    shares = np.asarray(present.T @ own)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    return (shares * rarity[:, None]).astype(np.float16)


def _written(release: Release) -> Iterator[str]:
    """Yield every Vietnamese text of the release: questions, answers, names."""
    for entry in release.entries():
        yield entry.title.vi
        yield from (*entry.phrasings, *entry.aliases)
        yield from (claim.text.vi for _, claim in entry.claims())
    for group in release.foreign:
        yield from group.phrasings
    for procedure in release.procedures:
        yield from (procedure.name, procedure.spoken.vi, *procedure.aliases)


def _phrasings(release: Release) -> list[tuple[str, str]]:
    found = [
        (entry.id, text)
        for entry in release.entries()
        for text in (*entry.phrasings, *entry.phrasings_en)
    ]
    found.extend((OUT_OF_SCOPE, text) for group in release.foreign for text in group.phrasings)
    return found
