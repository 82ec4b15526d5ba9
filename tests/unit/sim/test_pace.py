"""Real time and the hall's."""

import pytest

from letan_sim.pace import Pace


@pytest.mark.parametrize(
    ("speed", "passed", "goes_on"),
    [
        pytest.param(1.0, 0.05, 0.05, id="real time"),
        pytest.param(1.0, 0.2, 0.2, id="a late step catches up"),
        pytest.param(1.0, 3.0, 0.25, id="a stall does not"),
        pytest.param(0.5, 0.1, 0.05, id="slow motion"),
        pytest.param(5.0, 0.01, 0.05, id="fast"),
        pytest.param(5.0, 0.2, 0.05, id="fast and late: /clock stays at 20 Hz"),
    ],
)
def test_real_time_becomes_the_halls(speed: float, passed: float, goes_on: float) -> None:
    pace = Pace(speed, 10.0)
    assert pace.period == pytest.approx(0.05 / speed)
    assert pace.step(10.0 + passed, 0.0) == pytest.approx(goes_on)
    assert pace.step(10.0 + passed, 0.0) == pytest.approx(0.0)


def test_a_fast_hall_waits_for_a_robot_that_lags_but_not_for_ever() -> None:
    pace = Pace(5.0, 10.0)
    assert pace.step(10.01, 7.0, answered=6.8) == pytest.approx(0.05)
    assert [pace.step(10.01 + 0.1 * n, 7.05, answered=6.7) for n in range(1, 5)] == [0.0] * 4
    assert pace.step(10.6, 7.05, answered=6.7) == pytest.approx(0.05)
    assert pace.step(10.61, 7.1, answered=7.0) == pytest.approx(0.05)


def test_real_time_waits_for_nobody() -> None:
    assert Pace(1.0, 0.0).step(0.05, 9.0, answered=1.0) == pytest.approx(0.05)
