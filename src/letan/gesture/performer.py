"""The joints at work: one motion after the other, none of them into somebody near."""

from collections.abc import Iterable

from letan.gesture.gestures import GESTURES, Keyframe
from letan.gesture.motion import Motion, Posture, follow
from letan.gesture.reach import moves_arm, near_sides
from letan.kernel.geometry import Point2
from letan.kernel.units import Ratio, Seconds


class Performer:
    """Head and arms; every motion starts where the joints are and as fast as they move.

    Attributes:
        motion: The one under way, or the last.
    """

    def __init__(self) -> None:
        """Let the arms hang."""
        self.motion = Motion(())
        self._began: Seconds = 0.0
        self._near = self._hanging = frozenset[str]()

    @property
    def near(self) -> frozenset[str]:
        """Sides whose arm has somebody within its reach: "left", "right"."""
        return self._near

    def perform(self, frames: Iterable[Keyframe], now: Seconds) -> Motion:
        """Go through keyframes from now on; an arm with somebody in its reach hangs meanwhile."""
        t = now - self._began
        posture, speed = self.motion.at(t), self.motion.velocity_at(t)
        self._hanging = self._near
        self.motion, self._began = follow(frames, posture, speed, self._near), now
        return self.motion

    def see(self, people: Iterable[Point2], now: Seconds) -> Motion | None:
        """Note who is near, in the robot's frame; return the motion that takes an arm back.

        None where no arm that is out has come within reach of somebody.
        """
        self._near = near_sides(people)
        new = self._near - self._hanging
        if new and moves_arm(self.posture(now), new):
            return self.perform(GESTURES["rest"], now)
        return None

    def posture(self, now: Seconds) -> Posture:
        """Every joint's angle, radians."""
        return self.motion.at(now - self._began)

    def progress(self, now: Seconds) -> Ratio:
        """How much of the motion is over, 0..1; 1 = it stands."""
        if self.motion.duration <= 0.0:
            return 1.0
        return min(1.0, max(0.0, (now - self._began) / self.motion.duration))
