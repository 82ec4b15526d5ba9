import pytest
from tests.unit.faq.packs import RELEASE

from letan.faq.matching.matcher import Matcher
from letan.faq.requests import possible_cuts, two_requests

MATCHER = Matcher(RELEASE)
KINDS = {entry.id: entry.kind for entry in RELEASE.entries()}
BIRTH, RENEW = "ho_tich.khai_sinh", "can_cuoc.cap_doi"


@pytest.mark.parametrize(
    ("text", "both"),
    [
        pytest.param(
            "làm giấy khai sinh cho con rồi đổi thẻ căn cước hết hạn", (BIRTH, RENEW), id="order"
        ),
        pytest.param(
            "đổi thẻ căn cước hết hạn còn làm giấy khai sinh cho con nữa",
            (RENEW, BIRTH),
            id="the other order",
        ),
        pytest.param(
            "doi the can cuoc het han roi lam giay khai sinh cho con",
            (RENEW, BIRTH),
            id="no diacritics",
        ),
        pytest.param(
            "làm giấy khai sinh cho con ở đâu đổi thẻ căn cước hết hạn",
            (BIRTH, RENEW),
            id="no connecting word, but a question's last one",
        ),
        pytest.param(
            "lam giay khai sinh cho con o dau doi the can cuoc het han", (BIRTH, RENEW), id="folded"
        ),
        pytest.param("làm giấy khai sinh cho con rồi sao nữa", None, id="one is no request"),
        pytest.param("căn cước của tôi hết hạn rồi", None, id="a phrasing is never cut"),
        pytest.param(
            "chào cháu và đổi thẻ căn cước hết hạn", ("giao_tiep.chao", RENEW), id="a greeting"
        ),
        pytest.param("xin chào rồi dẫn đường cho bác", None, id="a greeting beside an order"),
        pytest.param("rồi", None, id="a lone connector"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_two_requests(text: str, both: tuple[str, str] | None) -> None:
    views = MATCHER.views(text)
    whole = MATCHER.rank_views(views)
    found = two_requests(views, MATCHER, whole, KINDS.__getitem__, 0.35)
    assert (tuple(request.intent for request in found) if found else None) == both


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        pytest.param(
            "làm giấy khai sinh cho con mất bao lâu rồi đổi thẻ căn cước hết hạn bao nhiêu tiền",
            ("time", "fee"),
            id="one each",
        ),
        pytest.param(
            "làm giấy khai sinh cho con rồi đổi thẻ căn cước hết hạn cần giấy tờ gì",
            ("documents", "documents"),
            id="named at the end, asked of both",
        ),
        pytest.param(
            "làm giấy khai sinh cho con cần giấy tờ gì rồi đổi thẻ căn cước hết hạn",
            ("documents", ""),
            id="named for the first alone",
        ),
        pytest.param("chào cháu và đổi thẻ căn cước hết hạn ở đâu", ("", "where"), id="a greeting"),
    ],
)
def test_each_request_keeps_its_facet(text: str, facets: tuple[str, str]) -> None:
    views = MATCHER.views(text)
    found = two_requests(views, MATCHER, MATCHER.rank_views(views), KINDS.__getitem__, 0.35)
    assert found is not None
    assert tuple(request.facet for request in found) == facets


def test_no_more_than_two_cuts_are_ranked_one_of_them_at_the_connecting_word() -> None:
    text = "làm giấy khai sinh cho con nhé rồi đổi thẻ căn cước hết hạn với chú ơi nhé"
    views = MATCHER.views(text)
    cuts = possible_cuts(views, MATCHER, MATCHER.rank_views(views))
    assert len(cuts) == 2
    assert "rồi" in {views.plain[cut.at] for cut in cuts}


def test_the_least_probability_decides() -> None:
    views = MATCHER.views("làm giấy khai sinh cho con rồi đổi thẻ căn cước hết hạn")
    whole = MATCHER.rank_views(views)
    (cut,) = possible_cuts(views, MATCHER, whole)
    for least, found in ((cut.probability, True), (cut.probability + 1e-6, False)):
        assert (two_requests(views, MATCHER, whole, KINDS.__getitem__, least) is not None) is found
