"""A classifier over the phrasings: kernel ridge regression on likenesses, one output an intent.

The kernel `(likeness + OFFSET) ** 2` lets terms count in pairs. Closed form, so training is
exact and repeatable, and every phrasing's score with itself held out comes for the price of
an inverse (Rifkin & Lippert, Notes on Regularized Least Squares, 2007).

The kernel of all pairs is kept once, as a packed triangle: 2 n² bytes for n phrasings. Its layout
is the rectangular full packed form (Gustavson et al., ACM TOMS 37(2), 2010), on which LAPACK is
as fast as on a square.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spftrf, spftri, spftrs
from scipy.sparse import csr_array

OFFSET = 0.3
"""Chosen on held_out/tune.tsv: 0.1..0.6 differ by 0.3 points of top-1, no kernel loses 1."""

_BLOCK = 256
"""So many rows of the kernel are made at a time."""


def kernel(likeness: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the kernel of likenesses of any shape."""
    out = np.asarray(likeness, np.float32) + np.float32(OFFSET)
    out *= out
    return out


Rows: TypeAlias = csr_array | NDArray[np.float32]
"""Texts as vectors, sparse or dense."""


def train_ridge(
    matrix: Rows,
    labels: NDArray[np.int64],
    classes: int,
    penalty: float,
    balance: float = 0.5,
) -> NDArray[np.float32]:
    """Train on texts as vectors.

    Args:
        matrix: float32[texts, terms]: rows of length 1; their inner product is the likeness.
        labels: int64[texts], 0..classes-1.
        classes: How many.
        penalty: > 0; larger is smoother.
        balance: 0 counts every text alike, 1 every class.

    Returns:
        float32[texts, classes]: `kernel(likeness) @ dual` scores a question, about 0 (foreign)
        .. 1 (mine).
    """
    return _solved(matrix, labels, classes, penalty, balance)[0]


def held_out_scores(
    matrix: Rows,
    labels: NDArray[np.int64],
    classes: int,
    penalty: float,
    balance: float = 0.5,
) -> NDArray[np.float32]:
    """Return the scores of each text as if it had been left out: float32[texts, classes].

    The same arguments as `train_ridge`; it takes several times as long.
    """
    dual, triangle = _solved(matrix, labels, classes, penalty, balance)
    size = _even(len(labels))
    inverse, _ = spftri(size, triangle.ravel(), transr="N", uplo="L", overwrite_a=True)
    packed = inverse.reshape(triangle.shape)
    at = np.arange(size // 2)
    diagonal = np.concatenate((packed[at, at + 1], packed[at, at]))[: len(labels)]
    scores: NDArray[np.float32] = _targets(labels, classes) - dual / diagonal[:, None]
    return scores


def _solved(
    matrix: Rows, labels: NDArray[np.int64], classes: int, penalty: float, balance: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the dual weights, and the packed factor of the kernel."""
    texts, size = len(labels), _even(len(labels))
    triangle = _triangle(matrix, labels, penalty, balance)
    factor, wrong = spftrf(size, triangle.ravel(), transr="N", uplo="L", overwrite_a=True)
    if wrong:
        raise ValueError(f"the kernel is not positive definite at text {wrong - 1}")
    targets = np.zeros((size, classes), np.float32, order="F")
    targets[:texts] = _targets(labels, classes)
    dual, _ = spftrs(size, factor, targets, transr="N", uplo="L", overwrite_b=True)
    return np.ascontiguousarray(dual[:texts]), factor.reshape(triangle.shape)


def _even(texts: int) -> int:
    return texts + texts % 2


def _triangle(
    matrix: Rows, labels: NDArray[np.int64], penalty: float, balance: float
) -> NDArray[np.float32]:
    """Return the lower triangle of the regularised kernel, packed: float32[size / 2, size + 1].

    An odd number of texts is made even by one that is like none. Row j holds column j of the
    triangle from its place j + 1 on, and before that the row half + j of the lower right half.
    """
    texts, size = len(labels), _even(len(labels))
    half = size // 2
    weights = np.bincount(labels)[labels].astype(np.float64) ** -balance
    smooth = (penalty * weights.mean() / weights).astype(np.float32)
    packed = np.zeros((half, size + 1), np.float32)
    if size > texts:
        packed[half - 1, half - 1] = 1.0
    turned = matrix.T if isinstance(matrix, np.ndarray) else matrix.T.tocsr()
    for start in range(0, texts, _BLOCK):
        likeness = matrix[start : start + _BLOCK] @ turned
        rows = kernel(likeness if isinstance(likeness, np.ndarray) else likeness.toarray())
        for at, row in enumerate(rows, start):
            row[at] += smooth[at]
            if at < half:
                packed[at, at + 1 : texts + 1] = row[at:]
            else:
                packed[at - half, : at - half + 1] = row[half : at + 1]
    return packed


def _targets(labels: NDArray[np.int64], classes: int) -> NDArray[np.float32]:
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets
