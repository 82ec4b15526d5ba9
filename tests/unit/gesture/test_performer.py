"""Head and arms in a hall with people."""

import pytest

from letan.gesture.gestures import GESTURES, keyframes
from letan.gesture.joints import REST
from letan.gesture.performer import Performer
from letan.kernel.geometry import Point2

LEFT, FAR = Point2(0.3, 0.5), Point2(3.0, 1.0)


def test_it_stands_before_anything_and_after_a_gesture() -> None:
    performer = Performer()
    assert (performer.posture(3.0), performer.progress(3.0)) == (REST, 1.0)
    motion = performer.perform(GESTURES["nod"], 10.0)
    assert performer.progress(10.0 + motion.duration / 2) == pytest.approx(0.5)
    assert performer.posture(10.35)["head_tilt"] > 0.1
    assert (performer.posture(20.0), performer.progress(20.0)) == (REST, 1.0)


def test_a_newer_gesture_takes_over_from_where_the_joints_are() -> None:
    performer = Performer()
    performer.perform(GESTURES["wave"], 0.0)
    before = performer.posture(1.5)
    performer.perform(GESTURES["rest"], 1.5)
    assert performer.posture(1.5) == pytest.approx(before)


def test_an_arm_that_is_out_is_taken_back_from_who_comes_near_and_stays_down() -> None:
    performer = Performer()
    performer.perform(keyframes("point", FAR), 0.0)
    assert performer.see([FAR], 1.0) is None
    back = performer.see([LEFT], 2.0)
    assert back is not None
    assert performer.posture(2.0 + back.duration)["left_shoulder_lift"] == pytest.approx(0.0)
    assert performer.see([LEFT], 2.1) is None
    performer.perform(keyframes("point", FAR), 5.0)
    assert max(performer.posture(t / 10)["left_shoulder_lift"] for t in range(50, 90)) < 0.01
    performer.see([FAR], 10.0)
    performer.perform(keyframes("point", FAR), 10.0)
    assert performer.posture(12.0)["left_shoulder_lift"] > 1.0
