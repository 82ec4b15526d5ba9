"""An inverted index: for each term the texts that hold it, with a weight."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


class Postings:
    """Adds up weights of texts over the terms of a question."""

    def __init__(self, matrix: csr_array) -> None:
        """Turn a matrix of texts (rows) by terms (columns) around."""
        turned = matrix.tocsc()
        self._pointers = np.asarray(turned.indptr, np.int64)
        self._rows = np.asarray(turned.indices, np.int64)
        self._weights = np.asarray(turned.data, np.float64)
        self._texts = int(matrix.shape[0])

    def scores(
        self, columns: NDArray[np.int64], values: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the inner product of a sparse vector with every text, float64[texts]."""
        starts, ends = self._pointers[columns], self._pointers[columns + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        if total == 0:
            return np.zeros(self._texts)
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        at = np.arange(total) + offsets
        weights = self._weights[at] * np.repeat(values, lengths)
        return np.bincount(self._rows[at], weights, self._texts).astype(np.float64)


class Bm25:
    """BM25 over terms; see Robertson & Zaragoza, The Probabilistic Relevance Framework (2009)."""

    def __init__(self, texts: Sequence[Iterable[str]], k1: float = 1.2, b: float = 0.4) -> None:
        """Index the texts, each given as its terms."""
        counted = [Counter(terms) for terms in texts]
        vocabulary = sorted({term for counts in counted for term in counts})
        self._column = {term: column for column, term in enumerate(vocabulary)}
        lengths = np.asarray([sum(counts.values()) for counts in counted], np.float64)
        mean = lengths.mean() if len(lengths) else 1.0
        document_frequency = Counter(term for counts in counted for term in counts)
        pointers, columns, values = [0], [], []
        for counts, length in zip(counted, lengths, strict=True):
            for term, count in counts.items():
                df = document_frequency[term]
                idf = np.log(1 + (len(counted) - df + 0.5) / (df + 0.5))
                columns.append(self._column[term])
                values.append(idf * count * (k1 + 1) / (count + k1 * (1 - b + b * length / mean)))
            pointers.append(len(columns))
        shape = (len(counted), max(1, len(vocabulary)))
        self._postings = Postings(
            csr_array((values, columns, pointers), shape=shape, dtype=np.float64)
        )

    def scores(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """Return the score of every text, float64[texts]; unknown terms score nothing."""
        columns = sorted({self._column[term] for term in terms if term in self._column})
        at = np.asarray(columns, np.int64)
        return self._postings.scores(at, np.ones(len(at)))
