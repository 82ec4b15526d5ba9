"""The scripted visitors at work in a hall: they come, speak, wait for the reply, follow, leave."""

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from letan.kernel.units import Metres, Seconds
from letan.site.site import PlaceKind
from letan_sim.follower import Follower, FollowerSettings
from letan_sim.hall import Hall
from letan_sim.script import Line, VisitorScript

_BEFORE_ROBOT_M = 1.7
"""So near (between centres) he has arrived before the robot."""
_QUIET_S = 1.0
"""The robot has finished when it has been silent that long."""
_BASE_M = 0.6
_LEAVES_AFTER_S = 4.0
_GOES_OUT_WITHIN_M = 1.2
_LEAVING_LIMIT_S = 90.0


@dataclass(frozen=True, slots=True)
class RobotSigns:
    """What a visitor can see and hear of the robot.

    Attributes:
        speaking: Its voice sounds now.
        replies: How often it has begun to speak since the start.
        offered: It has offered to lead and waits for yes or no.
        leading_to: Id of the place it leads to now; "" while it does not lead.
        arrived_at: Id of the place where it last arrived with a visitor; "" before.
    """

    speaking: bool = False
    replies: int = 0
    offered: bool = False
    leading_to: str = ""
    arrived_at: str = ""


class VisitorEventKind(Enum):
    """Values are those of letan_msgs/SimEvent.event."""

    ARRIVED = "arrived"
    SAID = "said"
    HEARD = "heard"
    FOLLOWS = "follows"
    REACHED = "reached"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class VisitorEvent:
    """Something a visitor does.

    Attributes:
        t: The hall's time.
        visitor: His script.
        kind: What.
        line: What he says, for SAID: whoever composes gives it a voice, plays it into the ear
            `distance` away, and calls `Cast.spoken` when it has ended.
        place: For FOLLOWS and REACHED.
        distance: Between his mouth and the robot, for SAID.
    """

    t: Seconds
    visitor: VisitorScript
    kind: VisitorEventKind
    line: Line | None = None
    place: str = ""
    distance: Metres = 0.0


@dataclass(frozen=True, slots=True)
class _Absent:
    since: Seconds


@dataclass(frozen=True, slots=True)
class _Coming:
    """Walks to the robot once that stands at its base, doing nothing."""


@dataclass(frozen=True, slots=True)
class _Listening:
    """Stands before the robot; `heard`: the robot's count of speeches when he last spoke."""

    line: int
    since: Seconds
    heard: int
    quiet_since: Seconds | None = None


@dataclass(frozen=True, slots=True)
class _Speaking:
    line: int
    heard: int


@dataclass(frozen=True, slots=True)
class _Following:
    place: str


@dataclass(frozen=True, slots=True)
class _Finishing:
    """At the counter, or served with words: goes out a little later."""

    at: Seconds


@dataclass(frozen=True, slots=True)
class _Leaving:
    since: Seconds


@dataclass(frozen=True, slots=True)
class _Gone:
    since: Seconds


_Part: TypeAlias = (
    _Absent | _Coming | _Listening | _Speaking | _Following | _Finishing | _Leaving | _Gone
)


class Cast:
    """All visitors of a script. Call `step` once for every `hall.step`."""

    def __init__(self, scripts: tuple[VisitorScript, ...], hall: Hall) -> None:
        """Nobody has come in yet."""
        self._hall = hall
        self._parts: dict[str, _Part] = {s.name: _Absent(hall.t) for s in scripts}
        self._scripts = {s.name: s for s in scripts}
        self._legs: dict[str, Follower] = {}
        exits = [p for p in hall.site.places if p.kind is PlaceKind.EXIT]
        self._exit = exits[0] if exits else hall.site.base
        self.present: str | None = None

    @property
    def finished(self) -> bool:
        """Has everybody left?"""
        return all(isinstance(part, _Gone) for part in self._parts.values())

    def spoken(self, visitor: str) -> None:
        """The voice of a SAID event has ended."""
        part = self._parts[visitor]
        if isinstance(part, _Speaking):
            self._parts[visitor] = _Listening(part.line + 1, self._hall.t, part.heard)

    def step(self, robot: RobotSigns) -> tuple[VisitorEvent, ...]:
        """Advance everybody to the hall's time; return what they do now."""
        events: list[VisitorEvent] = []
        for name, part in tuple(self._parts.items()):
            script = self._scripts[name]
            self._parts[name], more = self._advance(script, part, robot)
            events.extend(more)
        self.present = next(
            (
                n
                for n, p in self._parts.items()
                if isinstance(p, _Listening | _Speaking | _Following)
            ),
            None,
        )
        return tuple(events)

    def _event(
        self, script: VisitorScript, kind: VisitorEventKind, place: str = ""
    ) -> VisitorEvent:
        return VisitorEvent(self._hall.t, script, kind, place=place)

    def _advance(
        self, script: VisitorScript, part: _Part, robot: RobotSigns
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        now = self._hall.t
        match part:
            case _Absent():
                return self._enter(script, part), ()
            case _Coming():
                return self._come(script, part, robot)
            case _Listening():
                return self._listen(script, part, robot)
            case _Speaking() | _Gone():
                return part, ()
            case _Following():
                return self._follow(script, part, robot)
            case _Finishing(at):
                if now < at:
                    return part, ()
                self._legs[script.name].go_to(self._exit.id)
                return _Leaving(now), ()
            case _Leaving():
                return self._leave(script, part)

    def _enter(self, script: VisitorScript, part: _Absent) -> _Part:
        since = part.since
        if script.after:
            before = self._parts[script.after]
            if not isinstance(before, _Gone):
                return part
            since = before.since
        if self._hall.t < since + script.arrives:
            return part
        walks = FollowerSettings(speed=script.speed, stop_every=script.stops_every)
        self._legs[script.name] = self._hall.add_visitor(script.name, self._exit.stand.point, walks)
        return _Coming()

    def _come(
        self, script: VisitorScript, part: _Coming, robot: RobotSigns
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        pose, legs = self._hall.body.pose, self._legs[script.name]
        others = any(
            isinstance(p, _Listening | _Speaking | _Following)
            for n, p in self._parts.items()
            if n != script.name
        )
        at_base = pose.distance(self._hall.site.base.stand) < _BASE_M
        if robot.leading_to or others or not at_base or abs(self._hall.body.twist.v_mps) > 0.02:
            legs.stand()
            return part, ()
        legs.approach()
        at = self._hall.visitor_position(script.name)
        if at.distance(pose) > _BEFORE_ROBOT_M or abs(pose.bearing(at)) > math.pi / 3:
            return part, ()
        arrived = self._event(script, VisitorEventKind.ARRIVED)
        return _Listening(0, self._hall.t, -1), (arrived,)

    def _listen(
        self, script: VisitorScript, part: _Listening, robot: RobotSigns
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        now = self._hall.t
        if robot.leading_to:
            if script.follows:
                self._legs[script.name].follow(now)
                follows = self._event(script, VisitorEventKind.FOLLOWS, robot.leading_to)
                return _Following(robot.leading_to), (follows,)
            return _Finishing(now + _LEAVES_AFTER_S), ()
        if robot.speaking:
            return replace(part, quiet_since=None), ()
        if part.quiet_since is None:
            return replace(part, quiet_since=now), ()
        answered = part.heard < 0 or robot.replies > part.heard
        # Before his first line he lets the robot greet, but does not wait for long.
        waits = script.patience if part.heard >= 0 else 4.0
        silent = now - part.quiet_since
        ready = (answered and robot.replies > 0 and silent >= _QUIET_S) or now - part.since >= waits
        if not ready:
            return part, ()
        return self._next_line(script, part, robot, silent)

    def _next_line(
        self, script: VisitorScript, part: _Listening, robot: RobotSigns, silent: Seconds
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        now = self._hall.t
        index = part.line
        while (
            index < len(script.lines) and script.lines[index].only_if_offered and not robot.offered
        ):
            index += 1
        if index == len(script.lines):
            # All is said. Who wants to be led waits a little for the robot to go.
            if script.follows and now - part.since < script.patience and robot.offered:
                return part, ()
            return _Finishing(now + _LEAVES_AFTER_S), ()
        line = script.lines[index]
        if silent < max(line.pause, 0.0):
            return part, ()
        distance = self._hall.visitor_position(script.name).distance(self._hall.body.pose)
        said = VisitorEvent(
            now, script, VisitorEventKind.SAID, line, distance=max(0.3, distance - 0.3)
        )
        return _Speaking(index, robot.replies), (said,)

    def _follow(
        self, script: VisitorScript, part: _Following, robot: RobotSigns
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        legs, now = self._legs[script.name], self._hall.t
        if robot.leading_to:
            return part, ()
        if robot.arrived_at != part.place:  # led nowhere: he asks no more and goes
            return _Finishing(now + _LEAVES_AFTER_S), ()
        if legs.following:
            legs.go_to(part.place)
            return part, ()
        if not legs.there:
            return part, ()
        reached = self._event(script, VisitorEventKind.REACHED, part.place)
        return _Finishing(now + _LEAVES_AFTER_S), (reached,)

    def _leave(
        self, script: VisitorScript, part: _Leaving
    ) -> tuple[_Part, tuple[VisitorEvent, ...]]:
        at = self._hall.visitor_position(script.name)
        out = at.distance(self._exit.stand) < _GOES_OUT_WITHIN_M
        if not out and self._hall.t - part.since < _LEAVING_LIMIT_S:
            return part, ()
        self._hall.remove_visitor(script.name)
        return _Gone(self._hall.t), (self._event(script, VisitorEventKind.LEFT),)
