"""Captions: a table read by a native eye, and what must hold for any text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letan.vietnamese.caption.caption import asks, readable
from letan.vietnamese.caption.cardinals import Cardinal, read_cardinal
from letan.vietnamese.spoken.numbers import SOUTHERN, cardinal

_TABLE = Path(__file__).with_name("caption.tsv")


def _rows() -> list[tuple[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert next(rows) == ["heard", "caption"]
        return [(heard, caption) for heard, caption in rows]


@pytest.mark.parametrize(("heard", "caption"), _rows())
def test_table(heard: str, caption: str) -> None:
    assert readable(heard) == caption


def test_the_table_is_as_long_as_promised() -> None:
    assert len(_rows()) >= 100


@pytest.mark.parametrize(
    ("partial", "caption"),
    [
        ("", ""),
        ("làm", "Làm"),
        ("làm căn cước ở đâu", "Làm căn cước ở đâu"),
        ("bác bảy mươi", "Bác 70"),
        ("bác bảy mươi lăm", "Bác 75"),
        ("bác bảy mươi lăm tuổi", "Bác 75 tuổi"),
        ("iPhone", "iPhone"),
    ],
)
def test_a_partial_goes_on(partial: str, caption: str) -> None:
    assert readable(partial, final=False) == caption


@pytest.mark.parametrize("typed", ["CCCD ở đâu", "phí 50.000đ?", "a, b", "  "])
def test_what_a_person_wrote_stays_as_it_is(typed: str) -> None:
    assert readable(typed) == typed


@given(st.integers(10, 999_999_999))
def test_a_number_in_words_is_read_back(value: int) -> None:
    for words in (cardinal(value).split(), cardinal(value, SOUTHERN).split()):
        found = read_cardinal(words, 0)
        assert found is not None
        assert (found.value, found.end) == (value, len(words))


@pytest.mark.parametrize(
    "words", ["một trăm hai", "hai nghìn hai", "không", "mốt", "trăm", "hai trăm tư"]
)
def test_what_is_doubtful_is_no_number(words: str) -> None:
    assert read_cardinal(words.split(), 0) is None


def test_two_digits_in_a_row_are_an_estimate() -> None:
    assert read_cardinal("hai ba ngày".split(), 0) == Cardinal(2, 1)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("làm ở đâu ạ", True),
        ("được không cháu", True),
        ("xong chưa", True),
        ("không có gì", False),
        ("cảm ơn cháu", False),
        ("không", False),
        ("", False),
    ],
)
def test_asks(words: str, question: bool) -> None:
    assert asks(words.split()) is question


_WORDS = st.sampled_from(
    "không một hai ba bốn năm lăm mốt tư mười mươi trăm nghìn triệu linh phẩy tháng ngày giờ số "
    "tuổi đồng phần mùng nghị định quầy gọi cháu ơi tên là nguyễn vê nờ e ai đi hà nội gì ạ".split()
)


@given(st.lists(_WORDS, max_size=25))
def test_any_words_give_one_line(words: list[str]) -> None:
    caption = readable(" ".join(words))
    assert caption == " ".join(caption.split())
    assert len(caption) <= 2 * len(" ".join(words)) + 2


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    readable(text)
