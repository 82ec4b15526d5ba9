"""Who belongs to whom, and what a track makes of it."""

import numpy as np
import pytest

from letan.people.filter import associate, correct, newcomers, predict

GATE = 9.2


def tracks(*at: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    state = np.array([(x, y, 0.0, 0.0) for x, y in at]).reshape(-1, 4)
    covariance = np.stack([np.diag([0.04, 0.04, 0.25, 0.25])] * len(at))
    return state, covariance


def pieces(*at: tuple[float, float]) -> np.ndarray:
    return np.array([(x, y, 2.0, 4.0) for x, y in at]).reshape(-1, 4)


@pytest.mark.parametrize(
    ("at", "owner"),
    [
        pytest.param(((0.1, 0.0), (-0.2, 0.0)), [0, 0], id="two legs of one"),
        pytest.param(((0.1, 0.0), (0.1, 0.5)), [0, -1], id="too far for his other leg"),
        pytest.param(((0.9, 0.0), (0.1, 0.0)), [1, 0], id="the best pairs first"),
        pytest.param(((0.45, 0.0), (0.1, 0.0), (0.95, 0.0)), [0, 0, 1], id="one more leg"),
        pytest.param(((0.0, 3.0),), [-1], id="out of the gate"),
    ],
)
def test_pieces_go_to_the_track_that_explains_them(
    at: tuple[tuple[float, float], ...], owner: list[int]
) -> None:
    assert associate(*tracks((0.0, 0.0), (1.0, 0.0)), pieces(*at), GATE).tolist() == owner


def test_a_leg_of_somebody_who_is_seen_does_not_go_to_somebody_long_hidden() -> None:
    state, covariance = tracks((0.0, 0.0), (0.6, 0.0))
    covariance[1] *= 4.0  # nearer than the gate to both legs of the first
    assert associate(state, covariance, pieces((-0.1, 0.0), (0.15, 0.0)), GATE).tolist() == [0, 0]


def test_legs_farther_apart_than_a_stride_are_not_of_one() -> None:
    state, covariance = tracks((0.0, 0.0))
    owner = associate(state, covariance, pieces((-0.2, 0.0), (0.3, 0.0)), GATE)
    assert owner.tolist() == [0, -1]


def test_a_wide_body_takes_all_its_pieces() -> None:
    state, covariance = tracks((0.0, 0.0))
    at = pieces((0.0, 0.0), (-0.24, 0.05), (0.24, 0.05))
    assert associate(state, covariance, at, GATE).tolist() == [0, 0, 0]


def test_the_middle_of_two_legs_draws_a_track_more_than_one_leg() -> None:
    def after(*at: tuple[float, float]) -> float:
        state, covariance = tracks((0.0, 0.0))
        correct(state, covariance, pieces(*at), np.zeros(len(at), dtype=np.int64))
        assert covariance[0, 0, 0] < 0.04
        return float(state[0, 0])

    # sd 0.11 and 0.06 m with 0.008 m more a metre of range, against 0.2 m: the Kalman gains
    assert after((0.2, 0.0)) == pytest.approx(0.2 * 0.04 / (0.04 + 0.126**2))
    assert after((0.1, 0.0), (0.3, 0.0)) == pytest.approx(0.2 * 0.04 / (0.04 + 0.076**2))


def test_who_is_not_seen_is_believed_to_slow_down_and_is_less_sure() -> None:
    state, covariance = tracks((0.0, 0.0), (0.0, 0.0))
    state[:, 2] = 1.0
    predict(state, covariance, np.array([0.0, 0.5]), 0.1, 2.0)
    assert state[:, 0] == pytest.approx([0.1, 0.1])
    assert state[:, 2] == pytest.approx([1.0, np.exp(-0.1 / 1.5)])
    assert (covariance[:, 0, 0] > 0.04).all()
    seen, hidden = covariance[:, 2, 2]
    assert seen == pytest.approx(0.25 + (2.0 * 0.1) ** 2)
    assert hidden == pytest.approx(0.25 * np.exp(-0.2 / 1.5) + 0.1**2)


def test_pieces_of_nobody_are_joined_two_by_two() -> None:
    at = pieces((0.0, 0.0), (3.0, 0.0), (0.2, 0.0), (9.0, 9.0))
    middles = newcomers(at, np.array([-1, -1, -1, 0]))
    assert sorted(middles.tolist()) == [[0.1, 0.0], [3.0, 0.0]]
