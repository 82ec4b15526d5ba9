"""The robot's body: a differential drive with limits, slip, and wheels that count imperfectly."""

import math
from dataclasses import dataclass

import numpy as np

from letan.kernel.geometry import STANDSTILL, Pose2, Twist2, wrap_angle
from letan.kernel.units import Metres, Ratio, Seconds


@dataclass(frozen=True, slots=True)
class BodySettings:
    """The simulated drive.

    Attributes:
        radius: Of the round footprint.
        acceleration: m/s^2 the motors give, either way.
        turn_acceleration: rad/s^2.
        watchdog: Without a command that long the motors stop.
        scale_sd: Standard deviation over robots of the share by which the wheels count too much
            or too little: their diameter is not quite what it should be.
        veer_sd: Standard deviation over robots of the turn that a straight metre is counted with,
            radians a metre: the wheels are not quite alike.
        slip_v: Standard deviation of the distance error of odometry, metres per root metre.
        slip_w: Of its heading error, radians per root radian turned and per root metre driven.
    """

    radius: Metres = 0.30
    acceleration: float = 1.5
    turn_acceleration: float = 4.0
    watchdog: Seconds = 0.5
    scale_sd: Ratio = 0.01
    veer_sd: float = 0.01
    slip_v: float = 0.004
    slip_w: float = 0.003


class Body:
    """True pose and what the wheels believe. The map and odom frames coincide at the start."""

    def __init__(self, pose: Pose2, settings: BodySettings, rng: np.random.Generator) -> None:
        """Stand at `pose`."""
        self.settings = settings
        self.pose = pose
        self.odometry_pose = pose
        self.twist = STANDSTILL
        self._rng = rng
        self._wanted = STANDSTILL
        self._silent = math.inf
        self._counts = 1.0 + settings.scale_sd * float(rng.standard_normal())
        self._turns = 1.0 + settings.scale_sd * float(rng.standard_normal())
        self._veers = settings.veer_sd * float(rng.standard_normal())

    def command(self, twist: Twist2) -> None:
        """Set the wanted velocity; it holds until the watchdog runs out."""
        self._wanted = twist
        self._silent = 0.0

    def step(self, dt: Seconds) -> Pose2:
        """Advance the velocity and the odometry; return where the body would be."""
        s = self.settings
        wanted = self._wanted if self._silent <= s.watchdog else STANDSTILL
        self._silent += dt
        dv, dw = s.acceleration * dt, s.turn_acceleration * dt
        v = self.twist.v_mps + min(max(wanted.v_mps - self.twist.v_mps, -dv), dv)
        w = self.twist.w_radps + min(max(wanted.w_radps - self.twist.w_radps, -dw), dw)
        self.twist = Twist2(v, w)
        return _advance(self.pose, v * dt, w * dt)

    def settle(self, pose: Pose2, dt: Seconds) -> None:
        """Take the new true pose; the wheels count what was driven, with slip."""
        driven = math.copysign(self.pose.distance(pose), self.twist.v_mps)
        turned = wrap_angle(pose.yaw - self.pose.yaw)
        noise = self._rng.standard_normal(3)
        driven_seen = (
            self._counts * driven + self.settings.slip_v * math.sqrt(abs(driven)) * noise[0]
        )
        turned_seen = (
            self._turns * turned
            + self._veers * driven
            + self.settings.slip_w
            * (math.sqrt(abs(turned)) * noise[1] + math.sqrt(abs(driven)) * noise[2])
        )
        self.odometry_pose = _advance(self.odometry_pose, driven_seen, turned_seen)
        self.pose = pose

    def halt(self) -> None:
        """Something solid stopped the body."""
        self.twist = Twist2(0.0, self.twist.w_radps)

    def carry(self, pose: Pose2) -> None:
        """Somebody lifts the robot and puts it down elsewhere: the wheels do not notice."""
        self.pose = pose
        self.twist = STANDSTILL

    def place(self, pose: Pose2) -> None:
        """Put the body somewhere, odometry included."""
        self.pose = self.odometry_pose = pose
        self.twist = self._wanted = STANDSTILL


def _advance(pose: Pose2, driven: float, turned: float) -> Pose2:
    middle = pose.yaw + 0.5 * turned
    return Pose2(
        float(pose.x + driven * math.cos(middle)),
        float(pose.y + driven * math.sin(middle)),
        wrap_angle(float(pose.yaw + turned)),
    )
