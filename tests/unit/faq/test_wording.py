from dataclasses import replace
from datetime import date

import pytest
from tests.unit.faq.packs import BIRTH

from letan.faq.content.entry import Answer, Claim, Entry, EntryKind, Situation
from letan.faq.wording import (
    Setting,
    answer_of,
    card_of,
    foreign_text,
    spoken_text,
    with_subject,
)
from letan.kernel.text import Text

DAY = date(2026, 11, 24)
VI = Setting(DAY, "vi", None, {})


def claim(text: str, until: date | None = None) -> Claim:
    return Claim(Text(text), valid_until=until)


ENTRY = Entry(
    "ho_tich.thu",
    EntryKind.PROCEDURE,
    Text("Việc thử", "A trial"),
    ("việc thử",),
    answer=Answer(
        (claim("Cần tờ khai ạ."),),
        {
            "documents": (claim("Tờ khai"), claim("CCCD của bố")),
            "steps": (claim("Nộp tờ khai"), claim("Nhận kết quả")),
            "fee": (claim("Năm nghìn đồng", date(2026, 6, 30)), claim("Tám nghìn đồng")),
            "time": (claim("Một ngày", date(2026, 1, 31)),),
        },
    ),
)


@pytest.mark.parametrize(
    ("facet", "said"),
    [
        pytest.param("", "Cần tờ khai ạ.", id="short answer"),
        pytest.param("documents", "Việc thử cần: tờ khai; CCCD của bố ạ.", id="documents"),
        pytest.param(
            "steps", "Việc thử có 2 bước: một là nộp tờ khai; hai là nhận kết quả ạ.", id="steps"
        ),
        pytest.param("fee", "Tám nghìn đồng ạ.", id="the claim that holds"),
        pytest.param("time", None, id="expired: nothing may be said"),
        pytest.param(
            "online",
            "Việc thử: về cách làm trên mạng, mời quý khách hỏi tại quầy ạ.",
            id="not written",
        ),
    ],
)
def test_what_is_said(facet: str, said: str | None) -> None:
    assert spoken_text(ENTRY, ENTRY.answer, facet, VI) == said


def test_nothing_with_a_date_is_said_while_the_clock_is_not_set() -> None:
    setting = Setting(None, "vi", None, {})
    assert spoken_text(ENTRY, ENTRY.answer, "time", setting) is None


def test_a_long_list_ends_with_the_screen() -> None:
    papers = tuple(claim(f"giấy số {n} của người đi làm thủ tục hôm nay") for n in range(9))
    said = spoken_text(ENTRY, Answer((), {"documents": papers}), "documents", VI)
    assert said is not None
    assert said.startswith("Việc thử cần: giấy số 0 của người")
    assert said.endswith(". Phần còn lại có trên màn hình ạ.")
    assert len(said.split()) <= 53


def test_a_case_replaces_only_what_it_says() -> None:
    case = Situation("c", Text("Ca"), ("ca",), Answer((), {"fee": (claim("Miễn phí"),)}))
    told = answer_of(ENTRY, case)
    assert (told.spoken, told.facets["fee"]) == (ENTRY.answer.spoken, (claim("Miễn phí"),))
    assert told.facets["steps"] == ENTRY.answer.facets["steps"]
    assert answer_of(ENTRY, None) == ENTRY.answer


def test_the_card_shows_what_holds_today() -> None:
    card = card_of(ENTRY, ENTRY.answer, "Cần tờ khai ạ.", VI)
    assert [(section.facet, section.lines) for section in card.sections] == [
        ("documents", ("Tờ khai", "CCCD của bố")),
        ("steps", ("Nộp tờ khai", "Nhận kết quả")),
        ("fee", ("Tám nghìn đồng",)),
    ]
    assert card_of(BIRTH, BIRTH.answer, "", VI).title == BIRTH.title.vi


def test_what_is_known_but_not_answered_is_named() -> None:
    assert foreign_text("hộ chiếu").vi == (
        "Về hộ chiếu, cháu chưa có thông tin chắc chắn. Mời quý khách hỏi cán bộ ở bàn hướng dẫn ạ."
    )


def test_a_title_that_is_a_list_is_no_subject() -> None:
    entry = replace(ENTRY, title=Text("Mất thẻ, đổi thẻ"))
    said = spoken_text(entry, ENTRY.answer, "steps", VI)
    assert said == "Việc này có 2 bước: một là nộp tờ khai; hai là nhận kết quả ạ."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Ba ngày ạ.", "Về việc thử: ba ngày ạ.", id="nothing says what it is about"),
        pytest.param("Việc thử thì ba ngày ạ.", "Việc thử thì ba ngày ạ.", id="it does already"),
    ],
)
def test_two_answers_in_one_breath_say_what_they_are_about(text: str, said: str) -> None:
    assert with_subject(ENTRY, text, "vi") == said
