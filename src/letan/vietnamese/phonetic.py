"""A sound-alike form: what dialects and recognisers confuse becomes one letter.

Merged: l/n, ch/tr, s/x, d/gi/r/v (southern "dề" for "về"), c/k/q, g/gh, ng/ngh, i/y, final
-c/-ch/-t and -n/-ng/-nh, the marks of the vowels; in the form with tones, hỏi/ngã.
"""

from functools import lru_cache

from letan.vietnamese.fold import fold
from letan.vietnamese.tones import split_tone

_ONSETS = (
    ("ngh", "G"), ("ng", "G"), ("nh", "N"), ("gh", "g"), ("gi", "z"), ("kh", "K"), ("ph", "f"),
    ("th", "T"), ("tr", "c"), ("ch", "c"), ("qu", "w"), ("đ", "D"), ("d", "z"), ("r", "z"),
    ("v", "z"), ("s", "x"), ("x", "x"), ("l", "n"), ("n", "n"), ("c", "k"), ("k", "k"), ("q", "k"),
)  # fmt: skip
_CODAS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"))
_TONE_CLASS = {"": "0", "huyền": "1", "sắc": "2", "hỏi": "3", "ngã": "3", "nặng": "4"}


@lru_cache(maxsize=20_000)
def phonetic_syllable(word: str) -> str:
    """Return the sound-alike form of one lower-case syllable, without its tone.

    "tri" and "chi", "sổ" and "xỗ", "nàm" and "làm" come out equal.
    """
    bare, _ = split_tone(word)
    if bare and bare[0].isdigit():
        return bare
    head, rest = "", bare
    for spelling, sound in _ONSETS:
        if bare.startswith(spelling):
            head, rest = sound, bare[len(spelling) :]
            if spelling == "gi" and not rest[:1]:
                rest = "i"
            break
    for spelling, sound in _CODAS:
        if rest.endswith(spelling) and len(rest) > len(spelling):
            rest = rest[: -len(spelling)] + sound
            break
    return head + fold(rest).replace("y", "i")


def phonetic_with_tone(word: str) -> str:
    """Return the sound-alike form with its tone class, hỏi and ngã being one: "sửa" -> "xua3"."""
    return phonetic_syllable(word) + _TONE_CLASS[split_tone(word)[1]]
