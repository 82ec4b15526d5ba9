"""Two requests in one breath: where to cut, and whether both halves stand on their own."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from letan.faq.content.entry import EntryKind
from letan.faq.facets import find_facet
from letan.faq.matching.matcher import Matcher, Ranking
from letan.kernel.units import Probability
from letan.vietnamese.fold import fold
from letan.vietnamese.views import Views

_CONNECTORS = frozenset(
    """
    và với rồi xong cả tiện sẵn luôn đồng ngoài nữa còn thêm mà thế vậy giờ sau and then also
    """.split()
)
"""Words that begin a second request."""
_ENDINGS = frozenset(
    """
    không hông chưa đâu nào gì chi ạ hả nhỉ nhé nghe nghen sao mô rứa răng vậy thế luôn với đi nha
    cháu con em cô chú bác
    """.split()
)
"""Words that end a first one: a question's last words, what the robot is called."""
_FOLDED_CONNECTORS = frozenset(map(fold, _CONNECTORS))
_FOLDED_ENDINGS = frozenset(map(fold, _ENDINGS))
_OPENINGS = frozenset(("o day", "co phai", "cho xin"))
_FACTUAL = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)
MAX_CUTS = 2
CONNECTED = 0.3
"""So much clearer counts a cut before a connecting word: only the clearest are ranked."""
CLEAR = 0.90
"""Both halves must be this sure to be two orders."""
COURTEOUS = 0.60
"""Least probability of a half that only greets, thanks, praises or says goodbye."""
_COURTESIES = frozenset(
    ("giao_tiep.chao", "giao_tiep.cam_on", "giao_tiep.tam_biet", "giao_tiep.khen")
)
ALONE = 0.005
"""Where even the second of the whole is less likely, nothing else was asked for."""
REACH_WORDS = 12
"""Of each half the words next to the cut count."""

EVIDENCE = (
    "bias", "weaker", "stronger", "whole_weaker", "whole_stronger", "whole_best", "connector",
    "other_side", "places", "foreign",
)  # fmt: skip
"""What speaks for two requests at a cut.

weaker, stronger: log-odds of the two halves' intents, each in its half; whole_weaker,
whole_stronger: log-probabilities of the two in the whole utterance; whole_best: log-odds of the
likeliest of the whole; connector: a connecting word stands at the cut; other_side:
log-probabilities of each in the other half, added; places: log of 1 + their places in the ranking
of the whole, 0 for the first, added; foreign: log-probabilities that the halves mean nothing that
is known, added.
"""

WEIGHTS = (-6.9, 0.47, 0.13, 1.27, 0.33, 0.63, 1.48, -0.34, 0.57, -0.08)
"""Of `EVIDENCE`, fitted by `python -m letan_apps.fitting.requests`; see docs/faq.md."""


@dataclass(frozen=True, slots=True)
class Request:
    """One of two requests.

    Attributes:
        intent: What is asked for.
        facet: Which side of it, "" if none is named.
    """

    intent: str
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where an utterance may fall into two requests.

    Attributes:
        at: First word of the second half.
        intents: Of the halves, in order; the same one twice is no two requests.
        sure: Probability of the less sure one in its half.
        evidence: Columns of EVIDENCE.
    """

    at: int
    intents: tuple[str, str]
    sure: Probability
    evidence: tuple[float, ...]

    @property
    def probability(self) -> Probability:
        """That both are meant."""
        odds = sum(w * x for w, x in zip(WEIGHTS, self.evidence, strict=True))
        return 1.0 / (1.0 + math.exp(-odds))


def two_requests(
    views: Views,
    matcher: Matcher,
    whole: Ranking,
    kind_of: Callable[[str], EntryKind],
    least: Probability,
) -> tuple[Request, Request] | None:
    """Return both requests in the order they were said; None unless there surely are two.

    Two orders are two requests as well, and so is a courtesy beside a request.

    Args:
        views: Of the utterance, without fillers.
        matcher: Ranks a half.
        whole: Ranking of the whole utterance.
        kind_of: Kind of an intent.
        least: Probability that both are meant.
    """
    best: tuple[float, Cut] | None = None
    for cut in possible_cuts(views, matcher, whole):
        sure = _judged(cut, whole, kind_of, least)
        if sure is not None and (best is None or sure > best[0]):
            best = (sure, cut)
    return _parted(views, best[1], kind_of) if best else None


def possible_cuts(views: Views, matcher: Matcher, whole: Ranking) -> list[Cut]:
    """Return the clearest cuts with what speaks for each."""
    words, begin, end = (
        (views.plain, _CONNECTORS, _ENDINGS)
        if views.marked
        else (views.folded, _FOLDED_CONNECTORS, _FOLDED_ENDINGS)
    )
    bonus = {}
    for at in range(2, len(words) - 1):
        opens = " ".join(views.folded[at : at + 2]) in _OPENINGS
        if words[at] in begin or opens:
            bonus[at] = CONNECTED
        elif at > 2 and words[at - 1] in end:
            bonus[at] = 0.0
    if not bonus or whole.is_phrasing or whole.probabilities[1] < ALONE:
        return []
    clearest = matcher.index.clearest_cuts(views, bonus, MAX_CUTS)
    return [_cut(at, bonus[at] > 0.0, views, matcher, whole) for at in clearest]


def _cut(at: int, connected: bool, views: Views, matcher: Matcher, whole: Ranking) -> Cut:
    left = matcher.rank_views(views.part(max(0, at - REACH_WORDS), at))
    right = matcher.rank_views(views.part(at, at + REACH_WORDS))
    first, second = left.intents[0], right.intents[0]
    weaker, stronger = sorted((left.probabilities[0], right.probabilities[0]))
    likely = dict(whole.pairs())
    rarer, commoner = sorted((likely[first], likely[second]))
    across = _log(dict(left.pairs())[second]) + _log(dict(right.pairs())[first])
    places = whole.intents.index(first) + whole.intents.index(second)
    evidence = (
        1.0,
        _log_odds(weaker),
        _log_odds(stronger),
        _log(rarer),
        _log(commoner),
        _log_odds(whole.probabilities[0]),
        float(connected),
        across,
        math.log1p(places),
        _log(left.foreign) + _log(right.foreign),
    )
    return Cut(at, (first, second), weaker, evidence)


def _judged(
    cut: Cut, whole: Ranking, kind_of: Callable[[str], EntryKind], least: Probability
) -> float | None:
    """Return how sure the two are; None where they are no two requests."""
    if cut.intents[0] == cut.intents[1]:
        return None
    kinds = [kind_of(intent) for intent in cut.intents]
    if all(kind in _FACTUAL for kind in kinds):
        return cut.probability if cut.probability >= least else None
    if set(cut.intents) != set(whole.intents[:2]):
        return None
    if all(kind is EntryKind.COMMAND for kind in kinds):
        return cut.sure if cut.sure >= CLEAR else None
    polite = all(i in _COURTESIES or kind_of(i) in _FACTUAL for i in cut.intents)
    return cut.sure if polite and cut.sure >= COURTEOUS else None


def _parted(views: Views, cut: Cut, kind_of: Callable[[str], EntryKind]) -> tuple[Request, Request]:
    """Name the facets; of two procedures one that the end alone names is asked of both."""
    first = find_facet(views.part(0, cut.at)).facet
    second = find_facet(views.part(cut.at, len(views.plain))).facet
    if all(kind_of(intent) is EntryKind.PROCEDURE for intent in cut.intents):
        first = first or second
    return Request(cut.intents[0], first), Request(cut.intents[1], second)


def _log_odds(p: Probability) -> float:
    return math.log((p + 0.002) / (1.0 - p + 0.002))


def _log(p: Probability) -> float:
    return math.log(p + 1e-4)
