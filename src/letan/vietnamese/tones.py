"""Tones: take a syllable apart, and put the tone mark in its one canonical place.

Canonical is the traditional placement: "hòa", "thủy", "khỏe". Official texts mix both
placements, and typists misplace marks ("chất lựơng"); for matching they must be one.
"""

import re
import unicodedata
from functools import lru_cache

NO_TONE = ""
_MARKS = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_MARK_OF = {name: mark for mark, name in _MARKS.items()}
_VOWELS = "aăâeêioôơuưy"
_SYLLABLE = re.compile(rf"([^{_VOWELS}]*)([{_VOWELS}]+)([^{_VOWELS}]*)")
_I_OR_Y = "hklmst"
"""After these both "i" and "y" are written: "kí tên", "ký tên"."""
TONES = tuple(_MARK_OF)
"""The five marked tones by their Vietnamese names; the level tone is NO_TONE."""


def split_tone(syllable: str) -> tuple[str, str]:
    """Return the syllable without its tone mark, and the tone's name or NO_TONE.

    Where two marks were typed, the last counts.
    """
    tone = NO_TONE
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", syllable):
        if character in _MARKS:
            tone = _MARKS[character]
        else:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def join_tone(bare: str, tone: str) -> str:
    """Put a tone on a syllable that has none, in the canonical place.

    A word that is no Vietnamese syllable keeps the tone on its last vowel.
    """
    if tone == NO_TONE:
        return bare
    at = _tone_position(bare)
    if at is None:
        return bare
    return unicodedata.normalize("NFC", bare[: at + 1] + _MARK_OF[tone] + bare[at + 1 :])


def _tone_position(bare: str) -> int | None:
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        vowels = [i for i, letter in enumerate(bare) if letter in _VOWELS]
        return vowels[-1] if vowels else None
    onset, nucleus, coda = match.groups()
    start = len(onset)
    if len(nucleus) > 1 and (onset + nucleus[0] in ("gi", "qu")):
        start, nucleus = start + 1, nucleus[1:]
    for letter in ("ơ", "ê", "ô", "â", "ă", "ư"):
        if letter in nucleus:
            return start + nucleus.index(letter)
    if len(nucleus) == 1:
        return start
    if coda or len(nucleus) == 3:
        return start + 1
    return start


@lru_cache(maxsize=20_000)
def canonical_syllable(word: str) -> str:
    """Return a lower-case word in its one spelling: "hoà" -> "hòa", "kí" -> "ký"."""
    bare, tone = split_tone(word)
    if len(bare) == 2 and bare[1] == "i" and bare[0] in _I_OR_Y:
        bare = bare[0] + "y"
    return join_tone(bare, tone)
