"""Where leading stands, what it sees, and its bounds: frozen states, without the moves between."""

import math
from dataclasses import dataclass
from typing import TypeAlias

from letan.guide.lead_commands import Outcome
from letan.guide.navigator import NavigatorStatus
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Seconds


@dataclass(frozen=True, slots=True)
class LeadSettings:
    """Bounds of leading.

    Attributes:
        robot_radius: Of the footprint.
        visitor_radius: Half the shoulder width; gaps are between surfaces.
        full_speed_gap: Up to this gap the robot drives at `cruise`.
        stop_gap: At this gap it stands.
        resume_gap: Below this gap it drives on.
        cruise: Highest speed.
        lost_after: Nobody seen that long = waiting.
        call_after: Waited that long = the first call.
        call_every: Time between calls.
        give_up_after: Waited that long = given up.
        arrive_gap: At the goal, a visitor nearer than this has arrived too.
        fetch_after: Waited that long for a visitor who is seen = the robot goes back to him.
        fetch_gap: That near to him it leads on.
        near_goal: With that much of the way left the place can be pointed at.
        near_for: Kept from the last steps that long, it points from where it is.
        ask_after: Kept from driving that long by somebody = it asks for the way.
        ask_every: Time between such askings.
    """

    robot_radius: Metres = 0.30
    visitor_radius: Metres = 0.25
    full_speed_gap: Metres = 1.3
    stop_gap: Metres = 2.6
    resume_gap: Metres = 1.9
    cruise: MetresPerSecond = 0.8
    lost_after: Seconds = 2.0
    call_after: Seconds = 3.0
    call_every: Seconds = 8.0
    give_up_after: Seconds = 45.0
    arrive_gap: Metres = 1.9
    fetch_after: Seconds = 7.0
    fetch_gap: Metres = 0.9
    near_goal: Metres = 1.3
    near_for: Seconds = 6.0
    ask_after: Seconds = 2.0
    ask_every: Seconds = 12.0


@dataclass(frozen=True, slots=True)
class Idle:
    """Nobody is led."""


@dataclass(frozen=True, slots=True)
class Leading:
    """Driving ahead.

    Attributes:
        place: Where to.
        seen_at: When the visitor was last seen.
        near_since: Since when little of the way is left; None before.
        kept_since: Since when somebody keeps the robot from driving; None while nobody does.
        ask_from: Not before that it asks for the way again.
    """

    place: str
    seen_at: Seconds
    near_since: Seconds | None = None
    kept_since: Seconds | None = None
    ask_from: Seconds = -math.inf


@dataclass(frozen=True, slots=True)
class Waiting:
    """Standing until the visitor comes closer; `at_goal` when the robot is already there."""

    place: str
    since: Seconds
    at_goal: bool = False


@dataclass(frozen=True, slots=True)
class Calling:
    """Waiting, and calling again at `next_call`; `may_fetch`: no way back to him has failed."""

    place: str
    since: Seconds
    next_call: Seconds
    at_goal: bool = False
    may_fetch: bool = True


@dataclass(frozen=True, slots=True)
class Fetching:
    """Driving back to a visitor who does not come; `since` he is waited for."""

    place: str
    since: Seconds
    towards: Point2


@dataclass(frozen=True, slots=True)
class Resuming:
    """The visitor is close again; the next observation leads on."""

    place: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """Robot and visitor are there."""

    place: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Leading ended without arriving."""

    place: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Returning:
    """Driving alone, usually to the base."""

    place: str


State: TypeAlias = (
    Idle | Leading | Waiting | Calling | Fetching | Resuming | Arrived | GivenUp | Returning
)

STATE_NAMES: dict[type[State], str] = {
    Idle: "idle",
    Leading: "leading",
    Waiting: "waiting",
    Calling: "calling",
    Fetching: "calling",
    Resuming: "resuming",
    Arrived: "arrived",
    GivenUp: "given_up",
    Returning: "returning",
}
"""Names as in letan_msgs/GuideState."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the guide sees at one moment.

    Attributes:
        now: The clock.
        robot: Pose, map frame.
        follower: Where the visitor is, map frame; None while he is not seen.
        remaining: Metres left on the path.
        navigator: What the navigator reports for the goal that was given.
        others: Where other people are, map frame.
    """

    now: Seconds
    robot: Pose2
    follower: Point2 | None
    remaining: Metres
    navigator: NavigatorStatus
    others: tuple[Point2, ...] = ()
