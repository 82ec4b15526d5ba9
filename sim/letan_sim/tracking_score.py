"""How well the robot's tracks say where people truly are.

Each person within `WITHIN_M` is matched with one track, and a matched pair stays together as long
as it is near enough, so that a change is a change of identity.
Source: CLEAR MOT (Bernardin and Stiefelhagen 2008): recall, position error, switches, false tracks.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.people.track import Track
from letan.ports.body import Person

WITHIN_M = 5.0
MATCH_M = 0.5
_SAME_S: Seconds = 3.0


@dataclass(frozen=True, slots=True)
class TrackingScore:
    """Over a whole run.

    Attributes:
        recall: Share of the persons within 5 m, hidden ones too, that had a track at 0.5 m or less.
        recall_visible: Of those whom the lidar could see.
        error_mean_m: Of the matched positions.
        error_p95_m: Likewise.
        speed_error_m: Mean error of the velocity, metres a second.
        switches_a_minute: Persons who had another track not more than 3 s before; who was hidden
            or away for longer is somebody new.
        false_a_minute: Tracks within 5 m that were nobody's for most of their life.
    """

    recall: Ratio
    recall_visible: Ratio
    error_mean_m: Metres
    error_p95_m: Metres
    speed_error_m: float
    switches_a_minute: float
    false_a_minute: float


class TrackingMeter:
    """Collects one run; call `take` once for each scan."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._t0: Seconds | None = None
        self._t: Seconds = 0.0
        self._there = self._found = self._visible = self._found_visible = self._switches = 0
        self._errors: list[float] = []
        self._speeds: list[float] = []
        self._last: dict[str, tuple[str, Seconds]] = {}
        self._lives: dict[str, list[int]] = {}

    def take(
        self,
        now: Seconds,
        pose: Pose2,
        people: tuple[Person, ...],
        tracks: tuple[Track, ...],
        visible: frozenset[str],
    ) -> None:
        """Compare one moment.

        Args:
            now: The hall's time.
            pose: The robot's true pose.
            people: Everybody as they truly are.
            tracks: What the robot believes.
            visible: Names of those whom the lidar could see.
        """
        self._t0 = now if self._t0 is None else self._t0
        self._t = now
        near = [p for p in people if math.hypot(p.x - pose.x, p.y - pose.y) <= WITHIN_M]
        pairs = self._pairs(people, tracks)
        for person in near:
            self._there += 1
            self._visible += person.track_id in visible
            track = pairs.get(person.track_id)
            if track is None:
                continue
            self._found += 1
            self._found_visible += person.track_id in visible
            at = track.position
            self._errors.append(math.hypot(at.x - person.x, at.y - person.y))
            vx, vy = track.velocity
            self._speeds.append(math.hypot(vx - person.vx, vy - person.vy))
            before, when = self._last.get(person.track_id, (track.id, now))
            self._switches += before != track.id and now - when <= _SAME_S
            self._last[person.track_id] = (track.id, now)
        matched = {track.id for track in pairs.values()}
        for track in tracks:
            if track.position.distance(pose) <= WITHIN_M:
                life = self._lives.setdefault(track.id, [0, 0])
                life[track.id in matched] += 1

    def _pairs(self, people: tuple[Person, ...], tracks: tuple[Track, ...]) -> dict[str, Track]:
        if not people or not tracks:
            return {}
        of_person = np.array([(p.x, p.y) for p in people])
        of_track = np.array([(t.position.x, t.position.y) for t in tracks])
        cost = np.hypot(*(of_person[:, np.newaxis] - of_track[np.newaxis]).transpose(2, 0, 1))
        far = cost > MATCH_M
        for i, person in enumerate(people):  # a pair stays together while it may
            for j, track in enumerate(tracks):
                if self._last.get(person.track_id, ("", 0.0))[0] == track.id:
                    cost[i, j] -= MATCH_M
        cost[far] = 1e3
        rows, columns = linear_sum_assignment(cost)
        return {
            people[i].track_id: tracks[j]
            for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
            if not far[i, j]
        }

    def result(self) -> TrackingScore:
        """Return the figures up to now."""
        minutes = max(self._t - (self._t0 or 0.0), 1e-9) / 60.0
        errors = self._errors or [math.nan]
        false = sum(nobody > somebody for nobody, somebody in self._lives.values())
        return TrackingScore(
            self._found / max(1, self._there),
            self._found_visible / max(1, self._visible),
            float(np.mean(errors)),
            float(np.percentile(errors, 95)),
            float(np.mean(self._speeds or [math.nan])),
            self._switches / minutes,
            false / minutes,
        )
