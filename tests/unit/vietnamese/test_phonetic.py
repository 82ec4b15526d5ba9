import pytest

from letan.vietnamese.phonetic import phonetic_syllable, phonetic_with_tone


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("làm", "nàm"),
        ("tri", "chi"),
        ("sinh", "xinh"),
        ("dì", "gì"),
        ("giấy", "dấy"),
        ("rồi", "dồi"),
        ("về", "dề"),
        ("ký", "kí"),
        ("hết", "hếc"),
        ("căn", "căng"),
        ("nghỉ", "ngỉ"),
    ],
)
def test_confused_syllables_are_equal(said: str, heard: str) -> None:
    assert phonetic_syllable(said) == phonetic_syllable(heard)


@pytest.mark.parametrize(
    ("one", "other"), [("ba", "ban"), ("đi", "di"), ("tư", "chư"), ("ga", "ca")]
)
def test_different_syllables_stay_apart(one: str, other: str) -> None:
    assert phonetic_syllable(one) != phonetic_syllable(other)


def test_hoi_and_nga_are_one_class_and_other_tones_are_not() -> None:
    assert phonetic_with_tone("sửa") == phonetic_with_tone("sữa")
    assert phonetic_with_tone("sửa") != phonetic_with_tone("sứa")
