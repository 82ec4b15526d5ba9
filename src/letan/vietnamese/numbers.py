"""Number words to figures: "bảy mươi lăm" -> 75, "quầy số ba" -> 3."""

from collections.abc import Sequence

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000}


def parse_number(words: Sequence[str]) -> int | None:
    """Return the value of a whole number written in words or figures; None if it is none.

    Understands 0..999,999,999 as they are said: "hai mươi mốt", "trăm rưởi" is not understood.
    """
    if not words:
        return None
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    total, group, last = 0, 0, -1
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                group, last = max(group, 1) * 100, -1
            else:
                total, group, last = total + max(group, 1) * scale, 0, -1
        elif word in ("mươi", "chục"):
            if not 0 <= last <= 9:
                return None
            group, last = group + last * 9, -1
        elif word in ("linh", "lẻ"):
            last = -1
        elif word in _UNITS:
            group, last = group + _UNITS[word], _UNITS[word]
        else:
            return None
    return total + group


def is_number_word(word: str) -> bool:
    """Say whether the word can stand inside a spoken number."""
    return word in _UNITS or word in _SCALES or word in ("mươi", "chục", "linh", "lẻ")
