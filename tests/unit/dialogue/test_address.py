"""Pronouns are mirrored only where the visitor names himself."""

import pytest

from letan.dialogue.address import Address, address_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("bác nghe bảo có cái tiền cho người già", Address("bác", "cháu"), id="bác"),
        pytest.param("cô muốn làm giấy khai sinh", Address("cô", "cháu"), id="cô"),
        pytest.param("cho chị hỏi chị cần sao y thì làm sao", Address("chị", "em"), id="chị"),
        pytest.param("cô ơi cho hỏi quầy số ba", None, id="the robot is called"),
        pytest.param("làm khai sinh cho cháu nội", None, id="somebody else"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_address_of(text: str, expected: Address | None) -> None:
    assert address_of(text) == expected


def test_fill_writes_capitals_where_asked() -> None:
    assert Address("quý khách", "cháu").fill("{You} ơi, {me} đây. {Me} chào {you}.") == (
        "Quý khách ơi, cháu đây. Cháu chào quý khách."
    )
