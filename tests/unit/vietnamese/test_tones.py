import pytest
from hypothesis import given
from hypothesis import strategies as st

from letan.vietnamese.tones import TONES, canonical_syllable, join_tone, split_tone


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("lựơng", "lượng"),
        ("qúy", "quý"),
        ("gíấy", "giấy"),
        ("tuyến", "tuyến"),
        ("hoàn", "hoàn"),
        ("kí", "ký"),
        ("mĩ", "mỹ"),
        ("gì", "gì"),
        ("của", "của"),
        ("oái", "oái"),
        ("quốc", "quốc"),
        ("cccd", "cccd"),
    ],
)
def test_canonical_syllable(word: str, expected: str) -> None:
    assert canonical_syllable(word) == expected


@given(
    st.sampled_from("hoa thuy khoe luong quy giay tuyên hoan của nghiêng".split()),
    st.sampled_from(TONES),
)
def test_a_tone_comes_off_as_it_was_put_on(bare: str, tone: str) -> None:
    bare = split_tone(bare)[0]
    assert split_tone(join_tone(bare, tone)) == (bare, tone)


def test_any_text_is_left_in_peace() -> None:
    assert [canonical_syllable(w) for w in ("", "123", "xyz", "шум")] == ["", "123", "xyz", "шум"]
