"""Leading a visitor: ahead at his pace, waiting, calling, giving up after a bound.

Frozen states, commands as values, time as an argument. Somebody else drives and speaks.

The law of speed (`speed_for_gap`): 0.8 m/s while the visitor is close, down to standing when
he is 2.6 m behind; measured in this project's simulated halls it removes the time spent more
than 3 m apart at no cost in trip time.
"""

import math
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from letan.guide.lead_commands import (
    Call,
    CapSpeed,
    Command,
    DriveBack,
    DriveTo,
    Finished,
    LookBack,
    MakeWay,
    Outcome,
    PointAt,
    StopDriving,
)
from letan.guide.lead_states import (
    STATE_NAMES,
    Arrived,
    Calling,
    Fetching,
    GivenUp,
    Idle,
    Leading,
    LeadSettings,
    Observation,
    Resuming,
    Returning,
    State,
    Waiting,
)
from letan.guide.navigator import NavigatorStatus
from letan.guide.remarks import Remark, RemarkKind
from letan.kernel.geometry import Point2
from letan.kernel.units import Metres, MetresPerSecond, Seconds

__all__ = [
    "STATE_NAMES",
    "Arrived",
    "Call",
    "Calling",
    "CapSpeed",
    "Command",
    "DriveBack",
    "DriveTo",
    "Fetching",
    "Finished",
    "GivenUp",
    "Idle",
    "Lead",
    "LeadSettings",
    "Leading",
    "LookBack",
    "MakeWay",
    "Observation",
    "Outcome",
    "PointAt",
    "Resuming",
    "Returning",
    "State",
    "StopDriving",
    "Waiting",
    "speed_for_gap",
]

_FETCH_MPS = 0.6
_MOVED_ON_M = 1.0
_IN_THE_WAY_M = 1.6
_BETWEEN_M = 0.35


_Result: TypeAlias = tuple[State, tuple[Command, ...]]


def speed_for_gap(gap: Metres, settings: LeadSettings) -> MetresPerSecond:
    """Cruise up to `full_speed_gap`, then linearly down to 0 at `stop_gap`."""
    share = (settings.stop_gap - gap) / (settings.stop_gap - settings.full_speed_gap)
    return settings.cruise * min(max(share, 0.0), 1.0)


@dataclass(slots=True)
class Lead:
    """Holds the state and steps it; each call returns what to do now.

    Attributes:
        settings: Bounds.
        state: The present state; read it, do not set it.
        slow: What the visitor has asked for besides, m/s; infinite where he has not.
    """

    settings: LeadSettings = field(default_factory=LeadSettings)
    state: State = field(default_factory=Idle)
    slow: MetresPerSecond = math.inf

    @property
    def cruise(self) -> MetresPerSecond:
        """Highest speed now."""
        return min(self.settings.cruise, self.slow)

    @property
    def state_name(self) -> str:
        """As in letan_msgs/GuideState.state."""
        return STATE_NAMES[type(self.state)]

    def gap(self, observation: Observation) -> Metres | None:
        """Metres between the surfaces of robot and visitor; None while he is not seen."""
        if observation.follower is None:
            return None
        centres = observation.robot.distance(observation.follower)
        return max(0.0, centres - self.settings.robot_radius - self.settings.visitor_radius)

    def start(
        self, place: str, now: Seconds, with_visitor: bool = True, slow: MetresPerSecond = math.inf
    ) -> tuple[Command, ...]:
        """Begin; a goal that was under way is replaced without a word."""
        self.slow = slow
        self.state = Leading(place, seen_at=now) if with_visitor else Returning(place)
        return (LookBack(False), CapSpeed(self.cruise), DriveTo(place))

    def stop(self) -> tuple[Command, ...]:
        """Stand still, in any state; Finished only if something was under way."""
        match self.state:
            case Idle() | Arrived() | GivenUp():
                self.state = Idle()
                return (StopDriving(),)
            case (
                Leading(place)
                | Waiting(place)
                | Calling(place)
                | Fetching(place)
                | Resuming(place)
                | Returning(place)
            ):
                self.state = Idle()
                return (StopDriving(), LookBack(False), Finished(place, Outcome.STOPPED))

    def observe(self, observation: Observation) -> tuple[Command, ...]:
        """Take one observation, about 10 to 20 a second."""
        self.state, commands = self._next(observation)
        return commands

    def _next(self, seen: Observation) -> _Result:
        state = self.state
        match state:
            case Idle() | Arrived() | GivenUp():
                return state, ()
            case Returning(place):
                return self._return(state, place, seen)
            case Fetching():
                return self._fetch(state, seen)
            case Leading() | Waiting() | Calling() | Resuming():
                failed = _failure(seen.navigator)
                if failed is not None:
                    return self._give_up(state.place, failed)
        match state:
            case Leading():
                return self._lead(state, seen)
            case Resuming(place):
                return Leading(place, seen.now), (
                    CapSpeed(self.cruise),
                    LookBack(False),
                )
            case Waiting():
                return self._wait(state, seen)
            case Calling():
                return self._call(state, seen)

    def _lead(self, state: Leading, seen: Observation) -> _Result:
        gap, settings = self.gap(seen), self.settings
        if gap is not None:
            state = replace(state, seen_at=seen.now)
        if seen.navigator is NavigatorStatus.REACHED or self._near_enough(state, seen):
            if gap is not None and gap <= settings.arrive_gap:
                return self._arrive(state.place)
            return Waiting(state.place, seen.now, True), (
                CapSpeed(0.0),
                LookBack(True),
            )
        lost = gap is None and seen.now - state.seen_at >= settings.lost_after
        if lost or (gap is not None and gap > settings.stop_gap):
            return Waiting(state.place, seen.now), (
                CapSpeed(0.0),
                LookBack(True),
            )
        state, asked = self._ask(state, seen)
        if seen.remaining > settings.near_goal:
            state = replace(state, near_since=None)
        elif state.near_since is None:
            state = replace(state, near_since=seen.now)
        if gap is None:
            return state, asked
        between = seen.follower is not None and any(
            _between(other, seen.robot.point, seen.follower) for other in seen.others
        )
        speed = 0.0 if between else min(speed_for_gap(gap, settings), self.cruise)
        return state, (CapSpeed(speed), *asked)

    def _near_enough(self, state: Leading, seen: Observation) -> bool:
        """Is the place in reach of a pointing hand, and the robot kept from its last steps?"""
        since = state.near_since
        near = since is not None and seen.remaining <= self.settings.near_goal
        return near and since is not None and seen.now - since >= self.settings.near_for

    def _ask(self, state: Leading, seen: Observation) -> tuple[Leading, tuple[Command, ...]]:
        """Ask for the way where somebody keeps the robot from driving."""
        settings = self.settings
        if seen.navigator is not NavigatorStatus.WAITING or not seen.others:
            return replace(state, kept_since=None), ()
        nearest = min(seen.robot.distance(other) for other in seen.others)
        if nearest > _IN_THE_WAY_M:
            return replace(state, kept_since=None), ()
        since = seen.now if state.kept_since is None else state.kept_since
        state = replace(state, kept_since=since)
        if seen.now - since < settings.ask_after or seen.now < state.ask_from:
            return state, ()
        return replace(state, ask_from=seen.now + settings.ask_every), (
            Remark(RemarkKind.LET_US_BY),
        )

    def _wait(self, state: Waiting, seen: Observation) -> _Result:
        close = self._close(state.place, state.at_goal, seen)
        if close is not None:
            return close
        if seen.now - state.since < self.settings.call_after:
            return state, ()
        next_call = seen.now + self.settings.call_every
        return Calling(state.place, state.since, next_call, state.at_goal), (Call(),)

    def _call(self, state: Calling, seen: Observation) -> _Result:
        close = self._close(state.place, state.at_goal, seen)
        if close is not None:
            return close
        if seen.now - state.since >= self.settings.give_up_after:
            return self._give_up(state.place, Outcome.LOST_VISITOR)
        waited = seen.now - state.since
        if seen.follower is not None and state.may_fetch and waited >= self.settings.fetch_after:
            fetching = Fetching(state.place, state.since, seen.follower)
            return fetching, (CapSpeed(_FETCH_MPS), DriveBack(seen.follower))
        if seen.now >= state.next_call:
            return replace(state, next_call=seen.now + self.settings.call_every), (Call(),)
        return state, ()

    def _fetch(self, state: Fetching, seen: Observation) -> _Result:
        gap = self.gap(seen)
        lead_on = (DriveTo(state.place), CapSpeed(self.cruise), LookBack(False))
        if gap is not None and gap <= self.settings.fetch_gap:
            return Leading(state.place, seen.now), lead_on
        if seen.now - state.since >= self.settings.give_up_after:
            return self._give_up(state.place, Outcome.LOST_VISITOR)
        if _failure(seen.navigator) is not None or seen.navigator is NavigatorStatus.REACHED:
            next_call = seen.now + self.settings.call_every
            calling = Calling(state.place, state.since, next_call, may_fetch=False)
            return calling, (CapSpeed(0.0), DriveTo(state.place), LookBack(True))
        if seen.follower is not None and state.towards.distance(seen.follower) > _MOVED_ON_M:
            return replace(state, towards=seen.follower), (DriveBack(seen.follower),)
        return state, ()

    def _close(self, place: str, at_goal: bool, seen: Observation) -> _Result | None:
        """The way out of waiting once the visitor is near; None while he is not."""
        gap = self.gap(seen)
        if gap is None:
            return None
        if at_goal:
            return self._arrive(place) if gap <= self.settings.arrive_gap else None
        if gap >= self.settings.resume_gap:
            return None
        return Resuming(place), ()

    def _arrive(self, place: str) -> _Result:
        return Arrived(place), (
            MakeWay(),
            LookBack(True),
            PointAt(place),
            Finished(place, Outcome.ARRIVED),
        )

    def _give_up(self, place: str, outcome: Outcome) -> _Result:
        return GivenUp(place, outcome), (StopDriving(), Finished(place, outcome))

    def _return(self, state: Returning, place: str, seen: Observation) -> _Result:
        if seen.navigator is NavigatorStatus.REACHED:
            return Idle(), (StopDriving(), Finished(place, Outcome.ARRIVED))
        failed = _failure(seen.navigator)
        if failed is not None:
            return self._give_up(place, failed)
        return state, ()


def _between(other: Point2, robot: Point2, visitor: Point2) -> bool:
    """Has somebody stepped between robot and visitor?"""
    length = robot.distance(visitor)
    if length < 1e-6:
        return False
    ux, uy = (visitor.x - robot.x) / length, (visitor.y - robot.y) / length
    along = (other.x - robot.x) * ux + (other.y - robot.y) * uy
    across = abs((other.x - robot.x) * uy - (other.y - robot.y) * ux)
    return across < _BETWEEN_M and 0.3 < along < length - 0.3


def _failure(status: NavigatorStatus) -> Outcome | None:
    if status is NavigatorStatus.BLOCKED:
        return Outcome.BLOCKED
    if status is NavigatorStatus.UNREACHABLE:
        return Outcome.FAILED
    return None
