"""A classifier over the phrasings: kernel ridge regression on likenesses, one output an intent.

The kernel `(likeness + OFFSET) ** 2` lets terms count in pairs. Closed form, so training is
exact and repeatable, and every phrasing's score with itself held out comes for the price of
an inverse (Rifkin & Lippert, Notes on Regularized Least Squares, 2007).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, solve_triangular

OFFSET = 0.3
"""Chosen on held_out/tune.tsv: 0.1..0.6 differ by 0.3 points of top-1, no kernel loses 1."""


def kernel(likeness: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the kernel of likenesses of any shape."""
    out = np.asarray(likeness, np.float32) + np.float32(OFFSET)
    out *= out
    return out


def train_ridge(
    likeness: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: int,
    penalty: float,
    balance: float = 0.5,
) -> NDArray[np.float32]:
    """Train on the likeness of all pairs of texts.

    Args:
        likeness: float32[texts, texts], symmetric, positive semidefinite.
        labels: int64[texts], 0..classes-1.
        classes: How many.
        penalty: > 0; larger is smoother.
        balance: 0 counts every text alike, 1 every class.

    Returns:
        float32[texts, classes]: `kernel(likeness) @ dual` scores a question, about 0 (foreign)
        .. 1 (mine).
    """
    factor = cho_factor(
        _regular(likeness, labels, penalty, balance), overwrite_a=True, check_finite=False
    )
    dual: NDArray[np.float32] = cho_solve(factor, _targets(labels, classes), check_finite=False)
    return dual


def held_out_scores(
    likeness: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: int,
    penalty: float,
    balance: float = 0.5,
) -> NDArray[np.float32]:
    """Return the scores of each text as if it had been left out: float32[texts, classes].

    The same arguments as `train_ridge`; it takes several times as long.
    """
    matrix = _regular(likeness, labels, penalty, balance)
    lower = np.linalg.cholesky(matrix)
    inverse = solve_triangular(lower, np.eye(len(labels), dtype=np.float32), lower=True)
    diagonal = np.einsum("kt,kt->t", inverse, inverse)
    targets = _targets(labels, classes)
    dual: NDArray[np.float32] = cho_solve((lower, True), targets, check_finite=False)
    scores: NDArray[np.float32] = targets - dual / diagonal[:, None]
    return scores


def _regular(
    likeness: NDArray[np.float32], labels: NDArray[np.int64], penalty: float, balance: float
) -> NDArray[np.float32]:
    weights = np.bincount(labels)[labels].astype(np.float64) ** -balance
    matrix = kernel(likeness)
    matrix[np.diag_indices_from(matrix)] += (penalty * weights.mean() / weights).astype(np.float32)
    return matrix


def _targets(labels: NDArray[np.int64], classes: int) -> NDArray[np.float32]:
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets
