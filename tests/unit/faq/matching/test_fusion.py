import numpy as np
import pytest

from letan.faq.matching.fit import fit_fusion
from letan.faq.matching.fusion import FusionWeights, probabilities
from letan.faq.matching.signals import NEAREST, RIDGE, RIDGE_LOG, SIGNALS

N = len(SIGNALS)


def test_probabilities_are_a_softmax_with_none_of_them_last() -> None:
    weights = FusionWeights((1.0,) + (0.0,) * (N - 1), 0.0, 0.0, 0.0, 0.0)
    values = np.zeros((3, N))
    values[0, 0] = np.log(2.0)
    assert probabilities(values, weights) == pytest.approx([0.5, 0.25, 0.25])


def test_each_sign_of_foreign_talk_counts_by_its_weight() -> None:
    weights = FusionWeights((0.0,) * N, 0.5, 1.0, 2.0, 3.0)
    values = np.zeros((2, N))
    values[1, [RIDGE, RIDGE_LOG, NEAREST]] = 0.1, 0.2, 0.3
    odds = np.exp(0.5 + 0.1 + 0.4 + 0.9)
    assert probabilities(values, weights) == pytest.approx([1 / (1 + odds), odds / (1 + odds)])


def test_fitting_separates_what_can_be_separated() -> None:
    right, foreign = np.zeros((3, N)), np.zeros((3, N))
    right[1, 0] = 1.0
    foreign[2, :2] = 1.0
    weights = fit_fusion([right, foreign] * 10, [1, 2] * 10)
    assert [int(probabilities(t, weights).argmax()) for t in (right, foreign)] == [1, 2]
