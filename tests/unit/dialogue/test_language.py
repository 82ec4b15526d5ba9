"""English is told from Vietnamese typed without marks."""

import pytest

from letan.dialogue.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "where is the toilet",
        "thank you",
        "how do I get a birth certificate for my newborn",
        "I want to register my marriage",
        "temporary residence registration",
        "goodbye",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "ok bye",
        "lam the can cuoc can giay to gi",
        "toi muon dang ky khai sinh",
        "do la me toi",
        "wifi free",
        "huong that nghiep may thang",
        "làm visa cho con",
        "stop",
        "👍",
    ],
)
def test_not_english(text: str) -> None:
    assert not is_english(text)
