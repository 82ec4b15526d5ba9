"""People's tracks from one turn of the lidar after the other."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Seconds
from letan.people.filter import associate, correct, newcomers, predict
from letan.people.pieces import Background, Beams, clearance_at, pieces_of_people, seen_through
from letan.people.rejoin import Lost, rejoined
from letan.people.rows import Rows
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
        hidden_for: Somebody who walked and is hidden, or outside of `within`, is believed in
            that long.
        standing_hidden_for: Likewise somebody who stood: he will be there still.
        rejoin_within: Who is gone may come back under his name that long after he was seen.
        rejoin_slack: He may be so far off the way that he can have walked.
        rejoin_spread: And so much farther a second since he was seen.
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
    hidden_for: Seconds = 3.0
    standing_hidden_for: Seconds = 12.0
    rejoin_within: Seconds = 5.0
    rejoin_slack: Metres = 0.5
    rejoin_spread: MetresPerSecond = 0.8
    apart: Metres = 0.28
    off_walls: Metres = 0.16


_HITS_REMEMBERED = 10
_BODY_M = 0.15
_LONGEST_STEP_S = 0.5
_BLIND_S = 2.5
"""After so long without a scan everybody is forgotten."""
_STANDS_MPS = 0.25
_KNOWN_S = 0.5
"""Who was seen for less than that has no way that could be guessed on."""


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
        self._rows = Rows()
        self._gone: list[Lost] = []

    def step(self, scan: Scan, pose: Pose2) -> tuple[Track, ...]:
        """Take a scan in and return everybody believed in, nearest to the robot first.

        A scan that is not newer than the last one changes nothing; after a jump of its clock
        everybody is forgotten.

        Args:
            scan: The turn; beams that are NaN are left out.
            pose: The lidar's on the map at the moment of the scan.
        """
        dt = 0.0 if self._t is None else scan.t - self._t
        if dt < 0.0 or dt > _BLIND_S:
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
        rows = self._rows
        unseen = scan.t - rows.seen
        unseen[unseen <= dt + 1e-6] = 0.0
        step_s = min(max(dt, 0.0), _LONGEST_STEP_S)
        predict(rows.state, rows.covariance, unseen, step_s, self.settings.acceleration)
        owner = associate(rows.state, rows.covariance, pieces, self.settings.gate)
        got = correct(rows.state, rows.covariance, pieces, owner)
        self._count_looks(scan.t, got > 0)
        self._rejoin(scan.t)
        self._forget(scan.t, beams, at)
        self._join()
        self._welcome(scan.t, newcomers(pieces, owner))
        return self.tracks(pose)

    def tracks(self, pose: Pose2) -> tuple[Track, ...]:
        """Everybody believed in, nearest to `pose` first."""
        t, rows = self._t, self._rows
        if t is None:
            return ()
        distance = np.hypot(rows.state[:, 0] - pose.x, rows.state[:, 1] - pose.y)
        order = [
            i for i in np.argsort(distance).tolist() if rows.hits[i] >= self.settings.confirm_hits
        ]
        return tuple(
            Track(
                f"p{rows.ids[i]}",
                t,
                Point2(float(rows.state[i, 0]), float(rows.state[i, 1])),
                (float(rows.state[i, 2]), float(rows.state[i, 3])),
                rows.covariance[i].copy(),
                float(t - rows.born[i]),
                float(t - rows.seen[i]),
                min(1.0, int(rows.hits[i]) / max(1, int(rows.looks[i]))),
            )
            for i in order
        )

    def _count_looks(self, t: Seconds, seen: NDArray[np.bool_]) -> None:
        """Note who was seen; old looks fade so that the confidence is that of the last ones."""
        rows = self._rows
        rows.seen[seen] = t
        rows.shown[seen] = rows.state[seen]
        rows.hits[seen] += 1
        rows.looks += 1
        full = rows.looks > _HITS_REMEMBERED
        rows.hits[full] = np.maximum(
            np.round(rows.hits[full] * _HITS_REMEMBERED / rows.looks[full]).astype(np.int64),
            self.settings.confirm_hits,
        )
        rows.looks[full] = _HITS_REMEMBERED

    def _rejoin(self, t: Seconds) -> None:
        """Give those who have just become certain the name of who was lost where they come from."""
        s, rows = self.settings, self._rows
        self._gone = [one for one in self._gone if t - one.seen <= s.rejoin_within]
        certain = rows.hits >= s.confirm_hits
        new = np.flatnonzero(certain & (rows.looks < _HITS_REMEMBERED) & (rows.seen == t))
        new = new[rows.hits[new] == s.confirm_hits]
        if len(new) == 0:
            return
        hidden = np.flatnonzero(self._known(t) & (rows.seen < t)).tolist()
        lost = [*(self._lost(i) for i in hidden), *self._gone]
        found = [
            (float(rows.state[i, 0]), float(rows.state[i, 1]), float(rows.born[i])) for i in new
        ]
        taken = rejoined(lost, found, t, s.rejoin_slack, s.rejoin_spread)
        over = np.zeros(len(rows), dtype=np.bool_)
        for j, i in taken.items():
            rows.ids[new[j]], rows.born[new[j]] = lost[i].id, lost[i].born
            if i < len(hidden):
                over[hidden[i]] = True
        names = {lost[i].id for i in taken.values()}
        self._gone = [one for one in self._gone if one.id not in names]
        rows.keep(~over)

    def _known(self, t: Seconds) -> NDArray[np.bool_]:
        """Who was told to others long enough to be looked for when he is lost, bool[n]."""
        rows = self._rows
        return (rows.hits >= self.settings.confirm_hits) & (t - rows.born > _KNOWN_S)

    def _lost(self, i: int) -> Lost:
        rows = self._rows
        return Lost(
            int(rows.ids[i]), rows.shown[i].copy(), float(rows.seen[i]), float(rows.born[i])
        )

    def _forget(self, t: Seconds, beams: Beams, at: tuple[float, float, float]) -> None:
        """Let go of who is not there any more, or is hidden for too long."""
        s, rows = self.settings, self._rows
        keep = np.ones(len(rows), dtype=np.bool_)
        for i in map(int, np.flatnonzero(rows.seen < t)):
            absent = t - rows.seen[i]
            if absent <= s.gone_after:
                continue
            x, y = rows.state[i, 0], rows.state[i, 1]
            tentative = rows.hits[i] < s.confirm_hits
            shown = seen_through(beams, at, x, y, _BODY_M)
            in_wall = clearance_at(self._background, x, y) <= 0.0
            stood = math.hypot(rows.shown[i, 2], rows.shown[i, 3]) < _STANDS_MPS
            hidden_for = s.standing_hidden_for if stood else s.hidden_for
            keep[i] = not (shown or in_wall or tentative) and absent <= hidden_for
        self._gone += [self._lost(i) for i in np.flatnonzero(~keep & self._known(t)).tolist()]
        rows.keep(keep)

    def _join(self) -> None:
        """Make one of two tracks in the same place; the older one lives on, as the better seen."""
        rows = self._rows
        keep = np.ones(len(rows), dtype=np.bool_)
        for i in range(len(rows)):
            for j in range(i):
                if not (keep[i] and keep[j]):
                    continue
                if math.dist(rows.state[i, :2], rows.state[j, :2]) >= self.settings.apart:
                    continue
                younger, older = (i, j) if rows.born[i] >= rows.born[j] else (j, i)
                if rows.seen[younger] > rows.seen[older]:
                    for column in (rows.state, rows.covariance, rows.shown, rows.seen):
                        column[older] = column[younger]
                keep[younger] = False
        rows.keep(keep)

    def _welcome(self, t: Seconds, middles: NDArray[np.float64]) -> None:
        """Begin a track for each of those whom nobody explains."""
        rows = self._rows
        for x, y in middles:
            if clearance_at(self._background, x, y) < self.settings.off_walls:
                continue
            near = np.hypot(rows.state[:, 0] - x, rows.state[:, 1] - y) < self.settings.apart
            if not near.any():
                self._count += 1
                rows.add(self._count, float(x), float(y), t)
