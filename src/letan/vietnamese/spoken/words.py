"""Words: abbreviations, foreign names, capitals, plain syllables; and the signs between them."""

import re

from letan.vietnamese.spoken.letters import is_syllable, spell
from letan.vietnamese.spoken.lexicon import ABBREVIATIONS, DOTTED, FOREIGN, LETTERED
from letan.vietnamese.spoken.rule import Reading, Rule, Spoken, rule, word_after

_SIGNS = {
    ",": ",", ";": ",", ":": ",", "(": ",", ")": ",", "[": ",", "]": ",", "–": ",",
    "—": ",", "→": ",",
    ".": ".", "!": "!", "?": "?", "&": "và", "+": "cộng", "=": "bằng", "%": "phần trăm",
    "≥": "từ", "≤": "không quá", ">": "trên", "<": "dưới", "@": "a còng", "|": ",",
}  # fmt: skip
_LATIN = r"[^\W\d_]"


def _dotted(match: re.Match[str], _reading: Reading) -> Spoken:
    text = match[0]
    if text in DOTTED:
        return DOTTED[text]
    return None


def _abbreviation(match: re.Match[str], _reading: Reading) -> Spoken:
    text = match[0]
    if text in ("CP", "CT", "QH", "HN", "DN", "CN") and word_after(match)[:1].isdigit():
        return None
    return ABBREVIATIONS.get(text) or LETTERED.get(text)


def _word(match: re.Match[str], _reading: Reading) -> Spoken:
    text = match[0]
    if not _is_latin(text):
        return ()
    lower = text.lower()
    if lower in FOREIGN:
        return FOREIGN[lower]
    if lower == "đ":
        return "đê"
    if text.isupper() and len(text) > 1 and not is_syllable(text):
        return spell(text)
    if len(text) > 1 and not re.search(
        "[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", lower
    ):
        return spell(text)
    if len(text) == 1 and not is_syllable(text):
        return spell(text)
    return lower


def _is_latin(text: str) -> bool:
    return all(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in text)


def _between(match: re.Match[str], _reading: Reading) -> Spoken:
    """A stroke between two words offers a choice, except in fixed phrases."""
    head = match.string[: match.start()].lower()
    if head.endswith("và") or re.search(r"ngày$|/tháng$", head):
        return ()
    return "hoặc"


def _dots(match: re.Match[str], _reading: Reading) -> Spoken:
    """Three dots before a small letter are a hesitation, else they end the sentence."""
    return "," if match.string[match.end() :].lstrip()[:1].islower() else "."


def _sign(match: re.Match[str], _reading: Reading) -> Spoken:
    return _SIGNS.get(match[0], ())


_DOTTED = "|".join(re.escape(key) for key in sorted(DOTTED, key=len, reverse=True))

ABBREVIATION_RULES: tuple[Rule, ...] = (
    rule(rf"(?:{_DOTTED})", _dotted),
    rule(r"TP\.HCM(?!\w)", lambda _match, _reading: "thành phố hồ chí minh"),
    rule(r"KT-XH(?!\w)", lambda _match, _reading: "kinh tế xã hội"),
    rule(rf"{_LATIN}+(?![\w])", _abbreviation),
)

RULES: tuple[Rule, ...] = (
    rule(r"(?:e-mail|wi-fi|E-mail|Wi-Fi)(?!\w)", lambda match, _reading: FOREIGN[match[0].lower()]),
    rule(rf"{_LATIN}+", _word),
    rule(r"(?<=\w)/(?=[^\W\d_])", _between),
    rule(r"(?<=\s)-(?=\s)", lambda _match, _reading: ","),
    rule(r"\.{2,}", _dots),
    rule(r"[^\w\s]", _sign),
)
