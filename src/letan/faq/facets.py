"""Which facet of a procedure is asked for, by the words people use for it."""

import re
from dataclasses import dataclass
from functools import cache

from letan.vietnamese.fold import fold
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.views import Views

_WORDING: dict[str, str] = {
    "online": """
        trực tuyến; qua mạng; trên mạng; online; ở nhà có làm được; làm ở nhà; nộp tại nhà; qua
        điện thoại; trên điện thoại; bằng điện thoại; trên cổng dịch vụ công; qua internet
    """,
    "fee": """
        lệ phí; khoản phí; phí gì; phí bao nhiêu; phí mấy; mất phí; tốn phí; đóng phí; miễn phí;
        phí không; mức
        phí; bao nhiêu tiền; mấy tiền; nhiêu tiền; hết bao nhiêu; hết nhiêu; tốn bao nhiêu; tốn
        tiền; mất tiền; mất bao nhiêu tiền; giá bao nhiêu; giá cả; đóng tiền; trả tiền; đóng bao
        nhiêu; tiền nong; còn tiền; tiền thì sao; mấy đồng; bao nhiêu đồng; nhiêu đồng; how
        much; fee; cost; tốn kém; bao nhiêu một; nộp bao nhiêu; trả bao nhiêu; chi phí
    """,
    "time": """
        bao lâu; mấy ngày; mấy hôm; mấy bữa; mấy bựa; bao nhiêu ngày; bao giờ có; bao giờ xong;
        bao giờ lấy; bao giờ được; khi nào có; khi nào xong; khi nào lấy; khi nào được; chừng
        nào có; chừng nào xong; chừng nào lấy; lấy ngay; lấy liền; có ngay; có liền; có lâu
        không; lâu không; thời hạn; thời gian; mấy tuần; hôm nào lấy; bữa nào lấy; how long; mất
        mấy; trong ngày
    """,
    "documents": """
        giấy tờ gì; giấy tờ nào; giấy tờ chi; những giấy tờ; loại giấy tờ; các giấy tờ; giấy gì;
        giấy chi; cần gì; cần những gì; cần chi; cần mang; cần đem; cần chuẩn bị; chuẩn bị gì;
        chuẩn bị những; mang gì; mang những gì; mang theo; đem gì; đem theo; đem những gì; hồ sơ
        gồm; hồ sơ cần; hồ sơ gì; hồ sơ thế nào; hồ sơ ra sao; gồm những gì; gồm những giấy; nộp
        những gì; nộp gì; what documents; which documents; what do i need; documents; phải có
        gì; phải có những gì; cầm theo; cầm những gì; cầm gì; giấy tờ
    """,
    "where": """
        ở đâu; ở mô; chỗ nào; chỗ mô; quầy nào; quầy mấy; quầy số mấy; quầy mô; phòng nào; nơi
        nào; đến đâu; ra đâu; tới đâu; lên đâu; nộp đâu; bàn nào; cửa nào; cửa số mấy; where;
        which counter; làm đâu; gặp ai
    """,
    "steps": """
        các bước; từng bước; bước nào; mấy bước; bước gì; quy trình; trình tự; thủ tục gồm; what
        are the steps; steps; bắt đầu từ đâu; làm những gì trước
    """,
    "amount": """
        được bao nhiêu; được mấy; mỗi tháng bao nhiêu; một tháng bao nhiêu; tháng bao nhiêu; mức
        trợ cấp; mức hưởng; nhận bao nhiêu; lãnh bao nhiêu; lĩnh bao nhiêu; hưởng bao nhiêu; cho
        bao nhiêu; bao nhiêu một tháng; tháng mấy đồng; nhận được mấy
    """,
    "who": """
        ai được; những ai; điều kiện; có được hưởng; đối tượng nào; bao nhiêu tuổi; mấy tuổi; đủ
        tuổi; who can; who is eligible; ai thì được; ai làm được
    """,
}
"""The wordings of each facet, parted by semicolons."""

_ORDER = ("amount", "online", "fee", "time", "documents", "steps", "who", "where")
_CONNECTIVES = frozenset(
    """
    gì những nào đâu mấy lâu giờ khi chuẩn bị theo các loại chi tiền ngày dùng thẻ khoản cần mất
    ở một tháng mỗi nộp làm hết tốn lấy phải mang đem gồm có thể tổng cộng tất cả chừng khoảng
    thế còn vậy thì sao à ạ ơi nhỉ hả nhé nha nào rứa bao nhiêu là có phải không được nữa
    cái đó này việc ấy cho hỏi xin cháu bác cô chú em tôi mình với rồi mà và nó đấy kia what
    chỉ đi anh chị ông bà bảo kể nói giúp xong about how and the is it for a of
    """.split()
)
"""Words that may stand beside a facet in a follow-up question."""


_ASKING = frozenset("bao nhiêu mấy nào gì đâu không là thì vậy thế hết tiền cần ạ".split())
"""What is left of a question's words when its facet is taken out."""


@dataclass(frozen=True, slots=True)
class FacetAsked:
    """A facet found in an utterance.

    Attributes:
        facet: One of FACETS, "" if none.
        alone: Nothing else was said: it can only be understood from the last intent.
    """

    facet: str
    alone: bool


_NEVER = ("chưa", "chẳng", "không", "có")
"""Before "bao giờ" these make it "never" or "ever", which asks for no time."""
_LOST = ("bị", "bị mất")
"""Before these words "mất" is a loss: "thẻ bị mất mấy hôm"."""
_PAST = ("rồi", "nay", "trước")
"""Soon after "mấy hôm" these tell since when, and ask for nothing."""


def find_facet(views: Views, fillers: frozenset[str] = frozenset()) -> FacetAsked:
    """Return the facet that the words ask for; of several, the first of a fixed order."""
    text = " ".join(views.plain if views.marked else views.folded)
    for facet in _ORDER:
        match = _pattern(facet, views.marked).search(text)
        if match:
            return FacetAsked(facet, _nothing_left(text, views.marked, fillers))
    return FacetAsked("", False)


_PLAIN = ("documents", "steps", "time", "fee", "where")
"""Facets that are asked for beside each other; the others qualify: "nộp trên mạng mất phí không"
asks for one thing."""
_BETWEEN = 3
"""So many words may stand between two of them, besides a connecting word."""
_AND = frozenset("và với rồi còn mà lại cả thêm xong".split())
_AND_FOLDED = frozenset(map(fold, _AND))


def second_facet(views: Views, first: str) -> str:
    """Return another facet that is asked for in the same breath; "" if there is none.

    "kết hôn ở quầy nào và mất bao lâu" asks for the place and the time.

    Args:
        views: Of the utterance.
        first: What `find_facet` found in it.
    """
    if first not in _PLAIN:
        return ""
    text = " ".join(views.plain if views.marked else views.folded)
    connecting = _AND if views.marked else _AND_FOLDED
    spans = {f: m.span() for f in _PLAIN if (m := _pattern(f, views.marked).search(text))}
    if first not in spans:
        return ""
    start, end = spans.pop(first)
    for facet, (begins, ends) in sorted(spans.items(), key=lambda item: item[1]):
        apart = text[end:begins] if begins >= end else text[ends:start]
        between = apart.split()
        beside = begins >= end or ends <= start
        if beside and (len(between) <= _BETWEEN or connecting & set(between)):
            return facet
    return ""


def without_facets(views: Views) -> str:
    """Return the words of a question less those that ask for a facet: what it is about."""
    text = " ".join(views.plain if views.marked else views.folded)
    for facet in _ORDER:
        text = _pattern(facet, views.marked).sub(" ", text)
    asking = _ASKING if views.marked else frozenset(map(fold, _ASKING))
    return " ".join(word for word in text.split() if word not in asking)


def _nothing_left(text: str, marked: bool, fillers: frozenset[str]) -> bool:
    for facet in _ORDER:
        text = _pattern(facet, marked).sub(" ", text)
    idle = _idle(marked)
    return all(word in idle or word in fillers for word in text.split())


@cache
def _idle(marked: bool) -> frozenset[str]:
    words = frozenset(map(canonical_syllable, _CONNECTIVES))
    return words if marked else frozenset(map(fold, words))


@cache
def _pattern(facet: str, marked: bool) -> re.Pattern[str]:
    written = _WORDING[facet].split(";")
    wordings = [" ".join(map(canonical_syllable, w.split())) for w in written]
    before = after = ""
    if facet == "time":
        before = "".join(rf"(?<!\b{word} )" for word in (*_NEVER, *_LOST))
        after = rf"(?!(?: \w+)? (?:{'|'.join(_PAST)})\b)"
    if not marked:
        wordings, before, after = list(map(fold, wordings)), fold(before), fold(after)
    longest_first = sorted(map(re.escape, wordings), key=len, reverse=True)
    return re.compile(rf"\b{before}(?:{'|'.join(longest_first)})\b{after}")
