import numpy as np
import pytest

from letan.faq.matching.fit import fit_sound
from letan.faq.matching.params import SOUND
from letan.faq.matching.sound import OF_INTENT, OF_NONE, Heard, evidence, joined
from letan.hearing.utterance import PhraseScore

ROWS = {"a": 0, "b": 1, "c": 2}
NO_COMMANDS = np.zeros(3, bool)
NOTHING_READ = np.array([0.0, 0.0, 0.0, 1.0])


def chances(shares: np.ndarray, heard: Heard, gain: np.ndarray | None = None) -> np.ndarray:
    return joined(*evidence(shares, np.zeros(3), NO_COMMANDS, ROWS, heard), SOUND, gain)


def read(shares: np.ndarray, phrasing: np.ndarray, heard: Heard) -> np.ndarray:
    return joined(*evidence(shares, phrasing, NO_COMMANDS, ROWS, heard), SOUND)


def test_a_word_inside_a_long_sentence_is_weak_evidence() -> None:
    alone = Heard([PhraseScore("a", "", 11.0, 0.0, 0.4)], 0.4, 0.6, 1)
    inside = Heard([PhraseScore("a", "", 11.0, 2.0, 2.4)], 5.0, 0.6, 8)
    assert chances(NOTHING_READ, alone)[0] > 0.75
    assert chances(NOTHING_READ, inside)[0] < 0.5


def test_a_common_word_that_is_read_without_doubt_counts_though_its_sound_says_little() -> None:
    shares, phrasing = np.array([0.999, 0.0, 0.0, 0.001]), np.array([1.0, 0.0, 0.0])
    sure, doubtful = (
        Heard([PhraseScore("a", "", 3.8, 0.0, 0.04)], 0.4, confidence, 1)
        for confidence in (0.97, 0.4)
    )
    assert read(shares, phrasing, sure)[0] > 0.9
    assert read(shares, phrasing, doubtful)[0] < 0.8


def test_a_long_phrase_that_fits_is_believed_against_a_doubtful_reading() -> None:
    heard = Heard([PhraseScore("b", "", 40.0, 0.1, 2.4)], 2.5, 0.4, 6)
    assert chances(np.array([0.5, 0.0, 0.0, 0.5]), heard)[1] > 0.8


def test_a_sure_reading_counts_more_than_a_doubtful_one() -> None:
    shares, phrases = np.array([0.9, 0.02, 0.0, 0.08]), [PhraseScore("b", "", 12.0, 0.0, 1.0)]
    sure, doubtful = (chances(shares, Heard(phrases, 2.0, c, 5))[0] for c in (1.0, 0.3))
    assert sure > doubtful


def test_phrases_of_another_release_are_passed_over() -> None:
    table, _ = evidence(
        NOTHING_READ,
        np.zeros(3),
        NO_COMMANDS,
        ROWS,
        Heard([PhraseScore("gone", "", 30.0, 0.0, 1.0)], 1.0, None, 2),
    )
    assert not table.any()


def test_the_best_phrase_of_an_intent_counts() -> None:
    poor, good = PhraseScore("a", "", 4.0, 0.0, 0.3), PhraseScore("a", "fee", 25.0, 0.0, 1.0)
    both, one = (
        evidence(NOTHING_READ, np.zeros(3), NO_COMMANDS, ROWS, Heard(phrases, 1.0, 0.6, 3))[0]
        for phrases in ([poor, good], [good])
    )
    assert both == pytest.approx(one)


def test_an_offer_makes_consent_likelier() -> None:
    heard = Heard([PhraseScore("a", "", 6.0, 0.0, 0.5)], 1.0, 0.5, 2)
    gain = np.array([SOUND.consent, 0.0, 0.0])
    plain, offered = chances(NOTHING_READ, heard), chances(NOTHING_READ, heard, gain)
    odds = (offered[0] / offered[-1]) / (plain[0] / plain[-1])
    assert odds == pytest.approx(np.exp(SOUND.consent))


def test_fitting_separates_what_can_be_separated() -> None:
    right, none = np.zeros((2, len(OF_INTENT))), np.zeros(len(OF_NONE))
    right[1, 2], none[0] = 1.0, 1.0
    foreign = (np.zeros((2, len(OF_INTENT))), none)
    weights = fit_sound([(right, none), foreign] * 10, [[1], [2]] * 10, [1.0] * 20)
    assert int(joined(right, none, weights).argmax()) == 1
    assert int(joined(*foreign, weights).argmax()) == 2
