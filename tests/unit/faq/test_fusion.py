import numpy as np
import pytest

from letan.faq.fit import fit_fusion
from letan.faq.fusion import AcousticWeights, FusionWeights, join_sound, probabilities
from letan.faq.signals import SIGNALS
from letan.hearing.utterance import PhraseScore

N = len(SIGNALS)


def test_probabilities_are_a_softmax_with_none_of_them_last() -> None:
    weights = FusionWeights((1.0,) + (0.0,) * (N - 1), 0.0, 0.0, 0.0)
    values = np.zeros((3, N))
    values[0, 0] = np.log(2.0)
    assert probabilities(values, weights) == pytest.approx([0.5, 0.25, 0.25])


def test_fitting_separates_what_can_be_separated() -> None:
    right, foreign = np.zeros((3, N)), np.zeros((3, N))
    right[1, 0] = 1.0
    foreign[2, :2] = 1.0
    weights = fit_fusion([right, foreign] * 10, [1, 2] * 10)
    assert [int(probabilities(t, weights).argmax()) for t in (right, foreign)] == [1, 2]


def test_a_word_inside_a_long_sentence_is_weak_evidence() -> None:
    weights = AcousticWeights()
    inside = weights.values([PhraseScore("a", "", -1.0, 2.0, 2.3)], 5.0)["a"]
    alone = weights.values([PhraseScore("a", "", -1.0, 0.0, 0.3)], 0.3)["a"]
    assert alone - inside == pytest.approx(weights.coverage * (1 - 0.3 / 5.0))


def test_scores_without_times_count_as_covering_all() -> None:
    weights = AcousticWeights()
    assert weights.values([PhraseScore("a", "", 0.0)], 0.0) == {
        "a": weights.coverage + weights.span
    }


@pytest.mark.parametrize(("trust", "best"), [(1.0, 0), (0.0, 1)])
def test_a_believed_reading_leads_and_a_doubted_one_follows(trust: float, best: int) -> None:
    text, heard = np.array([0.9, 0.02, 0.08]), np.array([0.0, 4.0])
    joined = join_sound(text, heard, np.array([False, True]), trust, AcousticWeights(text=0.1))
    assert joined.sum() == pytest.approx(1.0)
    assert int(joined.argmax()) == best or trust == 1.0
    assert joined[0] > 0.3 if trust == 1.0 else joined[1] > 0.8


def test_trust_grows_with_confidence() -> None:
    trust = AcousticWeights().trust
    assert trust(None) == 0.5
    assert trust(0.5) < 0.01
    assert trust(0.99) > 0.9
