from letan.vietnamese.fold import fold, has_diacritics


def test_fold() -> None:
    assert fold("Đăng ký tạm trú ở Việt Nam") == "Dang ky tam tru o Viet Nam"


def test_has_diacritics() -> None:
    assert [has_diacritics(t) for t in ("dang ky", "đang ky", "tú", "")] == [
        False,
        True,
        True,
        False,
    ]
