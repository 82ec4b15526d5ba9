"""Two requests in one breath: where to cut, and whether both halves stand on their own."""

from collections.abc import Callable

from letan.faq.content.entry import EntryKind
from letan.faq.matching.matcher import Matcher, Ranking
from letan.kernel.units import Probability
from letan.vietnamese.fold import fold
from letan.vietnamese.views import Views

_CONNECTORS = frozenset(
    """
    và với rồi xong cả tiện sẵn luôn đồng ngoài nữa còn thêm mà thế vậy giờ and then also
    """.split()
)
_FOLDED = frozenset(map(fold, _CONNECTORS))
_FACTUAL = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)
_OPENINGS = frozenset(("o day", "co phai", "cho xin"))
MAX_CUTS = 3
LEAST_SHARE = 0.01
"""Of the whole utterance's second intent. On held_out/tune.tsv it keeps 25 of 26 pairs and drops 3
of 11 sentences that were cut though they ask for one thing."""
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

    Both must also be the two likeliest of the whole utterance: half a sentence often sounds
    like something else.

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
    likeliest = {intent for intent in whole.intents[:2] if kind_of(intent) in _FACTUAL}
    best: tuple[float, tuple[str, str]] | None = None
    for at in matcher.index.clearest_cuts(views, possible, MAX_CUTS) if len(likeliest) == 2 else ():
        left = _first(matcher.rank_views(views.part(max(0, at - REACH_WORDS), at)))
        right = _first(matcher.rank_views(views.part(at, at + REACH_WORDS)))
        if {left[0], right[0]} != likeliest:
            continue
        sure = min(left[1], right[1])
        if sure >= least and (best is None or sure > best[0]):
            best = (sure, (left[0], right[0]))
    return best[1] if best else None


def _first(ranking: Ranking) -> tuple[str, Probability]:
    return ranking.intents[0], ranking.probabilities[0]
