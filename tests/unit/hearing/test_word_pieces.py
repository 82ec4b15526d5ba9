import pytest

from letan.hearing.word_pieces import columns_of, pieces, readings

COLUMNS = columns_of(("<blank>", "▁a", "▁at", "m", "▁", "t", "▁không", "<unk>"))


def test_marks_are_no_pieces() -> None:
    assert COLUMNS == {"▁a": 1, "▁at": 2, "m": 3, "▁": 4, "t": 5, "▁không": 6}


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        pytest.param("không", (6,), id="a whole word"),
        pytest.param("atm", (2, 3), id="the longest piece first"),
        pytest.param("tm không", (4, 5, 3, 6), id="the mark alone begins a word"),
        pytest.param("không z", None, id="a letter that the vocabulary lacks"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_pieces(reading: str, expected: tuple[int, ...] | None) -> None:
    assert pieces(reading, COLUMNS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Đăng ký, khai sinh?", ("đăng ký khai sinh",), id="case and punctuation"),
        pytest.param("ho\u0300a", ("hòa",), id="decomposed letters"),
        pytest.param("cây ATM", ("cây atm", "cây a tê em", "cây ây ti em"), id="aliases"),
        pytest.param("75 tuổi", ("bảy mươi lăm tuổi",), id="75"),
        pytest.param("mức 2", ("mức hai",), id="one digit"),
        pytest.param(
            "10 11 15 20 21", ("mười mười một mười lăm hai mươi hai mươi mốt",), id="tens"
        ),
        pytest.param("số 07", ("số không bảy",), id="a leading zero is said"),
        pytest.param("số 115", ("số một một năm",), id="long numbers digit by digit"),
        pytest.param("", ("",), id="nothing"),
    ],
)
def test_readings(text: str, expected: tuple[str, ...]) -> None:
    assert readings(text) == expected


def test_readings_are_bounded() -> None:
    found = readings("vneid zalo vneid wifi")
    assert (len(found), found[0]) == (8, "vneid zalo vneid wifi")
