"""Many signals, one probability: a conditional logit over the intents and "none of them"."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.faq.matching.signals import NEAREST, RIDGE, RIDGE_LOG, SIGNALS

LEXICAL = len(SIGNALS)
"""So many columns come before those of the semantic tier."""


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the logit, fitted by `letan.faq.matching.fit.fit_fusion`; see docs/faq.md.

    Attributes:
        signals: One weight a signal, in the order of `letan.faq.matching.signals.SIGNALS`,
            and of `letan.faq.matching.meaning.MEANING_SIGNALS` where there is a semantic tier.
        foreign_bias: Log-odds of "none of them" when nothing is known.
        foreign_ridge: Weight of the classifier's output for out-of-scope talk.
        foreign_ridge_log: Weight of its logarithm.
        foreign_nearest: Weight of the likeness to the closest out-of-scope sentence.
        foreign_meaning: Weights of the semantic signals of out-of-scope talk; () without them.
    """

    signals: tuple[float, ...]
    foreign_bias: float
    foreign_ridge: float
    foreign_ridge_log: float
    foreign_nearest: float
    foreign_meaning: tuple[float, ...] = ()


def probabilities(values: NDArray[np.float64], weights: FusionWeights) -> NDArray[np.float64]:
    """Return the probability of each row of a signal table; the last row is "none of them".

    Args:
        values: float64[intents + 1, len(weights.signals)].
        weights: Fitted.
    """
    logits = np.einsum("is,s->i", values, np.asarray(weights.signals))
    foreign = values[-1]
    logits[-1] = (
        weights.foreign_bias
        + weights.foreign_ridge * foreign[RIDGE]
        + weights.foreign_ridge_log * foreign[RIDGE_LOG]
        + weights.foreign_nearest * foreign[NEAREST]
        + sum(w * x for w, x in zip(weights.foreign_meaning, foreign[LEXICAL:], strict=True))
    )
    return _softmax(logits)


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    odds: NDArray[np.float64] = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares
