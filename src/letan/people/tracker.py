"""People's tracks from one turn of the lidar after the other."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, Seconds
from letan.people.filter import associate, correct, newcomers, predict
from letan.people.pieces import Background, Beams, clearance_at, pieces_of_people, seen_through
from letan.people.track import Track
from letan.ports.body import Scan
from letan.site.grid import OccupancyGrid


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """How readily somebody is believed in.

    Attributes:
        within: People farther away are not looked for.
        map_tolerance: A hit nearer than that to something on the map belongs to it.
        map_tolerance_slope: And so much more a metre of range.
        acceleration: Standard deviation of people's accelerations, m/s^2.
        gate: Largest squared Mahalanobis distance of a piece from its track; 99 % of 2-D = 9.2.
        confirm_hits: Seen in that many scans = told to others.
        gone_after: Not seen that long although nothing hides the spot = gone.
        hidden_for: Somebody who is hidden, or outside of `within`, is remembered that long.
        apart: Nearer than that two tracks are one person.
        off_walls: The middle of a body is at least that far from anything on the map.
    """

    within: Metres = 9.0
    map_tolerance: Metres = 0.12
    map_tolerance_slope: float = 0.006
    acceleration: float = 2.0
    gate: float = 9.2
    confirm_hits: int = 3
    gone_after: Seconds = 0.5
    hidden_for: Seconds = 2.5
    apart: Metres = 0.28
    off_walls: Metres = 0.16


_HITS_REMEMBERED = 10
_BODY_M = 0.15
_NEW_SPEED_SD = 1.0
_NEW_POSITION_SD_M = 0.15
_LONGEST_STEP_S = 0.5


class Tracker:
    """Everybody around the robot. Call `step` for each new scan, with the pose at its moment."""

    def __init__(self, grid: OccupancyGrid, settings: TrackerSettings | None = None) -> None:
        """Begin with an empty hall.

        Args:
            grid: What stands in the hall: `occupancy_grid(site)`.
            settings: How readily somebody is believed in.
        """
        self.settings = settings or TrackerSettings()
        s = self.settings
        self._background = Background(
            grid.clearance(),
            grid.origin.x,
            grid.origin.y,
            grid.resolution,
            s.map_tolerance,
            s.map_tolerance_slope,
        )
        self._count = 0
        self.reset()

    def reset(self) -> None:
        """Forget everybody; ids go on."""
        self._t: Seconds | None = None
        self._ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._state: NDArray[np.float64] = np.zeros((0, 4))
        self._covariance: NDArray[np.float64] = np.zeros((0, 4, 4))
        self._born: NDArray[np.float64] = np.zeros(0)
        self._seen: NDArray[np.float64] = np.zeros(0)
        self._hits: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._looks: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def step(self, scan: Scan, pose: Pose2) -> tuple[Track, ...]:
        """Take a scan in and return everybody believed in, nearest to the robot first.

        A scan that is not newer than the last one changes nothing; after a jump of its clock
        everybody is forgotten.

        Args:
            scan: The turn; beams that are NaN are left out.
            pose: The lidar's on the map at the moment of the scan.
        """
        dt = 0.0 if self._t is None else scan.t - self._t
        if dt < 0.0 or dt > self.settings.hidden_for:
            self.reset()
        elif dt == 0.0 and self._t is not None:
            return self.tracks(pose)
        self._t = scan.t
        at = (pose.x, pose.y, pose.yaw)
        beams = Beams(
            scan.ranges,
            scan.angle_min,
            scan.angle_increment,
            min(self.settings.within, scan.range_max),
        )
        pieces = pieces_of_people(beams, at, self._background)
        unseen = scan.t - self._seen
        unseen[unseen <= dt + 1e-6] = 0.0
        step_s = min(max(dt, 0.0), _LONGEST_STEP_S)
        predict(self._state, self._covariance, unseen, step_s, self.settings.acceleration)
        owner = associate(self._state, self._covariance, pieces, self.settings.gate)
        got = correct(self._state, self._covariance, pieces, owner)
        self._count_looks(scan.t, got)
        self._forget(scan.t, got, beams, at)
        self._welcome(scan.t, newcomers(pieces, owner))
        return self.tracks(pose)

    def tracks(self, pose: Pose2) -> tuple[Track, ...]:
        """Everybody believed in, nearest to `pose` first."""
        t = self._t
        if t is None:
            return ()
        distance = np.hypot(self._state[:, 0] - pose.x, self._state[:, 1] - pose.y)
        rows = [
            i for i in np.argsort(distance).tolist() if self._hits[i] >= self.settings.confirm_hits
        ]
        return tuple(
            Track(
                f"p{self._ids[i]}",
                t,
                Point2(float(self._state[i, 0]), float(self._state[i, 1])),
                (float(self._state[i, 2]), float(self._state[i, 3])),
                self._covariance[i].copy(),
                float(t - self._born[i]),
                float(t - self._seen[i]),
                min(1.0, int(self._hits[i]) / max(1, int(self._looks[i]))),
            )
            for i in rows
        )

    def _count_looks(self, t: Seconds, got: NDArray[np.int64]) -> None:
        """Note who was seen; old looks fade so that the confidence is that of the last ones."""
        seen = got > 0
        self._seen[seen] = t
        self._hits[seen] += 1
        self._looks += 1
        full = self._looks > _HITS_REMEMBERED
        self._hits[full] = np.maximum(
            np.round(self._hits[full] * _HITS_REMEMBERED / self._looks[full]).astype(np.int64),
            self.settings.confirm_hits,
        )
        self._looks[full] = _HITS_REMEMBERED

    def _forget(
        self, t: Seconds, got: NDArray[np.int64], beams: Beams, at: tuple[float, float, float]
    ) -> None:
        s = self.settings
        keep = np.ones(len(self._ids), dtype=np.bool_)
        for i in map(int, np.flatnonzero(got == 0)):
            absent = t - self._seen[i]
            x, y = self._state[i, 0], self._state[i, 1]
            tentative = self._hits[i] < s.confirm_hits
            shown = seen_through(beams, at, x, y, _BODY_M)
            in_wall = clearance_at(self._background, x, y) <= 0.0
            limit = s.gone_after if shown or in_wall or tentative else s.hidden_for
            keep[i] = absent <= limit
        for i in range(len(self._ids)):
            for j in range(i):
                if not (keep[i] and keep[j]):
                    continue
                apart = math.hypot(*(self._state[i, :2] - self._state[j, :2]))
                if apart < s.apart:
                    younger, older = (i, j) if self._born[i] >= self._born[j] else (j, i)
                    # The older one lives on, where the better seen one is.
                    if self._seen[younger] > self._seen[older]:
                        for row in (self._state, self._covariance, self._seen):
                            row[older] = row[younger]
                    keep[younger] = False
        if not keep.all():
            for name in ("_ids", "_state", "_covariance", "_born", "_seen", "_hits", "_looks"):
                setattr(self, name, getattr(self, name)[keep])

    def _welcome(self, t: Seconds, middles: NDArray[np.float64]) -> None:
        s = self.settings
        for x, y in middles:
            if clearance_at(self._background, x, y) < s.off_walls:
                continue
            near = np.hypot(self._state[:, 0] - x, self._state[:, 1] - y) < s.apart
            if near.any():
                continue
            self._count += 1
            self._ids = np.append(self._ids, self._count)
            self._state = np.vstack((self._state, [[x, y, 0.0, 0.0]]))
            fresh = np.diag([_NEW_POSITION_SD_M**2] * 2 + [_NEW_SPEED_SD**2] * 2)
            self._covariance = np.concatenate((self._covariance, fresh[np.newaxis]))
            self._born = np.append(self._born, t)
            self._seen = np.append(self._seen, t)
            self._hits = np.append(self._hits, 1)
            self._looks = np.append(self._looks, 1)
