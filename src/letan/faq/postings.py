"""An inverted index: for each term the texts that hold it, with a weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Adds up weights of texts over the terms of a question.

    Attributes:
        pointers: int64[terms + 1]: where each term's texts begin.
        rows: int32[n]: the texts.
        weights: float32[n].
        texts: int64[1]: how many there are.
    """

    pointers: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    texts: NDArray[np.int64]

    def scores(
        self, columns: NDArray[np.int64], values: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the inner product of a sparse vector with every text, float64[texts]."""
        texts = int(self.texts[0])
        starts, ends = self.pointers[columns], self.pointers[columns + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        if total == 0:
            return np.zeros(texts)
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        at = np.arange(total) + offsets
        weights = self.weights[at] * np.repeat(values, lengths)
        return np.bincount(self.rows[at], weights, texts).astype(np.float64)


def postings_of(matrix: csr_array) -> Postings:
    """Turn a matrix of texts (rows) by terms (columns) around."""
    turned = matrix.tocsc()
    return Postings(
        np.asarray(turned.indptr, np.int64),
        np.asarray(turned.indices, np.int32),
        np.asarray(turned.data, np.float32),
        np.asarray([matrix.shape[0]], np.int64),
    )


def bm25_of(counts: csr_array, k1: float = 1.2, b: float = 0.4) -> Postings:
    """Weigh how often terms (columns) stand in texts (rows) by BM25.

    A question's score is the sum over its different terms, each with the value 1.
    Source: Robertson & Zaragoza, The Probabilistic Relevance Framework (2009).
    """
    texts = int(counts.shape[0])
    lengths = np.asarray(counts.sum(axis=1), np.float64)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1 + (texts - frequency + 0.5) / (frequency + 0.5))
    relative = lengths / (lengths.mean() if texts else 1.0)
    saturation = np.repeat(k1 * (1 - b + b * relative), np.diff(counts.indptr))
    weights = idf[counts.indices] * counts.data * (k1 + 1) / (counts.data + saturation)
    return postings_of(
        csr_array((weights.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)
    )
