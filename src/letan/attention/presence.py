"""Is a visitor there? By the camera's choice, or by positions alone, and by touch and speech.

Pure: facts go in with their moment, the answer is asked for with the present moment.
"""

from dataclasses import dataclass, field
from enum import Enum

from letan.attention.reception import Choice
from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.ports.body import Person


class PresenceSource(Enum):
    """What told of the visitor; values are those of letan_msgs/Presence."""

    TOUCH = 0
    SPEECH = 1
    SIMULATOR = 2
    CAMERA = 3
    LIDAR = 4


@dataclass(frozen=True, slots=True)
class AttentionParams:
    """When somebody counts as a visitor.

    Attributes:
        near: Surface distance within which somebody who stands is a visitor.
        gone: Surface distance beyond which he has left; above `near`, so that it does not flicker.
        settle: He must stand near for that long; people who pass by do not.
        still: Slower than this counts as standing, m/s.
        stay: Not seen near for that long: he has left.
        quiet: Touched or spoke, but nobody is seen: he is believed to stay that long.
        robot_radius: Of the robot's body.
    """

    near: Metres = 1.2
    gone: Metres = 2.0
    settle: Seconds = 0.6
    still: float = 0.35
    stay: Seconds = 2.0
    quiet: Seconds = 20.0
    robot_radius: Metres = 0.30


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody stands before the robot.

    Attributes:
        present: Somebody is there.
        source: What told of him.
        track_id: Whose track it is; "" where nobody is seen.
        distance: Between surfaces; None where nobody is seen.
        engagement: 0..1, by the camera; None without one.
        facing: He looks at the robot; False where that is not known.
        visit: Changes with each new visitor, and not with his track.
    """

    present: bool
    source: PresenceSource = PresenceSource.TOUCH
    track_id: str = ""
    distance: Metres | None = None
    engagement: Ratio | None = None
    facing: bool = False
    visit: int = 0


@dataclass(slots=True)
class Attention:
    """Remembers who came near, and when anybody last touched or spoke.

    Where a camera sees faces, `choose` takes whom the reception has chosen; without one `see`
    judges by positions alone. While the robot leads a visitor he walks behind it:
    `is_follower` keeps him present.
    """

    params: AttentionParams = field(default_factory=AttentionParams)
    _near_since: dict[str, Seconds] = field(default_factory=dict)
    _visitor: str = ""
    _seen: Seconds = 0.0
    _distance: Metres | None = None
    _sign: tuple[Seconds, PresenceSource] | None = None
    _chosen: Presence | None = None
    _visits: int = 0

    def sign(self, source: PresenceSource, now: Seconds) -> None:
        """Somebody touched the screen or spoke: he is there."""
        self._sign = (now, source)

    def forget(self) -> None:
        """The conversation is over: a touch or a word of before proves nothing any more."""
        self._sign = None

    def choose(self, choice: Choice, robot: Pose2) -> None:
        """Take whom the reception has chosen by what the camera sees."""
        visitor = choice.visitor
        if visitor is None:
            if self._chosen is not None and self._chosen.present:
                self._sign = None  # he was seen to leave
            self._chosen = Presence(False)
            return
        centres = visitor.point.distance(robot)
        self._chosen = Presence(
            True,
            PresenceSource.CAMERA,
            visitor.body or visitor.id,
            max(0.0, centres - visitor.radius - self.params.robot_radius),
            visitor.engagement,
            visitor.facing >= 0.5,
            choice.visit,
        )

    def see(self, people: tuple[Person, ...], robot: Pose2, now: Seconds) -> None:
        """Take everybody's position, map frame; what a camera told before is worth nothing now."""
        self._chosen = None
        gaps = {person.track_id: self._gap(person, robot) for person in people}
        followers = [person.track_id for person in people if person.is_follower]
        if followers:
            self._visitor = followers[0]
        if self._visitor in gaps and (
            gaps[self._visitor] <= self.params.gone or self._visitor in followers
        ):
            self._seen, self._distance = now, gaps[self._visitor]
            return
        self._distance = None
        if self._visitor and now - self._seen < self.params.stay:
            return
        if self._visitor:
            self._sign = None  # he was seen to leave: what he said and touched proves nothing more
        self._visitor = self._newcomer(people, gaps, now)
        if self._visitor:
            self._visits += 1
            self._seen, self._distance = now, gaps[self._visitor]

    def presence(self, now: Seconds) -> Presence:
        """Return whether somebody is there now."""
        if self._chosen is not None and self._chosen.present:
            return self._chosen
        if self._chosen is None and self._visitor and now - self._seen < self.params.stay:
            return Presence(
                True,
                PresenceSource.SIMULATOR,
                self._visitor,
                self._distance,
                visit=self._visits,
            )
        if self._sign is not None and now - self._sign[0] < self.params.quiet:
            return Presence(True, self._sign[1])
        return Presence(False)

    def _gap(self, person: Person, robot: Pose2) -> Metres:
        centres = ((person.x - robot.x) ** 2 + (person.y - robot.y) ** 2) ** 0.5
        return max(0.0, float(centres) - person.radius - self.params.robot_radius)

    def _newcomer(self, people: tuple[Person, ...], gaps: dict[str, Metres], now: Seconds) -> str:
        """Return the nearest person who has stood near for long enough, "" for nobody."""
        standing = {
            person.track_id
            for person in people
            if gaps[person.track_id] <= self.params.near
            and person.vx**2 + person.vy**2 < self.params.still**2
        }
        self._near_since = {track: self._near_since.get(track, now) for track in standing}
        settled = [
            track for track, since in self._near_since.items() if now - since >= self.params.settle
        ]
        return min(settled, key=gaps.__getitem__, default="")
