"""Folding: Vietnamese without diacritics, as people type in a hurry."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without tone marks, vowel marks and đ: "đăng ký" -> "dang ky".

    Length may shrink on decomposed input; case is kept.
    """
    flat = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", flat) if not unicodedata.combining(c))


def has_diacritics(text: str) -> bool:
    """Say whether any letter of `text` carries a Vietnamese mark."""
    return fold(text) != text
