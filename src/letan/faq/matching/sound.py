"""Sound and text, one probability: a conditional logit over the intents and "none of them"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from letan.hearing.phrases import ENTRY_COST
from letan.hearing.utterance import PhraseScore
from letan.kernel.units import Probability, Seconds

OF_INTENT = (
    "text", "text_believed", "found", "llr", "coverage", "span", "good", "good_coverage",
    "good_span", "good_believed", "command", "command_coverage", "phrasing",
    "phrasing_good", "short",
)  # fmt: skip
"""Evidence for one intent.

text: what the words say, log-probability from 0 (nothing) to 6.9 (sure); found: a phrase of it
was found in the sound; llr: natural log a piece, <= 0; coverage: share of the utterance under it,
0..1; span: its seconds, at most 3; good: the llr bent to 0 (far below what a said phrase has)
.. 1; command: it is an order; phrasing: the words are one of its phrasings; phrasing_good: and
the sound says so too; short: how much of the llr is the price of entry, as that of one word is.
`_believed` is times the confidence of the reading less 0.65.
"""

OF_NONE = (
    "bias", "text", "text_believed", "believed", "best_llr", "best_cover", "words", "spoken",
)  # fmt: skip
"""Evidence for "none of them": what the words say for it, the confidence, the best phrase's llr
and its coverage weighed by it, the log of the number of words, the seconds (at most 6)."""

Evidence: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Of each intent, float64[intents, len(OF_INTENT)], and of none, float64[len(OF_NONE)]."""

_NOTHING = 1e-3
_DOUBTED = 0.65
_LEAST_CONFIDENCE = 0.4
"""Below it few utterances of the fit lie; they count as this sure."""
_LONGEST_S = 3.0
GOOD_LLR = -6.0
"""About half way between phrases that were said and those that were not (docs/hearing.md); -6
called more human clips right than -5, the synthesised ones alike."""
_PIECE_S = 0.22
"""Length of a word piece in unhurried speech, about."""


@dataclass(frozen=True, slots=True)
class SoundWeights:
    """Fitted by `letan_apps.fitting.sound`; see docs/faq.md.

    Attributes:
        of_intent: One weight a column of OF_INTENT.
        of_none: One weight a column of OF_NONE.
        trusted_at: Confidence from which the reading is rather right than wrong, 0..1.
        consent: Log-odds that yes, no and "lead me" gain where the robot has just offered
            something and little was said. Set by hand: after an offer they are far likelier
            than among the questions of the fit, e ** 2.5 is 12.
        consent_s: So little, seconds.
    """

    of_intent: tuple[float, ...]
    of_none: tuple[float, ...]
    trusted_at: Probability = 0.87
    consent: float = 2.5
    consent_s: Seconds = 1.8


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one spoken utterance beside the intents' text probabilities.

    Attributes:
        phrases: Acoustic scores; scores without times count as covering all of it.
        spoken_s: Its length; 0 = unknown, then the last phrase ends it.
        confidence: Of the reading; None = unknown.
        words: Of the reading, fillers not counted.
        offered: The robot has just offered something that can be taken or refused.
    """

    phrases: Sequence[PhraseScore]
    spoken_s: Seconds
    confidence: Probability | None
    words: int
    offered: bool = False


def evidence(
    shares: NDArray[np.float64],
    phrasing: NDArray[np.float64],
    commands: NDArray[np.bool_],
    rows: Mapping[str, int],
    heard: Heard,
) -> Evidence:
    """Return what speaks for each intent and for none.

    Args:
        shares: By text, float64[intents + 1], "none of them" last.
        phrasing: 1 where the words are a phrasing, shared among its owners: float64[intents].
        commands: bool[intents].
        rows: Row of each intent; phrases of others are passed over.
        heard: The sound.
    """
    confidence = _DOUBTED if heard.confidence is None else heard.confidence
    belief = max(_LEAST_CONFIDENCE, confidence) - _DOUBTED
    text = np.log(shares + _NOTHING) - np.log(_NOTHING)
    table = np.zeros((len(shares) - 1, len(OF_INTENT)))
    table[:, 0], table[:, 1] = text[:-1], text[:-1] * belief
    table[:, 12] = phrasing
    whole = heard.spoken_s or max((p.end_s for p in heard.phrases), default=1.0) or 1.0
    best = _best(heard.phrases, whole, rows)
    for row, (llr, coverage, span) in best.items():
        order = float(commands[row])
        good = float(1.0 / (1.0 + np.exp(-(llr - GOOD_LLR))))
        table[row, 2:12] = (
            1.0, llr, coverage, span, good, good * coverage, good * span, good * belief,
            order, order * coverage * good,
        )  # fmt: skip
        table[row, 13] = phrasing[row] * good
        table[row, 14] = ENTRY_COST / max(1.0, span / _PIECE_S)
    none = (
        1.0,
        float(text[-1]),
        float(text[-1]) * belief,
        belief,
        max((llr for llr, _, _ in best.values()), default=-10.0),
        max(((llr + 8.0) * coverage for llr, coverage, _ in best.values()), default=0.0),
        float(np.log1p(heard.words)),
        min(whole, 6.0),
    )
    return table, np.asarray(none)


def _best(
    phrases: Sequence[PhraseScore], whole: Seconds, rows: Mapping[str, int]
) -> dict[int, tuple[float, float, float]]:
    """Return (llr, coverage, span) of the phrase that tells most, for each intent found."""
    best: dict[int, tuple[float, tuple[float, float, float]]] = {}
    for phrase in phrases:
        row = rows.get(phrase.intent)
        if row is None:
            continue
        span = phrase.end_s - phrase.start_s
        covered = min(1.0, span / max(whole, 0.3)) if span > 0 else 1.0
        length = min(span, _LONGEST_S) if span > 0 else 1.0
        worth = phrase.llr + 4.0 * covered + length
        if row not in best or worth > best[row][0]:
            best[row] = (worth, (phrase.llr, covered, length))
    return {row: values for row, (_, values) in best.items()}


def joined(
    table: NDArray[np.float64],
    none: NDArray[np.float64],
    weights: SoundWeights,
    gain: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return the probabilities, "none of them" last: float64[intents + 1].

    Args:
        table: Of `evidence`.
        none: Of `evidence`.
        weights: Fitted.
        gain: Log-odds that the moment adds, float64[intents]; None = nothing.
    """
    own = np.einsum("is,s->i", table, np.asarray(weights.of_intent))
    logits = np.append(
        own if gain is None else own + gain,
        float(np.einsum("s,s->", none, np.asarray(weights.of_none))),
    )
    odds: NDArray[np.float64] = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares
