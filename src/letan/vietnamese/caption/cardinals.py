"""Numbers as they are said, read strictly: what could be something else is no number.

"hai ba ngày" is two or three days, "không" is mostly "not", "năm" mostly "year": a reader of
captions forgives a number in words, never a wrong one in figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

UNITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_ENDINGS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
"""Said only after a ten, so that "bảy lăm" can be nothing but 75."""
_DIGITS = UNITS | {"không": 0}
_COUNTED = ("tháng", "năm", "ngày", "tuần", "người", "bản", "lần", "tờ", "trang", "bộ", "suất")
_ZERO_TEN = ("linh", "lẻ")
_SCALES = (("tỷ", 10**9), ("tỉ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("ngàn", 10**3))


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number in words: its value, one past its last word, and the last scale word or ""."""

    value: int
    end: int
    scale: str = ""


def read_cardinal(words: Sequence[str], at: int, *, before_unit: bool = False) -> Cardinal | None:
    """Read the longest number that begins at word `at`.

    Args:
        words: Lower case.
        at: Where to begin.
        before_unit: A unit of measure is known to follow: "ba tư tuổi" is 34 then.

    Returns:
        None where there is no number, or one that is cut or doubtful ("một trăm hai").
    """
    total, scale = 0, ""
    for name, value in _SCALES:
        part = _below_thousand(words, at, leading=not scale, before_unit=before_unit)
        if part is None or words[part.end : part.end + 1] != [name]:
            continue
        total += part.value * value
        at, scale = part.end + 1, name
    rest = _below_thousand(words, at, leading=not scale, before_unit=before_unit)
    if rest is not None:
        if scale and rest.value < 10 and words[at] not in _ZERO_TEN and rest.end - at == 1:
            if words[rest.end : rest.end + 1] and words[rest.end] in _COUNTED:
                return Cardinal(total, at, scale)  # "năm trăm nghìn một tháng"
            return None  # "hai nghìn hai" may be 2,200
        return Cardinal(total + rest.value, rest.end, "" if rest.value else scale)
    if not scale or _continues(words, at):
        return None
    return Cardinal(total, at, scale)


def read_digits(words: Sequence[str], at: int) -> str:
    """Return the run of digits that are said one by one from word `at` on: "0912…"."""
    run = ""
    while at < len(words) and words[at] in _DIGITS:
        run += str(_DIGITS[words[at]])
        at += 1
    return run


def _below_thousand(
    words: Sequence[str], at: int, *, leading: bool, before_unit: bool
) -> Cardinal | None:
    hundreds = _DIGITS.get(words[at]) if at < len(words) else None
    if hundreds is None or words[at + 1 : at + 2] != ["trăm"]:
        if at < len(words) and words[at] in _ZERO_TEN and not leading:
            return _after_zero(words, at)
        return _below_hundred(words, at, before_unit=before_unit)
    if hundreds == 0 and leading:
        return None
    at += 2
    if words[at : at + 1] and words[at] in _ZERO_TEN:
        unit = _after_zero(words, at)
        return None if unit is None else Cardinal(hundreds * 100 + unit.value, unit.end)
    tail = _below_hundred(words, at, before_unit=before_unit)
    if tail is None:
        return None if words[at : at + 1] == ["tư"] else Cardinal(hundreds * 100, at)
    if tail.value >= 10:
        return Cardinal(hundreds * 100 + tail.value, tail.end)
    second = UNITS.get(words[tail.end]) if tail.end < len(words) else None
    if second is not None and not _continues(words, tail.end + 1):
        return Cardinal(hundreds * 100 + tail.value * 10 + second, tail.end + 1)
    if words[at] == "năm" and before_unit is False:
        return Cardinal(hundreds * 100, at)  # "hai trăm năm" may be years
    return None


def _after_zero(words: Sequence[str], at: int) -> Cardinal | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    value = UNITS.get(following) or (4 if following == "tư" else None)
    return None if value is None else Cardinal(value, at + 2)


def _below_hundred(words: Sequence[str], at: int, *, before_unit: bool) -> Cardinal | None:
    first = words[at] if at < len(words) else ""
    second = words[at + 1] if at + 1 < len(words) else ""
    if first == "mười":
        ones = 5 if second in ("lăm", "nhăm") else UNITS.get(second) if second != "năm" else None
        if ones is None or second == "năm":
            return Cardinal(15, at + 2) if second in ("lăm", "nhăm") else Cardinal(10, at + 1)
        return Cardinal(10 + ones, at + 2)
    if first not in UNITS:
        return None
    if second == "mươi":
        third = words[at + 2] if at + 2 < len(words) else ""
        ones = _ENDINGS.get(third) or (UNITS.get(third) if third != "năm" else None)
        return Cardinal(UNITS[first] * 10 + (ones or 0), at + (3 if ones else 2))
    if UNITS[first] > 1 and (second in ("mốt", "lăm", "nhăm") or (second == "tư" and before_unit)):
        return Cardinal(UNITS[first] * 10 + _ENDINGS[second], at + 2)
    return Cardinal(UNITS[first], at + 1)


def _continues(words: Sequence[str], at: int) -> bool:
    """Whether more of a number follows, so that what was read is only its beginning."""
    return at < len(words) and (
        words[at] in ("trăm", "mươi", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", *_ZERO_TEN)
    )
