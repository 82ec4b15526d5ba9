"""Emergencies: whether they happen here and now, and whether one is cried at the end of a talk."""

import re
from collections.abc import Callable
from functools import cache

from letan.faq.content.entry import EntryKind
from letan.faq.matching.matcher import Matcher, Ranking
from letan.vietnamese.fold import fold
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.views import Views

_ELSEWHERE = """
    hôm qua; hôm kia; hôm nọ; hôm bữa; bữa hổm; bữa trước; hôm trước; tối qua; đêm qua; chiều qua;
    sáng qua; tuần trước; tháng trước; tuần rồi; tháng rồi; năm ngoái; năm kia; hồi xưa; hồi nhỏ;
    hồi trẻ; ngày xưa; ngày trước; trong phim; xem phim; bộ phim; trên phim; báo đăng; đọc báo;
    trên báo; trên mạng; thời sự; ti vi; tivi; nằm mơ; mơ thấy; nghe kể; nghe nói; nghe đồn
"""
"""By these words one tells of another day, of the news or of hearsay, parted by semicolons."""

CRY_WORDS = 7
"""So many last words are read again by themselves."""
_CRY_AT, _HINT = 0.95, 0.02
"""Least probability of an emergency in the last words alone, and in the whole talk."""


def cried_at_the_end(
    views: Views, matcher: Matcher, whole: Ranking, kind_of: Callable[[str], EntryKind]
) -> str:
    """Return the emergency that the last words of a longer talk cry out; "" if none does.

    "tôi đang làm khai sinh cho con thì có người ngất kìa" speaks of births as clearly.

    Args:
        views: Of the utterance, without fillers.
        matcher: Ranks the last words.
        whole: Ranking of the whole utterance.
        kind_of: Kind of an intent.
    """
    words = len(views.plain)
    hinted = [i for i, p in whole.pairs() if p >= _HINT and kind_of(i) is EntryKind.EMERGENCY]
    if words <= CRY_WORDS or not hinted:
        return ""
    end = matcher.rank_views(views.part(words - CRY_WORDS, words))
    sure = end.probabilities[0] >= _CRY_AT and end.intents[0] in hinted
    return end.intents[0] if sure else ""


def tells_of_elsewhere(views: Views) -> bool:
    """Say whether the words place what is told on another day, in the news or in hearsay.

    A fire of last night is no alarm today.

    Args:
        views: Of the whole utterance.
    """
    text = " ".join(views.plain if views.marked else views.folded)
    return _pattern(views.marked).search(text) is not None


@cache
def _pattern(marked: bool) -> re.Pattern[str]:
    written = [" ".join(map(canonical_syllable, w.split())) for w in _ELSEWHERE.split(";")]
    words = written if marked else list(map(fold, written))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
