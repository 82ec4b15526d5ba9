import math

import numpy as np
import pytest
from tests.unit.hearing.fakes import VOCABULARY, frames, near

from letan.hearing.ctc import BestPathDecoder
from letan.ports.recogniser import RecognisedWord

PIECES = ("<blank>", "<unk>", "▁at", "m", "▁không")


def table(columns: list[int], sure: float = 0.9) -> np.ndarray:
    values = np.full((len(columns), len(PIECES)), (1 - sure) / (len(PIECES) - 1))
    values[np.arange(len(columns)), columns] = sure
    return np.log(values).astype(np.float32)


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        pytest.param([], "", id="no frames"),
        pytest.param([0, 0], "", id="blanks alone"),
        pytest.param([0, 4, 4, 0], "không", id="repeats are one piece"),
        pytest.param([4, 0, 4], "không không", id="a blank parts two equal pieces"),
        pytest.param([2, 3, 0, 4], "atm không", id="pieces without the mark join"),
        pytest.param([3, 0, 4], "m không", id="a word may begin in its middle"),
        pytest.param([4, 1, 0], "không", id="marks in angle brackets are no words"),
        pytest.param([4, 1, 4], "không không", id="but part equal pieces"),
    ],
)
def test_text(columns: list[int], text: str) -> None:
    decoder = BestPathDecoder(PIECES, 0, 0.04)
    decoder.feed(table(columns))
    assert decoder.text() == text


def test_frames_one_by_one_are_read_as_at_once() -> None:
    columns = [0, 2, 2, 3, 0, 4, 4, 0, 4]
    whole, parts = BestPathDecoder(PIECES, 0, 0.04), BestPathDecoder(PIECES, 0, 0.04)
    whole.feed(table(columns))
    changes = [parts.feed(table([column])) for column in columns]
    assert parts.words() == whole.words()
    assert changes == [False, True, False, True, False, True, False, False, True]


def test_times_and_confidence() -> None:
    decoder = BestPathDecoder(PIECES, 0, 0.04, start_s=-0.08)
    decoder.feed(table([0, 2, 3, 0, 0, 4, 4]))
    assert decoder.words() == (
        RecognisedWord("atm", 0.0, near(0.04), near(0.9)),
        RecognisedWord("không", near(0.12), near(0.20), near(0.9)),
    )
    assert decoder.confidence() == near(0.9)


def test_confidence_is_the_geometric_mean_of_the_best_frames() -> None:
    decoder = BestPathDecoder(PIECES, 0, 0.04)
    decoder.feed(np.concatenate((table([2], 0.9), table([2], 0.6), table([3], 0.5))))
    assert decoder.confidence() == near(math.sqrt(0.9 * 0.5))


def test_no_words_have_no_confidence() -> None:
    decoder = BestPathDecoder(VOCABULARY, 0, 0.04)
    decoder.feed(frames(["", ""]))
    assert (decoder.words(), decoder.confidence()) == ((), None)
