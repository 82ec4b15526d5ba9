import unicodedata

import pytest

from letan.vietnamese.unicode import MAX_CHARACTERS, clean, is_nfc, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(unicodedata.normalize("NFD", "đăng ký"), "đăng ký", id="NFD is composed"),
        pytest.param("Ðăng ký", "Đăng ký", id="Icelandic eth is no đ"),
        pytest.param("đăng ký\u200bkhai sinh", "đăng ký khai sinh", id="zero width parts words"),
        pytest.param("khai\x00\x1bsinh\t\n x", "khai sinh x", id="control characters"),
        pytest.param("", "", id="empty"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_long_text_is_cut() -> None:
    assert len(clean("a" * (MAX_CHARACTERS + 10))) == MAX_CHARACTERS


def test_words_lose_punctuation_and_emoji_but_keep_numbers() -> None:
    assert words_of("Quầy 3 😀: mã 1.004194, 20,5%!") == ["quầy", "3", "mã", "1.004194", "20,5"]


def test_is_nfc_refuses_look_alikes() -> None:
    assert [is_nfc(t) for t in ("Đăng", "Ðăng", unicodedata.normalize("NFD", "ý"), "a\u200b")] == [
        True,
        False,
        False,
        False,
    ]
