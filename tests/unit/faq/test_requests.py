import pytest
from tests.unit.faq.packs import RELEASE

from letan.faq.matching.matcher import Matcher
from letan.faq.requests import two_requests

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
    assert two_requests(views, MATCHER, whole, KINDS.__getitem__, 0.5) == both
