"""Questions damaged on purpose: typed in a hurry, misheard, said in another region's words.

Chance is an argument: the same seed damages the same way.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from letan.vietnamese.fold import fold
from letan.vietnamese.tones import TONES, join_tone, split_tone
from letan.vietnamese.unicode import clean

WRONG_TONE_SHARE = 0.15
"""Of the syllables, as a recogniser in a noisy hall may have it."""
WRONG_SYLLABLE_SHARE = 0.20

_ONSETS = (
    ("tr", "ch"), ("ch", "tr"), ("gi", "d"), ("l", "n"), ("n", "l"), ("s", "x"), ("x", "s"),
    ("d", "gi"), ("r", "d"), ("v", "d"), ("qu", "k"), ("kh", "h"), ("th", "t"),
)  # fmt: skip
_WHOLE_ONSETS = ("ngh", "ng", "nh", "th", "tr", "ch", "kh", "gi", "gh", "qu", "ph")
_CODAS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("n", "ng"), ("t", "c"), ("c", "t"), ("m", "n"))
_REGIONAL = {
    "gì": ("chi",),
    "nào": ("mô",),
    "đâu": ("mô",),
    "sao": ("răng",),
    "vậy": ("rứa", "dzậy"),
    "thế": ("rứa",),
    "này": ("ni", "nầy"),
    "không": ("hông", "hổng", "khôn"),
    "tôi": ("tui",),
    "làm": ("mần",),
    "nhé": ("nghen", "hỉ"),
    "ạ": ("hè", "nghen"),
    "bố": ("ba", "tía"),
    "mẹ": ("má", "mạ"),
    "ốm": ("bệnh", "đau"),
    "mất": ("mất tiêu",),
    "xem": ("coi",),
    "bảo": ("biểu",),
    "về": ("dề",),
    "vào": ("vô",),
}
"""Northern words and what is said for them further south."""


class Chance(Protocol):
    """Where chance comes from; `random.Random(seed)` is one."""

    def random(self) -> float:
        """Return the next number in [0, 1)."""
        ...

    def randrange(self, start: int, /) -> int:
        """Return a whole number from 0 up to `start`, that one left out."""
        ...

    def choice(self, seq: Sequence[str], /) -> str:
        """Return one of them."""
        ...


def without_diacritics(text: str, _chance: Chance) -> str:
    """Return the text as typed without marks; nothing is left to chance."""
    return fold(clean(text))


def with_wrong_tones(text: str, chance: Chance) -> str:
    """Return the text with another tone on `WRONG_TONE_SHARE` of its syllables."""
    return _each(text, WRONG_TONE_SHARE, chance, _other_tone)


def with_wrong_syllables(text: str, chance: Chance) -> str:
    """Return the text with `WRONG_SYLLABLE_SHARE` of its syllables misheard or lost."""
    return _each(text, WRONG_SYLLABLE_SHARE, chance, _misheard)


def with_regional_words(text: str, chance: Chance) -> str:
    """Return the text with every word that another region says otherwise said so."""
    return _each(text, 1.0, chance, lambda w, c: c.choice(_REGIONAL[w]) if w in _REGIONAL else w)


CORRUPTIONS: dict[str, Callable[[str, Chance], str]] = {
    "no_diacritics": without_diacritics,
    "tones_15": with_wrong_tones,
    "syllables_20": with_wrong_syllables,
    "regional": with_regional_words,
}
"""By the names under which they are reported."""


def _each(text: str, share: float, chance: Chance, damage: Callable[[str, Chance], str]) -> str:
    words = [
        damage(word.lower(), chance) if chance.random() < share else word
        for word in clean(text).split()
    ]
    return " ".join(word for word in words if word) or clean(text)


def _other_tone(word: str, chance: Chance) -> str:
    bare, tone = split_tone(word)
    return join_tone(bare, chance.choice([other for other in ("", *TONES) if other != tone]))


def _misheard(word: str, chance: Chance) -> str:
    """Lose the word one time in six; else change its beginning, its end or its tone."""
    way = chance.randrange(6)
    if way == 0:
        return ""
    changed = _other_onset(word) if way <= 2 else _other_coda(word) if way <= 4 else word
    return changed if changed != word else _other_tone(word, chance)


def _other_onset(word: str) -> str:
    whole = next((onset for onset in _WHOLE_ONSETS if word.startswith(onset)), word[:1])
    heard = dict(_ONSETS).get(whole)
    return heard + word[len(whole) :] if heard else word


def _other_coda(word: str) -> str:
    for spelling, heard in _CODAS:
        if word.endswith(spelling) and len(word) > len(spelling) + 1:
            return word[: -len(spelling)] + heard
    return word
