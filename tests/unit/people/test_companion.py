"""The visitor stays the visitor."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from letan.kernel.geometry import Point2, Pose2
from letan.people.companion import Companion
from letan.people.track import Track

ROBOT = Pose2(0.0, 0.0, 0.0)


def track(name: str, x: float, y: float, velocity: tuple[float, float] = (0.0, 0.0)) -> Track:
    return Track(name, 0.0, Point2(x, y), velocity, np.eye(4), 9.0, 0.0, 1.0)


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
    known, far = track("b", 1.0, 0.0), track("d", 5.0, 0.0)
    new = replace(track("c", 1.4, 0.3), age=0.2)
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


@pytest.mark.parametrize(
    ("spoke_with", "led"),
    [
        pytest.param("b", "b", id="with whom it spoke, though another stands nearer"),
        pytest.param("gone", "a", id="his track has ended"),
        pytest.param("", "a", id="not known"),
    ],
)
def test_the_one_with_whom_it_spoke_is_led(spoke_with: str, led: str) -> None:
    companion = Companion()
    companion.begin(spoke_with)
    found = companion.step((track("a", 0.9, 0.4), track("b", 1.4, -0.3)), ROBOT, 0.0)
    assert found is not None
    assert found.id == led


def test_nobody_is_chosen_before_leading_begins() -> None:
    companion = Companion()
    assert companion.step((track("a", 1.0, 0.0),), ROBOT, 0.0) is None
    companion.begin()
    assert companion.step((), ROBOT, 0.1) is None
    assert companion.step((track("a", 1.0, 0.0),), ROBOT, 0.2) is not None


def walk_with(
    seconds: float, others: Callable[[float], tuple[Track, ...]], his: Callable[[float], Track]
) -> list[str | None]:
    """Ids that are told every tenth of a second; the robot drives ahead at 0.6 m/s."""
    companion = Companion()
    companion.begin()
    told: list[str | None] = []
    for step in range(round(seconds * 10)):
        now = 0.1 * step
        robot = Pose2(0.6 * now, 0.0, 0.0 if step else math.pi)
        found = companion.step((his(now), *others(now)), robot, now)
        told.append(None if found is None else found.id)
    return told


def behind(now: float, name: str) -> Track:
    """Somebody who follows 1.5 m behind."""
    return track(name, 0.6 * now - 1.5, 0.0, (0.6, 0.0))


def crosses(now: float, name: str) -> Track:
    """Somebody who crosses his way after five seconds, close behind him."""
    return track(name, 1.3, 1.3 * (now - 5.0), (0.0, 1.3))


def test_who_crosses_his_way_does_not_become_he() -> None:
    told = walk_with(12.0, lambda t: (crosses(t, "x"),), lambda t: behind(t, "a"))
    assert set(told) == {"a"}


def test_exchanged_tracks_are_noticed_by_how_they_walk() -> None:
    """From the fifth second the visitor goes by the other's name."""
    told = walk_with(
        12.0,
        lambda t: (crosses(t, "x" if t < 5.0 else "a"),),
        lambda t: behind(t, "a" if t < 5.0 else "x"),
    )
    assert set(told[:50]) == {"a"}
    assert set(told[75:]) == {"x"}


def test_who_is_taken_for_him_by_mistake_and_stands_is_given_up_for_who_follows() -> None:
    stands = track("a", 0.0, 3.5)
    told = walk_with(40.0, lambda t: (stands,) if t else (), lambda t: behind(t, "x" if t else "a"))
    assert told[0] == "a"
    assert set(told[-100:]) == {"x"}


def test_the_same_tracks_again_change_nothing() -> None:
    companion = Companion()
    companion.begin()
    tracks = (track("a", 2.3, 0.0), track("b", 2.3, 0.5, (-0.6, 0.0)))
    first = companion.step(tracks, ROBOT, 0.0)
    assert all(companion.step(tracks, ROBOT, 0.05 * n) is first for n in range(1, 200))
