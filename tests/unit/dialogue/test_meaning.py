"""What a reply means depends on what the robot has just asked."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import OFFERED, PENSION, REFERRAL, UNKNOWN, WHICH, WIFI, order, said

from letan.dialogue.expectations import AnythingElse, LeadOffer
from letan.dialogue.meaning import (
    complains,
    expected,
    is_doubtful_no,
    is_known,
    is_remark,
    means_nothing,
)
from letan.dialogue.state import Session
from letan.faq.reply import Candidate, CardSection, Reply, ReplyKind

PROCEDURE = replace(
    PENSION, card=replace(PENSION.card, sections=(CardSection("fee", "Lệ phí", ("Không",)),))
)
DOUBTED_YES = replace(UNKNOWN, candidates=(Candidate("lenh.dong_y", "Có", 0.4),))


@pytest.mark.parametrize(
    ("reply", "text", "remark"),
    [
        pytest.param(UNKNOWN, "quạt kêu to không nghe được", True, id="nothing known"),
        pytest.param(UNKNOWN, "vâng", False, id="a murmur"),
        pytest.param(WHICH, "chỗ này nóng", True, id="statement with two meanings"),
        pytest.param(WHICH, "phí bao nhiêu", False, id="question with two meanings"),
        pytest.param(WIFI, "mạng ở đây yếu", True, id="about the centre"),
        pytest.param(WIFI, "mật khẩu mạng là gì", False, id="asks about the centre"),
        pytest.param(PROCEDURE, "phải thêm quầy chờ lâu lắm", True, id="judges a procedure"),
        pytest.param(PROCEDURE, "tôi muốn làm nhanh lắm", False, id="wants a procedure"),
        pytest.param(PROCEDURE, "trợ cấp tuổi già", False, id="names a procedure"),
        pytest.param(order("lenh.dung"), "dừng lại", False, id="an order"),
    ],
)
def test_remarks_are_no_questions(reply: Reply, text: str, remark: bool) -> None:
    assert is_remark(reply, said("t", text)) is remark


def test_a_doubtful_yes_counts_only_after_an_offer() -> None:
    after_offer = expected(DOUBTED_YES, "được đi", LeadOffer("quay_3"))
    assert (after_offer.kind, after_offer.intent) == (ReplyKind.COMMAND, "lenh.dong_y")
    assert expected(DOUBTED_YES, "được đi", AnythingElse()) is DOUBTED_YES
    assert expected(DOUBTED_YES, "được đi", None) is DOUBTED_YES


def test_over_the_voice_an_unknown_and_a_yes_to_nothing_mean_nothing() -> None:
    assert means_nothing(UNKNOWN, said("t", "gì gì đó"), Session())
    assert not means_nothing(REFERRAL, said("t", "hộ chiếu"), Session())
    assert means_nothing(order("lenh.dong_y"), said("t", "được đấy"), Session())
    assert not means_nothing(order("lenh.dong_y"), said("t", "được đấy"), OFFERED.session)


def test_a_referral_that_names_something_is_known() -> None:
    assert [is_known(reply) for reply in (REFERRAL, UNKNOWN)] == [True, False]


def test_many_words_are_no_yes_and_a_yes_has_no_no() -> None:
    for text in ("em muốn hỏi thêm việc ly hôn", "không có cái nào đúng"):
        assert expected(DOUBTED_YES, text, LeadOffer("quay_3")) is DOUBTED_YES


BOX = Candidate("lam_viec.hop_thu_gop_y", "Góp ý", 0.4)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("cán bộ quầy hai thái độ quá", True, id="judges"),
        pytest.param("chờ hai tiếng rồi không ai gọi", True, id="tells"),
        pytest.param("tôi muốn góp ý với phường", False, id="wants to"),
        pytest.param("hộp thư góp ý ở đâu", False, id="asks"),
        pytest.param("góp ý", False, id="names it"),
    ],
)
def test_who_complains_already(text: str, complaint: bool) -> None:
    assert complains(replace(WHICH, candidates=(BOX,)), text) is complaint
    assert not complains(WHICH, text)


def test_a_sure_no_is_a_no() -> None:
    refusal = replace(order("lenh.tu_choi"), probability=0.95)
    assert not is_doubtful_no(refusal)
    assert is_doubtful_no(replace(refusal, probability=0.6))
    assert [is_doubtful_no(reply) for reply in (UNKNOWN, REFERRAL)] == [True, False]
