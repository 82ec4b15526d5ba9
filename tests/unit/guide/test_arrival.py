"""Where the robot stops at a place."""

import math

import pytest
from tests.unit.site.halls import sample, small

from letan.guide.arrival import arrival_pose
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Pose2
from letan.site.grid import driving_grid
from letan.site.site import Site


def pose(site: Site, place: str) -> Pose2:
    grid = driving_grid(site)
    return arrival_pose(site.place(place), grid, grid.clearance())


def test_it_stands_aside_and_faces_the_visitors_spot() -> None:
    there, stand = pose(sample(), "quay_3"), sample().place("quay_3").stand
    assert there.distance(stand) == pytest.approx(1.2)
    assert there.bearing(stand) == pytest.approx(0.0, abs=1e-9)


def test_every_place_of_the_sample_has_room() -> None:
    grid = driving_grid(sample())
    clearance = grid.clearance()
    for place in sample().destinations:
        there = arrival_pose(place, grid, clearance)
        assert clearance[grid.cell(there.x, there.y)] > 0.38, place.id


def test_the_files_own_pose_wins_and_the_base_is_its_own() -> None:
    base = {"id": "goc", "kind": "base", "title": "Chỗ robot đợi", "stand": [1.5, 1.5, 0]}
    wc = {"id": "wc", "kind": "toilet", "title": "WC", "stand": [2, 4, 0], "robot": [3, 5, 180]}
    site = small(places=[base, wc])
    assert pose(site, "wc") == Pose2(3.0, 5.0, math.pi)
    assert pose(site, "goc") == Pose2(1.5, 1.5, 0.0)


def test_no_room_is_said() -> None:
    walls = [{"points": [[5.0, 3.6], [8.0, 3.6]]}, {"points": [[5.7, 3], [5.7, 6]]}]
    with pytest.raises(LetanError, match="quay_1: there is no room for the robot beside it"):
        pose(small(walls=[*walls, {"points": [[7.3, 3], [7.3, 6]]}]), "quay_1")
