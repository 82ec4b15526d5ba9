"""Is anybody near at all, and does he look at the robot? Sooner than a visitor is decided on.

For whoever may rest while nobody is there (the ear, the screen): it is told at once when somebody
comes and late when everybody has gone, since resting too early costs a word and too late a little
power. Where no sense follows people it says that it does not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from letan.kernel.units import Metres, Seconds


class Nearness(Enum):
    """Values are those of /attention/nearness."""

    UNKNOWN = "unknown"
    NOBODY = "nobody"
    NEAR = "near"
    FACING = "facing"


@dataclass(frozen=True, slots=True)
class NearnessParams:
    """Distances between middles.

    Attributes:
        near: Somebody within it is near.
        gone: Beyond it he is not any more.
        alone: Nobody was near for that long: then it is told.
        away: Nobody looked at the robot for that long: he is only near.
    """

    near: Metres = 3.0
    gone: Metres = 3.6
    alone: Seconds = 3.0
    away: Seconds = 1.0


@dataclass(frozen=True, slots=True)
class Around:
    """One person.

    Attributes:
        distance: From the robot, between middles.
        looks: He looks at it; False where that is not known.
    """

    distance: Metres
    looks: bool = False


@dataclass(slots=True)
class NearnessWatch:
    """Remembers when somebody was last near, and when anybody last looked.

    Attributes:
        params: See `NearnessParams`.
    """

    params: NearnessParams = field(default_factory=NearnessParams)
    _near_until: Seconds = float("-inf")
    _facing_until: Seconds = float("-inf")

    def step(self, people: Iterable[Around] | None, visitor: bool, now: Seconds) -> Nearness:
        """Return what is so now.

        Args:
            people: Everybody who is seen; None while no sense follows people.
            visitor: Somebody is a visitor already: he spoke, touched, or was chosen.
            now: The moment.
        """
        p = self.params
        reach = p.gone if now < self._near_until else p.near
        close = [one for one in people or () if one.distance <= reach]
        if close or visitor:
            self._near_until = now + p.alone
        if visitor or any(one.looks for one in close):
            self._facing_until = now + p.away
        if now < self._facing_until:
            return Nearness.FACING
        if now < self._near_until:
            return Nearness.NEAR
        return Nearness.UNKNOWN if people is None else Nearness.NOBODY
