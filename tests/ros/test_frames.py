"""Transforms in the plane."""

import math

import pytest
from geometry_msgs.msg import TransformStamped
from tf2_msgs.msg import TFMessage

from letan.kernel.geometry import Pose2
from letan_ros.convert.body import pose_to_msg
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames


def transform(parent: str, child: str, pose: Pose2, t: float = 1.0) -> TransformStamped:
    placed = pose_to_msg(pose)
    message = TransformStamped(child_frame_id=child)
    message.header.frame_id, message.header.stamp = parent, time_to_msg(t)
    message.transform.translation.x = placed.position.x
    message.transform.translation.y = placed.position.y
    message.transform.rotation = placed.orientation
    return message


def close(pose: Pose2) -> object:
    return pytest.approx((pose.x, pose.y, pose.yaw), abs=1e-9)


def test_a_chain_is_followed_and_the_oldest_stamp_counts() -> None:
    frames = Frames()
    quarter = math.pi / 2
    frames.update(TFMessage(transforms=[transform("map", "odom", Pose2(1.0, 0.0, quarter), 5.0)]))
    frames.update(
        TFMessage(transforms=[transform("odom", "base_link", Pose2(2.0, 0.0, quarter), 6.0)])
    )
    found = frames.pose("base_link", within="map")
    assert found is not None
    assert (found[0].x, found[0].y, found[0].yaw) == close(Pose2(1.0, 2.0, math.pi))
    assert found[1] == 5.0


def test_the_newest_transform_counts() -> None:
    frames = Frames()
    for x in (1.0, 2.0):
        frames.update(TFMessage(transforms=[transform("map", "base_link", Pose2(x, 0.0, 0.0))]))
    found = frames.pose("base_link", within="map")
    assert found is not None
    assert found[0].x == 2.0


def test_what_is_not_connected_is_not_known() -> None:
    frames = Frames()
    frames.update(TFMessage(transforms=[transform("odom", "base_link", Pose2(1.0, 0.0, 0.0))]))
    assert frames.pose("base_link", within="map") is None


def test_a_circle_of_frames_ends() -> None:
    frames = Frames()
    zero = Pose2(0.0, 0.0, 0.0)
    frames.update(TFMessage(transforms=[transform("a", "b", zero), transform("b", "a", zero)]))
    assert frames.pose("a", within="map") is None
