"""Sound and text, one probability: a conditional logit over the intents and "none of them"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from letan.hearing.utterance import PhraseScore
from letan.kernel.units import Probability, Seconds

OF_INTENT = (
    "text", "text_believed", "found", "evidence", "lead", "coverage", "span", "good",
    "good_coverage", "rate", "rate_believed", "lead_believed", "command", "command_coverage",
    "phrasing", "phrasing_sure", "whole", "whole_good", "text_sure",
)  # fmt: skip
"""Evidence for one intent.

text: what the words say, log-probability from 0 (nothing) to 6.9 (sure); found: a phrase of it
was found in the sound; evidence: its llr, in tens, at most 8; lead: how far its llr lies below the
best of all, in tens, -3..0; coverage: share of the utterance under it, 0..1; span: its seconds,
at most 3; good: the llr bent to 0 (what any talk reaches) .. 1; rate: llr a second, in tens, at
most 5; command: it is an order; phrasing: the words are one of its phrasings; whole: share of the
utterance under it, its last piece given the length of one; whole_good: times its llr bent for
what one word can have. `_believed` is times the confidence of the reading less 0.65, `_sure` times
0 (confidence 0.85 or less) .. 1: people who speak clearly are read without a doubt, and then a
"không" counts though the word is so common in phrases that its sound says little.
"""

OF_NONE = (
    "bias", "text", "text_believed", "believed", "best", "best_rate", "best_cover", "words",
    "spoken", "text_sure", "best_whole",
)  # fmt: skip
"""Evidence for "none of them": what the words say for it, the confidence, the best phrase's llr in
tens and its rate, its coverage weighed by how good it is, the log of the number of words, the
seconds (at most 6), the best whole_good of all."""

Evidence: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Of each intent, float64[intents, len(OF_INTENT)], and of none, float64[len(OF_NONE)]."""

_NOTHING = 1e-3
_DOUBTED = 0.65
_LEAST_CONFIDENCE = 0.4
"""Below it few utterances of the fit lie; they count as this sure."""
_LONGEST_S = 3.0
GOOD_LLR = 20.0
"""About half way between the best phrase of talk about other things and one that was said
(docs/hearing.md)."""
_GOOD_WIDTH = 4.0
_MOST, _FASTEST, _FARTHEST = 8.0, 5.0, -3.0
"""Bounds of evidence, rate and lead, in tens: beyond them nothing more is told."""
_SHORTEST_S = 0.2
_SURE = 0.85
_PIECE_S = 0.2
"""Length of a word piece, whose frames are but its peak."""
_SHORT_LLR, _SHORT_WIDTH = 8.0, 2.0
"""As GOOD_LLR, for one or two words that are all that was said."""


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
    sure = max(0.0, confidence - _SURE) / (1.0 - _SURE)
    table[:, 14], table[:, 15], table[:, 18] = phrasing, phrasing * sure, text[:-1] * sure
    whole = heard.spoken_s or max((p.end_s for p in heard.phrases), default=1.0) or 1.0
    best = _best(heard.phrases, whole, rows)
    top = max((llr for llr, _, _, _ in best.values()), default=0.0)
    covered = 0.0
    for row, (llr, coverage, span, rate) in best.items():
        order = float(commands[row])
        good = float(1.0 / (1.0 + np.exp(-(llr - GOOD_LLR) / _GOOD_WIDTH)))
        lead = max(_FARTHEST, (llr - top) / 10.0)
        table[row, 2:14] = (
            1.0, min(llr / 10.0, _MOST), lead, coverage, span, good, good * coverage, rate,
            rate * belief, lead * belief, order, order * coverage * good,
        )  # fmt: skip
        alone = min(1.0, (span + _PIECE_S) / max(whole, 0.3))
        table[row, 16] = alone
        table[row, 17] = alone / (1.0 + np.exp(-(llr - _SHORT_LLR) / _SHORT_WIDTH))
        covered = max(covered, good * coverage)
    none = (
        1.0,
        float(text[-1]),
        float(text[-1]) * belief,
        belief,
        min(top / 10.0, _MOST),
        max((rate for _, _, _, rate in best.values()), default=0.0),
        covered,
        float(np.log1p(heard.words)),
        min(whole, 6.0),
        float(text[-1]) * sure,
        float(table[:, 17].max()),
    )
    return table, np.asarray(none)


def _best(
    phrases: Sequence[PhraseScore], whole: Seconds, rows: Mapping[str, int]
) -> dict[int, tuple[float, float, float, float]]:
    """Return (llr, coverage, span, rate) of the best phrase of each intent that was found."""
    best: dict[int, tuple[float, float, float, float]] = {}
    for phrase in phrases:
        row = rows.get(phrase.intent)
        if row is None or (row in best and best[row][0] >= phrase.llr):
            continue
        span = phrase.end_s - phrase.start_s
        covered = min(1.0, span / max(whole, 0.3)) if span > 0 else 1.0
        length = min(span, _LONGEST_S) if span > 0 else 1.0
        rate = min(phrase.llr / max(span, _SHORTEST_S) / 10.0, _FASTEST) if span > 0 else 0.0
        best[row] = (phrase.llr, covered, length, rate)
    return best


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
