"""The spoken form of a Vietnamese text: every figure, sign and abbreviation in words.

Rules of our own, tried at each token from left to right; the first that answers wins. Each
spoken word remembers the written characters it stands for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letan.vietnamese.spoken import addresses, amounts, codes, dates, documents, words
from letan.vietnamese.spoken.rule import Piece, Reading, Rule, Spoken

_RULES: tuple[Rule, ...] = (
    *codes.RULES,
    *addresses.RULES,
    *amounts.HOUSE_RULES,
    *dates.RULES,
    *documents.RULES,
    *words.ABBREVIATION_RULES,
    *amounts.RULES,
    *words.RULES,
)
_PAUSES = {",": 1, ".": 2, "!": 3, "?": 4}
_DEFAULT = Reading()


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of the spoken form.

    Attributes:
        text: The word, lower case, without marks.
        start: First character in `SpokenForm.text`.
        end: One past its last character there.
        written_start: First character in the written text that it stands for.
        written_end: One past the last one; words that share a written token share its span.
    """

    text: str
    start: int
    end: int
    written_start: int
    written_end: int


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """A text in spoken words: lower case, single spaces, no signs but `, . ! ?`."""

    text: str
    words: tuple[SpokenWord, ...]


def spoken_form(written: str, reading: Reading = _DEFAULT) -> SpokenForm:
    """Turn a written text into spoken words. Never fails: what cannot be said is left out.

    Args:
        written: Any string; expected NFC, other forms, control characters and emoji are tolerated.
        reading: Number words of the region.
    """
    composed, origins = _compose(written)
    return _assemble(_pieces(composed, reading), origins)


def _compose(written: str) -> tuple[str, list[int]]:
    """NFKC, and for each character of it (and its end) the place in `written`."""
    out: list[str] = []
    origins: list[int] = []
    for cluster in re.finditer(r"(?s).[\u0300-\u036f]*", written):
        text = _visible(unicodedata.normalize("NFKC", cluster[0]))
        out.append(text)
        origins.extend([cluster.start()] * len(text))
    origins.append(len(written))
    return "".join(out), origins


def _visible(text: str) -> str:
    if text == "\u00ad" or unicodedata.category(text[0]) == "Cf":
        return ""
    return "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)


def _pieces(text: str, reading: Reading) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        pieces, at = _read_at(text, at, reading)
        yield from pieces


def _read_at(text: str, at: int, reading: Reading) -> tuple[Iterable[Piece], int]:
    for candidate in _RULES:
        match = candidate.pattern.match(text, at)
        if match is None or match.end() == at or _cuts_a_word(text, match.end()):
            continue
        spoken: Spoken = candidate.read(match, reading)
        if spoken is None:
            continue
        if isinstance(spoken, str):
            spoken = (Piece(spoken, match.start(), match.end()),)
        return spoken, match.end()
    return (), at + 1


def _cuts_a_word(text: str, end: int) -> bool:
    """True where a match stops between two letters or two figures."""
    if end >= len(text):
        return False
    left, right = text[end - 1], text[end]
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _assemble(pieces: Iterable[Piece], origins: list[int]) -> SpokenForm:
    out: list[str] = []
    said: list[SpokenWord] = []
    length = 0
    pause = ""
    for piece in pieces:
        start, end = origins[piece.start], origins[piece.end]
        for token in piece.spoken.replace(",", " , ").split():
            if token in _PAUSES:
                pause = max(pause, token, key=lambda mark: _PAUSES.get(mark, 0))
                continue
            if said:
                out.append(f"{pause} ")
                length += len(pause) + 1
            pause = ""
            out.append(token)
            said.append(SpokenWord(token, length, length + len(token), start, max(end, start)))
            length += len(token)
    return SpokenForm("".join(out) + (pause if said and pause != "," else ""), tuple(said))
