"""The demo's visitors in the hall with a stand-in for the conversation.

Bodies, motion and leading are the real ones; the words are not: the stand-in "answers" each
line after a fixed time and leads each visitor to the place his script names. What the robot
understands is shown by `letan demo` and `letan converse`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from letan.guide.collision_monitor import CollisionMonitor
from letan.guide.escort import Escort
from letan.guide.lead import Command, Finished, Outcome
from letan.kernel.units import Ratio, Seconds
from letan.site.site import Site
from letan_sim.cast import Cast, RobotSigns, VisitorEvent, VisitorEventKind
from letan_sim.episode import STEP_S, EpisodeResult, Moment
from letan_sim.ground import Ground, ground_of
from letan_sim.hall import Hall, HallSettings
from letan_sim.metrics import Meter
from letan_sim.population import CrowdSettings
from letan_sim.script import VisitorScript

_LIMIT_S = 900.0
_SPEAKS_S = 4.0
_THINKS_S = 1.0
_STAYS_S = 5.0
_LINE_S = 3.0
_MIXED = 0.5


@dataclass(slots=True)
class _StandIn:
    """Answers by the clock."""

    signs: RobotSigns = field(default_factory=RobotSigns)
    silent_from: Seconds = 0.0
    answers_at: Seconds | None = None
    asker: VisitorEvent | None = None
    home_at: Seconds | None = None

    def note(self, event: VisitorEvent) -> None:
        """A visitor arrived or spoke."""
        if event.kind is VisitorEventKind.ARRIVED:
            self._speak(event.t)
        elif event.kind is VisitorEventKind.SAID:
            self.answers_at, self.asker = event.t + _LINE_S + _THINKS_S, event

    def _speak(self, now: Seconds) -> None:
        self.silent_from = now + _SPEAKS_S
        self.signs = replace(self.signs, replies=self.signs.replies + 1)

    def step(self, now: Seconds, cast: Cast) -> str:
        """Return the place to lead to, "" mostly."""
        self.signs = replace(self.signs, speaking=now < self.silent_from)
        asker = self.asker
        if asker is None or self.answers_at is None:
            return ""
        if now >= self.answers_at - _THINKS_S:
            cast.spoken(asker.visitor.name)
        if now < self.answers_at:
            return ""
        self.asker = self.answers_at = None
        agreed = asker.line is not None and asker.line.only_if_offered
        if agreed and asker.visitor.led_to:
            self.signs = replace(
                self.signs, offered=False, leading_to=asker.visitor.led_to, arrived_at=""
            )
            return asker.visitor.led_to
        self._speak(now)
        self.signs = replace(self.signs, offered=bool(asker.visitor.led_to) and not agreed)
        return ""

    def led(self, command: Finished, now: Seconds, base: str) -> None:
        """Leading, or the way home, has ended."""
        if command.place == base:
            return
        arrived = command.place if command.outcome is Outcome.ARRIVED else ""
        self.signs = replace(self.signs, leading_to="", arrived_at=arrived)
        self.home_at = now + _STAYS_S


def rehearse(
    site: Site,
    scripts: tuple[VisitorScript, ...],
    seed: int,
    people: int = 6,
    aware: Ratio = 1.0,
    ground: Ground | None = None,
    stopwatch: Callable[[], float] = time.perf_counter,
) -> EpisodeResult:
    """Run the scripted visitors to the end; success = each was led where his script says.

    Args:
        site: The hall.
        scripts: Who comes.
        seed: Of the crowd, the visitors' stops, sensors and slip.
        people: Walkers.
        aware: Share of them that feels the robot.
        ground: `ground_of(site)`, to share it.
        stopwatch: Measures the real time; nothing else depends on it.
    """
    crowd = CrowdSettings(people, aware, queues=1, mixed=_MIXED)
    hall = Hall(site, seed, HallSettings(crowd), ground or ground_of(site))
    cast, escort, monitor = Cast(scripts, hall), Escort(site), CollisionMonitor()
    robot, meter = _StandIn(), Meter(hall.settings.body.radius)
    reached: dict[str, str] = {}
    moments: list[Moment] = []
    outcome: Outcome | None = None
    started = stopwatch()
    while hall.t < _LIMIT_S and not (cast.finished and escort.lead.state_name == "idle"):
        for event in cast.step(robot.signs):
            robot.note(event)
            if event.kind is VisitorEventKind.REACHED:
                reached[event.visitor.name] = event.place
        odom, scan = hall.odometry(), hall.scan()
        place = robot.step(hall.t, cast)
        if place:
            escort.lead_to(place, hall.t, odom.pose)
        if robot.home_at is not None and hall.t >= robot.home_at:
            robot.home_at = None
            escort.return_to_base(hall.t, odom.pose)
        at = cast.follower_position()
        step = escort.step(hall.t, odom.pose, odom, scan, at, hall.people())
        outcome = _outcome(step.commands, robot, hall.t, site.base.id) or outcome
        hall.drive(monitor.step(hall.t, step.twist, hall.t, scan, odom).twist)
        hall.step(STEP_S)
        visitors = {s.name for s in scripts}
        meter.take(
            STEP_S,
            hall.body.pose,
            hall.body.twist,
            tuple(p for p in hall.people() if p.is_follower or p.track_id not in visitors),
            hall.touches,
        )
        if round(hall.t / STEP_S) % 10 == 0:
            at = cast.follower_position() or site.base.stand.point
            everybody = tuple((p.x, p.y) for p in hall.people() if p.track_id not in visitors)
            moments.append(Moment(hall.t, hall.body.pose, at, everybody, step.state))
    wanted = {s.name: s.led_to for s in scripts if s.led_to}
    success = cast.finished and reached == wanted
    return EpisodeResult(
        success,
        ", ".join(wanted.values()),
        outcome,
        meter.result(),
        hall.wall_contacts,
        0.0,
        hall.digest(),
        stopwatch() - started,
        tuple(moments),
    )


def _outcome(
    commands: tuple[Command, ...], robot: _StandIn, now: Seconds, base: str
) -> Outcome | None:
    """Tell the stand-in what has ended; return how leading ended, if it did."""
    for command in commands:
        if isinstance(command, Finished):
            robot.led(command, now, base)
            if command.place != base:
                return command.outcome
    return None
