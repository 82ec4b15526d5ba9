"""Phrases as sequences of the recogniser's word pieces."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import product

from letan.hearing.ctc import WORD_START

SPOKEN_ALIASES: Mapping[str, tuple[str, ...]] = {
    "atm": ("a tê em", "ây ti em"),
    "bhxh": ("bảo hiểm xã hội",),
    "bhyt": ("bảo hiểm y tế",),
    "cccd": ("căn cước công dân", "xê xê xê dê"),
    "cmnd": ("chứng minh nhân dân",),
    "ct07": ("xê tê không bảy", "xê tê bảy"),
    "email": ("i meo",),
    "facebook": ("phây búc",),
    "ihanoi": ("ai hà nội", "i hà nội"),
    "internet": ("in tơ nét",),
    "kt3": ("ca tê ba",),
    "online": ("on lai",),
    "photo": ("phô tô",),
    "photocopy": ("phô tô cóp pi", "phô tô"),
    "qr": ("quy rờ", "kiu a"),
    "ubnd": ("ủy ban nhân dân",),
    "vneid": ("vi en ai đi", "vê nờ e i đê", "vê en i ai đi"),
    "wifi": ("oai phai", "quai phai"),
    "zalo": ("da lô",),
}
"""Words that are said otherwise than they are written; the written form is kept as well."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MOST_READINGS = 8
_WORD = re.compile(r"[\w]+")


def readings(text: str) -> tuple[str, ...]:
    """Return the ways to say a phrase: lower case, NFC, no punctuation, aliases put in.

    Numbers up to 99 are read as numbers, longer ones digit by digit; at most 8 readings,
    the written form first where no number stands in it.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    ways: list[tuple[str, ...]] = []
    for word in words:
        if word.isdecimal():
            ways.append((_number(word),))
        else:
            ways.append((word, *SPOKEN_ALIASES.get(word, ())))
    found = (" ".join(way) for way in product(*ways))
    return tuple(reading for _, reading in zip(range(_MOST_READINGS), found, strict=False))


def pieces(reading: str, columns: Mapping[str, int]) -> tuple[int, ...] | None:
    """Cut words into word pieces, longest first.

    Args:
        reading: Lower-case words separated by spaces.
        columns: Column of each word piece.

    Returns:
        The columns; None if the vocabulary lacks a letter.
    """
    found: list[int] = []
    for word in reading.split():
        rest = WORD_START + word
        while rest:
            size = next((n for n in range(len(rest), 0, -1) if rest[:n] in columns), 0)
            if size == 0:
                return None
            found.append(columns[rest[:size]])
            rest = rest[size:]
    return tuple(found)


def columns_of(vocabulary: Sequence[str]) -> dict[str, int]:
    """Column of each word piece that can stand in a word; marks in angle brackets cannot."""
    return {
        piece: column
        for column, piece in enumerate(vocabulary)
        if not (piece.startswith("<") and piece.endswith(">"))
    }


def _number(digits: str) -> str:
    if len(digits) > 2 or (len(digits) == 2 and digits[0] == "0"):
        return " ".join(_DIGITS[int(digit)] for digit in digits)
    value = int(digits)
    if value < 10:
        return _DIGITS[value]
    tens, ones = divmod(value, 10)
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    special = {1: "một" if tens == 1 else "mốt", 5: "lăm"}
    return f"{head} {special.get(ones, _DIGITS[ones])}"
