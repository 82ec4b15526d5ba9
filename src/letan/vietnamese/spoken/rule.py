"""What a reading rule is: a pattern that matches at one place, and how its match is said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from letan.vietnamese.spoken.numbers import NORTHERN, NumberWords


@dataclass(frozen=True, slots=True)
class Piece:
    """Spoken words (or one mark ", . ? !") and the characters [start, end) they stand for."""

    spoken: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read: the number words of the region."""

    numbers: NumberWords = NORTHERN


Spoken: TypeAlias = str | Sequence[Piece] | None
"""The words for the whole match, or pieces of it, or None where the rule does not apply."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Tried at the beginning of each token; the first rule that answers wins.

    A match must not end inside a run of letters or digits; the caller checks that.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Spoken]


def rule(pattern: str, read: Callable[[re.Match[str], Reading], Spoken]) -> Rule:
    """Make a rule; in the pattern white space is free and `#` begins a remark."""
    return Rule(re.compile(pattern, re.VERBOSE), read)


def group(match: re.Match[str], name: str, spoken: str) -> Piece:
    """The piece for one named group of a match."""
    return Piece(spoken, match.start(name), match.end(name))


def words_before(match: re.Match[str], count: int = 1) -> str:
    """Up to `count` words right before the match, lower case; none across a comma or full stop."""
    head = match.string[max(0, match.start() - 60) : match.start()].lower()
    clause = re.split(r"[,;.!?](?=\s|$)", head)[-1]
    return " ".join(word.strip(":()\"'“”") for word in clause.split()[-count:])


def word_after(match: re.Match[str]) -> str:
    """The next word after the match, lower case, without marks around it; "" at the end."""
    tail = match.string[match.end() : match.end() + 40].lower().split()
    return tail[0].strip(".,:;()\"'“”") if tail else ""
