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
MAX_CUTS = 2
AMONG, SURE = 4, 0.80
"""So many of the likeliest may be the two; beyond the first two each half must be this sure."""
CLEAR = 0.90
"""Halves that speak so clearly are two requests though the whole hides one: of two orders, or of
two entries one of which is the likeliest of the whole."""
CLEAR_WORDS = 3
"""Least words of such a half."""
COURTEOUS = 0.60
"""Least probability of a half that only greets, thanks, praises or says goodbye."""
_COURTESIES = frozenset(
    ("giao_tiep.chao", "giao_tiep.cam_on", "giao_tiep.tam_biet", "giao_tiep.khen")
)
ALONE = 0.005
"""Where even the second of the whole is less likely, nothing else was asked for."""
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
    sure, or clear beyond that: half a sentence often sounds like something else. Two orders are
    two requests as well, and so is a courtesy beside a request.

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
    if not possible or whole.is_phrasing or whole.probabilities[1] < ALONE:
        return None
    best: tuple[float, tuple[str, str]] | None = None
    for at in matcher.index.clearest_cuts(views, possible, MAX_CUTS):
        left = _first(matcher.rank_views(views.part(max(0, at - REACH_WORDS), at)))
        right = _first(matcher.rank_views(views.part(at, at + REACH_WORDS)))
        sure = min(left[1], right[1])
        shorter = min(at, len(words) - at)
        enough = _enough(frozenset((left[0], right[0])), whole, kind_of, least, shorter)
        if sure >= enough and (best is None or sure > best[0]):
            best = (sure, (left[0], right[0]))
    return best[1] if best else None


def _enough(
    pair: frozenset[str],
    whole: Ranking,
    kind_of: Callable[[str], EntryKind],
    least: Probability,
    shorter: int,
) -> Probability:
    """Return how sure both halves must be to be these two requests; above 1 where nothing is."""
    if len(pair) < 2:
        return _NEVER
    kinds = [kind_of(intent) for intent in pair]
    first_two = pair == frozenset(whole.intents[:2])
    if all(kind in _FACTUAL for kind in kinds):
        likely = {intent for intent, p in whole.pairs()[:AMONG] if p >= LEAST_SHARE}
        if pair <= likely:
            return least if first_two else SURE
        named = whole.intents[0] in pair and shorter >= CLEAR_WORDS
        return CLEAR if named else _NEVER
    if not first_two:
        return _NEVER
    if all(kind is EntryKind.COMMAND for kind in kinds):
        return CLEAR
    polite = all(i in _COURTESIES or kind_of(i) in _FACTUAL for i in pair)
    return COURTEOUS if polite else _NEVER


_NEVER = 2.0


def _first(ranking: Ranking) -> tuple[str, Probability]:
    return ranking.intents[0], ranking.probabilities[0]
