"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letan.vietnamese.spoken.sentences import MAX_CHARACTERS, split_sentences


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dạ có. Mời bác ngồi!", ["Dạ có.", "Mời bác ngồi!"]),
        ("TP. Hồ Chí Minh, P. Bến Nghé. Hết.", ["TP. Hồ Chí Minh, P. Bến Nghé.", "Hết."]),
        ("Mã 1.001193. Từ 8h00. Xong", ["Mã 1.001193.", "Từ 8h00.", "Xong"]),
        ("1. Tờ khai\n2. Giấy tờ", ["1. Tờ khai", "2. Giấy tờ"]),
        ("Giấy tờ v.v. Mời bác.", ["Giấy tờ v.v.", "Mời bác."]),
        ("giấy tờ v.v. và ảnh.", ["giấy tờ v.v. và ảnh."]),
        ("Ông A. Nguyễn đến. Chào.", ["Ông A. Nguyễn đến.", "Chào."]),
        ("Bác… đợi ạ. Vâng… Mời bác.", ["Bác… đợi ạ.", "Vâng…", "Mời bác."]),
        ('Hỏi "ở đâu?" Đáp.', ['Hỏi "ở đâu?"', "Đáp."]),
        ("Quầy 5. Mời bác.", ["Quầy 5.", "Mời bác."]),
        ("Thật ạ?! Vâng.", ["Thật ạ?!", "Vâng."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    clause = "bác mang theo giấy tờ tùy thân và sổ hộ khẩu của cả nhà, "
    parts = _sentences(clause * 8)
    assert max(map(len, parts)) <= MAX_CHARACTERS
    assert all(part.endswith("nhà,") for part in parts)


@given(st.text(alphabet="ab. TP\n1!…,", max_size=600))
def test_sentences_hold_every_visible_character_in_order(text: str) -> None:
    joined = "".join("".join(sentence.split()) for sentence in _sentences(text))
    assert joined == "".join(text.split())
