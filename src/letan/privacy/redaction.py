"""Takes out of a question what names a person: numbers, names, addresses, dates of birth.

Words come typed (capitals, punctuation) or recognised (small letters, numbers as words). What is
doubtful goes: a question that lost a word too many still tells a clerk what is asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Set
from dataclasses import dataclass

from letan.privacy.names import NAME, NameFinder
from letan.vietnamese import names
from letan.vietnamese.fold import fold, has_diacritics
from letan.vietnamese.names import NO_NAME

NUMBER, ADDRESS = "[số]", "[địa chỉ]"
BIRTH, MAIL, PLATE, CODE = "[ngày sinh]", "[thư điện tử]", "[biển số]", "[mã]"

_DIGIT = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|linh|lẻ|mười|mươi"
_SPOKEN = rf"(?:{_DIGIT})"
_WORD = r"[^\W\d_]+"
_FOLDED_NAMES = frozenset({"minh", "thi", "nam", "vo", "dang", "ho", "ha", "chu", "bac", "ba"})
"""Words that end a name with their marks, and may be part of one without."""
_END_ADDRESS = frozenset(
    """muốn cần hỏi đến đi làm thì mà ạ à đang bị có không gì nào đâu ai xin cho định tính mới đã
    chưa nhưng để khi nếu vì bao mấy nhờ được phải rồi nhé nha tôi cháu bác thế sinh đăng nay sửa
    đổi chuyển nhập trùng nộp lấy""".split()
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be kept.

    Attributes:
        text: With what was taken out replaced by its kind in brackets.
        count: How many things were taken out.
    """

    text: str
    count: int


def redact(text: str) -> Redacted:
    """Return the text without what names a person.

    Args:
        text: As typed or recognised, any case.
    """
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    words = clean.split()
    marked = sum(map(has_diacritics, words))
    rules = _RULES if marked else ()
    if marked < _MARKED_SHARE * len(words):
        rules += _FOLDED_RULES
    count = 0
    for rule in rules:
        clean, found = rule(clean)
        count += found
    return Redacted(clean, count)


_Rule = Callable[[str], tuple[str, int]]


def _pattern(pattern: str, kind: str, group: int = 0) -> _Rule:
    """Replace a group of every match."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def replace(found: re.Match[str]) -> str:
        start, end = found.start(group) - found.start(), found.end(group) - found.start()
        whole = found.group()
        return f"{whole[:start]}{kind}{whole[end:]}"

    return lambda text: compiled.subn(replace, text)


def _following(trigger: str, kind: str, most: int, stops: frozenset[str], needs: str = "") -> _Rule:
    """Replace up to `most` words after a trigger, until a stop word, punctuation or a bracket.

    Args:
        trigger: Pattern of what stands before.
        kind: What they are replaced with.
        most: How many words at most.
        stops: Words that end it.
        needs: Pattern that the words must begin with, case counts; "" = any.
    """
    compiled = re.compile(trigger, re.IGNORECASE)
    first = re.compile(needs or r".")

    def rule(text: str) -> tuple[str, int]:
        out, at, count = "", 0, 0
        for found in compiled.finditer(text):
            if found.end() < at:
                continue
            end = _words_until(text, found.end(), most, stops)
            taken = text[found.end() : end].strip()
            if not taken or not first.match(taken):
                continue
            out += text[at : found.end()].rstrip() + " " + kind
            at, count = end, count + 1
        return out + text[at:], count

    return rule


def _words_until(text: str, start: int, most: int, stops: frozenset[str]) -> int:
    end, words = start, 0
    for found in re.finditer(r"\s*([^\s,.;:!?\[\]()]+)([,.;:!?]?)", text[start:]):
        if text[end : start + found.start()].strip() or words == most:
            break
        word = found.group(1).lower()
        if word in stops or "[" in text[end : start + found.end()]:
            break
        end, words = start + found.end(1), words + 1
        if found.group(2):
            break
    return end


def _written_numbers(text: str) -> tuple[str, int]:
    """Take out long numbers, in one piece or in groups; sums, years and hotlines stay."""
    count = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal count
        written = found.group()
        digits = re.sub(r"\D", "", written)
        after = fold(text[found.end() : found.end() + 8].lstrip().lower())
        is_sum = re.fullmatch(r"\d{1,3}([.,]\d{3})+", written) or after.startswith(_MONEY)
        is_years = re.fullmatch(r"(?:19|20)\d\d\s*-\s*(?:19|20)\d\d", written)
        is_date = re.fullmatch(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}", written)
        if len(digits) < 8 or is_sum or is_years or is_date or digits.startswith(_HOTLINES):
            return written
        count += 1
        return NUMBER

    done = re.sub(r"(?<![\w/])\+?\d(?:[ .\-]{0,2}\d){5,}(?![\w/])", replace, text)
    return done, count


_MONEY = ("dong", "d ", "vnd", "nghin", "ngan", "trieu", "ty", "met", "m2")
_HOTLINES = ("1900", "1800")

_ID = (
    r"(?:căn cước(?: công dân)?|cccd|cmnd|cmt|chứng minh(?: nhân dân| thư)?|hộ chiếu|passport|"
    r"mã số thuế|mst|mã định danh|số định danh|bảo hiểm(?: xã hội| y tế)?|bhxh|bhyt|"
    r"bằng lái(?: xe)?|giấy phép lái xe|mã hồ sơ|số hồ sơ|biên nhận)"
)
_PHONE = r"(?:số điện thoại|điện thoại|sđt|sdt|số máy|zalo|số di động|đt|tel|phone)"
_BANK = r"(?:số tài khoản|tài khoản|stk|số thẻ)"
_LINK = r"(?:\s+(?:của\s+)?(?:tôi|cháu|em|bác|cô|chú|ông|bà|mình|anh|chị|con|vợ|chồng|tui|nhà))*"
_IS = r"(?:\s*[:=]|\s+(?:số|là|của|ngân hàng|vietcombank|agribank|bidv|vietinbank|mb|tech|acb))*"
_SPOKEN_RUN = rf"{_SPOKEN}(?:[\s,.-]+{_SPOKEN}){{%d,}}"

_MAIL_SPOKEN = (
    r"(?:(?<=là )(?:[\w.]+\s+){1,5}|(?:[\w.]+\s+chấm\s+)*[\w.]+\s+)(?:a còng|a móc|at)"
    rf"\s+{_WORD}(?:\s+(?:chấm|dot)\s+{_WORD})+"
)

_MONTH = r"(?:mười(?: một| hai)?|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|giêng|chạp)"
_DATE = (
    r"(?:\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s*[-/.]\s*\d{2,4})?|"
    rf"(?:mùng |mồng |ngày )*(?:\d{{1,2}}|{_SPOKEN}(?:\s+{_SPOKEN})*)\s+tháng\s+"
    rf"(?:\d{{1,2}}|{_MONTH})"
    rf"(?:\s+năm\s+(?:\d{{2,4}}|{_SPOKEN}(?:\s+(?:{_SPOKEN}|nghìn|ngàn|trăm|mươi))*))?|"
    rf"\d{{4}}|{_SPOKEN}(?:\s+(?:{_SPOKEN}|nghìn|ngàn|trăm|mươi))+|\d{{2}}(?!\s*tuổi))"
)
_BORN = (
    r"(?<!khai )(?<!giấy )(?<!hy )(?<!hi )"
    r"(?:ngày tháng năm sinh|sinh ngày|ngày sinh|sinh năm|năm sinh|sn|sinh vào)"
    r"(?:\s*:|\s+(?:là|ngày|năm|của tôi|của cháu|vào))*\s+"
)

_PERSON = (
    r"(?:tôi|cháu|em|bác|cô|chú|ông|bà|mình|anh|chị|con|tui|nó|bé|vợ|chồng|bố|mẹ|má|ba|cụ|"
    r"con gái|con trai|con tôi|cháu nội|cháu ngoại|chồng tôi|vợ tôi|mẹ tôi|bố tôi|dì|cậu|mợ)"
)
_SELF_NAMED = (
    rf"\b(?:{_PERSON}\s+tên(?:\s+là)?|tên(?:\s+{_PERSON})*\s+là|họ(?:\s+và)?\s+tên"
    rf"(?:{_LINK})(?:\s*:|\s+là)?|tên\s*:|my name is|i am called)\s+"
)
_CAPITAL = "[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"

_NUM = rf"(?:\d+\w?(?:/\d+\w?)*|(?!không){_SPOKEN}(?:\s+(?:{_SPOKEN}|trên|xuyệt|sẹc|xẹt))*)"
_STREET = (
    r"(?:đường|phố|ngõ|ngách|hẻm|kiệt|thôn|xóm|ấp|tổ dân phố|khu phố|tổ|"
    r"khu(?! công| chế| đô| vực)|chung cư|tòa)"
)


_PLACES = (
    r"(?:Hà (?:Nội|Giang|Nam|Tĩnh|Đông)|Cao Bằng|Thái (?:Lan|Nguyên|Bình)|Sơn (?:La|Tây)|Lâm Đồng|"
    r"Châu (?:Á|Âu|Phi)|Hồ Chí Minh|Kim Liên|Lê Văn Lương)\b"
)
"""Places that begin like a surname."""


def _capital_names(form: Callable[[str], str]) -> _Rule:
    """Take out written full names: a surname with a capital, and the capitals after it."""
    surname = form("|".join(name.capitalize() for name in sorted(names.SURNAMES)))
    name = rf"(?!{form(_PLACES)})(?:{surname})(?:\s+{_CAPITAL}[^\W\d_]*){{1,4}}\b"
    pattern = re.compile(rf"(?P<before>[^\W\d_]+\s+)?\b{name}")
    places = _formed(names.BEFORE_PLACES | {"khuê"}, form)

    def rule(text: str) -> tuple[str, int]:
        count = 0

        def replace(found: re.Match[str]) -> str:
            nonlocal count
            before = found["before"] or ""
            if before.strip().lower() in places:
                return found.group()
            count += 1
            return before + NAME

        return pattern.sub(replace, text), count

    return rule


def _code_rules(form: Callable[[str], str]) -> tuple[_Rule, ...]:
    """Numbers of papers, telephones, accounts, plates; mail; dates of birth."""

    def pattern(text: str, kind: str, group: int = 0) -> _Rule:
        return _pattern(form(text), kind, group)

    return (
        pattern(r"[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+", MAIL),
        pattern(_MAIL_SPOKEN, MAIL),
        pattern(r"\b[A-Z]\d{2}\.\d{2}(?:\.\d{2})?-\d{6}-\d{3,6}\b", CODE),
        pattern(r"\b\d{2}\s?-?\s?(?-i:[A-Z]{1,2})\d?\s?[-. ]\s?\d{3}\s?\.?\s?\d{1,2}\b", PLATE),
        pattern(r"\b\d{2}[A-Z]{1,2}\d?[-. ]?\d{4,5}\b", PLATE),
        _following(
            form(rf"\bbiển\s+(?:số|xe)(?:\s+xe)?(?:{_LINK})(?:\s*:|\s+(?:là|số))*\s+"),
            PLATE,
            10,
            _formed(_END_ADDRESS - {"không", "ạ", "à"}, form),
            form(rf"\d|{_SPOKEN}\b"),
        ),
        pattern(rf"{_BORN}({_DATE})(?![^\W\d_])", BIRTH, 1),
        pattern(rf"\b{_ID}{_LINK}{_IS}\s+([a-z]{{0,3}}\s?\d(?:[ .\-]?\d){{3,}})\b", NUMBER, 1),
        pattern(rf"\b(?:{_PHONE}|{_BANK}){_LINK}{_IS}\s+(\d(?:[ .\-]?\d){{3,}})\b", NUMBER, 1),
        pattern(rf"\b(?:{_ID}|{_PHONE}|{_BANK}){_LINK}{_IS}\s+({_SPOKEN_RUN % 3})\b", NUMBER, 1),
        pattern(r"\b[A-Z]\d{7,8}\b", NUMBER),
        pattern(r"\b(?-i:[A-Z]{2})\s?\d(?:[ .\-]?\d){9,}\b", NUMBER),
        _written_numbers,
        pattern(rf"\b{_SPOKEN_RUN % 6}\b(?!\s+(?:nghìn|ngàn|triệu|trăm|tỷ|đồng))", NUMBER),
    )


def _address_rules(form: Callable[[str], str]) -> tuple[_Rule, ...]:
    ends = _formed(_END_ADDRESS, form)
    group, street = "|tổ", _STREET
    if form is fold:  # "to" is also "tờ", "o to" a car, and "up to 27" English
        group, street = "", _STREET.replace("|tổ|", r"|tổ(?=\s+\d)|")
    return (
        _following(form(rf"\b(?:số nhà|nhà số|địa chỉ số)\s+(?={_NUM}\b)"), ADDRESS, 9, ends),
        _following(
            form(
                rf"\b(?:địa chỉ|chỗ ở|nơi ở|hộ khẩu|thường trú|tạm trú|quê){_LINK}"
                r"(?:\s*:|\s+(?:hiện tại|hiện nay|cũ|mới))*(?:\s*:|\s+(?:là|ở|tại))+\s+"
            ),
            ADDRESS,
            12,
            ends,
            form(rf"\d|(?i:{street}|số)\b|(?!Việt Nam){_CAPITAL}"),
        ),
        _following(
            form(
                rf"\b(?:ở|tại|nhà|về)\s+(?=(?:số\s+)?(?:{_NUM}\s+)?{street}\s+"
                r"(?!khác|này|kia|đi|nào|dân|cũ|hợp|trưởng|chức|ven))"
            ),
            ADDRESS,
            9,
            ends | _formed({"phường", "xã", "quầy", "khác"}, form),
            form(rf"\d|(?i:{_SPOKEN}|{street}|số)\b"),
        ),
        _following(
            form(rf"\b(?=số\s+{_NUM}\s+(?:đường|phố|ngõ|ngách|hẻm|kiệt)\s)"), ADDRESS, 9, ends
        ),
        _pattern(
            form(
                rf"\b(?:ngõ|ngách|hẻm|kiệt|tổ dân phố|khu phố{group})\s+(?:số\s+)?{_NUM}\b"
                r"(?! phân| mét)"
            ),
            ADDRESS,
        ),
    )


def _rules(form: Callable[[str], str]) -> tuple[_Rule, ...]:
    """All rules, for words in one spelling: `str` as it should be, `fold` without marks."""
    ends = _formed(NO_NAME, form)
    if form is fold:
        ends -= _FOLDED_NAMES
    return (
        *_code_rules(form),
        *_address_rules(form),
        _capital_names(form),
        _following(form(_SELF_NAMED), NAME, 4, ends),
        NameFinder(form),
    )


def _formed(words: Set[str], form: Callable[[str], str]) -> frozenset[str]:
    return frozenset(map(form, words))


_RULES, _FOLDED_RULES = _rules(str), _rules(fold)
_MARKED_SHARE = 0.3
"""Of a Vietnamese sentence about two words in three carry marks; below this somebody left out."""
