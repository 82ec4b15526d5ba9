"""Whom the robot turns to: the one who comes and looks at it, once; the one who waited longest.

Pure: people go in as `Watch` sees them, with the moment; a choice comes out.
"""

from dataclasses import dataclass, field

from letan.attention.someone import Someone
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, MetresPerSecond, Ratio, Seconds

_TOGETHER_S = 1.0
"""Who come within this time of each other come together: the nearest of them is addressed."""
_LOOK_M = 4.5
_LOOK_AT = 0.15
_CONTINUES_M = 0.8


@dataclass(frozen=True, slots=True)
class ReceptionParams:
    """When somebody is greeted and when he has left; distances between middles.

    Attributes:
        greet_at: From this engagement on somebody wants to be spoken to.
        decide: It must last that long.
        child_decide: The same for a face lower than `child_up`: children look and run on.
        child_up: Height of a face below which it may be a child's; a seated grown-up's is higher.
        within: Nobody farther away is greeted.
        still_face: Somebody who was there from the start and has never moved must look for that
            long: pictures of people do neither.
        moved: So far somebody must have moved to be surely no picture.
        gone: Farther away than this the visitor has left.
        leaves: He must be beyond it for that long; half that while he walks away.
        away: Who was served must look elsewhere for that long before he is greeted again.
        silent_spot: A face that never moved and never answered is not greeted at that place for
            so long.
        receding: Walking away at least at that speed.
    """

    greet_at: Ratio = 0.5
    decide: Seconds = 0.25
    child_decide: Seconds = 1.5
    child_up: Metres = 1.0
    within: Metres = 2.1
    still_face: Seconds = 3.0
    moved: Metres = 0.4
    gone: Metres = 2.6
    leaves: Seconds = 1.6
    away: Seconds = 8.0
    silent_spot: Seconds = 600.0
    receding: MetresPerSecond = 0.3


@dataclass(frozen=True, slots=True)
class Choice:
    """What the robot does about the people before it.

    Attributes:
        visitor: With whom it speaks or is to speak; None for nobody.
        look_at: Whom head and eyes turn to; None: straight on.
        visit: Counts the visitors; it changes when the robot turns to a new one, and not when a
            visitor's track breaks and goes on.
    """

    visitor: Someone | None
    look_at: Someone | None
    visit: int = 0


@dataclass(slots=True)
class Reception:
    """Remembers the visitor, who was served, and where a face was that never answered."""

    params: ReceptionParams = field(default_factory=ReceptionParams)
    _visitor: Someone | None = None
    _beyond_since: Seconds | None = None
    _free: bool = True
    _visits: int = 0
    _answered: bool = False
    _wants_since: dict[str, Seconds] = field(default_factory=dict)
    _served: dict[str, Seconds] = field(default_factory=dict)
    _silent: list[tuple[Point2, Seconds]] = field(default_factory=list)

    def answered(self) -> None:
        """The visitor spoke or touched the screen: he is no picture."""
        self._answered = True

    def finished(self, now: Seconds) -> None:
        """The conversation is over; he may stay, but the next one who waits has his turn."""
        visitor = self._visitor
        if visitor is not None and not self._free:
            self._served[visitor.id] = now
            if not self._answered and visitor.moved < self.params.moved:
                self._silent.append((visitor.point, now + self.params.silent_spot))
        self._free, self._answered = True, False

    def step(self, people: tuple[Someone, ...], robot: Pose2, now: Seconds) -> Choice:
        """Take everybody, return whom the robot speaks with and looks at."""
        self._note(people, robot, now)
        self._follow(people, robot, now)
        follower = next((person for person in people if person.is_follower), None)
        if follower is not None:
            self._visits += self._visitor is None
            self._visitor, self._beyond_since = follower, None
        elif self._visitor is None or self._free:
            chosen = self._choose(people, robot, now)
            if chosen is not None:
                self._visits += 1
                self._visitor, self._free, self._answered = chosen, False, False
                self._beyond_since = None
        return Choice(self._visitor, self._look_at(people, robot), self._visits)

    # Who wants to be spoken to

    def _note(self, people: tuple[Someone, ...], robot: Pose2, now: Seconds) -> None:
        wanting = {person.id for person in people if self._wants(person, robot)}
        self._wants_since = {id_: self._wants_since.get(id_, now) for id_ in sorted(wanting)}
        known = {person.id for person in people}
        self._served = {
            id_: (now if id_ in wanting else at)
            for id_, at in self._served.items()
            if id_ in known and (id_ in wanting or now - at < self.params.away)
        }
        self._silent = [(spot, until) for spot, until in self._silent if now < until]

    def _wants(self, person: Someone, robot: Pose2) -> bool:
        return (
            person.engagement >= self.params.greet_at
            and person.point.distance(robot) <= self.params.within
        )

    def _choose(self, people: tuple[Someone, ...], robot: Pose2, now: Seconds) -> Someone | None:
        ready = [
            person
            for person in people
            if person.id in self._wants_since
            and person.id not in self._served
            and now - self._wants_since[person.id] >= self._patience(person) - 1e-9
            and not self._is_silent(person)
        ]
        if not ready:
            return None
        first = min(self._wants_since[person.id] for person in ready)
        together = [
            person for person in ready if self._wants_since[person.id] - first <= _TOGETHER_S
        ]
        return min(together, key=lambda person: (person.point.distance(robot), person.id))

    def _patience(self, person: Someone) -> Seconds:
        if not person.body and person.moved < self.params.moved:
            return self.params.still_face
        child = person.up is not None and person.up < self.params.child_up
        return self.params.child_decide if child else self.params.decide

    def _is_silent(self, person: Someone) -> bool:
        return person.moved < self.params.moved and any(
            spot.distance(person.point) < 0.3 + 0.15 * max(1.0, person.point.distance(spot))
            for spot, _until in self._silent
        )

    # Whether the visitor is still there

    def _follow(self, people: tuple[Someone, ...], robot: Pose2, now: Seconds) -> None:
        """Take the visitor's newest state, or let him go."""
        before = self._visitor
        if before is None:
            return
        here = next((person for person in people if person.id == before.id), None)
        if here is None:
            near = [
                person
                for person in people
                if person.since >= before.there - 0.5
                and person.point.distance(before.point) < _CONTINUES_M
            ]
            here = min(near, key=lambda p: p.point.distance(before.point), default=None)
        if here is None:
            self._let_go(now)
            return
        self._visitor = here
        distance = here.point.distance(robot)
        if distance <= self.params.gone or here.is_follower:
            self._beyond_since = None
            return
        if self._beyond_since is None:
            self._beyond_since = now
        away = (here.point.x - robot.x, here.point.y - robot.y)
        recedes = (away[0] * here.velocity[0] + away[1] * here.velocity[1]) / distance
        limit = self.params.leaves * (0.5 if recedes >= self.params.receding else 1.0)
        if now - self._beyond_since >= limit - 1e-9:
            self._let_go(now)

    def _let_go(self, now: Seconds) -> None:
        self.finished(now)
        self._visitor, self._beyond_since = None, None

    def _look_at(self, people: tuple[Someone, ...], robot: Pose2) -> Someone | None:
        if self._visitor is not None and not self._free:
            return self._visitor
        near = [person for person in people if person.point.distance(robot) <= _LOOK_M]
        waving = [person for person in near if person.waving]
        if waving:
            return min(waving, key=lambda person: person.point.distance(robot))
        keen = [person for person in near if person.engagement >= _LOOK_AT]
        return max(keen, key=lambda person: person.engagement, default=self._visitor)
