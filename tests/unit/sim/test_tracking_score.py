"""The score of the tracks against the truth."""

import numpy as np
import pytest

from letan.kernel.geometry import Point2, Pose2
from letan.people.track import Track
from letan.ports.body import Person
from letan_sim.tracking_score import TrackingMeter, TrackingScore

ROBOT = Pose2(0.0, 0.0, 0.0)
WHO = (Person("a", 1.0, 0.0), Person("b", 3.0, 0.0), Person("far", 9.0, 0.0))


def track(name: str, x: float) -> Track:
    return Track(name, 0.0, Point2(x, 0.0), (0.0, 0.0), np.eye(4), 1.0, 0.0, 1.0)


def score(*frames: tuple[Track, ...], apart_s: float = 2.0) -> TrackingScore:
    meter = TrackingMeter()
    for index, tracks in enumerate(frames):
        meter.take(apart_s * index, ROBOT, WHO, tracks, frozenset({"a"}))
    return meter.result()


def test_who_is_found_who_is_not_and_who_is_nobody() -> None:
    result = score(
        (track("1", 1.1), track("9", -2.0)),
        (track("1", 1.1), track("9", -2.0)),
        (track("1", 1.1), track("2", 3.3)),
    )
    assert (result.recall, result.recall_visible) == pytest.approx((4 / 6, 1.0))
    assert result.error_mean_m == pytest.approx((0.1 * 3 + 0.3) / 4)
    assert (result.switches_a_minute, result.false_a_minute) == (0.0, 15.0)


def test_another_track_for_the_same_person_is_a_switch() -> None:
    frames = (track("1", 1.0),), (track("2", 1.0),), (track("2", 1.0), track("1", 3.0))
    assert score(*frames).switches_a_minute == 15.0
    assert score(*frames, apart_s=30.0).switches_a_minute == 0.0  # he was away for long


def test_a_pair_stays_together_while_it_may() -> None:
    result = score((track("1", 1.0),), (track("1", 1.4), track("2", 1.0)))
    assert (result.switches_a_minute, result.false_a_minute) == (0.0, 30.0)
