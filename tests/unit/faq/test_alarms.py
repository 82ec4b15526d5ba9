import pytest
from tests.unit.faq.packs import FIRE, RELEASE

from letan.faq.alarms import cried_at_the_end, tells_of_elsewhere
from letan.faq.matching.matcher import Matcher
from letan.vietnamese.views import views_of

MATCHER = Matcher(RELEASE)
KINDS = {entry.id: entry.kind for entry in RELEASE.entries()}


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        pytest.param("hôm qua nhà hàng xóm cháy", True, id="yesterday"),
        pytest.param("Tuần trước có người ngất ở chợ", True, id="last week"),
        pytest.param("toi qua xem phim co chay nha", True, id="without diacritics"),
        pytest.param("báo đăng vụ cháy chợ", True, id="the news"),
        pytest.param("có cháy ở góc kia", False, id="here and now"),
        pytest.param("cháy hôm nay", False, id="today"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_what_is_told_of_another_day(text: str, elsewhere: bool) -> None:
    assert tells_of_elsewhere(views_of(text, RELEASE.table)) is elsewhere


@pytest.mark.parametrize(
    ("text", "cry"),
    [
        pytest.param(
            "tôi ra làm giấy khai sinh cho con gái mới đẻ thì bốc khói kìa có cháy nhà cháy rồi",
            FIRE.id,
            id="after a request",
        ),
        pytest.param("có cháy nhà kìa", "", id="a short cry is decided by the whole"),
        pytest.param(
            "cháy rồi là việc hôm khác giờ tôi muốn làm giấy khai sinh cho con gái mới đẻ",
            "",
            id="not at the end",
        ),
        pytest.param(
            "tôi muốn đổi căn cước và làm giấy khai sinh cho con gái mới đẻ",
            "",
            id="no emergency at all",
        ),
    ],
)
def test_an_emergency_is_heard_at_the_end_of_other_talk(text: str, cry: str) -> None:
    views = MATCHER.views(text)
    whole = MATCHER.rank_views(views)
    assert cried_at_the_end(views, MATCHER, whole, lambda intent: KINDS[intent]) == cry
