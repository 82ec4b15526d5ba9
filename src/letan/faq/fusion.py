"""Many signals, one calibrated probability: a conditional logit over the intents and "none of them"."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from letan.faq.signals import SIGNALS
from letan.kernel.units import Probability


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the logit, fitted by `fit_fusion` on the tune questions; see docs/faq.md.

    Attributes:
        signals: One weight a signal, in the order of `SIGNALS`.
        foreign_bias: Log-odds of "none of them" when nothing is known.
        foreign_ridge: Weight of the classifier's output for out-of-scope talk.
        foreign_nearest: Weight of the likeness to the closest out-of-scope sentence.
    """

    signals: tuple[float, ...]
    foreign_bias: float
    foreign_ridge: float
    foreign_nearest: float


def probabilities(values: NDArray[np.float64], weights: FusionWeights) -> NDArray[np.float64]:
    """Return the probability of each row of a signal table; the last row is "none of them".

    Args:
        values: float64[intents + 1, len(SIGNALS)].
        weights: Fitted.
    """
    logits = values @ np.asarray(weights.signals)
    foreign = values[-1]
    logits[-1] = (
        weights.foreign_bias + weights.foreign_ridge * foreign[0] + weights.foreign_nearest * foreign[1]
    )
    odds = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares


def fit_fusion(
    tables: Sequence[NDArray[np.float64]], labels: Sequence[int], penalty: float = 0.02
) -> FusionWeights:
    """Fit the weights by penalised maximum likelihood; the same input gives the same weights.

    Args:
        tables: One signal table a question.
        labels: Row that is right, `len(table) - 1` for out of scope.
        penalty: Of the squared weights, > 0.
    """
    stack = np.stack(tables)
    right = np.asarray(labels)
    rows = np.arange(len(right))

    def cost(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = stack @ theta[: len(SIGNALS)]
        foreign = np.column_stack((np.ones(len(stack)), stack[:, -1, 0], stack[:, -1, 1]))
        logits[:, -1] = foreign @ theta[len(SIGNALS) :]
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        loss = -np.log(shares[rows, right] + 1e-12).mean() + penalty / 2 * theta @ theta / len(stack) ** 0.5
        error = shares.copy()
        error[rows, right] -= 1.0
        inside = np.einsum("qi,qis->s", error[:, :-1], stack[:, :-1]) / len(stack)
        outside = foreign.T @ error[:, -1] / len(stack)
        gradient = np.concatenate((inside, outside)) + penalty * theta / len(stack) ** 0.5
        return float(loss), gradient

    found = minimize(cost, np.zeros(len(SIGNALS) + 3), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    theta = [round(float(x), 3) for x in found.x]
    return FusionWeights(tuple(theta[: len(SIGNALS)]), *theta[len(SIGNALS) :])


@dataclass(frozen=True, slots=True)
class AcousticCalibration:
    """From a phrase's log-likelihood ratio a token to the probability that it was meant.

    p = 1 / (1 + exp(-(slope * llr + bias))).
    """

    slope: float = 3.0
    bias: float = 4.0

    def probability(self, llr: float) -> Probability:
        """Return the probability; 0..1, rising with llr."""
        return float(1.0 / (1.0 + np.exp(-np.clip(self.slope * llr + self.bias, -60.0, 60.0))))
