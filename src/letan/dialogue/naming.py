"""Names within a sentence, and which side of a procedure the words name."""

from itertools import pairwise

from letan.faq.facets import find_facet
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.unicode import words_of
from letan.vietnamese.views import views_of

_NO_TABLE = RewriteTable()
_LEADING = frozenset(
    """dẫn đưa dắt cho chỉ đường ra đến tới đi qua sang lại quầy chỗ đó kia ấy nhé nha với giùm giúp
    luôn cái tôi tui bác cô chú ông bà cụ anh chị em cháu con mình ơi ạ dạ ừ nào hộ cũng được thôi
    xin nhờ robot làm chậm thôi từ vội lead take show me there to the way please""".split()
)
"""Words of an order to lead that name no destination."""
_NUMBERED = frozenset("số một hai ba bốn năm sáu bảy tám chín mười 1 2 3 4 5 6 7 8 9".split())
_AGAIN = (("nói", "lại"), ("nhắc", "lại"), ("đọc", "lại"), ("kể", "lại"))
_REFUSALS = frozenset("không thôi khỏi".split())
_REFUSING = _REFUSALS | frozenset("à ờ ơ ừ dạ phải cần đâu ạ nữa dẫn cháu ơi mà".split())


def facet_in(text: str) -> str:
    """Return the facet that the words name ("nói lại chỗ giấy tờ"), "" for none."""
    return find_facet(views_of(text, _NO_TABLE)).facet


def asks_again(text: str) -> bool:
    """Say whether something shall be said again ("nói lại chỗ lệ phí")."""
    return tuple(map(str.lower, words_of(text)))[:2] in _AGAIN


def destination_in(text: str) -> str:
    """Return what an order to lead names besides itself: "dẫn bác ra quầy khai sinh" → "khai sinh".

    "" where it names nothing.
    """
    words = list(map(str.lower, words_of(text)))
    named = [
        word
        for word, following in pairwise((*words, ""))
        if word not in _LEADING or (word == "quầy" and following in _NUMBERED)
    ]
    return " ".join(named) if 1 < len(named) < len(words) else ""


def without_refusal(text: str) -> str:
    """Return what follows a refusal: "thôi không phải, em hỏi ly hôn" → "em hỏi ly hôn".

    "" where nothing is refused, or nothing but thanks follows.
    """
    words = [word.lower() for word in words_of(text)]
    count = next((i for i, word in enumerate(words) if word not in _REFUSING), len(words))
    rest = words[count:]
    refused = bool(_REFUSALS.intersection(words[:count]))
    return " ".join(rest) if refused and len(rest) > 1 and "ơn" not in rest else ""


def small(title: str) -> str:
    """Begin a title with a small letter, to stand inside a sentence; "VNeID" stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
