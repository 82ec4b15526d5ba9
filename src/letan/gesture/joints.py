"""The joints of head and arms. robot_ws/src/letan_description has the same limits; a test compares.

Angles in radians. Pan: 0 ahead, positive to the left. Tilt: positive looks down. Lift: 0 the
arm hangs, pi/2 it points level ahead.
"""

from dataclasses import dataclass

from letan.kernel.units import Radians, RadiansPerSecond


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint and what it may do.

    Attributes:
        lower: Lowest angle.
        upper: Highest angle.
        max_velocity: Highest speed.
        max_acceleration: rad/s^2.
    """

    lower: Radians
    upper: Radians
    max_velocity: RadiansPerSecond
    max_acceleration: float

    def clamp(self, angle: Radians) -> Radians:
        """Return the nearest angle it can reach."""
        return min(max(angle, self.lower), self.upper)


JOINTS: dict[str, Joint] = {
    "head_pan": Joint(-1.4, 1.4, 1.5, 4.0),
    "head_tilt": Joint(-0.4, 0.5, 1.0, 3.0),
    "left_shoulder_pan": Joint(-0.6, 1.8, 1.6, 5.0),
    "left_shoulder_lift": Joint(0.0, 2.4, 1.6, 5.0),
    "right_shoulder_pan": Joint(-1.8, 0.6, 1.6, 5.0),
    "right_shoulder_lift": Joint(0.0, 2.4, 1.6, 5.0),
}

REST: dict[str, Radians] = dict.fromkeys(JOINTS, 0.0)
"""Arms hang, the head looks ahead."""

HEAD_HEIGHT_M = 1.2
SHOULDER_HEIGHT_M = 0.98
SHOULDER_SIDE_M = 0.2
"""Distance of each shoulder from the middle."""
