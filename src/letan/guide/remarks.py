"""What the guide has to say on the way: turns, the distance left, a request to pass.

It decides when; the conversation has the words and the one voice.
"""

import math
from dataclasses import dataclass
from enum import Enum

from letan.kernel.geometry import Point2, Pose2, wrap_angle
from letan.kernel.units import Metres, Radians, Seconds
from letan.site.directions import STEP_M


class RemarkKind(Enum):
    """What is said; values cross ROS as words."""

    LET_US_BY = "let_us_by"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    REMAINING = "remaining"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say; `steps`: an old person's steps left, 0 where it is not about that."""

    kind: RemarkKind
    steps: int = 0

    @property
    def code(self) -> str:
        """As it crosses ROS: "turn_left", "remaining 24"."""
        return f"{self.kind.value} {self.steps}" if self.steps else self.kind.value

    @classmethod
    def of_code(cls, code: str) -> "Remark":
        """Read a code back.

        Raises:
            ValueError: If it is none.
        """
        kind, _, steps = code.partition(" ")
        return cls(RemarkKind(kind), int(steps or 0))


_TELL_AT_M = (12.0, 5.0)
_QUIET_S = 7.0
_AHEAD_M = (0.6, 2.2)
_LEG_M = 1.5
_BEND = math.radians(55.0)


class WayTeller:
    """Tells a visitor the turns and the distance left; once each, with pauses between."""

    def __init__(self) -> None:
        """Have told nothing."""
        self._quiet_until: Seconds = -math.inf
        self._told_m: Metres = math.inf
        self._turned_at: Point2 | None = None

    def look(
        self, now: Seconds, pose: Pose2, path: tuple[Point2, ...], remaining: Metres
    ) -> Remark | None:
        """Return what is to be said now, None mostly.

        Args:
            now: The clock.
            pose: The robot's, map frame.
            path: The way ahead, map frame.
            remaining: Metres left on it.
        """
        if now < self._quiet_until or not math.isfinite(remaining):
            return None
        due = [m for m in _TELL_AT_M if m - 2.0 < remaining <= m < self._told_m]
        if due:
            self._told_m = due[-1]
            return self._say(now, Remark(RemarkKind.REMAINING, max(1, round(remaining / STEP_M))))
        bend, corner = bend_ahead(pose, path)
        far = self._turned_at is None or self._turned_at.distance(corner) > _LEG_M
        if abs(bend) < _BEND or not far:
            return None
        self._turned_at = corner
        kind = RemarkKind.TURN_LEFT if bend > 0.0 else RemarkKind.TURN_RIGHT
        return self._say(now, Remark(kind))

    def _say(self, now: Seconds, remark: Remark) -> Remark:
        self._quiet_until = now + _QUIET_S
        return remark


def bend_ahead(pose: Pose2, path: tuple[Point2, ...]) -> tuple[Radians, Point2]:
    """Return the sharpest bend of the next two metres of a path, left positive, and where it is."""
    nearest = min(range(len(path)), key=lambda i: pose.distance(path[i]), default=0)
    ahead = path[nearest:]
    best, corner = 0.0, pose.point
    for at, point in enumerate(ahead):
        far = pose.distance(point)
        if not _AHEAD_M[0] <= far <= _AHEAD_M[1]:
            continue
        before = next((p for p in reversed(ahead[:at]) if p.distance(point) >= _LEG_M / 2), None)
        after = next((p for p in ahead[at:] if p.distance(point) >= _LEG_M / 2), None)
        if before is None or after is None:
            continue
        into = math.atan2(point.y - before.y, point.x - before.x)
        out = math.atan2(after.y - point.y, after.x - point.x)
        bend = wrap_angle(out - into)
        if abs(bend) > abs(best):
            best, corner = bend, point
    return best, corner
