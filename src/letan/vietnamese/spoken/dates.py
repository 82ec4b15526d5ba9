"""Dates, months, clock times and days of the week."""

import re

from letan.vietnamese.spoken.numbers import cardinal, day, month, year
from letan.vietnamese.spoken.rule import (
    Piece,
    Reading,
    Rule,
    Spoken,
    group,
    rule,
    word_after,
    words_before,
)

_DATE_CUES = (
    "ngày hôm trước sau hết đến từ tới lễ sáng chiều tối dịp hạn mùng mồng qua cuối đầu nay kể"
).split()
_DAY_WORDS = ("ngày", "hôm", "mùng", "mồng")
_COUNTED = (
    "ngày giờ phút tháng năm tuần người bản lần tuổi bước mét đồng triệu tỷ nghìn ngàn ảnh trang "
    "quầy km m % phần tầng hồ bộ tấm cán chữ số"
).split()
_DOCUMENT_CUES = ("định", "tư", "quyết", "luật", "văn", "số", "lệnh", "nđ", "qđ", "nq", "tt", "thị")
_WEEKDAYS = {"2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy"}


def _is_day(day_: int, month_: int) -> bool:
    return 1 <= month_ <= 12 and 1 <= day_ <= (
        29 if month_ == 2 else 30 if month_ in (4, 6, 9, 11) else 31
    )


def _full_date(match: re.Match[str], reading: Reading) -> Spoken:
    d, m, y = int(match["d"]), int(match["m"]), int(match["y"])
    if not _is_day(d, m):
        return None
    return _said_date(match, d, f"tháng {month(m)} năm {year(y, reading.numbers)}")


def _short_date(match: re.Match[str], _reading: Reading) -> Spoken:
    d, m = int(match["d"]), int(match["m"])
    before, after = words_before(match), word_after(match)
    if not _is_day(d, m) or after in _COUNTED:
        return None
    stroke = match["sep"] == "/"
    if before not in _DATE_CUES:
        fraction = stroke and (d < m <= 4 or (d, m) == (24, 7))
        if fraction or (not stroke and d < m):
            return None
    return _said_date(match, d, f"tháng {month(m)}")


def _said_date(match: re.Match[str], d: int, rest: str) -> str:
    before = words_before(match)
    if before in ("đường", "phố"):  # streets named after a day: "đường 3/2"
        return f"{cardinal(d)} {rest}"
    named = "" if before in _DAY_WORDS else "ngày "
    first = cardinal(d) if before in ("mùng", "mồng") else day(d)
    return f"{named}{first} {rest}"


def _month_year(match: re.Match[str], reading: Reading) -> Spoken:
    y, before = int(match["y"]), words_before(match)
    if match["q"]:
        return f"quý {month(int(match['q']))} năm {year(y, reading.numbers)}"
    m = int(match["m"])
    if not 1 <= m <= 12 or before in _DOCUMENT_CUES:
        return f"{cardinal(m, reading.numbers)} năm {year(y, reading.numbers)}"
    named = "" if before in ("tháng", "quý") else "tháng "
    return f"{named}{month(m)} năm {year(y, reading.numbers)}"


def _time(match: re.Match[str], _reading: Reading) -> Spoken:
    if match["mark"] == ":" and not match["min"]:
        return None
    if match["mark"].lower() == "g" and not (match["min"] or match["h2"]):
        return None  # grams
    first = _clock(match["h"], match["min"])
    second = _clock(match["h2"], match["min2"]) if match["h2"] else ""
    if first is None or second is None:
        return None
    if not second:
        return first
    return [
        Piece(first, match.start(), match.end("first")),
        Piece("đến", match.end("first"), match.start("h2")),
        Piece(second, match.start("h2"), match.end()),
    ]


def _clock(hour: str, minute: str | None) -> str | None:
    """Read hour and minutes, or a duration of up to 99 hours; None where it is neither."""
    if minute is None or int(minute) == 0:
        return f"{cardinal(int(hour))} giờ"
    return f"{cardinal(int(hour))} giờ {cardinal(int(minute))}" if int(hour) <= 24 else None


def _weekdays(match: re.Match[str], _reading: Reading) -> Spoken:
    spoken = [group(match, "first", f"thứ {_WEEKDAYS[match['first'][1]]}")]
    if match["last"]:
        last = "chủ nhật" if match["last"] == "CN" else f"thứ {_WEEKDAYS[match['last'][1]]}"
        spoken += [
            Piece("đến", match.end("first"), match.start("last")),
            group(match, "last", last),
        ]
    return spoken


def _weekday_range(match: re.Match[str], _reading: Reading) -> Spoken:
    if words_before(match) != "thứ":
        return None
    first, last = match["first"], match["last"]
    return [
        group(match, "first", _WEEKDAYS[first]),
        Piece("đến thứ", match.end("first"), match.start("last")),
        group(match, "last", _WEEKDAYS[last]),
    ]


_BEFORE_A_DASH = re.compile(
    r"(?:\d|\d\s?(?:h|giờ|phút|nghìn|ngàn|triệu|t[ỷỉ]|đồng|đ|k|%|tuổi|ngày|tháng|km|m|cm|kg)|CN|nhật|[IVX])"
    r"\s?$"
)


def _until(match: re.Match[str], _reading: Reading) -> Spoken:
    """A dash between two dates, times or numbers."""
    if _BEFORE_A_DASH.search(match.string[: match.start()]) is None:
        return None
    return "đến"


def _year_after(match: re.Match[str], reading: Reading) -> Spoken:
    return [
        group(match, "stroke", "năm"),
        group(match, "y", year(int(match["y"]), reading.numbers)),
    ]


_DAY = r"(?P<d>[0-3]?\d)"
_MONTH = r"(?P<m>[01]?\d)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_END = r"(?![\w/]|[.,]\d)"

RULES: tuple[Rule, ...] = (
    rule(r"24/24\s?(?:h|giờ)(?!\w)", lambda _match, _reading: "hai mươi tư trên hai mươi tư giờ"),
    rule(rf"{_DAY}(?P<sep>[/.-]){_MONTH}(?P=sep){_YEAR}{_END}", _full_date),
    rule(rf"{_YEAR}-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\w|-)", _full_date),
    rule(
        r"""(?P<first>(?P<h>\d{1,2}) \s?(?P<mark>[hHgG:]|giờ(?=\d)) (?P<min>[0-5]\d(?!\d))?
            (?::[0-5]\d(?!\d))? (?:'|ph?(?!\w))?)
        (?: \s?[-–—]\s? (?P<h2>\d{1,2}) \s?(?:[hHgG:]|giờ(?=\d)) (?P<min2>[0-5]\d(?!\d))?
            (?:'|ph?(?!\w))? )? (?!\w)""",
        _time,
    ),
    rule(rf"{_DAY}(?P<sep>/){_MONTH}{_END}", _short_date),
    rule(rf"{_DAY}(?P<sep>-){_MONTH}(?![\w/–—-]|[.,]\d)", _short_date),
    rule(rf"(?:Q(?P<q>[1-4])|T?(?P<m>\d{{1,5}}))\s?/\s?{_YEAR}{_END}", _month_year),
    rule(rf"(?P<stroke>/){_YEAR}{_END}", _year_after),
    rule(r"(?P<first>[2-7])\s?[-–—]\s?(?P<last>[2-7])(?!\w|[/.,]\d)", _weekday_range),
    rule(r"(?P<first>T[2-7])(?:\s?[-–—]\s?(?P<last>T[2-7]|CN))?(?![\w/])", _weekdays),
    rule(
        r"(?:[-–—~]|->|→)(?=\s?(?:\d|[IVX]{1,4}(?!\w)|[Tt]hứ\s|T\d|[Cc]hủ\snhật|CN|hết\s|ngày\s\d|tháng\s\d))",
        _until,
    ),
)
