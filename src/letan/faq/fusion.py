"""Many signals, one probability: a conditional logit over the intents and "none of them"."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.faq.signals import NEAREST, RIDGE
from letan.hearing.utterance import PhraseScore
from letan.kernel.units import Probability, Seconds


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the logit, fitted by `letan.faq.fit.fit_fusion`; see docs/faq.md.

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
        weights.foreign_bias
        + weights.foreign_ridge * foreign[RIDGE]
        + weights.foreign_nearest * foreign[NEAREST]
    )
    return _softmax(logits)


@dataclass(frozen=True, slots=True)
class AcousticWeights:
    """How sound and text are joined: a conditional logit again.

    A single word that stands somewhere in a long sentence has a perfect ratio too; so the
    share of the utterance that the phrase covers, and its length, count as much. Fitted on
    synthesised questions in three dialects, see docs/faq.md.

    Attributes:
        llr: Weight of the log-likelihood ratio a token.
        coverage: Weight of the share of the utterance that the phrase covers, 0..1.
        span: Weight of the phrase's length, seconds, at most `longest_s`.
        missing: Value of an intent that was not found in the sound.
        none: Value of "none of them".
        text: Weight of the text's log-odds against "none of them" when the reading is doubtful.
        longest_s: Longer phrases count as this long.
        trusted_at: Confidence at which the reading is as likely good as bad.
        trust_width: How fast trust grows around it.
    """

    llr: float = 0.594
    coverage: float = 3.542
    span: float = 1.554
    missing: float = -1.603
    none: float = -0.811
    text: float = 0.373
    longest_s: Seconds = 3.0
    trusted_at: Probability = 0.87
    trust_width: float = 0.04

    def values(self, phrases: Sequence[PhraseScore], spoken_s: Seconds) -> dict[str, float]:
        """Return the evidence for each intent found in the sound, in log-odds.

        Args:
            phrases: Of one utterance; scores without times count as covering all of it.
            spoken_s: Length of the utterance; 0 = unknown, then the last phrase ends it.
        """
        whole = spoken_s if spoken_s > 0 else max((p.end_s for p in phrases), default=0.0)
        best: dict[str, float] = {}
        for phrase in phrases:
            span = phrase.end_s - phrase.start_s
            covered = min(1.0, span / whole) if whole > 0 and span > 0 else 1.0
            length = min(span, self.longest_s) if span > 0 else 1.0
            value = self.llr * phrase.llr + self.coverage * covered + self.span * length
            best[phrase.intent] = max(best.get(phrase.intent, -np.inf), value)
        return best

    def trust(self, confidence: Probability | None) -> Probability:
        """Return how far the reading can be believed, 0..1; 0.5 where nothing is known."""
        if confidence is None:
            return 0.5
        return float(1.0 / (1.0 + np.exp(-(confidence - self.trusted_at) / self.trust_width)))


def join_sound(
    shares: NDArray[np.float64],
    heard: NDArray[np.float64],
    found: NDArray[np.bool_],
    trust: Probability,
    weights: AcousticWeights,
) -> NDArray[np.float64]:
    """Join what the text and what the sound say; float64[intents + 1], summing to 1.

    Where the reading can be believed, either may know it (noisy or). Where it cannot, the
    sound leads and the text helps a little. `trust` mixes the two.

    Args:
        shares: By text, float64[intents + 1], "none of them" last.
        heard: Evidence by sound, log-odds, float64[intents]; anything where not `found`.
        found: bool[intents]: which were found in the sound.
        trust: Of the reading, 0..1.
        weights: Fitted.
    """
    sound = _softmax(np.append(np.where(found, heard, -np.inf), weights.none))
    either = 1.0 - (1.0 - shares[:-1]) * (1.0 - sound[:-1])
    believed = np.append(either, shares[-1] * (1.0 - sound[:-1].max(initial=0.0)))
    text = np.log(shares[:-1] + 1e-6) - np.log(shares[-1] + 1e-6)
    logits = weights.text * text + np.where(found, heard, weights.missing)
    doubted = _softmax(np.append(logits, weights.none))
    joined: NDArray[np.float64] = trust * believed / believed.sum() + (1.0 - trust) * doubted
    return joined


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    odds: NDArray[np.float64] = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares
