"""What shown codes mean, and that nothing of a refused one comes through."""

import pytest

from letan.attention.codes import CodeGate, CodeKind, ShownCode, judge

CARD = "001099012345|012345678|Nguyễn Văn A|01011999|Nam|Số 1, phố B, Hà Nội|25042021"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("B017", ShownCode(CodeKind.TICKET, "B017"), id="queue number"),
        pytest.param(" a 12 ", ShownCode(CodeKind.TICKET, "A12"), id="spaces and small letters"),
        pytest.param("STT: 0042", ShownCode(CodeKind.TICKET, "0042"), id="with its label"),
        pytest.param(
            "H26.31.35-261124-0007",
            ShownCode(CodeKind.DOSSIER, "H26.31.35-261124-0007"),
            id="dossier",
        ),
        pytest.param(
            "000.00.17.H26-261124-00042",
            ShownCode(CodeKind.DOSSIER, "000.00.17.H26-261124-00042"),
            id="dossier of the older form",
        ),
        pytest.param(CARD, ShownCode(CodeKind.IDENTITY_CARD), id="identity card"),
        pytest.param("001099012345", ShownCode(CodeKind.IDENTITY_CARD), id="personal number alone"),
        pytest.param("012345678", ShownCode(CodeKind.IDENTITY_CARD), id="old identity number"),
        pytest.param(
            "IDVNM0990123456001099012345<<1", ShownCode(CodeKind.IDENTITY_CARD), id="reading zone"
        ),
        pytest.param("https://vi.example/pay", ShownCode(CodeKind.OTHER), id="address"),
        pytest.param("0912345678", ShownCode(CodeKind.OTHER), id="telephone number"),
        pytest.param("00020101021238540010A000000727", ShownCode(CodeKind.OTHER), id="payment"),
        pytest.param("B017|x", ShownCode(CodeKind.OTHER), id="queue number and more"),
        pytest.param("", ShownCode(CodeKind.OTHER), id="empty"),
        pytest.param("1" * 5000, ShownCode(CodeKind.OTHER), id="too long"),
    ],
)
def test_judge(text: str, expected: ShownCode) -> None:
    assert judge(text) == expected


def test_a_code_is_told_once_while_it_is_held_up() -> None:
    gate, code = CodeGate(), ShownCode(CodeKind.TICKET, "B017")
    told = [gate.show((code,), now / 5) for now in range(20)]
    assert told == [code] + [None] * 19
    assert gate.show((), 5.0) is None
    assert gate.show((code,), 8.0) is None, "it was away for less than five seconds"
    assert gate.show((code,), 20.0) == code


def test_of_several_codes_the_one_for_us_is_told() -> None:
    ours = ShownCode(CodeKind.TICKET, "7")
    assert CodeGate().show((ShownCode(CodeKind.OTHER), ours), 0.0) == ours
