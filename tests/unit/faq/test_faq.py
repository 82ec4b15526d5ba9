from datetime import UTC, datetime

import pytest
from tests.unit.faq.packs import RELEASE
from tests.unit.site.halls import sample

from letan.faq.faq import AskContext, Faq
from letan.faq.reply import CardSection, CardSource, ReplyKind
from letan.hearing.phrases import Phrase
from letan.hearing.utterance import PhraseScore, Source, Utterance

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FAQ = Faq(RELEASE, sample())


def ask(text: str, context: str = "", now: datetime | None = NOW) -> tuple[str, str | None, str]:
    reply = FAQ.reply(Utterance("t", text), AskContext(context, now=now))
    return reply.kind.name, reply.intent, reply.facet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("làm giấy khai sinh cho con", ("ANSWER", "ho_tich.khai_sinh", ""), id="plain"),
        pytest.param("lam giay khai sinh", ("ANSWER", "ho_tich.khai_sinh", ""), id="no diacritics"),
        pytest.param("LÀM GIẤY KHAI SINH", ("ANSWER", "ho_tich.khai_sinh", ""), id="shouted"),
        pytest.param("đổi CCCD hết hạn", ("ANSWER", "can_cuoc.cap_doi", ""), id="abbreviation"),
        pytest.param(
            "khai sinh cho con cần giấy tờ gì",
            ("ANSWER", "ho_tich.khai_sinh", "documents"),
            id="facet",
        ),
        pytest.param("đúng", ("COMMAND", "lenh.dong_y", ""), id="yes"),
        pytest.param("cháy rồi", ("COMMAND", "khan_cap.chay", ""), id="fire"),
        pytest.param(
            "hôm qua nấu cơm quên tắt bếp cháy nồi", ("REFER", None, ""), id="no fire alarm"
        ),
        pytest.param("xin chào", ("ANSWER", "giao_tiep.chao", ""), id="greeting"),
        pytest.param(
            "chào cháu cho bác hỏi làm giấy khai sinh",
            ("ANSWER", "ho_tich.khai_sinh", ""),
            id="both",
        ),
        pytest.param("giá vàng hôm nay bao nhiêu", ("REFER", None, ""), id="out of scope"),
        pytest.param("bốn", ("REFER", None, ""), id="a lone word"),
        pytest.param("", ("REFER", None, ""), id="empty"),
        pytest.param("😀🎉", ("REFER", None, ""), id="emoji"),
        pytest.param("привет как дела", ("REFER", None, ""), id="another script"),
        pytest.param("\x00\x07\u200b", ("REFER", None, ""), id="control characters"),
    ],
)
def test_reply(text: str, expected: tuple[str, str | None, str]) -> None:
    assert ask(text) == expected


def test_ten_thousand_words_get_a_reply() -> None:
    assert FAQ.reply(Utterance("t", "giấy khai sinh " * 3334)).kind in ReplyKind


def test_a_follow_up_is_understood_from_the_last_intent() -> None:
    assert ask("thế còn giấy tờ gì?", "ho_tich.khai_sinh") == (
        "ANSWER",
        "ho_tich.khai_sinh",
        "documents",
    )
    assert ask("thế còn giấy tờ gì?") == ("ASK_BACK", None, "")


@pytest.mark.parametrize(
    ("text", "kind", "facet"),
    [
        pytest.param("trên mạng được không", "ANSWER", "online", id="it tells that part"),
        pytest.param("nộp ở đâu", "ANSWER", "where", id="it has a place"),
        pytest.param("mấy ngày thì xong", "ASK_BACK", "", id="it knows no time"),
    ],
)
def test_a_follow_up_on_what_is_no_procedure(text: str, kind: str, facet: str) -> None:
    intent = "ho_so.le_phi" if kind == "ANSWER" else None
    assert ask(text, "ho_so.le_phi") == (kind, intent, facet)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NOW, "Lệ phí 25.000 đồng ạ.", id="before the end"),
        pytest.param(datetime(2027, 1, 1, 8, tzinfo=UTC), "Lệ phí 50.000 đồng ạ.", id="after it"),
    ],
)
def test_the_fee_of_the_day_is_said(now: datetime, expected: str) -> None:
    reply = FAQ.reply(Utterance("t", "lệ phí bao nhiêu"), AskContext("can_cuoc.cap_doi", now=now))
    assert (reply.kind, reply.facet, reply.text) == (ReplyKind.ANSWER, "fee", expected)


@pytest.mark.parametrize(
    ("text", "context", "now"),
    [
        pytest.param("tiền hỗ trợ mùa dịch", "", NOW, id="expired"),
        pytest.param("lệ phí bao nhiêu", "can_cuoc.cap_doi", None, id="no clock"),
    ],
)
def test_what_does_not_hold_is_never_said(text: str, context: str, now: datetime | None) -> None:
    reply = FAQ.reply(Utterance("t", text), AskContext(context, now=now))
    assert (reply.kind, reply.intent) == (ReplyKind.REFER, None)
    assert "hỗ trợ ạ" not in reply.text
    assert "đồng" not in reply.text


def test_an_unwritten_facet_sends_to_the_desk_by_its_name() -> None:
    reply = FAQ.reply(Utterance("t", "lệ phí bao nhiêu"), AskContext("ho_tich.khai_sinh", now=NOW))
    assert (
        reply.text == "Đăng ký khai sinh: về lệ phí, mời quý khách hỏi tại quầy số một, Hộ tịch ạ."
    )


def test_conditions_are_asked_for_at_the_desk_in_plain_words() -> None:
    reply = FAQ.reply(Utterance("t", "mấy tuổi thì được"), AskContext("ho_tich.khai_sinh", now=NOW))
    assert (
        reply.text
        == "Đăng ký khai sinh: về điều kiện, mời quý khách hỏi tại quầy số một, Hộ tịch ạ."
    )


def test_the_card_shows_every_facet_with_its_source() -> None:
    card = FAQ.reply(Utterance("t", "làm giấy khai sinh"), AskContext(now=NOW)).card
    assert card.sections == (
        CardSection(
            "documents", "Giấy tờ cần có", ("Giấy chứng sinh (1 bản chính)", "Thẻ căn cước")
        ),
        CardSection("time", "Thời gian", ("Trong ngày",)),
        CardSection("notes", "Lưu ý", ("Lưu ý nhỏ",)),
    )
    assert card.sources == (CardSource("Quyết định 163", "https://example.org", "2026-07-20"),)
    assert (card.place, card.place_title) == ("quay_1", "Quầy số 1: Hộ tịch")


def test_a_situation_changes_the_answer() -> None:
    reply = FAQ.reply(Utterance("t", "khai sinh cho con bị bỏ rơi"), AskContext(now=NOW))
    assert (reply.intent, reply.text) == ("ho_tich.khai_sinh", "Cần biên bản ạ.")


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        pytest.param(
            "bé bị bỏ rơi ngoài chợ", "ho_tich.khai_sinh", "Cần biên bản ạ.", id="after its entry"
        ),
        pytest.param("bé bị bỏ rơi ngoài chợ", "", None, id="of nothing"),
        pytest.param(
            "bỏ rơi, mà thôi đổi căn cước hết hạn", "ho_tich.khai_sinh", None, id="of another thing"
        ),
    ],
)
def test_a_case_alone_belongs_to_the_last_answer(
    text: str, context: str, expected: str | None
) -> None:
    reply = FAQ.reply(Utterance("t", text), AskContext(context, now=NOW))
    told = reply.text if reply.intent == "ho_tich.khai_sinh" else None
    assert told == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("quầy số ba ở đâu", "quay_3"),
        ("quầy 5 ở đâu", "quay_5"),
        ("quầy hộ tịch ở chỗ nào", "quay_1"),
    ],
)
def test_a_named_counter_is_found(text: str, place: str) -> None:
    reply = FAQ.reply(Utterance("t", text), AskContext(now=NOW))
    assert (reply.intent, reply.place) == ("chi_duong.quay", place)


def test_leading_knows_where_to() -> None:
    reply = FAQ.reply(Utterance("t", "dẫn tôi ra quầy số hai"), AskContext(now=NOW))
    assert (reply.kind, reply.intent, reply.place) == (
        ReplyKind.COMMAND,
        "lenh.dan_duong",
        "quay_2",
    )


def test_what_belongs_elsewhere_is_named() -> None:
    reply = FAQ.reply(Utterance("t", "xin làm hộ chiếu"), AskContext(now=NOW))
    assert (reply.kind, reply.procedure, reply.place) == (
        ReplyKind.REFER,
        "1.000232",
        "ban_huong_dan",
    )
    assert reply.text.startswith("Về hộ chiếu, ")


def test_a_touch_asks_for_the_intent_itself() -> None:
    touched = Utterance(
        "t", "", source=Source.TOUCH, phrases=(PhraseScore("can_cuoc.cap_doi", "fee", 0.0),)
    )
    reply = FAQ.reply(touched, AskContext(now=NOW))
    assert (reply.intent, reply.facet, reply.probability) == ("can_cuoc.cap_doi", "fee", 1.0)


def test_two_requests_are_answered_in_their_order() -> None:
    reply = FAQ.reply(
        Utterance("t", "đổi thẻ căn cước hết hạn rồi làm giấy khai sinh cho con"),
        AskContext(now=NOW),
    )
    assert reply.intents == ("can_cuoc.cap_doi", "ho_tich.khai_sinh")


def test_each_of_two_requests_gets_the_side_that_was_asked_for() -> None:
    words = "làm giấy khai sinh cho con mất bao lâu rồi đổi thẻ căn cước hết hạn bao nhiêu tiền"
    reply = FAQ.reply(Utterance("", words), AskContext(now=NOW))
    assert (reply.intents, reply.facet) == (("ho_tich.khai_sinh", "can_cuoc.cap_doi"), "time")
    assert reply.text == (
        "Về đăng ký khai sinh: trong ngày ạ. Về đổi thẻ căn cước: lệ phí 25.000 đồng ạ."
    )
    assert reply.card.choices[0].intent == "can_cuoc.cap_doi"


def test_two_sides_of_one_procedure_are_both_told() -> None:
    reply = FAQ.reply(
        Utterance("", "làm giấy khai sinh cần giấy tờ gì và mất bao lâu"), AskContext(now=NOW)
    )
    assert reply.intents == ("ho_tich.khai_sinh",)
    assert reply.text == ("Trong ngày ạ. Đăng ký khai sinh cần: giấy chứng sinh; thẻ căn cước ạ.")
    after = AskContext("ho_tich.khai_sinh", now=NOW)
    assert FAQ.reply(Utterance("", "cần giấy tờ gì và mất bao lâu"), after).text == reply.text


def test_sound_finds_what_the_text_has_lost() -> None:
    garbled = Utterance(
        "t",
        "ừ thì mà là",
        source=Source.MICROPHONE,
        phrases=(PhraseScore("ho_tich.khai_sinh", "", 35.0, 0.1, 2.0),),
        confidence=0.4,
        start=0.0,
        end=2.1,
    )
    reply = FAQ.reply(garbled, AskContext(now=NOW))
    assert (reply.kind, reply.intent) == (ReplyKind.ANSWER, "ho_tich.khai_sinh")


def test_the_sound_of_an_unknown_release_is_not_counted() -> None:
    other = Utterance("t", "làm giấy khai sinh", phrases=(PhraseScore("khac.muc", "", 35.0),))
    assert FAQ.reply(other, AskContext(now=NOW)).intent == "ho_tich.khai_sinh"


def test_probabilities_sum_to_one_and_come_best_first() -> None:
    ranking = FAQ.rank(Utterance("t", "đổi căn cước"))
    assert sum(ranking.probabilities) + ranking.foreign == pytest.approx(1.0)
    assert list(ranking.probabilities) == sorted(ranking.probabilities, reverse=True)


def test_phrases_for_the_ear() -> None:
    phrases = FAQ.phrases()
    assert Phrase("can_cuoc.cap_doi", "", "gia hạn căn cước") in phrases
    assert len(phrases) == sum(len(entry.phrasings) for entry in RELEASE.entries())


def test_without_a_hall_the_mind_still_answers() -> None:
    reply = Faq(RELEASE).reply(Utterance("t", "làm giấy khai sinh"), AskContext(now=NOW))
    assert (reply.intent, reply.card.place_title) == ("ho_tich.khai_sinh", "")
