"""One Unicode form for everything that is matched: NFC, Đ, no control characters, lower case."""

import re
import unicodedata

MAX_CHARACTERS = 60_000
"""Longer texts are cut: ten thousand Vietnamese words are about 45,000 characters."""

_SAME_LETTER = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "\u2019": "'", "\u00a0": " "})
_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)


def clean(text: str) -> str:
    """Return `text` in NFC with Vietnamese Đ and single spaces; case and punctuation stay.

    Control, format (zero-width) and surrogate characters become spaces, so that they never
    join two words. Texts over MAX_CHARACTERS are cut.
    """
    composed = unicodedata.normalize("NFC", text[:MAX_CHARACTERS].translate(_SAME_LETTER))
    visible = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in composed)
    return " ".join(visible.split())


def is_nfc(text: str) -> bool:
    """Say whether `text` is in NFC and free of look-alike letters and control characters."""
    return unicodedata.is_normalized("NFC", text) and not re.search(
        r"[\u00d0\u00f0\u200b-\u200d\ufeff]", text
    )


def words_of(text: str) -> list[str]:
    """Split cleaned text into lower-case words; punctuation, emoji and symbols fall away.

    "1.004194" and "20,5" stay one word.
    """
    return _TOKEN.findall(text.lower())
