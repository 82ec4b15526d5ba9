"""Who comes out from behind somebody."""

import numpy as np
import pytest

from letan.people.rejoin import Lost, off_his_way, rejoined


def lost(name: int, *shown: float, seen: float = 10.0) -> Lost:
    return Lost(name, np.array(shown), seen, 0.0)


WALKS = lost(1, 0.0, 0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("x", "y", "off"),
    [
        pytest.param(2.0, 0.0, 0.0, id="he walked on"),
        pytest.param(0.5, 0.0, 0.0, id="he stopped on the way"),
        pytest.param(1.0, 0.7, 0.7, id="aside"),
        pytest.param(2.3, 0.4, 0.5, id="beyond"),
        pytest.param(-0.6, 0.8, 1.0, id="behind"),
    ],
)
def test_the_way_of_somebody_lost_is_any_part_of_his_last_velocity(
    x: float, y: float, off: float
) -> None:
    assert off_his_way(WALKS, x, y, 12.0) == pytest.approx(off)


def test_who_stood_is_looked_for_where_he_stood() -> None:
    assert off_his_way(lost(1, 0.0, 0.0, 0.0, 0.0), 3.0, 4.0, 12.0) == pytest.approx(5.0)


def test_the_best_pairs_come_first_and_nobody_twice() -> None:
    stood = lost(2, 2.0, 0.6, 0.0, 0.0)
    found = [(2.0, 0.1, 11.8), (2.0, 0.5, 11.9)]
    assert rejoined([WALKS, stood], found, 12.0, 0.5, 0.0) == {0: 0, 1: 1}
    assert rejoined([WALKS], found, 12.0, 0.5, 0.0) == {0: 0}


def test_the_longer_he_was_lost_the_farther_he_may_have_gone() -> None:
    found = [(1.0, 0.9, 11.9)]
    assert rejoined([WALKS], found, 12.0, 0.5, 0.1) == {}
    assert rejoined([WALKS], found, 12.0, 0.5, 0.25) == {0: 0}


def test_who_was_there_before_the_other_was_lost_is_not_he() -> None:
    assert rejoined([WALKS], [(1.0, 0.0, 9.5)], 12.0, 0.5, 1.0) == {}
