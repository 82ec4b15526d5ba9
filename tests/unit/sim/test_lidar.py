"""The compiled lidar against its oracle."""

import math

import numpy as np
import pytest
from tests.unit.site.halls import sample

from letan.site.shapes import circles, segments
from letan_sim.lidar import cast, cast_numpy

ANGLES = -math.pi + math.tau * np.arange(360) / 360


@pytest.mark.parametrize("seed", range(5))
def test_it_says_what_the_oracle_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    people = np.column_stack((rng.uniform(1, 29, 20), rng.uniform(1, 16, 20), np.full(20, 0.25)))
    things = np.vstack((circles(sample()), people))
    pose = (12.0 + seed, 3.0 + seed, 0.7 * seed)
    args = (pose, ANGLES, segments(sample()), things, 12.0)
    np.testing.assert_allclose(cast(*args), cast_numpy(*args), rtol=0, atol=1e-9)


def test_known_distances() -> None:
    wall, ball = np.array([[3.0, -1.0, 3.0, 1.0]]), np.array([[0.0, 2.0, 0.5]])
    seen = cast((0.0, 0.0, 0.0), ANGLES[[180, 270, 0, 90]], wall, ball, 12.0)
    assert seen.tolist() == pytest.approx([3.0, 1.5, math.inf, math.inf])


def test_range_max_and_the_own_body() -> None:
    ball = np.array([[0.0, 0.0, 0.5]])
    wall = np.array([[3.0, -1.0, 3.0, 1.0]])
    assert cast((0.0, 0.0, 0.0), np.zeros(1), wall, ball, 2.9).tolist() == [math.inf]
