"""Numbers of legal documents, codes of procedures and forms, Roman numerals."""

import re

from letan.vietnamese.spoken.letters import LETTER_NAMES, is_syllable, spell
from letan.vietnamese.spoken.lexicon import ABBREVIATIONS, DOCUMENT_TYPES, ISSUERS, LETTERED
from letan.vietnamese.spoken.numbers import cardinal, digit_groups, digits, year
from letan.vietnamese.spoken.rule import Piece, Reading, Rule, Spoken, rule, words_before

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_CUES = (
    "chương phần mục quý khóa khoá kỳ hạng loại nhóm cấp lục bảng tập hội thứ tiết đợt bậc đoạn kỷ "
    "số vùng lần"
).split()
_ROMAN_LIST = re.compile(
    rf"(?:{'|'.join(_ROMAN_CUES)})\s+[IVX]+(?:\s*(?:,|và|hoặc|đến|[-–/])\s*[IVX]+)*"
    r"\s*(?:,|và|hoặc|đến|[-–/])\s*$",
    re.IGNORECASE,
)
_ITEM_CUES = (
    "điểm",
    "mục",
    "phần",
    "tiểu mục",
    "loại",
    "hạng",
    "lô",
    "khu",
    "tổ",
    "dãy",
    "nhà",
    "cổng",
    "quầy",
)


def _law(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "176/2025/NĐ-CP" → "một trăm bảy mươi sáu năm … của chính phủ", its type said once."""
    number, code = match["number"], match["code"]
    kind, body = _type_and_issuer(code)
    if kind is None and body is None:
        return _form_code(match)
    spoken = [cardinal(int(number), reading.numbers)]
    if match["year"] and spoken[0].endswith(" năm"):
        spoken[0] += ","  # "… linh năm, năm hai nghìn …"
    if kind and kind not in words_before(match, 6):
        spoken.insert(0, kind)
    if match["year"]:
        spoken.append(f"năm {year(int(match['year']), reading.numbers)}")
    if body:
        spoken.append(body)
    return " ".join(spoken)


_LARGE_UNITS = ("V", "W", "KV", "KW", "KWH", "GB", "MB", "KM", "HZ", "HA", "M", "KG")
_PAPERS_BY_NUMBER = ("văn số", "báo số", "hoạch số", "định số", "trình số", "thị số", "giấy số")


def _form_code(match: re.Match[str]) -> Spoken:
    """Read "mẫu 02/CNKD-TNCN": the number as printed, then each part of the code."""
    first = digits(match["number"])
    if words_before(match) not in ("mẫu", "số", "biểu"):
        if len(match["code"]) < 3 or not match["code"][:2].isupper():
            return None
        first = cardinal(int(match["number"]))
        if match["year"]:
            first += f" năm {year(int(match['year']))}"
    elif words_before(match, 2) in _PAPERS_BY_NUMBER:
        first = cardinal(int(match["number"]))
    parts = (ABBREVIATIONS.get(part) or code_name(part) for part in match["code"].split("-"))
    return ", ".join([first, *parts])


def _type_and_issuer(code: str) -> tuple[str | None, str | None]:
    parts = code.split("-")
    kind = DOCUMENT_TYPES.get(parts[0])
    rest = parts[1:] if kind else parts
    if kind is None and not any(_issuer(part) for part in rest):
        return None, None
    spoken = [_issuer(part) or code_name(part) for part in rest]
    if not spoken:
        return kind, None
    return kind, "của " + ", ".join(spoken)


def _issuer(part: str) -> str | None:
    term = re.fullmatch(r"(QH|UBTVQH|HĐND)(\d{1,2})", part)
    if term:
        return f"{ISSUERS[term[1]]} khóa {cardinal(int(term[2]))}"
    return ISSUERS.get(part)


def _type_and_issuer_alone(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "NĐ-CP", "QĐ-UBND" without a number."""
    kind, body = _type_and_issuer(match[0])
    if kind is None or body is None:
        return None
    return body if kind in words_before(match, 2) else f"{kind} {body}"


def code_name(code: str) -> str:
    """Read a code: letters by name, figures one by one: "CT01" → "xê tê không một"."""
    spoken = []
    for run in re.findall(r"\d+|[^\W\d_]+", code):
        if run.isdigit():
            spoken.append(digits(run) if run[0] == "0" or len(run) > 2 else cardinal(int(run)))
        else:
            spoken.append(LETTERED.get(run) or spell(run))
    return " ".join(filter(None, spoken))


def _mixed_code(match: re.Match[str], _reading: Reading) -> Spoken:
    code = match[0]
    if code.lstrip("0123456789") in _LARGE_UNITS:
        return None  # "220V"
    letters = re.match(r"[^\W\d_]+", code)
    if letters and letters[0] in ABBREVIATIONS and len(letters[0]) > 2:
        rest = code[letters.end() :]
        return f"{ABBREVIATIONS[letters[0]]} {code_name(rest)}"
    return code_name(code)


def _procedure(match: re.Match[str], _reading: Reading) -> Spoken:
    return f"{digits(match['level'])} chấm {digit_groups(match['code'])}"


def _roman(match: re.Match[str], _reading: Reading) -> Spoken:
    text = match[0]
    listed = _ROMAN_LIST.search(match.string, max(0, match.start() - 40), match.start())
    if words_before(match) not in _ROMAN_CUES and not listed and not _surely_roman(text):
        return None
    value = _roman_value(text)
    if value is None:
        return None
    return "tư" if value == 4 and words_before(match) == "quý" else cardinal(value)


def _surely_roman(text: str) -> bool:
    """Whether no word is written so: "III", "IV", but not "VI" of "VI PHẠM" nor "XI MĂNG"."""
    return len(text) > 1 and not re.search("[LC]", text) and not is_syllable(text)


def _roman_part(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "Mục III.2"."""
    value = _roman_value(match["roman"])
    if value is None or words_before(match) not in _ROMAN_CUES:
        return None
    return f"{cardinal(value)} chấm {cardinal(int(match['part']))}"


def _roman_value(text: str) -> int | None:
    if not re.fullmatch("(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text):
        return None
    values = [_ROMAN[char] for char in text]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _item(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "điểm đ khoản 2": a single letter is said by its name."""
    if words_before(match) not in _ITEM_CUES:
        return None
    return LETTER_NAMES.get(match[0].lower())


def _hyphen_code(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "TK1-TS", "01-TB": a code with a hyphen, each part by itself."""
    spoken = []
    for part in re.finditer(r"[^-]+", match[0]):
        text = part[0]
        said = ABBREVIATIONS.get(text) if text.isalpha() and len(text) > 2 else None
        start = match.start() + part.start()
        spoken.append(Piece(said or code_name(text), start, start + len(text)))
    return spoken


_CODE = r"[A-ZĐƯ][A-Za-zĐƯ]*\d{0,2}(?:-[A-ZĐƯ][A-Za-zĐƯ]*\d{0,3})*"

RULES: tuple[Rule, ...] = (
    rule(rf"(?P<number>\d{{1,6}})(?:/(?P<year>(?:19|20)\d\d))?/(?P<code>{_CODE})(?!\w)", _law),
    rule(r"(?P<level>[1-9])\.(?P<code>\d{6})(?!\d)", _procedure),
    rule(r"[A-ZĐ]{2,4}-[A-ZĐƯ]{2,}\d{0,2}(?![\w-])", _type_and_issuer_alone),
    rule(r"(?P<roman>[IVX]+)\.(?P<part>\d{1,2})(?!\w)", _roman_part),
    rule(r"[IVXLC]+(?!\w)", _roman),
    rule(r"[a-zđA-ZĐ](?![\w'/@]|\.\w)", _item),
    rule(r"(?=[A-ZĐ\d-]*[A-ZĐ])(?=[A-ZĐ\d-]*\d)[A-ZĐ]+\d*(?:-[A-ZĐ\d]+)+(?![\w/])", _hyphen_code),
    rule(r"(?:[A-ZĐ]{1,6}\d{1,6}|\d{1,3}[A-ZĐ]{1,4}\d*)(?!\w)", _mixed_code),
)
