"""Which numbers of a spoken sentence are written in figures, and how."""

from collections.abc import Callable, Sequence

from letan.vietnamese.caption.cardinals import UNITS, Cardinal, read_cardinal, read_digits

_CUES = (
    "quầy số tầng lầu phòng lớp tổ quận phường điều khoản mức độ bàn ghế trang mẫu cổng quý bước "
    "nhánh"
).split()
_MEASURES = {
    "tuổi": "tuổi", "ngày": "ngày", "phút": "phút", "tuần": "tuần", "bản": "bản", "đồng": "đồng",
    "lần": "lần", "người": "người", "tờ": "tờ", "bộ": "bộ", "tấm": "tấm", "năm": "năm",
    "tháng": "tháng", "mét": "mét", "bước": "bước", "trang": "trang", "giây": "giây",
    "cân": "cân", "lít": "lít", "héc": "héc", "cây": "cây", "triệu": "triệu", "nghìn": "nghìn",
    "ngàn": "ngàn", "km": "km", "cái": "cái", "nhân": "nhân", "đứa": "đứa", "giờ": "giờ",
}  # fmt: skip
_SMALL_MEASURES = ("tuổi", "ngày", "phút", "tuần", "bản", "đồng", "mét", "bước", "tờ", "bộ", "tấm")
"""Before these a number below ten is written in figures too."""
_LONG_MEASURES = (
    (("phần", "trăm"), "%"), (("mét", "vuông"), " m²"), (("ki", "lô", "mét"), " km"),
    (("ki", "lô", "gam"), " kg"), (("ki", "lô"), " kg"), (("xen", "ti", "mét"), " cm"),
)  # fmt: skip
_PAPERS = (("nghị", "định"), ("thông", "tư"), ("quyết", "định"), ("nghị", "quyết"), ("công", "văn"))
_CALLS = ("gọi", "số", "đài", "nóng", "nhánh", "mã", "hotline", "cứu", "hỏa", "công an", "phòng")
_COUNTS_MONTHS = (
    "hằng",
    "hàng",
    "mỗi",
    "mấy",
    "vài",
    "nhiều",
    "các",
    "những",
    "trong",
    "mươi",
    "chục",
)
_PRESENT = ("nay", "ngoái", "sau", "trước", "tới", "học", "này", "kia", "đó")

_Reader = Callable[[Sequence[str], int, Sequence[str]], tuple[list[str], int] | None]


def write_figures(words: Sequence[str]) -> list[str]:
    """Return the words with their numbers in figures; each item is a word or a figure.

    Args:
        words: Lower case, as the recogniser gave them.
    """
    said = list(words)
    out: list[str] = []
    at = 0
    while at < len(said):
        for read in _READERS:
            found = read(said, at, out)
            if found is not None:
                out.extend(found[0])
                at = found[1]
                break
        else:
            out.append(said[at])
            at += 1
    return out


def _paper(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read "nghị định (số) 123 năm 2015" → "nghị định 123/2015"."""
    before = [word for word in out[-3:] if word != "số"][-2:]
    if tuple(before) not in _PAPERS:
        return None
    number = read_cardinal(words, at, before_unit=True)
    if number is None:
        return None
    year = _year(words, number.end + 1) if words[number.end : number.end + 1] == ["năm"] else None
    if year is None:
        return [str(number.value)], number.end
    return [f"{number.value}/{year.value}"], year.end


def _date(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read "mười lăm tháng tám (năm hai nghìn …)" → "15/8/…", after "ngày" or with a clear day."""
    cue = out[-1:] and out[-1] in ("ngày", "hôm", "mùng", "mồng")
    mung = words[at] in ("mùng", "mồng")
    day = read_cardinal(words, at + 1 if mung else at)
    if day is None or not 1 <= day.value <= 31 or words[day.end : day.end + 1] != ["tháng"]:
        if cue and day is not None and 1 <= day.value <= 31 and out[-1] != "hôm":
            return [str(day.value)], day.end
        return None
    if not (cue or mung or day.value > 10):
        return None
    month = _month(words, day.end + 1)
    if month is None:
        return None
    head = [words[at]] if mung and not cue else []
    text, end = f"{day.value}/{month.value}", month.end
    year = _year(words, end + 1) if words[end : end + 1] == ["năm"] else None
    return [*head, f"{text}/{year.value}" if year else text], year.end if year else end


def _of_month(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read the number after "tháng": "tháng bảy năm …" → "tháng 7/…"."""
    if out[-1:] != ["tháng"]:
        return None
    before = out[-2] if len(out) > 1 else ""
    if before in _COUNTS_MONTHS or before in UNITS or before == "mười" or before.isdigit():
        return None
    month = _month(words, at)
    if month is None:
        return None
    year = _year(words, month.end + 1) if words[month.end : month.end + 1] == ["năm"] else None
    text = f"{month.value}/{year.value}" if year else str(month.value)
    return [text], year.end if year else month.end


def _month(words: Sequence[str], at: int) -> Cardinal | None:
    if words[at : at + 1] == ["tư"]:
        return Cardinal(4, at + 1)
    number = read_cardinal(words, at)
    return number if number is not None and number.value <= 12 and not number.scale else None


def _of_year(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    year = _year(words, at) if out[-1:] == ["năm"] else None
    return None if year is None else ([str(year.value)], year.end)


def _year(words: Sequence[str], at: int) -> Cardinal | None:
    """Read a year 1900..2100, also shortened: "hai không hai lăm", "một chín tám mươi"."""
    number = read_cardinal(words, at)
    if number is not None and 1900 <= number.value <= 2100:
        return number
    century = {"hai không": 2000, "một chín": 1900}.get(" ".join(words[at : at + 2]))
    if century is None:
        return None
    tail = read_cardinal(words, at + 2, before_unit=True)
    if tail is not None and 10 <= tail.value <= 99 and not tail.scale:
        return Cardinal(century + tail.value, tail.end)
    pair = read_digits(words, at + 2)
    return Cardinal(century + int(pair), at + 4) if len(pair) == 2 else None


def _clock(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    hour = read_cardinal(words, at)
    if hour is None or hour.value > 24 or words[hour.end : hour.end + 1] != ["giờ"]:
        return None
    if _unsure(out):
        return None
    minute = read_cardinal(words, hour.end + 1)
    if minute is None or not 5 <= minute.value <= 59 or minute.scale:
        return [str(hour.value), "giờ"], hour.end + 1
    if minute.value < 10 and words[minute.end : minute.end + 1] != ["phút"]:
        return [str(hour.value), "giờ"], hour.end + 1
    return [str(hour.value), "giờ", str(minute.value)], minute.end


def _called(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read digits said one by one: a telephone, identity or emergency number."""
    run = read_digits(words, at)
    least = 3 if out[-1:] and out[-1] in _CALLS else 6
    if len(run) < least:
        return None
    return [_grouped(run)], at + len(run)


def _grouped(run: str) -> str:
    if len(run) == 10 and run[0] == "0":
        return f"{run[:4]} {run[4:7]} {run[7:]}"
    if len(run) == 12:
        return " ".join(run[i : i + 3] for i in range(0, 12, 3))
    return run


def _cued(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read the number after "quầy", "tầng", "số"."""
    if not out[-1:] or out[-1] not in _CUES:
        return None
    number = read_cardinal(words, at, before_unit=True)
    if number is None or number.scale:
        return None
    following = words[number.end] if number.end < len(words) else ""
    if words[at] == "năm" and (out[-1] in ("số", "lớp") or following in (*_PRESENT, "nghìn")):
        return None  # "số năm đóng", "quận năm nay"
    if number.value < 10 and following in UNITS:
        return None
    return [str(number.value)], number.end


def _measured(words: Sequence[str], at: int, out: Sequence[str]) -> tuple[list[str], int] | None:
    """Read a number before its unit, or a number that is clearly one."""
    number = read_cardinal(words, at, before_unit=True)
    if number is None or _unsure(out):
        return None
    comma = _decimal(words, number)
    if comma is not None:
        return comma
    if words[number.end : number.end + 1] in (["đến"], ["tới"]):
        high = read_cardinal(words, number.end + 1, before_unit=True)
        if high is not None and _unit(words, high) and high.value > number.value:
            said = [str(number.value), words[number.end]]
            return said, number.end + 1
    unit = _unit(words, number)
    if unit:
        return unit
    number = read_cardinal(words, at)
    if number is None or number.end - at < 2 or number.value < 10:
        return None
    if words[number.end : number.end + 1] in (["mươi"], ["trăm"]):
        return None
    return [_figure(number)], number.end


def _decimal(words: Sequence[str], whole: Cardinal) -> tuple[list[str], int] | None:
    if words[whole.end : whole.end + 1] != ["phẩy"]:
        return None
    part = read_cardinal(words, whole.end + 1, before_unit=True)
    if part is None or part.scale:
        return None
    for name, sign in _LONG_MEASURES:
        if tuple(words[part.end : part.end + len(name)]) == name:
            return [f"{whole.value},{part.value}{sign}"], part.end + len(name)
    return [f"{whole.value},{part.value}"], part.end


def _unit(words: Sequence[str], number: Cardinal) -> tuple[list[str], int] | None:
    end = number.end
    for name, sign in _LONG_MEASURES:
        if tuple(words[end : end + len(name)]) == name:
            return [f"{_figure(number)}{sign}"], end + len(name)
    unit = words[end] if end < len(words) else ""
    if unit not in _MEASURES:
        return None
    if number.value == 1 and unit != "tuổi":
        return None  # "một bản" is as good in words, "một ngày" often means "one day"
    if number.value < 10 and unit not in _SMALL_MEASURES:
        return None
    if words[end - 1] == "năm" and unit == "tháng":
        return None  # "năm tháng" are the years
    return [_figure(number, money=unit == "đồng"), unit], end + 1


def _figure(number: Cardinal, *, money: bool = False) -> str:
    value = number.value
    for names, scale in ((("tỷ", "tỉ"), 10**9), (("triệu",), 10**6)):
        if number.scale in names and value % scale == 0:
            return f"{value // scale} {number.scale}"
    dotted = value >= 10_000 or money or number.scale in ("nghìn", "ngàn")
    return f"{value:,}".replace(",", ".") if dotted and value >= 1000 else str(value)


def _unsure(out: Sequence[str]) -> bool:
    """Whether the word before is a number in words: "hai ba ngày" stays as it was said."""
    return bool(out) and (out[-1] in UNITS or out[-1] in ("thứ", "mười", "trăm", "mươi", "phẩy"))


_READERS: tuple[_Reader, ...] = (
    _paper, _date, _of_month, _of_year, _called, _clock, _cued, _measured,
)  # fmt: skip
