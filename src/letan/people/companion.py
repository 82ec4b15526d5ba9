"""Which of the tracks is the visitor who is being led.

He is chosen once, where he stands before the robot. From then on each track has a probability of
being his, and so has each spot at which a track ended. What can happen between two scans has a
rate: two who come close exchange their tracks; a track ends, or is hidden, and he is found under
another name where he can have walked; rarely, anybody near is he after all. How everybody moves
(`following_evidence`) weighs the probabilities, so that a mistake is noticed and mended.
Source: the forward filter of a hidden Markov model, e.g. Rabiner 1989, "A tutorial on hidden
Markov models and selected applications in speech recognition".
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Radians, Ratio, Seconds
from letan.people.evidence import following_evidence
from letan.people.track import Track


@dataclass(frozen=True, slots=True)
class CompanionSettings:
    """Bounds of the choice, and how often what goes wrong goes wrong.

    Attributes:
        ahead: He is chosen among those within that distance before the robot.
        bearing: And within that angle of its heading, either way.
        walks: He may have walked that fast since he was lost.
        slack: Found that far from where he can be is still he.
        search_for: Lost longer than that, nobody is taken for him without being chosen anew.
        near: Two that near exchange their tracks `exchanged` times a second; farther ones less.
        exchanged: Times a second.
        hidden: Somebody who is hidden comes out under another name so many times a second.
        found_new: A track that began after he was lost, where he can be, is taken for him so
            many times a second.
        found_known: Likewise one that was somebody else's before.
        mistaken: Anybody within `around` is he after all so many times a second.
        around: Of the robot.
        weight: Of a second's evidence; below 1, as moments that follow each other say the same.
        sure: Probability below which nobody is told.
        change: Another must be so many times likelier than the present one.
    """

    ahead: Metres = 2.5
    bearing: Radians = 1.3
    walks: MetresPerSecond = 0.9
    slack: Metres = 0.5
    search_for: Seconds = 20.0
    near: Metres = 0.5
    exchanged: float = 0.3
    hidden: float = 0.1
    found_new: float = 5.0
    found_known: float = 0.05
    mistaken: float = 0.002
    around: Metres = 6.0
    weight: float = 0.6
    sure: Ratio = 0.3
    change: float = 2.0


_LONGEST_STEP_S = 0.5
_HIDDEN_S = 0.3
_GLIDES_S = 1.0
"""So long he is believed to have walked on as he did."""
_LEAST = 1e-4


@dataclass(slots=True)
class _Spot:
    """Where he was lost, and how likely it is that he is still to be looked for from there."""

    name: str
    at: Point2
    velocity: tuple[float, float]
    since: Seconds
    weight: float

    def off(self, point: Point2, now: Seconds) -> Metres:
        glide = min(now - self.since, _GLIDES_S)
        x, y = self.at.x + glide * self.velocity[0], self.at.y + glide * self.velocity[1]
        return math.hypot(point.x - x, point.y - y)


class Companion:
    """Keeps one person. Call `begin` when leading begins, then `step` for each set of tracks."""

    def __init__(self, settings: CompanionSettings | None = None) -> None:
        """Know nobody."""
        self.settings = settings or CompanionSettings()
        self.forget()

    def begin(self, visitor: str = "") -> None:
        """From the next step on somebody is led.

        Args:
            visitor: Id of the track with whom the robot spoke; where it has ended, or with "",
                whoever stands before the robot first.
        """
        self.forget()
        self._leads, self._named = True, visitor

    def forget(self) -> None:
        """Nobody is led any more."""
        self._leads = False
        self._id = self._named = ""
        self._tracks: tuple[Track, ...] = ()
        self._weights: NDArray[np.float64] = np.zeros(0)
        self._spots: list[_Spot] = []
        self._away = 0.0
        self._now: Seconds = 0.0
        self._found: Track | None = None

    @property
    def track_id(self) -> str:
        """Id of his track; "" where nobody is led. It may have ended."""
        return self._id

    def choose(self, tracks: tuple[Track, ...], robot: Pose2, now: Seconds) -> Track | None:
        """Take whoever stands before the robot for the visitor; None if nobody does."""
        s = self.settings
        before = [
            track
            for track in tracks
            if robot.distance(track.position) <= s.ahead
            and abs(robot.bearing(track.position)) <= s.bearing
        ]
        if not before:
            return None
        chosen = min(before, key=lambda track: robot.distance(track.position))
        return self._keep(chosen, tracks, now)

    def keep(self, track_id: str, tracks: tuple[Track, ...], now: Seconds) -> Track | None:
        """Take a known track for the visitor: somebody else (the camera) knows that it is he."""
        chosen = next((track for track in tracks if track.id == track_id), None)
        return None if chosen is None else self._keep(chosen, tracks, now)

    def step(self, tracks: tuple[Track, ...], robot: Pose2, now: Seconds) -> Track | None:
        """Return his track; None while nobody is led or he is not found.

        Args:
            tracks: Everybody believed in. The same ones again change nothing.
            robot: The robot's pose, map frame.
            now: Moment of the tracks.
        """
        if not self._leads:
            return None
        if not self._id:
            return self.keep(self._named, tracks, now) or self.choose(tracks, robot, now)
        if tracks and tracks is self._tracks:
            return self._found
        dt = min(max(now - self._now, 0.0), _LONGEST_STEP_S)
        self._lose(tracks, now)
        weights = self._moved_on(tracks)
        if tracks:
            self._exchange(weights, tracks, dt)
            self._hide(weights, tracks, now, dt)
            self._find(weights, tracks, now, dt)
            self._look(weights, tracks, robot, dt)
        self._tracks, self._now = tracks, now
        self._weights = self._whole(weights)
        self._found = self._likeliest()
        self._id = self._id if self._found is None else self._found.id
        return self._found

    def _keep(self, chosen: Track, tracks: tuple[Track, ...], now: Seconds) -> Track:
        self._leads = True
        self._id, self._found = chosen.id, chosen
        self._tracks, self._now = tracks, now
        self._weights = np.array([float(track is chosen) for track in tracks])
        self._spots, self._away = [], 0.0
        return chosen

    def _lose(self, tracks: tuple[Track, ...], now: Seconds) -> None:
        """Where a track ended he is looked for; after long he is nowhere near."""
        names = {track.id for track in tracks}
        for track, weight in zip(self._tracks, self._weights.tolist(), strict=True):
            if track.id not in names and weight > _LEAST:
                self._add_spot(track, weight, self._now)
        old = [spot for spot in self._spots if now - spot.since > self.settings.search_for]
        self._away += sum(spot.weight for spot in old)
        self._spots = [spot for spot in self._spots if spot not in old]

    def _add_spot(self, track: Track, weight: float, now: Seconds) -> None:
        known = next((spot for spot in self._spots if spot.name == track.id), None)
        if known is not None:
            known.weight += weight
            return
        since = now - track.unseen
        self._spots.append(_Spot(track.id, track.position, track.velocity, since, weight))

    def _moved_on(self, tracks: tuple[Track, ...]) -> NDArray[np.float64]:
        """Each track keeps what it had, float64[n]."""
        had = {t.id: weight for t, weight in zip(self._tracks, self._weights.tolist(), strict=True)}
        return np.array([had.get(track.id, 0.0) for track in tracks])

    def _exchange(
        self, weights: NDArray[np.float64], tracks: tuple[Track, ...], dt: Seconds
    ) -> None:
        """Two who are close may be taken for each other, in place."""
        s = self.settings
        at = np.array([(track.position.x, track.position.y) for track in tracks])
        apart = np.hypot(*(at[:, np.newaxis] - at).T)
        share = s.exchanged * dt * np.exp(-((apart / s.near) ** 2))
        np.fill_diagonal(share, 0.0)
        weights += weights @ share - weights * share.sum(axis=1)

    def _hide(
        self, weights: NDArray[np.float64], tracks: tuple[Track, ...], now: Seconds, dt: Seconds
    ) -> None:
        """Somebody who is hidden may come out under another name, in place."""
        for i, track in enumerate(tracks):
            part = float(weights[i]) * self.settings.hidden * dt
            if track.unseen > _HIDDEN_S and part > _LEAST * dt:
                weights[i] -= part
                self._add_spot(track, part, now)

    def _find(
        self, weights: NDArray[np.float64], tracks: tuple[Track, ...], now: Seconds, dt: Seconds
    ) -> None:
        """Who was lost may be whoever is where he can have walked, in place."""
        s = self.settings
        for spot in self._spots:
            lost = now - spot.since
            reach = s.slack + s.walks * lost
            able = [i for i, track in enumerate(tracks) if spot.off(track.position, now) <= reach]
            for i in sorted(able, key=lambda i: spot.off(tracks[i].position, now)):
                back = tracks[i].id == spot.name and tracks[i].unseen == 0.0
                new = now - tracks[i].age >= spot.since
                rate = s.found_new if back or new else s.found_known
                part = spot.weight * min(1.0, rate * dt)
                weights[i] += part
                spot.weight -= part

    def _look(
        self, weights: NDArray[np.float64], tracks: tuple[Track, ...], robot: Pose2, dt: Seconds
    ) -> None:
        """Weigh how everybody moves, in place."""
        s = self.settings
        at = np.array([(track.position.x, track.position.y) for track in tracks])
        velocity = np.array([track.velocity for track in tracks])
        seen = np.array([track.unseen == 0.0 for track in tracks])
        near = seen & (np.hypot(at[:, 0] - robot.x, at[:, 1] - robot.y) <= s.around)
        weights += near * s.mistaken * dt
        weights *= np.exp(
            s.weight * dt * following_evidence(at, velocity, seen, (robot.x, robot.y))
        )

    def _whole(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Make probabilities of weights: with those of the spots and of being away they are 1."""
        whole = float(weights.sum()) + sum(spot.weight for spot in self._spots) + self._away
        self._away /= whole
        for spot in self._spots:
            spot.weight /= whole
        self._spots = [spot for spot in self._spots if spot.weight > _LEAST]
        return weights / whole

    def _likeliest(self) -> Track | None:
        """Return the likeliest; the present one while no other is much likelier."""
        if not self._tracks:
            return None
        best = int(np.argmax(self._weights))
        for i, track in enumerate(self._tracks):
            likely = self.settings.change * self._weights[i] >= self._weights[best]
            if likely and track.id == self._id:
                best = i
        return self._tracks[best] if self._weights[best] >= self.settings.sure else None
