import pytest

from letan.hearing.pauses import Pauses


def test_everybody_s_pauses_change_nothing() -> None:
    pauses = Pauses()
    pauses.paused(0.45)
    assert pauses.patience == 1.0


def test_a_slow_speaker_is_waited_for_and_then_forgotten() -> None:
    pauses = Pauses()
    pauses.paused(0.72)
    pauses.paused(0.3)
    assert pauses.patience == pytest.approx(1.6)
    pauses.finished()
    assert pauses.patience == pytest.approx(1.28)
    pauses.forget()
    assert pauses.patience == 1.0


def test_patience_has_a_bound() -> None:
    pauses = Pauses()
    pauses.paused(5.0)
    assert pauses.patience == 1.8
