"""What the eyes see, to and from messages."""

import math
from collections.abc import Sequence

import numpy as np
from diagnostic_msgs.msg import KeyValue
from geometry_msgs.msg import PointStamped
from letan_msgs import msg
from sensor_msgs.msg import CompressedImage
from sensor_msgs.msg import Image as ImageMsg

from letan.attention.codes import CodeKind, ShownCode
from letan.attention.someone import Body, Someone
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Seconds
from letan.ports.camera import Frame, Image
from letan_ros.convert.moment import time_from_msg, time_to_msg

_LEAST_VARIANCE = 0.0025
"""Nobody's place is known better than to 5 cm; a simulator's "perfect" 0 would be."""
_ENCODING = "bgr8"


def bodies_from_msg(message: msg.PersonTracks) -> tuple[Body, ...]:
    """Return the people of another sense, map frame."""
    return tuple(
        Body(
            track.track_id,
            Point2(track.position.x, track.position.y),
            (track.velocity.x, track.velocity.y),
            np.array(track.position_covariance, np.float64).reshape(2, 2)
            + np.eye(2) * _LEAST_VARIANCE,
            float(track.radius_m),
            track.is_follower,
        )
        for track in message.people
    )


def seen_to_msg(people: Sequence[Someone], robot: Pose2, t_s: Seconds) -> msg.PersonTracks:
    """Return everybody who is watched, map frame."""
    message = msg.PersonTracks()
    message.header.frame_id, message.header.stamp = "map", time_to_msg(t_s)
    for person in people:
        gaze = math.nan
        if person.gaze is not None:
            back = math.atan2(robot.y - person.point.y, robot.x - person.point.x)
            gaze = math.remainder(back + person.gaze, math.tau)
        track = msg.PersonTrack(
            track_id=person.id,
            radius_m=person.radius,
            facing_yaw=gaze,
            engagement=float(person.engagement),
            confidence=1.0 if person.body else 0.8,
            is_follower=person.is_follower,
            source=msg.Presence.SOURCE_LIDAR if person.body else msg.Presence.SOURCE_CAMERA,
            position_covariance=person.covariance.astype(np.float32).ravel(),
        )
        track.position.x, track.position.y = person.point.x, person.point.y
        track.velocity.x, track.velocity.y = person.velocity
        message.people.append(track)
    return message


def look_to_msg(person: Someone | None, t_s: Seconds) -> PointStamped:
    """Return where head and eyes turn; an empty frame is straight on."""
    message = PointStamped()
    message.header.stamp = time_to_msg(t_s)
    if person is not None:
        message.header.frame_id = "map"
        message.point.x, message.point.y = person.point.x, person.point.y
        message.point.z = 1.5 if person.up is None else float(person.up)
    return message


def code_to_msg(code: ShownCode) -> KeyValue:
    """Return a code that was shown."""
    return KeyValue(key=code.kind.value, value=code.number)


def code_from_msg(message: KeyValue) -> ShownCode:
    """Return a code that was shown.

    Raises:
        ValueError: If there is no such kind.
    """
    return ShownCode(CodeKind(message.key), message.value)


def image_to_msg(image: Image, t_s: Seconds) -> ImageMsg:
    """Return a picture of the camera."""
    height, width = image.shape[:2]
    message = ImageMsg(height=height, width=width, encoding=_ENCODING, step=3 * width)
    message.header.stamp, message.header.frame_id = time_to_msg(t_s), "camera"
    message.data.frombytes(np.ascontiguousarray(image).tobytes())
    return message


def frame_from_msg(message: ImageMsg, number: int) -> Frame:
    """Return a picture.

    Raises:
        ValueError: If it is not bgr8, or its size and its data do not fit.
    """
    if message.encoding != _ENCODING or len(message.data) != message.height * message.step:
        raise ValueError(f"a picture must be {_ENCODING} and whole, not {message.encoding}")
    rows = np.frombuffer(message.data, np.uint8).reshape(message.height, message.step)
    image = rows[:, : 3 * message.width].reshape(message.height, message.width, 3)
    return Frame(time_from_msg(message.header.stamp), image, number)


def jpeg_to_msg(jpeg: bytes, t_s: Seconds) -> CompressedImage:
    """Return the live picture."""
    message = CompressedImage(format="jpeg")
    message.header.stamp, message.header.frame_id = time_to_msg(t_s), "camera"
    message.data.frombytes(jpeg)
    return message
