"""`python -m letan_apps.fitting.requests TUNE.tsv…`: fit what tells two requests from one anew.

Prints the `WEIGHTS` to put into `letan.faq.requests`. It learns from phrasings that the matcher
has not seen (a fifth of the pack), alone and in pairs joined by connecting words or by none, and
from the tune questions, which count four times. The questions must not be those that the results
are reported on.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from letan.faq.content.entry import EntryKind
from letan.faq.content.release import Release
from letan.faq.matching.matcher import Matcher
from letan.faq.requests import EVIDENCE, possible_cuts
from letan.kernel.faults import LetanError
from letan_apps.content.mind import load_mind
from letan_apps.fitting.faq import FOLDS, without_fold
from letan_apps.question_table import read_table
from letan_apps.resources import shipped

PAIRS = 400
_COMPOSED_WEIGHT, _ASKED_WEIGHT = 0.7, 4.0
_JOINTS = (
    "với lại", "rồi", "còn", "và", "tiện thể", "mà", "xong rồi", "sẵn", "với cho hỏi luôn",
    "ngoài ra", "thêm nữa là", "à mà", "", "", "rồi cho tôi hỏi", "nhân tiện cho hỏi", "xong thì",
    "luôn tiện",
)  # fmt: skip
_FACTUAL = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)


def main(argv: list[str]) -> int:
    """Fit on every cut that would be tried."""
    if not argv or any(word in ("-h", "--help") for word in argv):
        print(__doc__)
        return 0 if argv else 2
    asked = [(row["id"], row["utterance"]) for p in argv for row in read_table(Path(p))]
    mind = load_mind(shipped("faq_data"), words_alone=True)
    kinds = {entry.id: entry.kind for entry in mind.release.entries()}
    unseen = Matcher(without_fold(mind.release, 0))
    found = [
        *_cuts(unseen, composed_pairs(mind.release, Random(1)), kinds, _COMPOSED_WEIGHT),  # noqa: S311  # no secret
        *_cuts(unseen, _alone(mind.release), kinds, 1.0),
        *_cuts(mind.matcher, asked, kinds, _ASKED_WEIGHT),
    ]
    evidence, right, weights = (
        np.asarray(column, np.float64) for column in zip(*found, strict=True)
    )
    print(f"# {len(found)} cuts, {int(right.sum())} of them right")
    print(tuple(round(float(w), 2) for w in _fitted(evidence, right, weights)))
    return 0


def composed_pairs(release: Release, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield ids as "a+b" and two phrasings of the first fold in one breath."""
    own = [
        (entry.id, text)
        for entry in release.entries()
        if entry.kind in _FACTUAL
        for text in entry.phrasings[::FOLDS]
        if 3 <= len(text.split()) <= 14
    ]
    for _ in range(PAIRS):
        (first, one), (second, other) = chance.sample(own, 2)
        if first != second:
            words = (one.rstrip("?. "), chance.choice(_JOINTS), other)
            yield f"{first}+{second}", " ".join(part for part in words if part)


def _alone(release: Release) -> Iterator[tuple[str, str]]:
    for entry in release.entries():
        for text in entry.phrasings[:: 2 * FOLDS]:
            yield entry.id, text


def _cuts(
    matcher: Matcher,
    questions: Iterator[tuple[str, str]] | list[tuple[str, str]],
    kinds: dict[str, EntryKind],
    weight: float,
) -> Iterator[tuple[tuple[float, ...], bool, float]]:
    """Yield evidence, whether both were wanted, and weight of each cut between factual entries."""
    for wanted, text in questions:
        views = matcher.views(text)
        for cut in possible_cuts(views, matcher, matcher.rank_views(views)):
            if cut.intents[0] != cut.intents[1] and all(kinds[i] in _FACTUAL for i in cut.intents):
                yield cut.evidence, set(cut.intents) == set(wanted.split("+")), weight


def _fitted(
    evidence: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the logistic regression's weights, all but the bias pulled to 0."""
    pull = np.append(0.0, np.ones(len(EVIDENCE) - 1))

    def cost(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        p = 1.0 / (1.0 + np.exp(-(evidence @ theta)))
        loss = -(weights * np.where(right > 0, np.log(p + 1e-9), np.log(1.0 - p + 1e-9))).sum()
        gradient = evidence.T @ (weights * (p - right)) + pull * theta
        return float(loss + 0.5 * pull @ theta**2), gradient

    found = minimize(cost, np.zeros(len(EVIDENCE)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)


def command(argv: list[str]) -> int:
    """Fit, or say in one line why not."""
    try:
        return main(argv)
    except LetanError as error:
        print(f"letan_apps.fitting.requests: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(command(sys.argv[1:]))
