"""The semantic tier: what a question means, where a model of meanings is installed.

Everything works without it. Where there is one, its signals stand beside the lexical ones
(`letan.faq.matching.signals`), and the fusion has weights of its own for all of them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.faq.matching.compiled import CompiledIndex
from letan.faq.matching.packing import unpack_lines
from letan.faq.matching.ridge import kernel, train_ridge
from letan.ports.embedding import Embedder

MEANING_SIGNALS = ("meaning", "meaning_log", "meaning_near")
"""Columns that follow the lexical ones in a signal table.

meaning: a classifier over the vectors of the phrasings, about 0..1; meaning_log: its logarithm, as
`ridge_log`; meaning_near: likeness to the closest phrasing, -1..1.
"""

LONGEST_WORDS = 64
"""Of a longer text the last words count: time grows with length, and requests stand at the end."""

_LITTLE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class CompiledMeaning:
    """What `Meaning` needs beside the compiled release.

    Attributes:
        centre: float32[dimension]: mean of the phrasings. All vectors of such a model point one
            way; without it they can be told apart.
        vectors: float16[texts, dimension]: each phrasing less the centre, of length 1.
        dual: float32[texts, intents + 1]: the classifier.
    """

    centre: NDArray[np.float32]
    vectors: NDArray[np.float16]
    dual: NDArray[np.float32]


def embedded_texts(compiled: CompiledIndex) -> list[str]:
    """Return what has to be embedded for a compiled release, one text a phrasing."""
    return [shortened(text.split()) for text in unpack_lines(compiled.plain)]


def shortened(words: Sequence[str]) -> str:
    """Return a text as it is embedded."""
    return " ".join(words[-LONGEST_WORDS:])


def compile_meaning(
    compiled: CompiledIndex, vectors: NDArray[np.floating], penalty: float
) -> CompiledMeaning:
    """Train on the vectors of `embedded_texts`: seconds for thousands of phrasings.

    Args:
        compiled: The release.
        vectors: [texts, dimension], as the model gave them.
        penalty: Smoothing of the classifier, > 0.
    """
    centre = np.asarray(vectors, np.float32).mean(axis=0)
    centred = _centred(np.asarray(vectors, np.float32), centre)
    classes = int(compiled.dual.shape[1])
    dual = train_ridge(centred, compiled.labels, classes, penalty)
    return CompiledMeaning(centre, centred.astype(np.float16), dual)


class Meaning:
    """A model and a release compiled with it, ready to be asked."""

    def __init__(self, embedder: Embedder, compiled: CompiledMeaning, index: CompiledIndex) -> None:
        """Unpack.

        Args:
            embedder: The model that `compiled` was made with.
            compiled: Of the release.
            index: The same release.
        """
        self.name = embedder.name
        """Of the model."""
        self._embedder, self._compiled = embedder, compiled
        self._vectors = compiled.vectors.astype(np.float32)
        self._owners, self._starts = np.unique(index.labels, return_index=True)

    def signals(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Return MEANING_SIGNALS of a question: float64[intents + 1, 3], zeros for no words.

        Args:
            words: With diacritics: without them the model understands little.
        """
        classes = int(self._compiled.dual.shape[1])
        if not words:
            return np.zeros((classes, len(MEANING_SIGNALS)))
        vector = _centred(self._embedder.embed([shortened(words)]), self._compiled.centre)[0]
        # einsum, not @: see letan.faq.matching.signals
        likeness = np.einsum("td,d->t", self._vectors, vector)
        score = np.einsum("t,tc->c", kernel(likeness), self._compiled.dual).astype(np.float64)
        near = np.zeros(classes)
        near[self._owners] = np.maximum.reduceat(likeness, self._starts)
        return np.column_stack((score, np.log1p(np.maximum(score, 0.0) / _LITTLE), near))


def _centred(vectors: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the vectors less the centre, of length 1; one that is the centre stays 0."""
    less = vectors - centre
    length = np.linalg.norm(less, axis=1, keepdims=True)
    out: NDArray[np.float32] = less / np.maximum(length, np.float32(1e-6))
    return out
