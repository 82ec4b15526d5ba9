"""A gesture comes with its word."""

import pytest

from letan.gesture.cue import Cue
from letan.voice.marks import MarkKind, SpeechMark

SENTENCE = "Dạ, bác đến quầy số ba ạ."


def mark(kind: MarkKind, text: str = "") -> SpeechMark:
    return SpeechMark(kind, 0, 0, len(text), text, 0.0)


def starts(cue: Cue, until: float = 20.0) -> float | None:
    """The first twentieth of a second at which it is due."""
    return next((n / 20 for n in range(round(until * 20)) if cue.due(n / 20)), None)


@pytest.mark.parametrize(
    ("stroke", "start"),
    [
        pytest.param(0.3, 10.0 + 12 * 0.065 - 0.3, id="the hand is out with the word"),
        pytest.param(1.2, 10.0, id="a slow arm starts with the sentence"),
    ],
)
def test_it_starts_so_that_the_hand_is_out_with_the_word(stroke: float, start: float) -> None:
    cue = Cue("point", stroke, 9.8)
    cue.hear(mark(MarkKind.SENTENCE, SENTENCE), 10.0)
    assert starts(cue) == pytest.approx(start, abs=0.05)


def test_a_word_that_comes_sooner_starts_it() -> None:
    cue = Cue("point", 0.3, 9.8)
    cue.hear(mark(MarkKind.SENTENCE, SENTENCE), 10.0)
    cue.hear(mark(MarkKind.WORD, "bác"), 10.1)
    cue.hear(mark(MarkKind.WORD, "quầy"), 10.2)
    assert starts(cue) == pytest.approx(10.2)


def test_a_sentence_without_its_word_is_waited_out_until_one_has_it_or_the_speech_ends() -> None:
    cue = Cue("point", 0.3, 9.8)
    cue.hear(mark(MarkKind.SENTENCE, "Lệ phí là tám nghìn đồng."), 10.0)
    assert starts(cue, until=29.0) is None
    assert cue.due(29.8)  # the voice has died
    ended = Cue("point", 0.3, 9.8)
    ended.hear(mark(MarkKind.SENTENCE, "Lệ phí là tám nghìn đồng."), 10.0)
    ended.hear(mark(MarkKind.END), 12.0)
    assert starts(ended) == pytest.approx(12.0)
    cue.hear(mark(MarkKind.SENTENCE, "Quầy ở kia ạ."), 13.0)
    assert starts(cue) == pytest.approx(13.0)


def test_speech_that_does_not_come_is_not_waited_for() -> None:
    assert starts(Cue("greet", 0.8, 5.0)) == pytest.approx(6.0)


def test_a_gesture_without_words_starts_at_once() -> None:
    assert starts(Cue("think", 0.6, 5.0)) == pytest.approx(5.0)
