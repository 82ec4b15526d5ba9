"""The newest transforms of /tf, in the plane: a little of what tf2 does."""

import math

from tf2_msgs.msg import TFMessage

from letan.kernel.geometry import Pose2, compose
from letan.kernel.units import Seconds
from letan_ros.convert.body import yaw_from_msg
from letan_ros.convert.moment import time_from_msg


class Frames:
    """Keeps the newest transform of every frame to its parent, and when it was stamped."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._parents: dict[str, tuple[str, Pose2, Seconds]] = {}

    def update(self, message: TFMessage) -> None:
        """Take the transforms of a message."""
        for transform in message.transforms:
            move, turn = transform.transform.translation, transform.transform.rotation
            stamp = time_from_msg(transform.header.stamp)
            pose = Pose2(move.x, move.y, yaw_from_msg(turn))
            self._parents[transform.child_frame_id] = (transform.header.frame_id, pose, stamp)

    def pose(self, frame: str, within: str) -> tuple[Pose2, Seconds] | None:
        """Return where `frame` stands in `within`, and the oldest stamp used; None if not known."""
        pose, oldest = Pose2(0.0, 0.0, 0.0), math.inf
        for _ in range(len(self._parents) + 1):
            if frame == within:
                return pose, oldest
            if frame not in self._parents:
                return None
            frame, step, stamp = self._parents[frame]
            pose, oldest = compose(step, pose), min(oldest, stamp)
        return None
