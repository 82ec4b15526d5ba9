"""Poses of one frame seen from another."""

import math

import pytest

from letan.kernel.geometry import Pose2, compose, inverse


def close(pose: Pose2) -> object:
    return pytest.approx((pose.x, pose.y, pose.yaw), abs=1e-9)


def test_a_pose_given_in_a_turned_frame_is_turned_and_moved() -> None:
    seen = compose(Pose2(1.0, 0.0, math.pi / 2), Pose2(2.0, 1.0, math.pi / 2))
    assert (seen.x, seen.y, seen.yaw) == close(Pose2(0.0, 2.0, math.pi))


@pytest.mark.parametrize("pose", [Pose2(0.0, 0.0, 0.0), Pose2(3.0, -1.0, 2.5)])
def test_the_inverse_undoes_from_either_side(pose: Pose2) -> None:
    for home in (compose(pose, inverse(pose)), compose(inverse(pose), pose)):
        assert (home.x, home.y, home.yaw) == close(Pose2(0.0, 0.0, 0.0))
