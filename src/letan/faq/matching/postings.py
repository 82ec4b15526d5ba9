"""An inverted index: for each term the texts that hold it, with a weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Adds up weights of texts over the terms of a question.

    Attributes:
        pointers: int32[terms + 1]: where each term's texts begin.
        rows: int32[n]: the texts.
        weights: float32[n].
        texts: int64[1]: how many there are.
    """

    pointers: NDArray[np.int32]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    texts: NDArray[np.int64]


class Inverted:
    """Postings ready to be asked."""

    def __init__(self, postings: Postings) -> None:
        """Wrap the arrays; nothing is copied where they are of 32 bits."""
        texts = int(postings.texts[0])
        terms = len(postings.pointers) - 1
        self._matrix = csr_array(
            (postings.weights, postings.rows, postings.pointers), shape=(terms, texts)
        )

    def scores(
        self, columns: NDArray[np.int32], values: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """Return the inner product of a sparse vector with every text, float64[texts]."""
        # the rows of a dense product: half the time of a sparse one, which sorts what it finds
        return np.asarray(values @ self._matrix[columns], np.float64)


def postings_of(matrix: csr_array) -> Postings:
    """Turn a matrix of texts (rows) by terms (columns) around."""
    turned = matrix.tocsc()
    return Postings(
        np.asarray(turned.indptr, np.int32),
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
