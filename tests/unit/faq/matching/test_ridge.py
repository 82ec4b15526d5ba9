import numpy as np
import pytest
from scipy.sparse import csr_array

from letan.faq.matching.ridge import held_out_scores, kernel, train_ridge

RANDOM = np.random.default_rng(1)
TEXTS = RANDOM.normal(size=(8, 5)).astype(np.float32)
LIKENESS = TEXTS @ TEXTS.T
LABELS = np.array([0, 0, 0, 1, 1, 1, 2, 2])


def test_held_out_scores_are_those_of_a_classifier_that_never_saw_the_text() -> None:
    scores = held_out_scores(csr_array(TEXTS), LABELS, 3, 0.5, balance=0.0)
    for out in range(len(LABELS)):
        rest = np.delete(np.arange(len(LABELS)), out)
        dual = train_ridge(csr_array(TEXTS[rest]), LABELS[rest], 3, 0.5, balance=0.0)
        assert scores[out] == pytest.approx(kernel(LIKENESS[out, rest]) @ dual, abs=1e-3)


def test_balance_lifts_the_class_with_few_texts() -> None:
    labels = np.array([0, 0, 0, 0, 0, 0, 0, 1])
    unequal, equal = (
        kernel(LIKENESS[-1]) @ train_ridge(csr_array(TEXTS), labels, 2, 5.0, balance)
        for balance in (0.0, 1.0)
    )
    assert equal[1] > unequal[1]


@pytest.mark.parametrize("texts", [7, 8, 300, 301])
def test_the_packed_triangle_solves_what_the_square_does(texts: int) -> None:
    vectors = RANDOM.normal(size=(texts, 40)).astype(np.float32) / 6
    labels = np.arange(texts) % 3
    square = kernel(vectors @ vectors.T).astype(np.float64) + 0.5 * np.eye(texts)
    expected = np.linalg.solve(square, np.eye(3)[labels])
    dual = train_ridge(csr_array(vectors), labels, 3, 0.5, balance=0.0)
    assert dual == pytest.approx(expected, abs=1e-3)
