"""What goes wrong with the sensors and the clock, on purpose and at a given moment."""

import math
from dataclasses import dataclass
from enum import Enum

from letan.kernel.geometry import Pose2
from letan.kernel.units import Seconds


class MishapKind(Enum):
    """What happens; values are those of scenario files."""

    SCAN_NAN = "scan_nan"
    """Every beam fails; the stamps go on."""
    SCAN_SILENT = "scan_silent"
    """No new scan comes: the latest one grows old."""
    ODOMETRY_FROZEN = "odometry_frozen"
    """Pose and velocity stay as they were, with new stamps, while the wheels turn."""
    ODOMETRY_SILENT = "odometry_silent"
    """No new odometry comes."""
    CLOCK_JUMP = "clock_jump"
    """The clock of everybody but the hall jumps by `by`."""
    KIDNAPPED = "kidnapped"
    """Somebody carries the robot to `to`; the wheels do not notice."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """One thing that goes wrong.

    Attributes:
        kind: What.
        at: When it begins, on the hall's time.
        lasts: How long; a jump and a kidnapping happen once.
        by: Seconds of a clock jump, either way.
        to: Pose after a kidnapping.
    """

    kind: MishapKind
    at: Seconds
    lasts: Seconds = math.inf
    by: Seconds = 0.0
    to: Pose2 | None = None

    def holds(self, t: Seconds) -> bool:
        """Is it going on at the hall's time `t`?"""
        return self.at - 1e-9 <= t < self.at + self.lasts
