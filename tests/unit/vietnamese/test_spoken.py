"""Spoken forms: a table read by ear, and what must hold for any text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letan.vietnamese.spoken.english import english_form
from letan.vietnamese.spoken.form import SpokenForm, SpokenWord, spoken_form
from letan.vietnamese.spoken.numbers import SOUTHERN, cardinal, digit_groups
from letan.vietnamese.spoken.rule import Reading

_TABLE = Path(__file__).with_name("spoken.tsv")


def _rows() -> list[tuple[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert next(rows) == ["written", "spoken"]
        return [(written, spoken) for written, spoken in rows]


@pytest.mark.parametrize(("written", "spoken"), _rows())
def test_table(written: str, spoken: str) -> None:
    assert spoken_form(written).text == spoken


def test_the_table_is_as_long_as_promised() -> None:
    assert len(_rows()) >= 400


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("50.000đ", "năm mươi ngàn đồng"),
        ("phòng 105", "phòng một trăm lẻ năm"),
        ("500k", "năm trăm ngàn đồng"),
        ("năm 2004", "năm hai ngàn không trăm lẻ bốn"),
    ],
)
def test_southern_numbers(written: str, spoken: str) -> None:
    assert spoken_form(written, Reading(SOUTHERN)).text == spoken


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (95, "chín mươi lăm"),
        (100, "một trăm"),
        (110, "một trăm mười"),
        (1_000_000_000, "một tỷ"),
        (2_000_001, "hai triệu không trăm linh một"),
        (-3, "âm ba"),
    ],
)
def test_cardinal(value: int, spoken: str) -> None:
    assert cardinal(value) == spoken


@pytest.mark.parametrize(
    ("run", "spoken"),
    [
        ("1022", "một không hai hai"),
        ("0912345678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("001234", "không không một, hai ba bốn"),
    ],
)
def test_digit_groups(run: str, spoken: str) -> None:
    assert digit_groups(run) == spoken


def test_each_spoken_word_knows_its_written_characters() -> None:
    assert spoken_form("Phí 8.000 đ!") == SpokenForm(
        "phí tám nghìn đồng!",
        (
            SpokenWord("phí", 0, 3, 0, 3),
            SpokenWord("tám", 4, 7, 4, 9),
            SpokenWord("nghìn", 8, 13, 4, 9),
            SpokenWord("đồng", 14, 18, 10, 11),
        ),
    )


def test_decomposed_text_is_said_alike_and_points_into_itself() -> None:
    composed, decomposed = "phường 3", "phu\u031bo\u031b\u0300ng 3"
    assert spoken_form(decomposed).text == spoken_form(composed).text == "phường ba"
    assert spoken_form(decomposed).words[1].written_start == decomposed.index("3")


@pytest.mark.parametrize(
    "text", ["", " \n\t", "😀👍🏽", "\x00\x07\u200b", "---", "你好 Привет", "\ud800"]
)
def test_nothing_to_say(text: str) -> None:
    assert spoken_form(text) == SpokenForm("", ())


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_speakable_words(text: str) -> None:
    form = spoken_form(text)
    assert not any(char.isdigit() for char in form.text)
    assert [form.text[word.start : word.end] for word in form.words] == [w.text for w in form.words]
    assert all(0 <= word.written_start <= word.written_end <= len(text) for word in form.words)


@given(st.text(alphabet="0123456789.,/-–:hđk% TPNĐ-CPngày₫$IVX", max_size=40))
def test_any_figures_are_said_in_words(text: str) -> None:
    form = spoken_form(text)
    assert not any(char in "0123456789/$%" for char in form.text)
    starts = [word.written_start for word in form.words]
    assert starts == sorted(starts)


def test_english_passes_through_with_its_places() -> None:
    form = english_form("The fee is 50,000 VND (cash) 😀.")
    assert form.text == "The fee is 50,000 VND cash."
    assert form.words[3] == SpokenWord("50,000", 11, 17, 11, 17)
