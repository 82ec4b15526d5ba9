"""Two requests in one breath: where to cut, and whether both halves stand on their own."""

from collections.abc import Callable

from letan.faq.content.entry import EntryKind
from letan.faq.matching.matcher import Matcher, Ranking
from letan.kernel.units import Probability
from letan.vietnamese.fold import fold
from letan.vietnamese.views import Views

_CONNECTORS = frozenset(
    """
    và với rồi xong cả tiện sẵn luôn đồng ngoài nữa còn thêm mà thế vậy giờ sau and then also
    """.split()
)
_FOLDED = frozenset(map(fold, _CONNECTORS))
_FACTUAL = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)
_OPENINGS = frozenset(("o day", "co phai", "cho xin"))
MAX_CUTS = 3
AMONG, SURE = 4, 0.80
"""So many of the likeliest may be the two; beyond the first two each half must be this sure."""
LEAST_SHARE = 0.01
"""Of the whole utterance for either intent. See docs/faq.md."""
REACH_WORDS = 12
"""Of each half the words next to the cut count."""


def two_requests(
    views: Views,
    matcher: Matcher,
    whole: Ranking,
    kind_of: Callable[[str], EntryKind],
    least: Probability,
) -> tuple[str, str] | None:
    """Return both intents in the order they were said; None unless both halves are sure.

    Both must also be the two likeliest of the whole utterance, or among its likeliest and very
    sure: half a sentence often sounds like something else.

    Args:
        views: Of the utterance, without fillers.
        matcher: Ranks a half.
        whole: Ranking of the whole utterance.
        kind_of: Kind of an intent.
        least: Probability that each half must reach.
    """
    words, connectors = (views.plain, _CONNECTORS) if views.marked else (views.folded, _FOLDED)
    possible = [
        at
        for at in range(2, len(words) - 1)
        if words[at] in connectors or " ".join(views.folded[at : at + 2]) in _OPENINGS
    ]
    if not possible or whole.is_phrasing or whole.probabilities[1] < LEAST_SHARE:
        return None
    likely = [
        intent
        for intent, p in whole.pairs()[:AMONG]
        if p >= LEAST_SHARE and kind_of(intent) in _FACTUAL
    ]
    best: tuple[float, tuple[str, str]] | None = None
    for at in matcher.index.clearest_cuts(views, possible, MAX_CUTS) if len(likely) > 1 else ():
        left = _first(matcher.rank_views(views.part(max(0, at - REACH_WORDS), at)))
        right = _first(matcher.rank_views(views.part(at, at + REACH_WORDS)))
        if left[0] == right[0] or not {left[0], right[0]} <= set(likely):
            continue
        sure = min(left[1], right[1])
        enough = least if {left[0], right[0]} == set(whole.intents[:2]) else SURE
        if sure >= enough and (best is None or sure > best[0]):
            best = (sure, (left[0], right[0]))
    return best[1] if best else None


def _first(ranking: Ranking) -> tuple[str, Probability]:
    return ranking.intents[0], ranking.probabilities[0]
