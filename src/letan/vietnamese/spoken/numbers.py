"""Numbers as a Vietnamese reader says them.

Rules of the language, not of a document: mốt and tư and lăm after "mươi", linh (north) or
lẻ (south) for a missing ten, "không trăm" for a missing hundred inside a larger number.
"""

from dataclasses import dataclass

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LARGEST = 10**15
"""Beyond this nobody follows a cardinal by ear; such numbers are read digit by digit."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words that differ between north and south."""

    thousand: str = "nghìn"
    zero_ten: str = "linh"


NORTHERN = NumberWords()
SOUTHERN = NumberWords("ngàn", "lẻ")


def cardinal(value: int, words: NumberWords = NORTHERN) -> str:
    """Read a whole number, e.g. 105 → "một trăm linh năm"; negative ones begin with "âm"."""
    if value < 0:
        return f"âm {cardinal(-value, words)}"
    if value >= _LARGEST:
        return digits(str(value))
    return " ".join(_large(value, words, leading=True)) or _DIGITS[0]


def digits(text: str) -> str:
    """Read each digit of `text` alone; everything else in it is ignored."""
    return " ".join(_DIGITS[int(char)] for char in text if char in "0123456789")


def digit_groups(text: str) -> str:
    """Read digits one by one with a short rest between groups of three or four.

    Groups follow how people dictate: 7 → 3+4, 10 → 4+3+3, 12 → 3+3+3+3.
    """
    run = "".join(char for char in text if char in "0123456789")
    return ", ".join(digits(group) for group in _groups(run))


def decimal(whole: str, fraction: str, words: NumberWords = NORTHERN) -> str:
    """Read a decimal fraction: "2", "5" → "hai phẩy năm"; "0", "05" → "không phẩy không năm"."""
    tail = (
        digits(fraction)
        if fraction[0] == "0" or len(fraction) > 2
        else cardinal(int(fraction), words)
    )
    return f"{cardinal(int(whole), words)} phẩy {tail}"


def year(value: int, words: NumberWords = NORTHERN) -> str:
    """Read a year as formal speech does: 2025 → "hai nghìn không trăm hai mươi lăm"."""
    return cardinal(value, words)


def month(value: int) -> str:
    """Name of a month: the fourth is "tư"."""
    return "tư" if value == 4 else cardinal(value)


def day(value: int) -> str:
    """Name of a day of the month: the first ten take "mùng"."""
    return f"mùng {cardinal(value)}" if value <= 10 else cardinal(value)


def _large(value: int, words: NumberWords, *, leading: bool) -> list[str]:
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, words.thousand)):
        if value >= scale:
            head, rest = divmod(value, scale)
            spoken = [*_large(head, words, leading=leading), name]
            return spoken + (_large(rest, words, leading=False) if rest else [])
    return _below_thousand(value, words, leading=leading)


def _below_thousand(value: int, words: NumberWords, *, leading: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    if not hundreds and leading:
        return _below_hundred(rest) if rest else []
    head = [_DIGITS[hundreds], "trăm"]
    if not rest:
        return head
    return head + ([words.zero_ten, _DIGITS[rest]] if rest < 10 else _below_hundred(rest))


def _below_hundred(value: int) -> list[str]:
    tens, ones = divmod(value, 10)
    if not tens:
        return [_DIGITS[ones]]
    head = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if not ones:
        return head
    if ones == 5:
        return [*head, "lăm"]
    if tens > 1 and ones in (1, 4):
        return [*head, "mốt" if ones == 1 else "tư"]
    return [*head, _DIGITS[ones]]


def _groups(run: str) -> list[str]:
    first = {7: 3, 8: 4, 10: 4, 11: 4}.get(len(run), 4 if len(run) <= 5 else len(run) % 3 or 3)
    if len(run) <= first + 1:
        return [run]
    step = 4 if len(run) in (7, 8) else 3
    rest = run[first:]
    groups = [run[:first]] + [rest[i : i + step] for i in range(0, len(rest), step)]
    if len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups
