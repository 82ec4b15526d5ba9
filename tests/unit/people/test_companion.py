"""The visitor stays the visitor."""

import numpy as np
import pytest

from letan.kernel.geometry import Point2, Pose2
from letan.people.companion import Companion
from letan.people.track import Track

ROBOT = Pose2(0.0, 0.0, 0.0)


def track(name: str, x: float, y: float, velocity: tuple[float, float] = (0.0, 0.0)) -> Track:
    return Track(name, 0.0, Point2(x, y), velocity, np.eye(4), 1.0, 0.0, 1.0)


def follow(*frames: tuple[float, tuple[Track, ...]]) -> list[str | None]:
    companion = Companion()
    companion.begin()
    first = companion.step((track("a", 1.0, 0.0), track("b", 2.0, 2.0)), ROBOT, 0.0)
    assert first is not None
    assert first.id == "a"
    found = [companion.step(tracks, ROBOT, now) for now, tracks in frames]
    return [None if one is None else one.id for one in found]


@pytest.mark.parametrize(
    ("tracks", "chosen"),
    [
        pytest.param((), None, id="nobody"),
        pytest.param((track("a", 1.5, 0.2), track("b", 1.0, -0.2)), "b", id="the nearest"),
        pytest.param((track("a", -0.8, 0.0),), None, id="behind"),
        pytest.param((track("a", 2.6, 0.0),), None, id="too far"),
    ],
)
def test_who_stands_before_the_robot_is_chosen(
    tracks: tuple[Track, ...], chosen: str | None
) -> None:
    found = Companion().choose(tracks, ROBOT, 0.0)
    assert (None if found is None else found.id) == chosen


def test_while_his_track_lives_it_is_he_wherever_he_goes() -> None:
    assert follow((1.0, (track("b", 1.0, 0.0), track("a", 6.0, 3.0)))) == ["a"]


def test_a_new_track_where_he_can_have_walked_is_he_but_nobody_known_before() -> None:
    known, new, far = track("b", 1.0, 0.0), track("c", 1.4, 0.3), track("d", 5.0, 0.0)
    assert follow((1.0, (known, far)), (1.5, (known, far, new))) == [None, "c"]


def test_lost_for_long_nobody_is_taken_for_him() -> None:
    assert follow((25.0, (track("c", 1.0, 0.0),))) == [None]


def test_somebody_else_may_know_him() -> None:
    companion = Companion()
    assert companion.keep("b", (track("b", 3.0, 3.0),), 0.0) is not None
    assert companion.keep("x", (track("b", 3.0, 3.0),), 0.0) is None
    assert companion.track_id == "b"
    companion.forget()
    assert (companion.step((track("b", 3.0, 3.0),), ROBOT, 0.1), companion.track_id) == (None, "")


def test_nobody_is_chosen_before_leading_begins() -> None:
    companion = Companion()
    assert companion.step((track("a", 1.0, 0.0),), ROBOT, 0.0) is None
    companion.begin()
    assert companion.step((), ROBOT, 0.1) is None
    assert companion.step((track("a", 1.0, 0.0),), ROBOT, 0.2) is not None
