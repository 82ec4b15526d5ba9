"""Which of the offered choices did the visitor name by its number?"""

from collections.abc import Sequence
from itertools import pairwise

from letan.faq.reply import Candidate

_ORDINALS = (
    ("nhất", "đầu", "một"),
    ("hai", "nhì"),
    ("ba", "cuối"),
)
"""Words for the first, second and third choice; "cuối" is the last, whichever it is."""

_BEFORE = ("thứ", "số", "cái", "việc", "ý")
"""A number counts only after one of these: "hai" alone may be part of a question."""


def chosen(text: str, candidates: Sequence[Candidate]) -> str | None:
    """Return the intent of the choice named by number, e.g. "cái thứ hai ấy"; else None.

    Args:
        text: Lower-case words separated by one space.
        candidates: The choices in the order they were offered.
    """
    words = text.split()
    for before, word in pairwise(words):
        if before not in _BEFORE:
            continue
        if word == "cuối" and candidates:
            return candidates[-1].intent
        for index, names in enumerate(_ORDINALS[: len(candidates)]):
            if word in names:
                return candidates[index].intent
    return None
