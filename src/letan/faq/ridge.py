"""A linear classifier over the phrasings: ridge regression on likenesses, one output an intent.

Closed form, so training is exact and repeatable, and every phrasing's score with itself held
out comes for free (Rifkin & Lippert, Notes on Regularized Least Squares, 2007).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ridge:
    """A trained classifier.

    Attributes:
        dual: float64[texts, classes].
        held_out: float64[texts, classes]: scores of each training text as if it had been left out.
    """

    dual: NDArray[np.float64]
    held_out: NDArray[np.float64]

    def scores(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return one score a class, about 0 (foreign) .. 1 (mine); likeness is float64[texts]."""
        # einsum, not @: a threaded BLAS waits for its threads, 20 ms where other programs run
        scores: NDArray[np.float64] = np.einsum("t,tc->c", likeness, self.dual)
        return scores


def train_ridge(
    gram: NDArray[np.float64], labels: NDArray[np.int64], classes: int, penalty: float
) -> Ridge:
    """Train on the likeness of all pairs of texts.

    Args:
        gram: float64[texts, texts], symmetric, positive semidefinite.
        labels: int64[texts], 0..classes-1.
        classes: How many.
        penalty: > 0; larger is smoother.
    """
    targets = np.zeros((len(labels), classes))
    targets[np.arange(len(labels)), labels] = 1.0
    inverse = np.linalg.inv(gram + penalty * np.eye(len(gram)))
    dual = inverse @ targets
    held_out = targets - dual / np.diag(inverse)[:, None]
    return Ridge(dual, held_out)
