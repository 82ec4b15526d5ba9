"""Many signals, one calibrated probability: a conditional logit over the intents and "none of them"."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Probability


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the logit, fitted by `letan.faq.fit.fit_fusion` on the tune questions; see docs/faq.md.

    Attributes:
        signals: One weight a signal, in the order of `letan.faq.signals.SIGNALS`.
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
    logits = np.einsum("is,s->i", values, np.asarray(weights.signals))
    foreign = values[-1]
    logits[-1] = (
        weights.foreign_bias + weights.foreign_ridge * foreign[0] + weights.foreign_nearest * foreign[1]
    )
    odds = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares


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
