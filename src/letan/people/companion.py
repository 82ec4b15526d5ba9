"""Which of the tracks is the visitor who is being led.

He is chosen once, where he stands before the robot. While his track lives it is he. When it ends
(hidden by somebody, confused with somebody) he is the one who is found where he can have walked
meanwhile; who was somebody else's track before he got lost is not taken for him.
"""

from dataclasses import dataclass

from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Radians, Seconds
from letan.people.track import Track


@dataclass(frozen=True, slots=True)
class CompanionSettings:
    """Bounds of the choice.

    Attributes:
        ahead: He is chosen among those within that distance before the robot.
        bearing: And within that angle of its heading, either way.
        walks: He may have walked that fast since he was lost.
        slack: Found that far from where he can be is still he.
        search_for: Lost longer than that, nobody is taken for him without being chosen anew.
    """

    ahead: Metres = 2.5
    bearing: Radians = 1.3
    walks: MetresPerSecond = 0.9
    slack: Metres = 0.5
    search_for: Seconds = 20.0


class Companion:
    """Keeps one person. Call `begin` when leading begins, then `step` for each set of tracks."""

    def __init__(self, settings: CompanionSettings | None = None) -> None:
        """Know nobody."""
        self.settings = settings or CompanionSettings()
        self.forget()

    def begin(self) -> None:
        """From the next step on somebody is led: whoever stands before the robot first."""
        self.forget()
        self._leads = True

    def forget(self) -> None:
        """Nobody is led any more."""
        self._leads = False
        self._id = ""
        self._last: Point2 | None = None
        self._velocity = (0.0, 0.0)
        self._seen: Seconds = 0.0
        self._others: frozenset[str] = frozenset()

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
        self._keep(chosen, tracks, now)
        return chosen

    def keep(self, track_id: str, tracks: tuple[Track, ...], now: Seconds) -> Track | None:
        """Take a known track for the visitor: somebody else (the camera) knows that it is he."""
        chosen = next((track for track in tracks if track.id == track_id), None)
        if chosen is not None:
            self._keep(chosen, tracks, now)
        return chosen

    def step(self, tracks: tuple[Track, ...], robot: Pose2, now: Seconds) -> Track | None:
        """Return his track; None while nobody is led or he is not found.

        Args:
            tracks: Everybody believed in.
            robot: The robot's pose, map frame.
            now: Moment of the tracks.
        """
        if not self._leads:
            return None
        if self._last is None:
            return self.choose(tracks, robot, now)
        for track in tracks:
            if track.id == self._id:
                self._keep(track, tracks, now)
                return track
        found = self._search(tracks, now)
        if found is not None:
            self._keep(found, tracks, now)
        return found

    def _keep(self, track: Track, tracks: tuple[Track, ...], now: Seconds) -> None:
        self._leads = True
        self._id, self._last, self._velocity = track.id, track.position, track.velocity
        self._seen = now
        self._others = frozenset(other.id for other in tracks if other.id != track.id)

    def _search(self, tracks: tuple[Track, ...], now: Seconds) -> Track | None:
        s, lost = self.settings, now - self._seen
        if self._last is None or not 0.0 <= lost <= s.search_for:
            return None
        glide = min(lost, 1.0)
        expected = Point2(
            self._last.x + glide * self._velocity[0], self._last.y + glide * self._velocity[1]
        )
        reach = s.slack + s.walks * lost
        able = [
            track
            for track in tracks
            if track.id not in self._others and expected.distance(track.position) <= reach
        ]
        return min(able, key=lambda track: expected.distance(track.position), default=None)
