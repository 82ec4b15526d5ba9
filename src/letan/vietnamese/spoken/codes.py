"""Codes that people carry: plates, file numbers, forms, quarters of a town, roads."""

import re

from letan.vietnamese.spoken.letters import is_syllable, spell
from letan.vietnamese.spoken.lexicon import LETTERED
from letan.vietnamese.spoken.numbers import cardinal, digit_groups, digits
from letan.vietnamese.spoken.rule import Piece, Reading, Rule, Spoken, rule, words_before

_DISTRICTS = {"Q": "quận", "P": "phường", "KP": "khu phố", "QL": "quốc lộ", "TL": "tỉnh lộ"}


def _plate(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "29A-123.45" → "hai chín a, một hai ba, bốn năm": no cardinals, they are copied."""
    head = " ".join(filter(None, (digits(match["town"]), spell(match["series"]))))
    number = digits(match["second"] or "")
    run = re.sub(r"\D", "", match["run"])
    groups = (run[:3], run[3:]) if len(run) == 5 else (run[:2], run[2:])
    return ", ".join((f"{head} {number}".rstrip(), *map(digits, groups)))


def _file_number(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "H26.15-240115-0001": each sign of it, with a rest at each hyphen."""
    return ", ".join(
        " chấm ".join(_part(part) for part in block.split(".")) for block in match[0].split("-")
    )


def _part(part: str) -> str:
    letters = re.match("[A-Z]*", part)
    head = spell(letters[0]) if letters else ""
    run = part[len(letters[0]) if letters else 0 :]
    return f"{head} {digit_groups(run) if len(run) > 4 else digits(run)}".strip()


def _form(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "mẫu TP/HT-2020": a form's letters by name."""
    if words_before(match) not in ("mẫu", "số", "biểu"):
        return None
    runs = re.findall(r"\d+|[^\W\d_]+", match[0])
    return ", ".join(digits(run) if run.isdigit() else spell(run) for run in runs)


def _numbered(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "Q1", "P14", "KP3", "QL1A"; "P101" is a room, "Q" alone a letter."""
    name, suffix = match["name"], match["suffix"]
    before = words_before(match)
    if name == "P" and (len(match["number"]) > 2 or before == "phòng"):
        return None
    named = "" if before == _DISTRICTS[name] else f"{_DISTRICTS[name]} "
    number = cardinal(int(match["number"]), reading.numbers)
    return f"{named}{number} {spell(suffix)}".rstrip() if suffix else f"{named}{number}"


def _typed_code(match: re.Match[str], _reading: Reading) -> Spoken:
    """Read "ct01", "kt3": a code typed in small letters."""
    letters, run = match["letters"], match["run"]
    if len(letters) > 1 and is_syllable(letters):
        return None
    said = LETTERED.get(letters.upper()) or spell(letters)
    return f"{said} {digits(run) if run[0] == '0' or len(run) > 2 else cardinal(int(run))}"


def _party_paper(match: re.Match[str], reading: Reading) -> Spoken:
    """Read "Nghị quyết 57-NQ/TW": the kind was said before the number."""
    body = {"TW": "trung ương", "TƯ": "trung ương", "TU": "tỉnh ủy"}[match["body"]]
    return [
        Piece(cardinal(int(match["number"]), reading.numbers), match.start(), match.end("number")),
        Piece(f"của {body}", match.end("number"), match.end()),
    ]


RULES: tuple[Rule, ...] = (
    rule(
        r"""(?P<town>\d{2})-?(?P<series>[A-ZĐ]{1,2})(?P<second>\d)?[-\s]
            (?P<run>\d{3}\.\d{2}|\d{4,5})(?![\w/-])""",
        _plate,
    ),
    rule(
        r"""(?:\d{3}\.\d{2}\.\d{2}\.)? [A-Z]\d{2}(?:\.\d{1,3})* (?:\.[A-Z]\d{2}(?:\.\d{1,3})*)?
            -\d{6}-\d{3,5}(?!\w)""",
        _file_number,
    ),
    rule(r"[A-ZĐ]{2,4}/[A-ZĐ]{2,4}-\d{4}(?:-[\w.]+)?(?!\w)", _form),
    rule(
        r"(?P<name>QL|TL|KP|Q|P)\.?(?P<number>\d{1,2})(?P<suffix>[A-D])?(?![\w/]|[.,]\d)", _numbered
    ),
    rule(r"(?P<number>\d{1,4})-(?:NQ|KL|CT|QĐ|KH|TB|HD)/(?P<body>TW|TƯ|TU)(?!\w)", _party_paper),
    rule(r"(?P<letters>[a-zđ]{1,3})(?P<run>\d{1,4})(?!\w|[.,]\d)", _typed_code),
)
