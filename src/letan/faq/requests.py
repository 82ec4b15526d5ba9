"""Two requests in one breath: where to cut, and whether both halves stand on their own."""

from collections.abc import Callable, Iterator

from letan.faq.content import EntryKind
from letan.faq.matcher import Matcher, Ranking
from letan.kernel.units import Probability
from letan.vietnamese.fold import fold
from letan.vietnamese.views import Views

_CONNECTORS = frozenset(
    "và với rồi xong cả tiện sẵn luôn đồng ngoài nữa còn thêm and then also".split()
)
_FOLDED = frozenset(map(fold, _CONNECTORS))
_FACTUAL = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)
MAX_CUTS = 4
REACH_WORDS = 12
"""Of each half the words next to the cut count."""


def two_requests(
    views: Views,
    matcher: Matcher,
    kind_of: Callable[[str], EntryKind],
    least: Probability,
) -> tuple[str, str] | None:
    """Return both intents in the order they were said; None unless both halves are sure.

    Args:
        views: Of the utterance, without fillers.
        matcher: Ranks a half.
        kind_of: Kind of an intent.
        least: Probability that each half must reach.
    """
    best: tuple[float, tuple[str, str]] | None = None
    for at in _cuts(views):
        left = _factual(matcher.rank_views(views.part(max(0, at - REACH_WORDS), at)), kind_of)
        right = _factual(matcher.rank_views(views.part(at, at + REACH_WORDS)), kind_of)
        if left is None or right is None or left[0] == right[0]:
            continue
        sure = min(left[1], right[1])
        if sure >= least and (best is None or sure > best[0]):
            best = (sure, (left[0], right[0]))
    return best[1] if best else None


def _cuts(views: Views) -> Iterator[int]:
    words, connectors = (views.plain, _CONNECTORS) if views.marked else (views.folded, _FOLDED)
    found = 0
    for at in range(2, len(words) - 1):
        if words[at] in connectors and found < MAX_CUTS:
            found += 1
            yield at


def _factual(
    ranking: Ranking, kind_of: Callable[[str], EntryKind]
) -> tuple[str, Probability] | None:
    intent, p = ranking.intents[0], ranking.probabilities[0]
    return (intent, p) if kind_of(intent) in _FACTUAL else None
