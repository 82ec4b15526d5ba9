from collections.abc import Callable
from random import Random

import pytest

from letan.faq.quality.corruption import (
    CORRUPTIONS,
    WRONG_SYLLABLE_SHARE,
    WRONG_TONE_SHARE,
    with_regional_words,
    with_wrong_syllables,
    with_wrong_tones,
    without_diacritics,
)
from letan.vietnamese.tones import split_tone

TEXT = "Cho tôi hỏi làm giấy khai sinh ở quầy nào vậy?"
LONG = " ".join(["lương trường sáng chiều nặng"] * 200)


def test_without_diacritics() -> None:
    assert without_diacritics(TEXT, Random(1)) == "Cho toi hoi lam giay khai sinh o quay nao vay?"


def test_about_the_stated_share_of_tones_is_wrong_and_nothing_else() -> None:
    pairs = list(zip(LONG.split(), with_wrong_tones(LONG, Random(1)).split(), strict=True))
    wrong = [(a, b) for a, b in pairs if a != b]
    assert len(wrong) / len(pairs) == pytest.approx(WRONG_TONE_SHARE, abs=0.03)
    assert all(split_tone(a)[0] == split_tone(b)[0] for a, b in wrong)


def test_about_the_stated_share_of_syllables_is_lost_or_misheard() -> None:
    kept, lost = LONG.split(), 0
    heard = with_wrong_syllables(LONG, Random(1)).split()
    lost = len(kept) - len(heard)
    changed = sum(word not in kept for word in heard)
    assert (lost + changed) / len(kept) == pytest.approx(WRONG_SYLLABLE_SHARE, abs=0.04)
    assert lost > 0


def test_regional_words() -> None:
    heard = with_regional_words("tôi làm giấy gì ở đâu", Random(1))
    assert heard == "tui mần giấy chi ở mô"


@pytest.mark.parametrize("damage", CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_the_same_seed_damages_alike(damage: Callable[[str, Random], str]) -> None:
    assert damage(LONG, Random(3)) == damage(LONG, Random(3))


@pytest.mark.parametrize("damage", CORRUPTIONS.values(), ids=CORRUPTIONS)
@pytest.mark.parametrize("text", ["", "😀", "ạ", "7"])
def test_anything_can_be_damaged(damage: Callable[[str, Random], str], text: str) -> None:
    assert bool(damage(text, Random(0))) == bool(text)
