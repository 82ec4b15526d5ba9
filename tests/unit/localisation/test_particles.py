"""The arithmetic of the filter against what can be worked out by hand."""

import math

import numpy as np
import pytest

from letan.localisation.particles import (
    LikelihoodField,
    distance_at,
    draw_anew,
    move,
    share_on_map,
    weigh,
)

CLEARANCE = np.array([[0.0, 0.1, 0.2], [0.0, 0.1, 0.2]], dtype=np.float32)
FIELD = LikelihoodField(CLEARANCE, 0.0, 0.0, 0.1, 0.1, 0.2, 0.5)


def test_distances_lie_between_the_cells() -> None:
    assert distance_at(FIELD, 0.05, 0.05) == pytest.approx(0.05)
    assert distance_at(FIELD, 0.16, 0.0) == pytest.approx(0.16)
    assert distance_at(FIELD, -1.0, 0.0) == 0.6


def test_particles_move_as_the_wheels_say() -> None:
    particles = np.array([[0.0, 0.0, 0.0], [1.0, 1.0, math.pi / 2]])
    move(particles, (math.pi / 2, 2.0, -math.pi / 4), np.zeros((2, 3)), (0.1, 0.1, 0.1))
    expected = [[0.0, 2.0, math.pi / 4], [-1.0, 1.0, 3 * math.pi / 4]]
    np.testing.assert_allclose(particles, expected, atol=1e-12)


def test_a_scan_is_likelier_where_its_beams_end_on_the_map() -> None:
    particles = np.array([[0.0, 0.05, 0.0], [0.1, 0.05, 0.0]])
    on, off = weigh(particles, np.array([[0.0, 0.0]]), FIELD)
    assert on == pytest.approx(0.5 * math.log(1.0))
    assert off == pytest.approx(0.5 * math.log(0.8 * math.exp(-0.5) + 0.2))


def test_the_share_on_the_map() -> None:
    hits = np.array([[0.0, 0.05], [0.14, 0.05], [5.0, 0.0]])
    assert share_on_map((0.0, 0.0, 0.0), hits, FIELD, 0.15) == pytest.approx(2 / 3)
    assert share_on_map((0.0, 0.0, 0.0), np.zeros((0, 2)), FIELD, 0.15) == 0.0


def test_particles_are_drawn_by_their_weight() -> None:
    particles = np.arange(9.0).reshape(3, 3)
    drawn = draw_anew(particles, np.array([0.25, 0.0, 0.75]), 4, 0.5)
    np.testing.assert_array_equal(drawn, particles[[0, 2, 2, 2]])
