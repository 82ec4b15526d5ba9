"""Gestures: inside the joints' limits, at every moment."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from letan.gesture.gestures import NAMES, in_robot_frame, keyframes, look_at
from letan.gesture.joints import JOINTS, REST
from letan.gesture.motion import plan, sample
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2

XACRO = Path(__file__).parents[3] / "robot_ws/src/letan_description/urdf/letan.urdf.xacro"
TARGETS = [Point2(3.0, 2.0), Point2(3.0, -2.0), Point2(-4.0, 1.0), Point2(-0.2, -3.0)]


def table(gesture: str, target: Point2, step: float = 0.01) -> np.ndarray:
    motion = plan(gesture, target)
    moments = np.arange(-0.1, motion.duration + 0.1, step)
    return np.array([[motion.at(t)[name] for name in JOINTS] for t in moments])


@pytest.mark.parametrize("gesture", NAMES)
@pytest.mark.parametrize("target", TARGETS)
def test_no_joint_leaves_its_limits(gesture: str, target: Point2) -> None:
    angles = table(gesture, target)
    speed = np.abs(np.diff(angles, axis=0)) / 0.01
    acceleration = np.abs(np.diff(angles, n=2, axis=0)) / 0.01**2
    for column, joint in enumerate(JOINTS.values()):
        assert joint.lower - 1e-9 <= angles[:, column].min()
        assert angles[:, column].max() <= joint.upper + 1e-9
        assert speed[:, column].max() <= joint.max_velocity * 1.001
        assert acceleration[:, column].max() <= joint.max_acceleration * 1.001


@pytest.mark.parametrize("gesture", NAMES)
def test_every_gesture_moves_and_ends_at_rest(gesture: str) -> None:
    motion = plan(gesture, Point2(2.0, 1.0))
    assert motion.at(motion.duration + 5.0) == REST
    moved = max(np.abs(table(gesture, Point2(2.0, 1.0))).max(axis=0))
    assert (moved > 0.1) == (gesture != "rest")


def test_it_points_with_the_arm_of_that_side() -> None:
    left = sample("point", 3.0, Point2(2.0, 2.2))
    assert left["left_shoulder_pan"] == pytest.approx(math.atan2(2.0, 2.0))
    assert left["left_shoulder_lift"] == pytest.approx(math.pi / 2, abs=0.05)
    assert left["right_shoulder_lift"] == 0.0
    right = sample("point", 3.0, Point2(2.0, -2.2))
    assert right["right_shoulder_pan"] == pytest.approx(math.atan2(-2.0, 2.0))
    assert right["left_shoulder_lift"] == 0.0


@pytest.mark.parametrize(
    ("target", "hanging", "side"),
    [
        pytest.param(Point2(2.0, 0.5), frozenset(), "left", id="its side"),
        pytest.param(Point2(2.0, 0.5), frozenset({"left"}), "right", id="across"),
        pytest.param(Point2(2.0, -0.5), frozenset({"right"}), "left", id="across, to the right"),
        pytest.param(Point2(0.5, 2.0), frozenset({"left"}), "left", id="too far round"),
        pytest.param(Point2(2.0, 0.5), frozenset({"left", "right"}), "left", id="none is free"),
    ],
)
def test_the_free_arm_points(target: Point2, hanging: frozenset[str], side: str) -> None:
    stroke = keyframes("point", target, hanging)[0]
    assert {name for name in stroke.angles if "shoulder" in name} == {
        f"{side}_shoulder_pan",
        f"{side}_shoulder_lift",
    }


def test_the_map_frame_becomes_the_robots() -> None:
    seen = in_robot_frame(Point2(2.0, 5.0), Pose2(2.0, 2.0, math.pi / 2))
    assert (seen.x, seen.y) == pytest.approx((3.0, 0.0), abs=1e-9)
    left = in_robot_frame(Point2(0.0, 2.0), Pose2(2.0, 2.0, math.pi / 2))
    assert (left.x, left.y) == pytest.approx((0.0, 2.0), abs=1e-9)


def test_a_gesture_begins_where_the_last_one_was_stopped() -> None:
    stopped = sample("wave", 1.5)
    assert plan("rest", start=stopped).at(0.0) == pytest.approx(stopped)
    assert plan("rest", start=stopped).duration > 1.0


@pytest.mark.parametrize("moment", [0.2, 0.7, 1.5, 2.1, 3.0])
@pytest.mark.parametrize("following", NAMES)
def test_an_interrupted_motion_brakes_within_the_limits(following: str, moment: float) -> None:
    first = plan("wave")
    second = plan(
        following, Point2(2.0, 1.0), first.at(moment), first.velocity_at(moment), frozenset()
    )
    step = 0.005
    before = [first.at(moment - back * step) for back in range(60, 0, -1)]
    after = [second.at(t) for t in np.arange(0.0, second.duration + 0.1, step)]
    angles = np.array([[posture[name] for name in JOINTS] for posture in (*before, *after)])
    speed = np.abs(np.diff(angles, axis=0)) / step
    acceleration = np.abs(np.diff(angles, n=2, axis=0)) / step**2
    for column, joint in enumerate(JOINTS.values()):
        assert joint.lower - 1e-9 <= angles[:, column].min()
        assert angles[:, column].max() <= joint.upper + 1e-9
        assert speed[:, column].max() <= joint.max_velocity * 1.001
        assert acceleration[:, column].max() <= joint.max_acceleration * 1.02


def test_velocities_are_the_slopes_of_the_angles() -> None:
    motion = plan("wave", start={"head_pan": 0.4}, speed={"head_pan": 1.0})
    for t in np.arange(0.01, motion.duration, 0.07):
        slope = (
            motion.at(t + 1e-4)["right_shoulder_lift"] - motion.at(t - 1e-4)["right_shoulder_lift"]
        ) / 2e-4
        assert motion.velocity_at(t)["right_shoulder_lift"] == pytest.approx(slope, abs=0.01)
    assert motion.velocity_at(0.0)["head_pan"] == 1.0
    assert motion.velocity_at(motion.duration + 1.0) == REST


def test_the_head_turns_to_a_face_as_far_as_it_can() -> None:
    ahead = look_at(Point2(2.0, 2.0), 1.2)
    assert ahead.angles == pytest.approx({"head_pan": math.pi / 4, "head_tilt": 0.0})
    behind = look_at(Point2(-2.0, 0.1), 0.2)
    assert behind.angles == {"head_pan": 1.4, "head_tilt": pytest.approx(0.463, abs=0.01)}


def test_bad_input_is_named() -> None:
    with pytest.raises(LetanError, match=r"point: there is nothing to point at"):
        keyframes("point")
    with pytest.raises(LetanError, match=r"dance: there is no such gesture\. Known are rest"):
        keyframes("dance")


def test_the_description_has_the_same_limits() -> None:
    text = XACRO.read_text(encoding="utf-8")
    found = {}
    for name, lower, upper, velocity in re.findall(
        r'name="(\S+)" parent[^>]*?lower="(\S+)"\s+upper="(\S+)" velocity="(\S+)"', text
    ):
        found[name] = (lower, upper, velocity)
    arms = r'arm side="(\w+)" sign="\S+" pan_lower="(\S+)" pan_upper="(\S+)"'
    pans = {side: (lower, upper) for side, lower, upper in re.findall(arms, text)}
    limits = {}
    for side in ("left", "right"):
        limits[f"{side}_shoulder_pan"] = (*pans[side], found["${side}_shoulder_pan"][2])
        limits[f"{side}_shoulder_lift"] = found["${side}_shoulder_lift"]
    limits |= {name: found[name] for name in ("head_pan", "head_tilt")}
    assert {n: tuple(map(float, v)) for n, v in limits.items()} == {
        n: (j.lower, j.upper, j.max_velocity) for n, j in JOINTS.items()
    }
