"""What a syllable is heard as: a channel from what is said to what the recogniser writes.

The parts of a syllable (initial, vowel, final, tone) go wrong each by itself, as often as
`letan.hearing.heard_as` counts. A word piece speaks for what was said by the ratio
`p(heard | said) / p(heard)`: how much likelier it is than after any other talk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.hearing.ctc import WORD_START
from letan.hearing.heard_as import FINALS, INITIALS, TONES, VOWELS
from letan.hearing.sound_alikes import Syllable, part_is_near, split_syllable

_PARTS: Mapping[str, str] = {
    "initial": INITIALS,
    "vowel": VOWELS,
    "final": FINALS,
    "tone": TONES,
}
_NOTHING = "-"
_PRIOR = 10.0
"""Times that each part counts as said before anything was counted."""
_NEAR, _FAR = 0.2, 1e-3
"""Weights of a sound-alike and of anything else against the part itself, in that prior."""
_OFTEN = 0.2
"""Share of the prior that goes by how often a part is heard at all."""
_WHOLE = 0.05
"""Chance that a syllable is heard rightly as a whole, beside that of its parts."""
_ANYTHING = 0.02
"""Chance that it is heard as anything: what a word that was not understood costs."""
_ANY_WORD = 0.1
"""Share of talk that may be any syllable, not one of the phrases'."""
_STRANGE_RATIO = 1100.0
"""Ratio of a piece that is no syllable, where it is heard: that of a rare syllable."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The pieces of a vocabulary that are syllables.

    Attributes:
        column: Of each of them, int64[n].
        part: Row of each of its four parts in their tables, int64[4, n].
    """

    column: NDArray[np.int64]
    part: NDArray[np.int64]


def heard_ratios(
    said: Sequence[int], counts: Sequence[int], vocabulary: Sequence[str]
) -> NDArray[np.float32]:
    """Return `p(heard | said) / p(heard)` for each pair of pieces.

    Args:
        said: Columns of the pieces that phrases are made of.
        counts: How often each of them is said, any scale.
        vocabulary: Word piece of each column.

    Returns:
        float32[vocabulary, said], all > 0.
    """
    spelling, tables = _spelled(vocabulary)
    place = {int(column): row for row, column in enumerate(spelling.column)}
    ratios = np.full((len(vocabulary), len(said)), _ANYTHING, np.float32)
    rows = np.array([place.get(column, -1) for column in said], np.int64)
    known = np.flatnonzero(rows >= 0)
    strange = np.flatnonzero(rows < 0)
    ratios[np.asarray(said, np.int64)[strange], strange] = _STRANGE_RATIO
    if len(known):
        chance = _chances(rows[known], spelling, tables)
        often = np.asarray(counts, np.float64)[known]
        heard = (1.0 - _ANY_WORD) * (often / often.sum() @ chance)
        heard += _ANY_WORD * _heard_of_any(spelling, tables)
        of_known = (1.0 - _ANYTHING) * chance / heard + _ANYTHING
        ratios[spelling.column[:, None], known] = of_known.T
    return ratios


def _spelled(vocabulary: Sequence[str]) -> tuple[_Spelling, tuple[NDArray[np.float64], ...]]:
    tables, names = zip(*(_table(part, text) for part, text in _PARTS.items()), strict=True)
    columns: list[int] = []
    parts: list[tuple[int, ...]] = []
    for column, piece in enumerate(vocabulary):
        if piece.startswith(WORD_START) and len(piece) > 1:
            found = _rows(split_syllable(piece.removeprefix(WORD_START)), names)
            if found is not None:
                columns.append(column)
                parts.append(found)
    table = np.array(parts, np.int64).reshape(-1, len(names)).T
    return _Spelling(np.array(columns, np.int64), table), tables


def _rows(syllable: Syllable, names: Sequence[Mapping[str, int]]) -> tuple[int, ...] | None:
    """Row of each part; None for what is no Vietnamese syllable."""
    found = [known.get(getattr(syllable, part)) for part, known in zip(_PARTS, names, strict=True)]
    rows = tuple(row for row in found if row is not None)
    return rows if len(rows) == len(found) else None


def _table(part: str, text: str) -> tuple[NDArray[np.float64], dict[str, int]]:
    """Return p(heard part | said part), rows sum to 1, and the row of each part."""
    counted = dict(_counted(line) for line in text.splitlines() if line)
    names = {name: row for row, name in enumerate(counted)}
    counts = np.zeros((len(names), len(names)))
    for said, heard in counted.items():
        for name, count in heard.items():
            counts[names[said], names[name]] = count
    prior = np.array(
        [[1.0 if a == b else _NEAR if part_is_near(part, a, b) else _FAR for b in names]
         for a in names]
    )  # fmt: skip
    prior /= prior.sum(axis=1, keepdims=True)
    often = (counts.sum(axis=0) + 0.5) / (counts.sum() + 0.5 * len(names))
    table = counts + _PRIOR * ((1.0 - _OFTEN) * prior + _OFTEN * often)
    return table / table.sum(axis=1, keepdims=True), names


def _counted(line: str) -> tuple[str, dict[str, int]]:
    said, *rest = line.split()
    heard = dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
    return _part(said), {_part(name): count for name, count in heard.items()}


def _part(name: str) -> str:
    """A tone is written by a vowel that bears it; nothing is written as a dash."""
    if name == _NOTHING:
        return ""
    return split_syllable(name).tone or name


def _chances(
    rows: NDArray[np.int64], spelling: _Spelling, tables: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """p(heard syllable | said syllable), float64[rows, syllables]; rows sum to 1."""
    chance = np.ones((len(rows), len(spelling.column)))
    for table, part in zip(tables, spelling.part, strict=True):
        chance *= table[part[rows]][:, part]
    chance *= (1.0 - _WHOLE) / chance.sum(axis=1, keepdims=True)
    chance[np.arange(len(rows)), rows] += _WHOLE
    return chance


def _heard_of_any(
    spelling: _Spelling, tables: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """p(heard syllable) when any syllable may be said, its parts taken apart."""
    chance = np.ones(len(spelling.column))
    for table, part in zip(tables, spelling.part, strict=True):
        said = np.bincount(part, minlength=len(table)) / len(part)
        chance *= (said @ table)[part]
    heard: NDArray[np.float64] = chance / chance.sum()
    return heard
