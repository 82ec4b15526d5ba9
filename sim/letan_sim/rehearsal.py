"""The demo's visitors in the hall with a stand-in for the conversation.

Bodies, motion and leading are the real ones; the words are not: the stand-in "answers" each
line after a fixed time and leads each visitor to the place his script names. What the robot
understands is shown by `letan demo` and `letan converse`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from letan.guide.lead import Command, Finished, Outcome
from letan.kernel.units import Seconds
from letan.site.site import Site
from letan_sim.cast import Cast, RobotSigns, VisitorEvent, VisitorEventKind
from letan_sim.episode import MOMENT_STEPS, EpisodeResult, Moment
from letan_sim.ground import Ground, ground_of
from letan_sim.hall import Hall
from letan_sim.metrics import Meter
from letan_sim.robot import STEP_S, Robot
from letan_sim.scenarios import Scenario
from letan_sim.script import VisitorScript

_LIMIT_S = 900.0
_SPEAKS_S = 4.0
_THINKS_S = 1.0
_STAYS_S = 5.0
_LINE_S = 3.0


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
    scenario: Scenario,
    seed: int,
    ground: Ground | None = None,
    record: bool = False,
    stopwatch: Callable[[], float] = time.perf_counter,
) -> EpisodeResult:
    """Run the scripted visitors to the end; success = each was led where his script says.

    Args:
        site: The hall.
        scripts: Who comes.
        scenario: Who else is in the hall, and what the robot sees them with.
        seed: Of the crowd, the visitors' stops, sensors and slip.
        ground: `ground_of(site)`, to share it.
        record: Keep moments for a picture.
        stopwatch: Measures the real time; nothing else depends on it.
    """
    settings = scenario.episode(seed).hall_settings()
    hall = Hall(site, seed, settings, ground or ground_of(site))
    cast, robot = Cast(scripts, hall), Robot(hall, seed, estimated=scenario.estimated)
    answers, meter = _StandIn(), Meter(hall.settings.body.radius)
    visitors = {s.name for s in scripts}
    reached: dict[str, str] = {}
    moments: list[Moment] = []
    outcome: Outcome | None = None
    started = stopwatch()
    while hall.t < _LIMIT_S and not (cast.finished and robot.escort.lead.state_name == "idle"):
        for event in cast.step(answers.signs):
            answers.note(event)
            if event.kind is VisitorEventKind.REACHED:
                reached[event.visitor.name] = event.place
        place = answers.step(hall.t, cast)
        if place:
            robot.lead_to(place)
        if answers.home_at is not None and hall.t >= answers.home_at:
            answers.home_at = None
            robot.return_to_base()
        step = robot.step()
        outcome = _outcome(step.commands, answers, hall.t, site.base.id) or outcome
        counted = tuple(p for p in hall.people() if p.is_follower or p.track_id not in visitors)
        meter.take(STEP_S, hall.body.pose, hall.body.twist, counted, hall.touches)
        if record and round(hall.t / STEP_S) % MOMENT_STEPS == 0:
            everybody = hall.people()
            moments.append(
                Moment(
                    *(hall.t, hall.body.pose, everybody, robot.seen),
                    *(step.path, step.state, robot.posture),
                )
            )
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
    commands: tuple[Command, ...], answers: _StandIn, now: Seconds, base: str
) -> Outcome | None:
    """Tell the stand-in what has ended; return how leading ended, if it did."""
    for command in commands:
        if isinstance(command, Finished):
            answers.led(command, now, base)
            if command.place != base:
                return command.outcome
    return None
