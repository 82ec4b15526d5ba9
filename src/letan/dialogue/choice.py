"""Which of the offered choices did the visitor name, or none of them?"""

from collections.abc import Sequence
from itertools import pairwise

from letan.faq.reply import Candidate
from letan.vietnamese.fold import fold
from letan.vietnamese.unicode import words_of

_ORDINALS = (
    ("nhất", "đầu", "một", "first", "one", "1"),
    ("hai", "nhì", "second", "two", "2"),
    ("ba", "third", "three", "3"),
)
"""Words for the first, second and third choice."""
_LAST = ("cuối", "last")

_BEFORE = ("thứ", "số", "cái", "việc", "ý", "câu", "dòng", "the", "number")
"""A number counts only after one of these: "hai" alone may be part of a question."""

_NONE = frozenset(
    """
    không phải|không cái nào|không có cái nào|không việc nào|không phải cái nào|cái khác|việc khác
    không có cái nào đúng|không phải mấy cái đó|không phải mấy việc đó|đều không phải|chẳng cái nào
    không có việc nào
    không cái nào cả|không phải cái nào cả|không đúng cái nào|none of these|none|neither
    không|không ạ|dạ không|khác cơ|không phải đâu|không phải việc đó
    """.replace("\n", "|").split("|")
)
_POLITE = frozenset("ạ dạ cháu ơi em nhé đâu cả hết à thưa bác cô ấy đó này kia".split())
MOST_CHOICES = 3
"""So many are offered at once."""
_NEAR = 0.6
"""Share of a choice's title that has to be said for it to count as named."""


def chosen(text: str, candidates: Sequence[Candidate]) -> str | None:
    """Return the intent of the choice named by number or by its title; else None.

    Args:
        text: Words as heard.
        candidates: The choices in the order they were offered.
    """
    words = list(map(str.lower, words_of(text)))
    alone = [word for word in words if word not in _POLITE]
    if len(alone) == 1:
        words = (
            ["thứ", alone[0]]
            if alone[0] in (*_ORDINALS[0], *_ORDINALS[1], *_ORDINALS[2])
            else words
        )
    for before, word in pairwise(words):
        if before not in _BEFORE:
            continue
        if word in _LAST and candidates:
            return candidates[-1].intent
        for index, names in enumerate(_ORDINALS[: len(candidates)]):
            if word in names:
                return candidates[index].intent
    return named(text, candidates)


def is_number(text: str) -> bool:
    """Say whether the words only name a choice by its number ("cái thứ hai")."""
    said = [word for word in map(str.lower, words_of(text)) if word not in _POLITE]
    numbers = {*_LAST, *(name for names in _ORDINALS for name in names)}
    return not numbers.isdisjoint(said) and set(said) <= {*_BEFORE, *numbers}


def none_of_them(text: str) -> bool:
    """Say whether the words refuse all choices."""
    words = [word for word in map(str.lower, words_of(text)) if word not in _POLITE]
    return " ".join(words) in _NONE


def named(text: str, candidates: Sequence[Candidate]) -> str | None:
    """Return the one choice whose title is mostly said; None where two are, or none."""
    said = {fold(word) for word in map(str.lower, words_of(text))}
    if not said:
        return None
    shares = [_share(said, candidate.title) for candidate in candidates]
    best = max(shares, default=0.0)
    if best < _NEAR or shares.count(best) > 1:
        return None
    return candidates[shares.index(best)].intent


def _share(said: set[str], title: str) -> float:
    wanted = [fold(word) for word in map(str.lower, words_of(title))]
    return sum(word in said for word in wanted) / len(wanted) if wanted else 0.0
