import numpy as np
from tests.unit.hearing.fakes import VOCABULARY, near

from letan.hearing.confusions import heard_ratios

SAID = [VOCABULARY.index("▁" + word) for word in ("dừng", "có", "lại")]


def test_the_word_itself_speaks_most_for_it_then_what_sounds_alike() -> None:
    ratios = heard_ratios(SAID, [1, 1, 1], VOCABULARY)
    stop = ratios[:, 0]
    itself, alike, other = (VOCABULARY.index("▁" + w) for w in ("dừng", "dứng", "khai"))
    assert ratios.shape == (len(VOCABULARY), 3)
    assert int(stop.argmax()) == itself
    assert stop[itself] > stop[alike] > 1.0 > stop[other]


def test_a_word_that_is_said_often_speaks_less_for_its_phrase() -> None:
    rare, often = (heard_ratios(SAID, [1, count, 1], VOCABULARY) for count in (1, 50))
    assert often[SAID[1], 1] < rare[SAID[1], 1]


def test_what_is_no_syllable_is_heard_as_itself_or_as_anything() -> None:
    letter = VOCABULARY.index("m")
    [ratios] = heard_ratios([letter], [1], VOCABULARY).T
    assert ratios[letter] == near(1100.0)
    assert np.delete(ratios, letter).tolist() == [near(0.02)] * (len(VOCABULARY) - 1)
