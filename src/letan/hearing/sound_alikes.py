"""Which Vietnamese syllables are easily heard as one another, and what a confusion costs.

Tones suffer first: in dialects that merge hỏi and ngã, in synthetic voices, in noise. Then
come the pairs that dialects merge (l/n, ch/tr, s/x, d/gi/r/v, final n/ng and t/c) and
neighbouring vowels. The costs were chosen on synthesised questions (docs/hearing.md).
"""

import unicodedata
from dataclasses import dataclass
from itertools import combinations

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_INITIALS = (
    *("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu"),
    *"bcdđghklmnprstvx",
)
_FINALS = ("ng", "nh", "ch", "n", "m", "p", "t", "c")
_SPELLINGS = {"k": "c", "gh": "g", "ngh": "ng"}

TONE_COST = 1.5
INITIAL_COST = 2.0
FINAL_COST = 1.5
VOWEL_COST = 2.0
HIGHEST_COST = 5.0
"""Natural log; a syllable that costs more is no sound-alike."""

_NEAR_INITIALS = (
    *("l n", "ch tr", "s x", "d gi", "d r", "gi r", "d v", "t th", "t đ", "c g", "c kh"),
    *("p b", "m b", "n đ", "h kh", "ng nh", "ng g", "v b", "ph h", "qu h", "ch x", "tr t"),
)
_NEAR_FINALS = ("n ng", "t c", "n nh", "c ch", "m n", "p t", "t ch", "ng nh")
_NEAR_VOWELS = (
    *("a ă", "a â", "ă â", "o ô", "o ơ", "ô ơ", "ơ â", "e ê", "i y", "u ư", "iê i", "yê iê"),
    *("uô u", "ươ ư", "ô u", "ê i", "uô ô", "ươ ơ", "iê ê"),
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """A written syllable in its parts: initial consonant, vowels, final consonant, tone mark."""

    initial: str
    vowel: str
    final: str
    tone: str


def split_syllable(text: str) -> Syllable:
    """Split one lower-case syllable; any other text is split by the same rules, meaning nothing."""
    marks = unicodedata.normalize("NFD", text)
    tone = "".join(mark for mark in marks if mark in _TONES)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    initial = next((i for i in _INITIALS if plain.startswith(i) and len(plain) > len(i)), "")
    rest = plain[len(initial) :]
    final = next((end for end in _FINALS if rest.endswith(end)), "")
    vowel = rest[: len(rest) - len(final)]
    return Syllable(_SPELLINGS.get(initial, initial), vowel, final, tone)


def confusion_cost(one: Syllable, other: Syllable) -> float | None:
    """What hearing `one` as `other` costs, natural log; None where they do not sound alike."""
    cost = TONE_COST if one.tone != other.tone else 0.0
    for pair, near, price in (
        ((one.initial, other.initial), _INITIAL_PAIRS, INITIAL_COST),
        ((one.final, other.final), _FINAL_PAIRS, FINAL_COST),
        ((one.vowel, other.vowel), _VOWEL_PAIRS, VOWEL_COST),
    ):
        if pair[0] == pair[1]:
            continue
        if pair not in near:
            return None
        cost += price
    return cost if cost <= HIGHEST_COST else None


def _pairs(entries: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    both: set[tuple[str, str]] = set()
    for one, other in (pair for entry in entries for pair in combinations(entry.split(), 2)):
        both |= {(one, other), (other, one)}
    return frozenset(both)


_INITIAL_PAIRS = _pairs(_NEAR_INITIALS)
_FINAL_PAIRS = _pairs(_NEAR_FINALS)
_VOWEL_PAIRS = _pairs(_NEAR_VOWELS)


def part_is_near(part: str, one: str, other: str) -> bool:
    """Whether two forms of a part are easily taken for one another.

    Args:
        part: "initial", "vowel", "final" or "tone"; every tone is near every other.
        one: As `split_syllable` gives it.
        other: Likewise.
    """
    pairs = {"initial": _INITIAL_PAIRS, "vowel": _VOWEL_PAIRS, "final": _FINAL_PAIRS}
    return part == "tone" or (one, other) in pairs[part]
