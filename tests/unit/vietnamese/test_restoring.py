import pytest

from letan.vietnamese.restoring import Restorer, learn_spellings

RESTORER = Restorer(
    learn_spellings(
        (
            "làm giấy khai sinh cho con",
            "lệ phí làm thẻ căn cước bao nhiêu",
            "lam thế nào",
            "hoà giải ở cơ sở",
            "khong co dau thi khong day gi",
        )
    )
)


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        pytest.param("lam giay khai sinh", "làm giấy khai sinh", id="by its neighbours"),
        pytest.param("Lam giay, KHAI SINH!", "Làm giấy, KHAI SINH!", id="case and punctuation"),
        pytest.param("the can cuoc", "thẻ căn cước", id="one of two spellings"),
        pytest.param("lam the nao", "lam thế nào", id="the other"),
        pytest.param("hoa giai", "hòa giải", id="tones in their one place"),
        pytest.param("lam giấy khai sinh", "lam giấy khai sinh", id="has some: left as it is"),
        pytest.param("wifi 2 zzz", "wifi 2 zzz", id="never read"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_restore(text: str, restored: str) -> None:
    assert RESTORER.restore(text) == restored


def test_texts_without_diacritics_teach_nothing() -> None:
    assert RESTORER.restore("day gi") == "day gi"
    assert "khong" not in learn_spellings(("khong co dau",)).syllables.tobytes().decode()
