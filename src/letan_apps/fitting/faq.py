"""`python -m letan_apps.fitting.faq TUNE.tsv…`: fit the matcher's weights anew.

Prints the `FusionWeights` to put into `letan.faq.matching.params`. It learns from the pack's own
phrasings, each fifth of them held out in turn, and from the tune questions. The questions
must not be those that the results are reported on.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.content.release import Release
from letan.faq.matching.fit import fit_fusion
from letan.faq.matching.matcher import Matcher
from letan.kernel.faults import LetanError
from letan_apps.content.mind import load_mind
from letan_apps.question_table import read_table
from letan_apps.resources import shipped

FOLDS = 5
OWN_WEIGHT = 0.1
"""What a phrasing counts against a question: those of one hand are too easy for each other."""


def main(argv: list[str]) -> int:
    """Fit on the rows with one intent, and those out of scope."""
    if not argv or any(word in ("-h", "--help") for word in argv):
        print(__doc__)
        return 0 if argv else 2
    tables_of_questions = [list(read_table(Path(path))) for path in argv]  # a slip costs no minutes
    faq = load_mind(shipped("faq_data"))
    own = list(_held_out(faq.release))
    asked = [
        _example(faq.matcher, row["utterance"], row["id"])
        for table in tables_of_questions
        for row in table
        if row["id"] in _rows(faq.matcher)
    ]
    tables, labels = zip(*own, *asked, strict=True)
    print(f"# {len(own)} phrasings, {len(asked)} questions")
    print(fit_fusion(tables, labels, [OWN_WEIGHT] * len(own) + [1.0] * len(asked)))
    return 0


def _held_out(release: Release) -> Iterator[tuple[NDArray[np.float64], int]]:
    """Yield every phrasing as a question to a matcher that has not seen it."""
    for fold in range(FOLDS):
        matcher = Matcher(_without(release, fold))
        for entry in release.entries():
            for text in entry.phrasings[fold::FOLDS]:
                yield _example(matcher, text, entry.id)
        for foreign in release.foreign:
            for text in foreign.phrasings[fold::FOLDS]:
                yield _example(matcher, text, OUT_OF_SCOPE)


def _without(release: Release, fold: int) -> Release:
    def kept(phrasings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for at, text in enumerate(phrasings) if at % FOLDS != fold)

    topics = tuple(
        replace(
            topic,
            entries=tuple(
                replace(entry, phrasings=kept(entry.phrasings)) for entry in topic.entries
            ),
        )
        for topic in release.topics
    )
    foreign = tuple(replace(group, phrasings=kept(group.phrasings)) for group in release.foreign)
    return Release(release.id, topics, release.table, foreign, release.fillers)


def _example(matcher: Matcher, text: str, intent: str) -> tuple[NDArray[np.float64], int]:
    return matcher.signals(matcher.views(text)).values, _rows(matcher)[intent]


def _rows(matcher: Matcher) -> dict[str, int]:
    return {intent: row for row, intent in enumerate((*matcher.index.intents, OUT_OF_SCOPE))}


def command(argv: list[str]) -> int:
    """Fit, or say in one line why not."""
    try:
        return main(argv)
    except LetanError as error:
        print(f"letan_apps.fitting.faq: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(command(sys.argv[1:]))
