"""Telephone numbers, e-mail and web addresses."""

import re

from letan.vietnamese.spoken.foreign import FOREIGN
from letan.vietnamese.spoken.letters import plain_syllables, spell
from letan.vietnamese.spoken.lexicon import HOST_LABELS
from letan.vietnamese.spoken.numbers import cardinal, digit_groups, digits
from letan.vietnamese.spoken.rule import Piece, Reading, Rule, Spoken, rule

_CALL = re.compile(
    r"""(?:(?P<call>gọi(?:\s+điện)?(?:\s+(?:đến|tới|ngay|vào))?(?:\s+số)?)
    | tổng\s+đài | thoại | hotline | đường\s+dây\s+nóng | cấp\s+cứu | cứu\s+h(?:ỏa|oả) | cảnh\s+sát
    | tin\s+nhắn(?:\s+(?:đến|tới))? | (?:nhắn|gửi)\s+(?:đến|tới)
    | máy\s+lẻ | nhánh | đầu\s+số | sđt | đt)
    (?:\s*:|\s+số)? \s* (?:0\d{2,3}\s+)? (?:1\d{2,5}\s*(?:,|/|hoặc|và)\s*)* $""",
    re.VERBOSE | re.IGNORECASE,
)
_EMERGENCY = ("111", "112", "113", "114", "115")
_SYMBOLS = {
    ".": "chấm", "@": "a còng", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới",
    "?": "chấm hỏi",
    "=": "bằng", "&": "và", ":": "hai chấm", "#": "thăng", "%": "phần trăm", "+": "cộng",
}  # fmt: skip


def _email(match: re.Match[str], _reading: Reading) -> Spoken:
    return _spoken_address(match[0])


def _web(match: re.Match[str], _reading: Reading) -> Spoken:
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE).rstrip("/")
    return _spoken_address(address) if address else "đường dẫn"


def _spoken_address(address: str) -> str:
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w]|_", address)
    return " ".join(filter(None, (_label(part) for part in parts)))


def _label(part: str) -> str:
    if part in _SYMBOLS:
        return _SYMBOLS[part]
    if part.isdigit():
        return digits(part) if part[0] == "0" or len(part) > 4 else cardinal(int(part))
    word = part.lower()
    known = HOST_LABELS.get(word) or FOREIGN.get(word)
    if known:
        return known
    syllables = plain_syllables(word)
    return " ".join(syllables) if syllables and len(word) > 2 else spell(word)


def _phone(match: re.Match[str], _reading: Reading) -> Spoken:
    parts = list(re.finditer(r"\+?\d+", match[0]))
    count = sum(len(part[0].lstrip("+")) for part in parts)
    if not 7 <= count <= 13:
        return None
    if len(parts) == 1:
        return _prefixed(match[0])
    spoken: list[Piece] = []
    for index, part in enumerate(parts):
        start = match.start() + part.start()
        if index:
            spoken.append(Piece(",", start, start))
        spoken.append(Piece(_prefixed(part[0]), start, start + len(part[0])))
    return spoken


def _prefixed(text: str) -> str:
    if text.startswith("+"):
        rest = text.removeprefix("+84")
        return (
            f"cộng tám tư, {digit_groups(rest)}".rstrip(", ")
            if rest != text
            else f"cộng {digit_groups(text)}"
        )
    return digit_groups(text)


def _short_number(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "gọi 113", "tổng đài 1022": figures one by one where a call is meant.

    "Gọi số 105" calls a visitor of the queue: a plain number.
    """
    cue = _CALL.search(match.string, max(0, match.start() - 40), match.start())
    if cue is None:
        return None
    if cue["call"] and len(match[0]) == 3 and match[0] not in _EMERGENCY:
        return None
    return digits(match[0])


def _identity(match: re.Match[str], _reading: Reading) -> Spoken:
    return digit_groups(match[0])


RULES: tuple[Rule, ...] = (
    rule(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _email),
    rule(r"(?:https?://|www\.)[^\s<>\"'()]*[^\s<>\"'().,;:!?]", _web),
    rule(
        r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:vn|com|net|org|edu|gov|info)(?![\w-])(?:/[\w./?=&%#-]*[\w/])?",
        _web,
    ),
    rule(
        r"(?:\+84|0)[\s.-]?\d{2,4}(?:[\s.-]?\d{3,4}){2}(?:[\s.-]?\d{1,4})?(?![\w/]|[.,-]\d)", _phone
    ),
    rule(r"\(0\d{2,3}\)(?:[\s.-]?\d{3,4}){2}(?:[\s.-]?\d{1,3})?(?!\w)", _phone),
    rule(r"0\d-\d{4}-\d{4}(?![\w-])", _phone),
    rule(r"1[89]00[\s.-]\d{3}[\s.-]\d{3}(?!\w)", _phone),
    rule(r"1[89]00[\s.-]?\d{4}(?!\d)(?:[\s.-]?\d{2})?(?!\w)", _phone),
    rule(r"1900[\s.-]?\d{2,4}(?:[\s.-]?\d{2})?(?!\w)", _phone),
    rule(r"(?:0\d{7,14}|\d{10,15})(?!\w)", _identity),
    rule(r"[1-9]\d{2,5}(?!\w|[.,-]\d)", _short_number),
    rule(r"(?<=11\d)/(?=11\d(?!\d))", lambda _match, _reading: ","),
)
