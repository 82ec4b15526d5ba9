import pytest

from letan.hearing.pace import Pace


def test_everybody_s_pauses_change_nothing() -> None:
    pace = Pace()
    pace.paused(0.45)
    assert pace.patience == 1.0


def test_a_slow_speaker_is_waited_for_and_then_forgotten() -> None:
    pace = Pace()
    pace.paused(0.72)
    pace.paused(0.3)
    assert pace.patience == pytest.approx(1.6)
    pace.finished()
    assert pace.patience == pytest.approx(1.28)
    pace.forget()
    assert pace.patience == 1.0


def test_patience_has_a_bound() -> None:
    pace = Pace()
    pace.paused(5.0)
    assert pace.patience == 1.8


def test_patience_is_asked_for() -> None:
    pace = Pace()
    pace.ask(1.5)
    pace.finished()
    assert pace.patience == 1.5
