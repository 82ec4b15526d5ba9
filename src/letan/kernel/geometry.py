"""Poses and velocities in the plane (REP-103: x forward, y left, yaw counter-clockwise)."""

import math
from dataclasses import dataclass

from letan.kernel.units import Metres, MetresPerSecond, Radians, RadiansPerSecond


@dataclass(frozen=True, slots=True)
class Point2:
    """A point in metres, in the frame that its owner names."""

    x: Metres
    y: Metres

    def distance(self, other: "Point2 | Pose2") -> Metres:
        """Euclidean distance to another point or pose of the same frame."""
        return math.hypot(self.x - other.x, self.y - other.y)


@dataclass(frozen=True, slots=True)
class Pose2:
    """A position in metres and a heading in radians, (-pi, pi]."""

    x: Metres
    y: Metres
    yaw: Radians

    @property
    def point(self) -> Point2:
        """The position alone."""
        return Point2(self.x, self.y)

    def distance(self, other: "Point2 | Pose2") -> Metres:
        """Euclidean distance between the positions."""
        return math.hypot(self.x - other.x, self.y - other.y)

    def bearing(self, other: "Point2 | Pose2") -> Radians:
        """Angle from this heading to `other`, (-pi, pi], positive to the left."""
        return wrap_angle(math.atan2(other.y - self.y, other.x - self.x) - self.yaw)


@dataclass(frozen=True, slots=True)
class Twist2:
    """Velocity of a differential drive: along its heading, and about its centre."""

    v_mps: MetresPerSecond = 0.0
    w_radps: RadiansPerSecond = 0.0


STANDSTILL = Twist2()


def wrap_angle(angle: Radians) -> Radians:
    """Return the same direction in (-pi, pi]."""
    wrapped = math.remainder(angle, math.tau)
    return math.pi if wrapped == -math.pi else wrapped


def compose(outer: Pose2, inner: Pose2) -> Pose2:
    """Return `inner`, given in the frame that stands at `outer`, in the frame of `outer`."""
    cos, sin = math.cos(outer.yaw), math.sin(outer.yaw)
    return Pose2(
        outer.x + cos * inner.x - sin * inner.y,
        outer.y + sin * inner.x + cos * inner.y,
        wrap_angle(outer.yaw + inner.yaw),
    )


def inverse(pose: Pose2) -> Pose2:
    """Return where the outer frame stands as seen from `pose`."""
    cos, sin = math.cos(pose.yaw), math.sin(pose.yaw)
    return Pose2(-(cos * pose.x + sin * pose.y), sin * pose.x - cos * pose.y, wrap_angle(-pose.yaw))
