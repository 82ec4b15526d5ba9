"""A tracked person: where, how fast, how sure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.ports.body import Person

PERSON_RADIUS_M: Metres = 0.25
"""Half the shoulder width of a grown-up; the lidar sees legs, not shoulders."""
_FORESEEN_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One person as estimated at a moment; everything in the map frame.

    Attributes:
        id: Anonymous, e.g. "p17"; never given to another person.
        t: Moment of the estimate.
        position: Middle of the body.
        velocity: vx, vy; metres a second.
        covariance: float64[4, 4] of x, y, vx, vy; m^2, m^2/s, m^2/s^2. Do not write.
        age: Since it was first seen.
        unseen: Since a scan last showed it; 0 where the latest scan did.
        confidence: 0..1, how many of the latest scans that could show it did.
    """

    id: str
    t: Seconds
    position: Point2
    velocity: tuple[float, float]
    covariance: NDArray[np.float64]
    age: Seconds
    unseen: Seconds
    confidence: Ratio

    @property
    def spread(self) -> Metres:
        """Standard deviation of the position, the mean over its two axes."""
        return float(np.sqrt(0.5 * (self.covariance[0, 0] + self.covariance[1, 1])))

    def person(self, now: Seconds, *, is_follower: bool = False) -> Person:
        """Return what crosses the ports: where he is at `now`, without the uncertainty."""
        vx, vy = self.velocity
        later = min(max(now - self.t, 0.0), _FORESEEN_S)
        x, y = self.position.x + vx * later, self.position.y + vy * later
        return Person(self.id, x, y, vx, vy, PERSON_RADIUS_M, is_follower)
