"""Who moves like a follower."""

import numpy as np
import pytest

from letan.people.evidence import following_evidence


def evidence(x: float, vx: float, vy: float = 0.0, *, seen: bool = True) -> float:
    """Of somebody on the x axis; the robot stands at 0."""
    (found,) = following_evidence(
        np.array([[x, 0.0]]), np.array([[vx, vy]]), np.array([seen]), (0.0, 0.0)
    )
    return float(found)


def test_walking_after_the_robot_at_its_pace_speaks_for_him() -> None:
    assert evidence(-2.0, 0.6) == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("vx", "vy"),
    [
        pytest.param(-0.6, 0.0, id="away"),
        pytest.param(1.6, 0.0, id="much faster, even towards it"),
        pytest.param(0.0, 1.3, id="across"),
    ],
)
def test_anything_else_speaks_against_him(vx: float, vy: float) -> None:
    assert evidence(-2.0, vx, vy) < -0.5


def test_a_stop_near_the_robot_is_his_and_one_far_from_it_is_not() -> None:
    assert evidence(-1.5, 0.0) > 0.0 > evidence(-2.5, 0.1) > evidence(-4.0, 0.0)


def test_who_is_not_seen_says_nothing() -> None:
    assert evidence(-2.0, 0.6, seen=False) == 0.0
