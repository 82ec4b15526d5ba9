"""The robot's legs in virtual time: escort and collision monitor in a simulated hall."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from letan.guide.collision_monitor import CollisionMonitor
from letan.guide.escort import Escort
from letan.guide.lead import Finished, Outcome
from letan.guide.remarks import Remark
from letan.kernel.faults import LetanError
from letan.kernel.geometry import STANDSTILL
from letan.kernel.units import MetresPerSecond, Seconds
from letan_sim.hall import Hall
from letan_sim.perception import Perception

_SEED = 0
"""Of its localisation."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What one step of walking gave.

    Attributes:
        state: As in letan_msgs/GuideState.
        outcome: Set in the step in which leading ended.
        place: Where to.
        alone: Nobody was led: the robot drove home.
        remark: What the guide has to say; None mostly.
    """

    state: str
    outcome: Outcome | None
    place: str
    alone: bool
    remark: Remark | None = None


class Legs(Protocol):
    """What carries the robot in virtual time."""

    @property
    def driving(self) -> bool:
        """Whether the robot is on its way."""
        ...

    def lead_to(self, place: str, slow: MetresPerSecond = math.inf) -> None:
        """Set out with the visitor, at most at `slow`.

        Raises:
            LetanError: If there is no such place, or no way to it.
        """
        ...

    def go_home(self) -> None:
        """Drive to the base alone."""
        ...

    def stop(self) -> str | None:
        """Stand still; return where the robot was driving to, None where it stood already."""
        ...

    def step(self, dt: Seconds) -> Walked:
        """Walk for `dt`."""
        ...


class TimedLegs:
    """Legs for conversations in which the way itself does not matter: each place takes a time."""

    def __init__(self, walks_s: Mapping[str, Seconds], outcome: Outcome = Outcome.ARRIVED) -> None:
        """Stand.

        Args:
            walks_s: How long the way to each place is.
            outcome: How every way with a visitor ends.
        """
        self._walks_s, self._outcome = walks_s, outcome
        self._place, self._left_s, self._alone = "", 0.0, False

    @property
    def driving(self) -> bool:
        """Whether the robot is on its way."""
        return self._left_s > 0.0

    def lead_to(self, place: str, slow: MetresPerSecond = math.inf) -> None:
        """Set out with the visitor, at most at `slow`.

        Raises:
            LetanError: If there is no such place.
        """
        if place not in self._walks_s:
            raise LetanError(place, "there is no such place", "Look at the hall's file")
        self._place, self._left_s, self._alone = place, self._walks_s[place], False

    def go_home(self) -> None:
        """Drive to the base alone."""
        back = self._walks_s.get(self._place, 0.0)
        self._left_s, self._alone = back, True

    def stop(self) -> str | None:
        """Stand still; return where the robot was driving to, None where it stood already."""
        if not self.driving or self._alone:
            return None
        self._left_s = 0.0
        return self._place

    def step(self, dt: Seconds) -> Walked:
        """Walk for `dt`."""
        if not self.driving:
            return Walked("idle", None, "", self._alone)
        self._left_s -= dt
        outcome = None if self.driving else self._outcome
        return Walked("returning" if self._alone else "leading", outcome, self._place, self._alone)


class VirtualLegs:
    """Leads one visitor of the hall; the hall's time advances with `step`."""

    def __init__(self, hall: Hall, visitor: str) -> None:
        """Stand."""
        self._hall, self._visitor = hall, visitor
        self._escort, self._monitor = Escort(hall.site), CollisionMonitor()
        self._perception = Perception(hall, _SEED, estimated=False)
        self._alone = False

    @property
    def driving(self) -> bool:
        """Whether the robot is on its way."""
        return self._escort.lead.state_name not in ("idle", "arrived", "given_up")

    def lead_to(self, place: str, slow: MetresPerSecond = math.inf) -> None:
        """Set out with the visitor, at most at `slow`.

        Raises:
            LetanError: If there is no such place, or no way to it.
        """
        self._alone = False
        self._escort.lead_to(place, self._hall.t, self._perception.look().pose, slow)
        self._perception.lead()
        self._hall.visitor(self._visitor).follow(self._hall.t)

    def go_home(self) -> None:
        """Drive to the base alone."""
        self._alone = True
        self._escort.return_to_base(self._hall.t, self._perception.look().pose)
        self._perception.end()
        self._hall.visitor(self._visitor).stand()

    def stop(self) -> str | None:
        """Stand still; return where the robot was driving to, None where it stood already."""
        finished = (c.place for c in self._escort.stop() if isinstance(c, Finished))
        return next(finished, None)

    def step(self, dt: Seconds) -> Walked:
        """Walk for `dt`."""
        hall = self._hall
        if not self.driving and hall.body.twist == STANDSTILL:
            hall.step(dt)
            return Walked("idle", None, "", self._alone)
        seen = self._perception.look()
        follower = None if self._alone else seen.follower
        walked = self._escort.step(hall.t, seen.pose, seen.odom, seen.scan, follower, seen.people)
        wanted = STANDSTILL if seen.lost else walked.twist
        hall.drive(self._monitor.step(hall.t, wanted, hall.t, seen.scan, seen.odom).twist)
        hall.step(dt)
        finished = next((c for c in walked.commands if isinstance(c, Finished)), None)
        place = finished.place if finished is not None else ""
        outcome = finished.outcome if finished is not None else None
        remark = next((c for c in walked.commands if isinstance(c, Remark)), None)
        return Walked(walked.state, outcome, place, self._alone, remark)
