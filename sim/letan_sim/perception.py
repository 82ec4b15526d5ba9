"""What the robot knows at a moment: where it is, who is around it, where its visitor is.

Its pose always comes from its own localisation. Its people are either told to it (perfect
tracking, to judge a controller alone) or seen through the lidar alone.
"""

from dataclasses import dataclass

import numpy as np

from letan.kernel.geometry import Point2, Pose2
from letan.localisation.localiser import Localiser
from letan.people.companion import Companion
from letan.people.track import Track
from letan.people.tracker import Tracker
from letan.ports.body import Odometry, Person, Scan
from letan.site.grid import occupancy_grid
from letan_sim.hall import Hall

_RNG_STREAM = 11


@dataclass(frozen=True, slots=True)
class Seen:
    """One moment as the robot sees it.

    Attributes:
        odom: Latest odometry.
        scan: Latest scan.
        pose: Where it believes to be, map frame.
        lost: It does not know where it is.
        people: Everybody it knows of, map frame; the visitor among them.
        follower: Where the visitor is; None while he is not seen.
    """

    odom: Odometry
    scan: Scan
    pose: Pose2
    lost: bool
    people: tuple[Person, ...]
    follower: Point2 | None


class Perception:
    """The robot's senses in one hall; call `look` before every decision."""

    def __init__(self, hall: Hall, seed: int, *, estimated: bool) -> None:
        """Begin at the base.

        Args:
            hall: The hall that is looked at.
            seed: Of the particle filter.
            estimated: People come from the lidar; else they are known perfectly.
        """
        self._hall = hall
        grid = occupancy_grid(hall.site)
        rng = np.random.default_rng([seed, _RNG_STREAM])
        self.localiser = Localiser(grid, hall.site.base.stand, rng)
        self.tracker = Tracker(grid) if estimated else None
        self.companion = Companion()
        self._scan: Scan | None = None
        self._tracks: tuple[Track, ...] = ()

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Whom the lidar alone shows; () where people are known perfectly."""
        return self._tracks

    def lead(self) -> None:
        """From now on somebody is led: whoever stands before the robot."""
        self.companion.begin()

    def end(self) -> None:
        """Nobody is led any more."""
        self.companion.forget()

    def look(self) -> Seen:
        """Return what is known now."""
        odom, scan = self._hall.odometry(), self._hall.scan()
        here = self.localiser.step(odom, scan)
        if self.tracker is None:
            people = self._hall.people()
            at = next((Point2(p.x, p.y) for p in people if p.is_follower), None)
            return Seen(odom, scan, here.pose, here.lost, people, at)
        if scan is not self._scan:
            self._scan = scan
            self._tracks = self.tracker.step(scan, here.pose)
        visitor = self.companion.step(self._tracks, here.pose, odom.t)
        people = tuple(
            track.person(odom.t, is_follower=visitor is not None and track.id == visitor.id)
            for track in self._tracks
        )
        at = next((Point2(p.x, p.y) for p in people if p.is_follower), None)
        return Seen(odom, scan, here.pose, here.lost, people, at)
