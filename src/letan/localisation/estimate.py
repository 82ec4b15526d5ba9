"""An estimated pose, and how sure it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Pose2, compose, inverse
from letan.kernel.units import Metres, Ratio, Seconds


@dataclass(frozen=True, slots=True, eq=False)
class PoseEstimate:
    """Where the robot is believed to be.

    Attributes:
        t: Moment of the odometry that it rests on.
        pose: In the map frame.
        covariance: float64[3, 3] of x, y, yaw; metres and radians. Do not write.
        fit: Share of the used beams that end within 0.15 m of something on the map, or on nothing
            where the map has nothing; people in the way lower it.
        lost: It does not know: whoever drives must stand still.
        correction: Pose of the `odom` frame in the map frame, for /tf.
    """

    t: Seconds
    pose: Pose2
    covariance: NDArray[np.float64]
    fit: Ratio
    lost: bool
    correction: Pose2

    @property
    def spread(self) -> Metres:
        """Standard deviation of the position, the mean over its two axes."""
        return float(np.sqrt(0.5 * (self.covariance[0, 0] + self.covariance[1, 1])))


def correction_of(pose: Pose2, odometry: Pose2) -> Pose2:
    """Return the odom frame's pose in the map frame: `compose(correction, odometry) == pose`."""
    return compose(pose, inverse(odometry))
