"""Words: abbreviations, foreign names, capitals, plain syllables; and the signs between them."""

import re

from letan.vietnamese.spoken.foreign import FOREIGN
from letan.vietnamese.spoken.letters import is_syllable, spell
from letan.vietnamese.spoken.lexicon import (
    ABBREVIATIONS,
    COMPOUNDS,
    DOTTED,
    LETTERED,
    POLICE_ROOMS,
)
from letan.vietnamese.spoken.rule import Reading, Rule, Spoken, rule, word_after, words_before

_SIGNS = {
    ",": ",", ";": ",", ":": ",", "(": ",", ")": ",", "[": ",", "]": ",", "–": ",",
    "—": ",", "→": ",",
    ".": ".", "!": "!", "?": "?", "&": "và", "+": "cộng", "=": "bằng", "%": "phần trăm",
    "≥": "từ", "≤": "không quá", ">": "trên", "<": "dưới", "@": "a còng", "|": ",", "±": "cộng trừ",
    "€": "ơ rô", "₫": "đồng", "$": "đô la", "#": "số", "§": "mục", "×": "nhân", "÷": "chia",
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
    if len(text) > 1 and not is_syllable(text):
        known = ABBREVIATIONS.get(text.upper()) or LETTERED.get(text.upper())
        if known:  # people type "cccd", "bhyt"
            return known
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


def _street(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "đ. Lê Lợi"; after a number "đ." is the currency at the end of a sentence."""
    return None if words_before(match)[-1:].isdigit() else "đường"


def _room(match: re.Match[str], _reading: Reading) -> Spoken:
    name = match["name"]
    return f"phòng {ABBREVIATIONS.get(name) or COMPOUNDS.get(name) or spell(name)}"


def _sign(match: re.Match[str], _reading: Reading) -> Spoken:
    return _SIGNS.get(match[0], ())


_DOTTED = "|".join(re.escape(key) for key in sorted(DOTTED, key=len, reverse=True))
_COMPOUNDS = "|".join(re.escape(key) for key in sorted(COMPOUNDS, key=len, reverse=True))
_ROOMS = "|".join(map(re.escape, POLICE_ROOMS))

ABBREVIATION_RULES: tuple[Rule, ...] = (
    rule(rf"P\.\s?(?P<name>{_ROOMS})(?!\w)", _room),
    rule(rf"(?:{_DOTTED})", _dotted),
    rule(rf"(?:{_COMPOUNDS})(?!\w)", lambda match, _reading: COMPOUNDS[match[0]]),
    rule(r"đ\.(?=\s?[A-ZĐ])", _street),
    rule(rf"{_LATIN}+(?![\w])", _abbreviation),
)

RULES: tuple[Rule, ...] = (
    rule(
        r"(?:[eE]-(?:mail|copy)|[wW]i-[fF]i)(?!\w)",
        lambda match, _reading: FOREIGN[match[0].lower()],
    ),
    rule(rf"{_LATIN}+", _word),
    rule(r"(?<=\w)\s?/\s?(?=[^\W\d_])", _between),
    rule(r"(?<=\s)\.(?=[a-z]{2,4}(?!\w))", lambda _match, _reading: "chấm"),
    rule(r">=", lambda _match, _reading: _SIGNS["≥"]),
    rule(r"<=", lambda _match, _reading: _SIGNS["≤"]),
    rule(r"[-=]+>", lambda _match, _reading: ","),
    rule(r"\+/-", lambda _match, _reading: _SIGNS["±"]),
    rule(r"(?<=\s)-(?=\s)", lambda _match, _reading: ","),
    rule(r"\.{2,}", _dots),
    rule(r"[^\w\s]", _sign),
)
