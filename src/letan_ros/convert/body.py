"""Sound, poses, scans, odometry and people."""

import array
import math
from collections.abc import Sequence

import numpy as np
from geometry_msgs.msg import Pose, PoseStamped, Quaternion, Twist
from letan_msgs.msg import AudioChunk, PersonTrack, PersonTracks
from nav_msgs.msg import Odometry as OdometryMsg
from nav_msgs.msg import Path
from sensor_msgs.msg import LaserScan

from letan.kernel.geometry import Pose2, Twist2, wrap_angle
from letan.kernel.units import Pcm, Radians, Seconds
from letan.ports.body import Odometry, Person, Scan
from letan_ros.convert.moment import time_from_msg, time_to_msg


def chunk_to_msg(
    pcm: Pcm, sample_rate_hz: int, first_sample: int, t_s: Seconds, device: str
) -> AudioChunk:
    """Return a block of sound as message; `t_s` is the moment of its first sample."""
    message = AudioChunk(sample_rate_hz=sample_rate_hz, first_sample=first_sample)
    message.samples = array.array("h", np.ascontiguousarray(pcm, dtype=np.int16).tobytes())
    message.header.stamp = time_to_msg(t_s)
    message.header.frame_id = device
    return message


def chunk_from_msg(message: AudioChunk) -> Pcm:
    """Return the samples, int16[n], a copy."""
    return np.array(message.samples, dtype=np.int16)


def pose_to_msg(pose: Pose2) -> Pose:
    """Return a pose in the plane as a pose in space, z = 0."""
    message = Pose()
    message.position.x, message.position.y = pose.x, pose.y
    message.orientation.z = math.sin(pose.yaw / 2)
    message.orientation.w = math.cos(pose.yaw / 2)
    return message


def pose_from_msg(message: Pose) -> Pose2:
    """Return the pose's projection on the plane; the yaw is that of a rotation about z.

    Raises:
        ValueError: For a quaternion of length zero or a value that is no number.
    """
    q = message.orientation
    values = (message.position.x, message.position.y, q.x, q.y, q.z, q.w)
    if not all(map(math.isfinite, values)):
        raise ValueError("pose: a value is no number")
    if q.x == q.y == q.z == q.w == 0.0:
        raise ValueError("pose.orientation: a quaternion of length zero")
    return Pose2(message.position.x, message.position.y, yaw_from_msg(q))


def yaw_from_msg(q: Quaternion) -> Radians:
    """Return the rotation about z of a unit quaternion, -pi..pi."""
    return wrap_angle(math.atan2(2 * (q.w * q.z + q.x * q.y), 1 - 2 * (q.y * q.y + q.z * q.z)))


def twist_to_msg(twist: Twist2) -> Twist:
    """Return a velocity of a differential drive."""
    message = Twist()
    message.linear.x, message.angular.z = twist.v_mps, twist.w_radps
    return message


def twist_from_msg(message: Twist) -> Twist2:
    """Return the part of a velocity that a differential drive can follow.

    Raises:
        ValueError: If a value is no number.
    """
    if not (math.isfinite(message.linear.x) and math.isfinite(message.angular.z)):
        raise ValueError("twist: a value is no number")
    return Twist2(message.linear.x, message.angular.z)


def scan_to_msg(scan: Scan, frame: str) -> LaserScan:
    """Return a scan in the laser's frame."""
    count = len(scan.ranges)
    message = LaserScan(
        angle_min=scan.angle_min,
        angle_max=scan.angle_min + (count - 1) * scan.angle_increment,
        angle_increment=scan.angle_increment,
        range_max=scan.range_max,
    )
    message.ranges = array.array("f", scan.ranges.astype(np.float32).tobytes())
    message.header.stamp = time_to_msg(scan.t)
    message.header.frame_id = frame
    return message


def scan_from_msg(message: LaserScan) -> Scan:
    """Return the core's scan; REP-117: inf is "nothing hit", NaN is "beam failed".

    Readings outside the device's own limits are no readings: they become NaN, as they say nothing.
    """
    ranges = np.array(message.ranges, dtype=np.float32)
    finite = np.isfinite(ranges)
    wrong = finite & ((ranges < message.range_min) | (ranges > message.range_max))
    ranges[wrong | np.isneginf(ranges)] = np.nan
    return Scan(
        t=time_from_msg(message.header.stamp),
        ranges=ranges,
        angle_min=message.angle_min,
        angle_increment=message.angle_increment,
        range_max=message.range_max,
    )


def odometry_to_msg(odometry: Odometry) -> OdometryMsg:
    """Return the odometry, frame `odom`, child `base_link`."""
    message = OdometryMsg(child_frame_id="base_link")
    message.header.frame_id = "odom"
    message.header.stamp = time_to_msg(odometry.t)
    message.pose.pose = pose_to_msg(odometry.pose)
    message.twist.twist = twist_to_msg(odometry.twist)
    return message


def odometry_from_msg(message: OdometryMsg) -> Odometry:
    """Return the core's odometry.

    Raises:
        ValueError: As `pose_from_msg` and `twist_from_msg`.
    """
    return Odometry(
        t=time_from_msg(message.header.stamp),
        pose=pose_from_msg(message.pose.pose),
        twist=twist_from_msg(message.twist.twist),
    )


def path_to_msg(poses: Sequence[Pose2], t_s: Seconds) -> Path:
    """Return a path in the map frame."""
    message = Path()
    message.header.frame_id = "map"
    message.header.stamp = time_to_msg(t_s)
    message.poses = [PoseStamped(header=message.header, pose=pose_to_msg(pose)) for pose in poses]
    return message


def people_to_msg(people: Sequence[Person], t_s: Seconds, source: int) -> PersonTracks:
    """Return the people, map frame; `source` is one of letan_msgs/Presence.SOURCE_*."""
    message = PersonTracks()
    message.header.frame_id = "map"
    message.header.stamp = time_to_msg(t_s)
    for person in people:
        track = PersonTrack(
            track_id=person.track_id,
            radius_m=person.radius,
            facing_yaw=math.nan,
            engagement=-1.0,
            confidence=1.0,
            is_follower=person.is_follower,
            source=source,
        )
        track.position.x, track.position.y = person.x, person.y
        track.velocity.x, track.velocity.y = person.vx, person.vy
        message.people.append(track)
    return message


def people_from_msg(message: PersonTracks) -> tuple[Person, ...]:
    """Return the people of a message in the map frame."""
    return tuple(
        Person(
            track_id=track.track_id,
            x=track.position.x,
            y=track.position.y,
            vx=track.velocity.x,
            vy=track.velocity.y,
            radius=track.radius_m,
            is_follower=track.is_follower,
        )
        for track in message.people
    )
