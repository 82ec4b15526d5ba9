import pytest

from letan.hearing.sound_alikes import Syllable, confusion_cost, split_syllable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("nghiêng", Syllable("ng", "iê", "ng", ""), id="ngh is ng"),
        pytest.param("kẻ", Syllable("c", "e", "", "\u0309"), id="k is c"),
        pytest.param("giấy", Syllable("gi", "ây", "", "\u0301"), id="gi"),
        pytest.param("đường", Syllable("đ", "ươ", "ng", "\u0300"), id="đ and ươ stay"),
        pytest.param("ách", Syllable("", "a", "ch", "\u0301"), id="no initial"),
        pytest.param("", Syllable("", "", "", ""), id="nothing"),
    ],
)
def test_split(text: str, expected: Syllable) -> None:
    assert split_syllable(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "cost"),
    [
        pytest.param("sửa", "sửa", 0.0, id="the same"),
        pytest.param("sửa", "sữa", 1.5, id="hỏi and ngã"),
        pytest.param("làm", "nàm", 2.0, id="l and n"),
        pytest.param("tan", "tang", 1.5, id="finals"),
        pytest.param("sổ", "xô", 3.5, id="initial and tone"),
        pytest.param("tân", "tàng", 5.0, id="vowel, final and tone: just near enough"),
        pytest.param("xân", "sàng", None, id="a fourth difference is too much"),
        pytest.param("khai", "thai", None, id="kh and th are never confused"),
    ],
)
def test_cost(one: str, other: str, cost: float | None) -> None:
    there = confusion_cost(split_syllable(one), split_syllable(other))
    back = confusion_cost(split_syllable(other), split_syllable(one))
    assert (there, back) == (cost, cost)
