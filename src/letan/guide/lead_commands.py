"""What leading asks for: motion, words, gestures, and how it ended. Data; others carry it out."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from letan.guide.remarks import Remark
from letan.kernel.geometry import Point2
from letan.kernel.units import MetresPerSecond


class Outcome(Enum):
    """How leading ended; values are those of letan_msgs/LeadTo."""

    ARRIVED = 0
    LOST_VISITOR = 1
    BLOCKED = 2
    STOPPED = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class DriveTo:
    """Give the navigator the robot's goal of this place."""

    place: str


@dataclass(frozen=True, slots=True)
class DriveBack:
    """Give the navigator a goal beside the visitor, who is there; `DriveTo` leads on later."""

    visitor: Point2


@dataclass(frozen=True, slots=True)
class CapSpeed:
    """Drive at most this fast from now on; 0 holds."""

    speed: MetresPerSecond


@dataclass(frozen=True, slots=True)
class StopDriving:
    """Drop the goal."""


@dataclass(frozen=True, slots=True)
class MakeWay:
    """Drop the goal and stay, but step aside for whoever would come too near."""


@dataclass(frozen=True, slots=True)
class Call:
    """Call the visitor, who has fallen behind; the conversation has the words."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """Turn head and eyes to the visitor; `False` = to the way again."""

    back: bool


@dataclass(frozen=True, slots=True)
class PointAt:
    """Point at the place."""

    place: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Leading is over."""

    place: str
    outcome: Outcome


Command: TypeAlias = (
    DriveTo
    | DriveBack
    | CapSpeed
    | StopDriving
    | MakeWay
    | Call
    | Remark
    | LookBack
    | PointAt
    | Finished
)
