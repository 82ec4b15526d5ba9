"""Where a face stands, from its pixels."""

import math

import pytest
from tests.unit.attention.figures import face

from letan.attention.optics import FACE_M, Lens, gaze_of, place
from letan.attention.tiles import TilePlan
from letan.kernel.geometry import Pose2
from letan.ports.camera import Box

LENS = Lens()


@pytest.mark.parametrize(
    ("ahead", "left", "up"), [(1.0, 0.0, 1.5), (2.0, 0.8, 1.1), (5.0, -2.0, 1.7)]
)
def test_a_face_is_placed_where_it_was_projected_from(ahead: float, left: float, up: float) -> None:
    spot = LENS.project(ahead, left, up)
    assert spot is not None
    size = FACE_M * LENS.focal / math.hypot(ahead, up - LENS.mount_height)
    found = place(face(*spot, size), LENS, Pose2(0.0, 0.0, 0.0))
    assert found.point.x == pytest.approx(ahead, abs=0.06)
    assert found.point.y == pytest.approx(left, abs=0.06)
    assert found.up == pytest.approx(up, abs=0.06)


def test_a_turned_robot_places_faces_in_the_hall() -> None:
    straight = place(face(320.0, 200.0, 40.0), LENS, Pose2(1.0, 2.0, math.pi / 2))
    assert straight.point.x == pytest.approx(1.0)
    assert straight.point.y > 3.5


def test_what_is_behind_is_not_in_the_picture() -> None:
    assert LENS.project(-1.0, 0.0, 1.5) is None


def test_the_gaze_is_the_turn_of_the_nose_against_the_ears() -> None:
    assert gaze_of(face(100.0, 100.0, 50.0)) == 0.0
    assert gaze_of(face(100.0, 100.0, 50.0, turned=1.0)) == pytest.approx(0.75 * math.pi / 4)
    assert gaze_of(face(100.0, 100.0, 50.0, turned=-1.0)) == pytest.approx(-0.75 * math.pi / 4)


def test_every_part_is_searched_within_a_round_and_the_watched_one_always() -> None:
    plan = TilePlan(LENS)
    searched = {part for _ in range(plan.round_frames) for part in plan.take(None, idle=False)}
    assert searched == set(plan.everything)
    assert len(plan.take(None, idle=True)) == 1


@pytest.mark.parametrize(
    ("watched", "again"),
    [
        pytest.param(Box(300.0, 150.0, 30.0, 30.0), 3, id="far away: the middle far part"),
        pytest.param(Box(500.0, 150.0, 80.0, 80.0), 1, id="near: the right near part"),
    ],
)
def test_the_watched_one_is_searched_always_and_every_other_part_within_four(
    watched: Box, again: int
) -> None:
    plan = TilePlan(LENS)
    taken = [plan.take(watched, idle=True) for _ in range(4)]
    assert [parts[0] for parts in taken] == 4 * [plan.following(watched)]
    assert {part for parts in taken for part in parts[1:]} == {
        *plan.everything[:again],
        *plan.everything[again + 1 :],
    }


def test_the_parts_cover_where_faces_are() -> None:
    plan = TilePlan(LENS)
    for distance in (0.9, 1.5, 3.0, 5.0):
        for up in (1.0, 1.3, 1.6, 1.75):
            spot = LENS.project(distance, 0.0, up)
            assert spot is not None
            far = distance > 2.2
            parts = plan.everything[2:] if far else plan.everything[:2]
            assert any(
                part.x <= spot[0] <= part.x + part.width
                and part.y <= spot[1] <= part.y + part.height
                for part in parts
            ), (distance, up, spot)
