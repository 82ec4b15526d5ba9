import pytest

from letan.vietnamese.numbers import is_number_word, parse_number


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ba", 3),
        ("7", 7),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("bảy mươi lăm", 75),
        ("hai trăm linh năm", 205),
        ("một trăm", 100),
        ("năm mươi nghìn", 50_000),
        ("hai triệu", 2_000_000),
        ("", None),
        ("quầy", None),
        ("mươi", None),
    ],
)
def test_parse_number(words: str, expected: int | None) -> None:
    assert parse_number(words.split()) == expected


def test_is_number_word() -> None:
    assert [is_number_word(w) for w in ("lăm", "mươi", "trăm", "quầy")] == [True, True, True, False]
