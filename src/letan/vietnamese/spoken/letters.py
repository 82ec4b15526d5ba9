"""Names of the letters, and which letter strings a Vietnamese reader reads as a syllable."""

import re

from letan.vietnamese.tones import split_tone

LETTER_NAMES = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê",
    "f": "ép", "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ",
    "n": "nờ", "o": "o", "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "rờ", "s": "ét",
    "t": "tê", "u": "u", "ư": "ư", "v": "vê", "w": "vê kép", "x": "ích", "y": "i dài", "z": "dét",
}  # fmt: skip

_ONSET = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_RHYME = (
    # Nucleus and coda without tones, after the closed list of rhymes of the language.
    "(?:[aăâeêiyoôơuư]|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uy|ưa|ưi|ưu|"
    "iêu|yêu|oai|oay|oao|oeo|uây|uôi|uơ|uya|uyu|ươi|ươu)"
    "|(?:[aăâeêioôơuưy]|iê|yê|oa|oă|oe|uâ|uô|uy|uyê|ươ|uê)(?:ch|ng|nh|[cmnpt])"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RHYME})")
_PLAIN_RHYME = (
    "(?:ieu|yeu|oai|oay|uay|uoi|uou|uya|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uy|uu|[aeiouy])"
    "|(?:uye|ie|ye|oa|oe|ua|ue|uo|uy|[aeiouy])(?:ch|ng|nh|[cmnpt])"
)
_PLAIN_SYLLABLE = re.compile(f"(?:{_ONSET.replace('đ', '')})?(?:{_PLAIN_RHYME})")


def spell(word: str) -> str:
    """Names of the letters of `word`, in order; what is no Latin letter is left out.

    "BHXH" → "bê hát ích hát". A letter with a tone is named without it.
    """
    return " ".join(LETTER_NAMES[c] for c in split_tone(word.lower())[0] if c in LETTER_NAMES)


def is_syllable(word: str) -> bool:
    """True where `word` can be a written Vietnamese syllable, in either case."""
    return _SYLLABLE.fullmatch(split_tone(word.lower())[0]) is not None


def plain_syllables(word: str) -> list[str] | None:
    """Split a word written without any marks into Vietnamese syllables, the fewest possible.

    "dichvucong" → ["dich", "vu", "cong"]; None where it does not split.
    """
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end - 1, max(-1, end - 8), -1):
            head = best[start]
            if head is None or not _PLAIN_SYLLABLE.fullmatch(word, start, end):
                continue
            found = best[end]
            if found is None or len(head) + 1 < len(found):
                best[end] = [*head, word[start:end]]
    return best[-1]
