"""Does one entry steal another's phrasing? Every phrasing is held out in turn and asked for."""

from dataclasses import dataclass

import numpy as np

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.matching.signals import SignalIndex
from letan.kernel.units import Ratio


@dataclass(frozen=True, slots=True)
class Stolen:
    """A phrasing that another entry claims.

    Attributes:
        text: The phrasing.
        owner: Whose it is.
        thief: Who claims it.
        lead: The thief's score less the owner's, about 0..1.
    """

    text: str
    owner: str
    thief: str
    lead: float


def stolen_phrasings(
    index: SignalIndex, least: float = 0.65, lead: float = 0.5
) -> tuple[Stolen, ...]:
    """Return the phrasings that, held out, another entry claims with certainty; worst first.

    Args:
        index: Of the release.
        least: The thief's least score of the linear classifier, about 0 (foreign) .. 1 (mine).
        lead: Least lead over the owner.
    """
    names = (*index.intents, OUT_OF_SCOPE)
    rows = np.arange(len(index.labels))
    own = index.held_out[rows, index.labels]
    others = index.held_out.copy()
    others[rows, index.labels] = -np.inf
    thief, score = others.argmax(axis=1), others.max(axis=1)
    found = [
        Stolen(phrasing.text, phrasing.intent, names[thief[row]], float(score[row] - own[row]))
        for row, phrasing in enumerate(index.phrasings)
        if phrasing.intent != OUT_OF_SCOPE and score[row] >= least and score[row] - own[row] >= lead
    ]
    return tuple(sorted(found, key=lambda stolen: -stolen.lead))


def kept_share(index: SignalIndex) -> Ratio:
    """Return the share of entries' phrasings that come home when they are held out."""
    rows = np.flatnonzero(index.labels < len(index.intents))
    return float((index.held_out[rows].argmax(axis=1) == index.labels[rows]).mean())
