import pytest

from letan.faq.facets import FacetAsked, find_facet, second_facet, without_facets
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.views import views_of


@pytest.mark.parametrize(
    ("text", "facet", "alone"),
    [
        ("lệ phí bao nhiêu", "fee", True),
        ("thế còn lệ phí?", "fee", True),
        ("le phi bao nhieu", "fee", True),
        ("cần giấy tờ gì ạ", "documents", True),
        ("mất mấy ngày", "time", True),
        ("ở quầy nào?", "where", True),
        ("làm online được không", "online", True),
        ("khai sinh cần giấy tờ gì", "documents", False),
        ("được bao nhiêu một tháng", "amount", True),
        ("các bước thế nào", "steps", True),
        ("tôi muốn làm khai sinh", "", False),
        ("mấy ngày thì xong", "time", True),
        ("bao giờ xong", "time", True),
        ("tôi chưa bao giờ được cấp thẻ", "", False),
        ("toi chua bao gio duoc cap the", "", False),
        ("thẻ căn cước bị mất mấy hôm rồi", "", False),
        ("the can cuoc bi mat may hom", "", False),
        ("giấy khai sinh mất mấy năm nay", "", False),
        ("làm khai sinh mất mấy hôm", "time", False),
        ("thế còn tiền thì sao", "fee", True),
        ("rứa tốn mấy đồng", "fee", True),
        ("", "", False),
    ],
)
def test_find_facet(text: str, facet: str, alone: bool) -> None:
    assert find_facet(views_of(text, RewriteTable())) == FacetAsked(facet, alone)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("lệ phí khai sinh bao nhiêu", "khai sinh"),
        ("le phi khai sinh bao nhieu", "khai sinh"),
        ("làm giấy khai sinh cần giấy tờ gì", "làm giấy khai sinh"),
        ("lệ phí bao nhiêu", ""),
    ],
)
def test_without_facets(text: str, rest: str) -> None:
    assert without_facets(views_of(text, RewriteTable())) == rest


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("kết hôn ở quầy nào và mất bao lâu", ("time", "where")),
        ("tách hộ cần giấy tờ gì mất bao lâu", ("time", "documents")),
        ("tach ho can giay to gi mat bao lau", ("time", "documents")),
        ("khai sinh cần giấy tờ gì hôm trước người ta bảo tôi lệ phí bao nhiêu", ("fee", "")),
        ("nộp qua mạng có mất phí không", ("online", "")),
        ("khai sinh mất bao lâu", ("time", "")),
        ("tôi muốn làm khai sinh", ("", "")),
    ],
)
def test_two_sides_of_one_procedure(text: str, both: tuple[str, str]) -> None:
    views = views_of(text, RewriteTable())
    first = find_facet(views).facet
    assert (first, second_facet(views, first)) == both
