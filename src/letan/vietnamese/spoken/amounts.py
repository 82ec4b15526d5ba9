"""Amounts: plain numbers, money, percentages, units, ranges, fractions, sizes."""

import re

from letan.vietnamese.spoken.lexicon import UNITS
from letan.vietnamese.spoken.numbers import cardinal, day, decimal, digit_groups, digits
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

NUMBER = (
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d) | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+(?:,\d+)?(?!\d)"
)
"""A number as texts write it: dots between thousands, a decimal comma (or both reversed)."""

_PER = (
    "tháng năm ngày người bản lần hồ giờ tuần trường trang hộ xe quý thẻ cuốn việc lượt "
    "suất khẩu trẻ tờ giấy vụ thửa kỳ"
).split()
_FORMS = ("đề án", "mẫu", "mẫu số", "biểu", "biểu mẫu", "mẫu đơn", "phụ lục số")
_HOUSE_CUES = (
    "ngõ",
    "ngách",
    "hẻm",
    "kiệt",
    "nhà",
    "lớp",
    "tổ",
    "ấp",
    "khóm",
    "phòng",
    "chỉ",
    "lô",
)
_STREET_WORDS = ("ngõ", "ngách", "hẻm", "kiệt", "đường", "phố", "tổ", "khu", "ấp", "thôn")
_UNIT_STROKES = "km|m|m2|m3|m²|m³|kg|tạ|tấn|lít|ha|sào|mẫu|kwh|số|tiết|ca|buổi"
_DECIMAL_CUES = (
    "số khoảng tăng giảm hơn gần lệ mức bằng chừng tới rộng dài cao nặng sâu dày lãi suất"
).split()
_SCALE_NAMES = {
    "k": "nghìn",
    "K": "nghìn",
    "tr": "triệu",
    "Tr": "triệu",
    "TR": "triệu",
    "tỷ": "tỷ",
    "tỉ": "tỷ",
}


_CURRENCIES = {
    "$": "đô la mỹ", "USD": "đô la mỹ", "€": "ơ rô", "EUR": "ơ rô", "Euro": "ơ rô", "euro": "ơ rô",
}  # fmt: skip


def read_number(text: str, reading: Reading) -> str:
    """Read a number that matches NUMBER: "50.000" → "năm mươi nghìn", "2,5" → "hai phẩy năm"."""
    comma_groups = re.fullmatch(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", text)
    # "1,234": a comma before exactly three digits separates thousands only where more tells so.
    if comma_groups and (text.count(",") > 1 or comma_groups[2] or text.endswith(",000")):
        whole, fraction = comma_groups[1].replace(",", ""), comma_groups[2] or ""
    else:
        whole, _, fraction = text.replace(".", "").partition(",")
    if fraction:
        return decimal(whole, fraction, reading.numbers)
    if (whole[0] == "0" and len(whole) > 2) or len(whole) > 15:
        return digit_groups(whole)
    return cardinal(int(whole), reading.numbers)


def _scaled(number: str, scale: str, reading: Reading) -> str:
    name = _SCALE_NAMES.get(scale, "")
    spoken = read_number(number, reading)
    return f"{spoken} {reading.numbers.thousand if name == 'nghìn' else name}" if name else spoken


def _money(match: re.Match[str], reading: Reading) -> Spoken:
    scale = match["scale"] or ""
    if not (scale or match["currency"]):
        return None
    spoken = [group(match, "low", _scaled(match["low"], scale, reading))]
    if match["high"]:
        if _comparable(match["low"], match["high"]) and scale:
            spoken = [group(match, "low", read_number(match["low"], reading))]
        spoken += [
            Piece("đến", match.end("low"), match.start("high")),
            group(match, "high", _scaled(match["high"], scale, reading)),
        ]
    if match["half"]:
        half = "rưỡi" if match["half"] == "5" else read_number(match["half"], reading)
        spoken.append(group(match, "half", half))
    if match["currency"]:
        name = _CURRENCIES.get(match["currency"], "đồng")
        spoken.append(group(match, "currency", name))
    elif scale in ("k", "K"):
        spoken.append(Piece("đồng", match.end("scale"), match.end("scale")))
    if match["per"]:
        spoken.append(group(match, "per", "một"))
    return spoken


def _comparable(low: str, high: str) -> bool:
    return "." not in low and "." not in high


def _dollars(match: re.Match[str], reading: Reading) -> Spoken:
    return f"{read_number(match['number'], reading)} đô la mỹ"


def _with_unit(match: re.Match[str], reading: Reading) -> Spoken:
    unit = match["unit"]
    if unit not in UNITS and unit.lower() not in UNITS:
        return None
    spoken = [group(match, "low", read_number(match["low"], reading))]
    if match["high"]:
        spoken.append(Piece("đến", match.end("low"), match.start("high")))
        spoken.append(group(match, "high", read_number(match["high"], reading)))
    return [*spoken, group(match, "unit", UNITS[unit.lower()])]


def _pointed_unit(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "3.2 kg": a point for the decimal comma."""
    unit = UNITS.get(match["unit"].lower())
    if unit is None:
        return None
    return f"{decimal(match['whole'], match['part'], reading.numbers)} {unit}"


def _metres(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "1m65" as people say a height."""
    rest = cardinal(int(match["rest"]), reading.numbers)
    return f"{cardinal(int(match['metres']), reading.numbers)} mét {rest}"


def _said_twice(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "02 (hai) bộ": the number that is written out again is said once."""
    spoken = cardinal(int(match["number"]), reading.numbers)
    return spoken if match["words"].lower() == spoken else None


def _spaced(match: re.Match[str], reading: Reading) -> Spoken:
    return read_number(match["number"].replace(" ", "."), reading)


def _range(match: re.Match[str], reading: Reading) -> Spoken:
    return [
        group(match, "low", read_number(match["low"], reading)),
        Piece("đến", match.end("low"), match.start("high")),
        group(match, "high", read_number(match["high"], reading)),
    ]


def _fraction(match: re.Match[str], reading: Reading) -> Spoken:
    upper, lower = int(match["upper"]), int(match["lower"])
    joint = "phần" if 0 < upper < lower <= 10 else "trên"
    last = "tư" if lower == 4 and joint == "phần" else cardinal(lower, reading.numbers)
    return f"{cardinal(upper, reading.numbers)} {joint} {last}"


def _house(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "số 12/3/5", "ngõ 45/7": house numbers, each part by itself."""
    before, after = words_before(match), word_after(match)
    named = before in ("số", "ở", "tại") and _begins_a_name(match)
    if not (
        match[0].count("/") > 1 or before in _HOUSE_CUES or after in _STREET_WORDS or named
    ) or words_before(match, 2) in ("tờ số", "thông tư số"):
        return None
    return " trên ".join(cardinal(int(part), reading.numbers) for part in match[0].split("/"))


def _begins_a_name(match: re.Match[str]) -> bool:
    """Whether a street's name follows: "số 12/5 Nguyễn Trãi"."""
    return match.string[match.end() :].lstrip()[:1].isupper()


def _size(match: re.Match[str], reading: Reading) -> Spoken:
    sides = re.split(r"\s*[xX×*]\s*", match["sides"])
    return " nhân ".join(read_number(side, reading) for side in sides)


def _times(match: re.Match[str], _reading: Reading) -> Spoken:
    """The "x" between two sizes that carry their unit: "10cm x 15cm"."""
    return "nhân" if re.search(r"\d\s?(?:cm|mm|m)\s$", match.string[: match.start()]) else None


def _per(match: re.Match[str], _reading: Reading) -> Spoken:
    """The stroke of "đồng/tháng" and "bản/người": a number stands close before it."""
    if word_after(match).split("/")[0] not in _PER:
        return None
    if not re.search(
        r"\d\S*\s*(?:đồng|triệu|tỷ|nghìn|ngàn|bản|lần|suất|thẻ|phút|giờ|ngày|người|lượt"
        rf"|{_UNIT_STROKES})?$",
        match.string[: match.start()],
    ):
        return None
    return "một"


def _unit(match: re.Match[str], _reading: Reading) -> Spoken:
    """The unit after a number or size that was read already."""
    return (
        UNITS[match[0].lower()] if match.string[: match.start()].rstrip()[-1:].isdigit() else None
    )


def _version(match: re.Match[str], reading: Reading) -> Spoken:
    if words_before(match) in _DECIMAL_CUES and words_before(match, 2) != "mẫu số":
        return decimal(match["whole"], match["part"], reading.numbers)
    return f"{cardinal(int(match['whole']), reading.numbers)} chấm {digits(match['part'])}"


def _form_number(match: re.Match[str], _reading: Reading) -> Spoken:
    return digits(match[0]) if words_before(match, 2).endswith(_FORMS) else None


def _plain(match: re.Match[str], reading: Reading) -> Spoken:
    text = match[0]
    before = words_before(match)
    if before == "thứ" and text in ("1", "4"):
        return "nhất" if text == "1" else "tư"
    if before in ("tháng", "quý") and text in ("4", "04"):
        return "tư"
    if before == "giờ" and text == "00":
        return ()
    if before in ("ngày", "hôm") and re.fullmatch("0?[1-9]|10", text) and not _counts_days(match):
        return day(int(text))
    return read_number(text, reading)


def _counts_days(match: re.Match[str]) -> bool:
    """In "3 ngày 2 đêm" the first number counts days, so the second names no day."""
    return words_before(match, 2)[:1].isdigit()


_DASH = r"\s?(?:[-–—~÷]|->|→)\s?"
_CURRENCY = (
    r"đồng(?!\w) | [đĐ](?!\w) | ₫ | VNĐ(?!\w) | VND(?!\w) | vnđ(?!\w) | vnd(?!\w) | USD(?!\w) | \$"
    r" | € | EUR(?!\w) | [eE]uro(?!\w)"
)
_SCALE = r"k(?!\w) | K(?!\w) | [tT][rR](?![^\W\d]) | t[ỷỉ](?!\w)"

HOUSE_RULES: tuple[Rule, ...] = (rule(r"\d{1,4}(?:/\d{1,3})+(?![\w/]|[-.]\d)", _house),)
"""Before the dates: "12/3" is no day after "ngõ"; a full date has a year of four figures."""

RULES: tuple[Rule, ...] = (
    rule(rf"(?:\$|US\$)\s?(?P<number>{NUMBER})", _dollars),
    rule(
        rf"""(?P<low>{NUMBER}) (?:{_DASH}(?P<high>{NUMBER}))?
        (?: \s?(?P<scale>{_SCALE}) (?P<half>\d(?!\d))? )? (?: \s?(?P<currency>{_CURRENCY}) )?
        (?P<per>/(?={"|".join(_PER)}))?""",
        _money,
    ),
    rule(
        rf"""(?P<low>{NUMBER}) (?:{_DASH}(?P<high>{NUMBER}))?
        \s?(?P<unit>%|'|°[cC]?|km/h|[a-zA-Z]{{1,3}}[23]?)(?!\w)""",
        _with_unit,
    ),
    rule(
        r"(?P<whole>\d{1,3})\.(?P<part>\d{1,2})\s?(?P<unit>%|°[cC]?|km/h|[a-zA-Z]{1,3}[23]?)(?!\w)",
        _pointed_unit,
    ),
    rule(r"(?P<metres>\d{1,2})m(?P<rest>\d{1,2})(?!\w|[.,]\d)", _metres),
    rule(r"(?P<number>\d{1,3})\s?\((?P<words>[^\W\d]+(?:\s[^\W\d]+){0,2})\)", _said_twice),
    rule(r"(?P<number>\d{1,3}(?:[ ]\d{3})+)(?=\s?(?:đồng|đ|vnđ|VNĐ|VND)(?!\w))", _spaced),
    rule(r"(?P<sides>\d+(?:,\d+)?(?:\s?[xX×]\s?\d+(?:,\d+)?)+)(?!\w)", _size),
    rule(r"[xX](?=\s\d)", _times),
    rule(rf"(?P<low>{NUMBER}) {_DASH} (?P<high>{NUMBER})(?![\w/]|[-.]\d)", _range),
    rule(r"(?P<upper>\d{1,4})/(?P<lower>\d{1,4})(?![\w/]|[-.]\d)", _fraction),
    rule(r"(?:km|cm|mm|kg|m2|m3|ml|ha)(?!\w)", _unit),
    rule(r"[-−](?=\d+(?:,\d+)?\s?°)", lambda _match, _reading: "âm"),
    rule(r"/(?=[^\W\d])", _per),
    rule(r"0\d(?!\w|[.,]\d)", _form_number),
    rule(r"(?P<whole>\d{1,3})\.(?P<part>\d{1,2})(?![\w]|[.,]\d)", _version),
    rule(rf"(?:{NUMBER})", _plain),
)
