"""The words of names: one list for captions and for what is taken out."""

import unicodedata

import pytest

from letan.vietnamese import names
from letan.vietnamese.caption.caption import readable


def test_the_words_are_lower_case_and_in_nfc() -> None:
    words = names.SURNAMES | names.MIDDLE_NAMES | names.GIVEN_NAMES | names.NO_NAME | names.KIN
    assert {w for w in words if w != unicodedata.normalize("NFC", w.lower())} == set()


def test_a_clear_surname_is_a_surname_and_ends_no_name() -> None:
    assert names.CLEAR_SURNAMES <= names.SURNAMES
    assert names.CLEAR_SURNAMES.isdisjoint(names.NO_NAME)


@pytest.mark.parametrize("surname", sorted(names.CLEAR_SURNAMES))
def test_a_caption_knows_every_surname(surname: str) -> None:
    written = readable(f"tôi tên là {surname} thu hà muốn hỏi", final=False)
    assert written == f"Tôi tên là {surname.capitalize()} Thu Hà muốn hỏi"
