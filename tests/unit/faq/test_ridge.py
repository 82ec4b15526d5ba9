import numpy as np
import pytest

from letan.faq.ridge import train_ridge

RANDOM = np.random.default_rng(1)
TEXTS = RANDOM.normal(size=(8, 5))
LABELS = np.array([0, 0, 0, 1, 1, 1, 2, 2])


def test_held_out_scores_are_those_of_a_classifier_that_never_saw_the_text() -> None:
    gram = TEXTS @ TEXTS.T
    whole = train_ridge(gram, LABELS, 3, 0.5)
    for out in range(len(LABELS)):
        rest = np.delete(np.arange(len(LABELS)), out)
        without = train_ridge(gram[np.ix_(rest, rest)], LABELS[rest], 3, 0.5)
        assert whole.held_out[out] == pytest.approx(without.scores(gram[out, rest]))
