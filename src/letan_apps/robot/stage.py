"""Plays a scenario with the whole robot in virtual time, and holds it against what must happen."""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from letan.dialogue.commands import Command
from letan.dialogue.events import (
    Appeared,
    BargedIn,
    Event,
    Heard,
    Left,
    PartlyHeard,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    StaffAnswered,
    Touched,
    TouchKind,
)
from letan.dialogue.state import DialogueParams, Idle
from letan.faq.faq import AskContext
from letan.faq.reply import Card, Reply, ReplyKind
from letan.guide.lead import Outcome
from letan.hearing.utterance import Source, Utterance
from letan.kernel.faults import LetanError
from letan.kernel.units import Language, Seconds
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.audible import Audible, audible_robot
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.legs import Legs, TimedLegs
from letan_apps.robot.robot import Parts, Robot
from letan_apps.robot.scenario import Scenario, Step
from letan_apps.robot.verdict import Window, verdict
from letan_sim.ear import Mouth
from letan_sim.silent_voice import SilentSynthesiser
from letan_sim.ticket_machine import SimulatedTicketMachine

WORD_S = 0.3
"""A syllable of a visitor."""
HANG_OVER_S = 0.6
"""Silence after which his words count as finished."""
PAUSE_S = 0.5
"""Between the robot's last word and a visitor's next step."""
_HEARD_PAUSE_S = 2.4
"""The same for an ear, which joins what comes sooner to the last words."""
_WALK_S = 6.0
LONGEST_S = 900.0
_STOP_WORDS = {"dừng lại": "lenh.dung", "dừng": "lenh.dung", "đứng lại": "lenh.dung_di_chuyen"}


@dataclass
class Played:
    """What became of a scenario.

    Attributes:
        failures: What must have happened and did not, and the other way round; one a line.
        events: Everything the robot told.
        lines: Who did what: (second, "visitor", "robot" or "scene", words). A "scene" is seen and
            not heard: "touch choose a", "appears", "leaves", "coughs", "officer".
        hash: SHA-256 of all events without their timings.
    """

    failures: list[str] = field(default_factory=list)
    events: list[RobotEvent] = field(default_factory=list)
    lines: list[tuple[Seconds, str, str]] = field(default_factory=list)
    hash: str = ""


def text_robot(
    workshop: Workshop,
    scenario: Scenario,
    watch: Callable[[Event | Command, Seconds], None] | None = None,
) -> Robot:
    """Return a robot that hears text, speaks in silence and walks by the clock."""
    wanted = scenario.robot
    site = workshop.faq.site
    places = {} if site is None else {place.id: _WALK_S for place in site.destinations}
    outcome = Outcome[str(wanted.get("outcome", "arrived")).upper()]
    legs: Legs | None = TimedLegs(places, outcome)
    if wanted.get("legs") == "none":
        legs = None
    elif wanted.get("legs") == "hall":
        legs = workshop.legs(scenario.seed)
    tickets = None
    if wanted.get("tickets") and site is not None:
        tickets = SimulatedTicketMachine(site, scenario.seed)
        if wanted["tickets"] == "no paper":
            tickets.paper = 0
    params = DialogueParams(
        can_lead=legs is not None,
        has_tickets=tickets is not None,
        **(wanted.get("params") or {}),
    )
    answer = _dead if wanted.get("answers") == "dead" else workshop.faq.reply
    voice = _Mute() if wanted.get("voice") == "dead" else SilentSynthesiser()
    parts = Parts(answer, None, voice, Mouth(lambda: 0.0), legs, scenario.now, tickets, watch)
    return Robot(parts, params, stopwatch=lambda: 0.0)


class Stage:
    """One scenario on one robot."""

    def __init__(self, robot: Robot, scenario: Scenario, audible: Audible | None = None) -> None:
        """Begin; with `audible` visitors are heard, else their words simply arrive."""
        self._robot, self._scenario, self._audible = robot, scenario, audible
        self._pause_s = PAUSE_S if audible is None else _HEARD_PAUSE_S
        self._turns = (f"t{number}" for number in itertools.count(1))
        self._played = Played()
        self._spoke_at: Seconds | None = None

    def play(self) -> Played:
        """Play all steps; return what became of it."""
        began = 0.0
        steps = self._scenario.steps
        for number, step in enumerate(steps):
            self._until_its_turn(step, began)
            began = self._robot.t
            first = len(self._played.events)
            done_at = self._do(step)
            following = steps[number + 1] if number + 1 < len(steps) else None
            self._finish(step, following, began)
            window = Window(
                tuple(self._played.events[first:]), began, done_at, self._robot.conversation
            )
            self._played.failures += [
                f"step {number + 1} ({step.doing} {step.value}): {line}"
                for line in verdict(step.expect, window)
            ]
        self._close()
        return self._played

    # Time

    def _step(self) -> None:
        for event in self._robot.step():
            self._played.events.append(event)
            if event.name == "say_start":
                self._spoke_at = event.t_s
                self._played.lines.append((event.t_s, "robot", str(event.fields["text"])))
            elif event.name == "say_end":
                self._spoke_at = None
        if self._robot.t > LONGEST_S:
            raise LetanError(self._scenario.name, f"longer than {LONGEST_S:.0f} s", "Cut it")

    def _run(self, seconds: Seconds) -> None:
        end = self._robot.t + seconds
        while self._robot.t < end:
            self._step()

    def _until_its_turn(self, step: Step, before: Seconds) -> None:
        if step.after_s is not None:
            self._run(before + step.after_s - self._robot.t)
        elif step.over_s is not None:
            deadline = self._robot.t + 30.0
            while self._spoke_at is None and self._robot.t < deadline:
                self._step()
            if self._spoke_at is not None:
                self._run(self._spoke_at + step.over_s - self._robot.t)
        else:
            self._rest()

    def _rest(self) -> None:
        """Go on until it has been the visitor's turn for a moment."""
        quiet_since = self._robot.t
        while self._robot.t - quiet_since < self._pause_s:
            self._step()
            if not self._robot.at_rest:
                quiet_since = self._robot.t

    def _finish(self, step: Step, following: Step | None, began: Seconds) -> None:
        if following is None or (following.over_s is None and following.after_s is None):
            self._rest()
        elif following.over_s is not None:
            self._run(0.0)
        elif following.after_s is not None:
            self._run(max(0.0, began + following.after_s - self._robot.t))

    # What people do

    def _do(self, step: Step) -> Seconds:
        """Do it; return when it was done."""
        self._tell(step)
        match step.doing:
            case "appears":
                self._robot.happen(Appeared())
            case "leaves":
                self._robot.happen(Left())
            case "says" if self._audible is not None:
                self._run(self._audible.say(str(step.value), self._robot.t))
            case "says":
                self._say(str(step.value))
            case "coughs":
                turn = next(self._turns)
                self._robot.happen(SpeechStarted(turn))
                self._run(0.4)
                self._robot.happen(SpeechDiscarded(turn))
            case "touches":
                kind, _, value = str(step.value).partition(" ")
                self._robot.happen(Touched(TouchKind[kind.upper()], value, next(self._turns)))
            case "waits":
                self._run(float(step.value))
            case "officer":
                self._robot.happen(StaffAnswered())
            case "happens":
                self._robot.happen(_odd(dict(step.value)))
            case "plays" if self._audible is not None:
                self._run(self._audible.play(str(step.value), self._robot.t))
            case "plays":
                raise LetanError(
                    self._scenario.name, "plays needs an ear", "Write robot: {ear: {}}"
                )
        done = self._robot.t
        self._step()
        return done

    def _tell(self, step: Step) -> None:
        if step.doing in ("appears", "leaves", "coughs", "officer"):
            self._played.lines.append((self._robot.t, "scene", step.doing))
        elif step.doing == "says" and self._audible is not None:
            self._played.lines.append((self._robot.t, "visitor", str(step.value)))
        elif step.doing == "touches":
            self._played.lines.append((self._robot.t, "scene", f"touch {step.value}"))

    def _say(self, text: str) -> None:
        turn = next(self._turns)
        words = text.split()
        self._played.lines.append((self._robot.t, "visitor", text))
        start = self._robot.t
        self._robot.happen(SpeechStarted(turn))
        for count in range(1, len(words) + 1):
            self._run(WORD_S)
            self._robot.happen(PartlyHeard(turn, " ".join(words[:count])))
        if text.lower() in _STOP_WORDS:
            self._robot.happen(Spotted(turn, _STOP_WORDS[text.lower()]))
        end = self._robot.t
        self._run(HANG_OVER_S)
        utterance = Utterance(turn, text, source=Source.FILE, start=start, end=end)
        self._robot.happen(Heard(utterance))

    def _close(self) -> None:
        played, final = self._played, self._scenario.finally_
        calls = sum(event.name == "staff_call" for event in played.events)
        if "staff_calls" in final and calls != final["staff_calls"]:
            played.failures.append(f"finally: {calls} staff calls, not {final['staff_calls']}")
        if "most_s" in final and self._robot.t > final["most_s"]:
            played.failures.append(f"finally: took {self._robot.t:.1f} s")
        idle = isinstance(self._robot.conversation.phase, Idle)
        if "idle" in final and idle != final["idle"]:
            played.failures.append(f"finally: idle is {idle}")
        told = [replace(event, wall_ms=0.0).to_json() for event in played.events]
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        played.hash = hashlib.sha256(text.encode()).hexdigest()


def _odd(fields: dict[str, Any]) -> Event:
    """Return an event that a peer sends late, twice or out of order."""
    name = fields.pop("event")
    match name:
        case "replied":
            reply = Reply(ReplyKind.ANSWER, str(fields["text"]), Card("", "", ""), intent="x.y")
            return Replied(str(fields["turn"]), reply)
        case "said":
            return SayFinished(int(fields["say"]), bool(fields.get("completed", True)))
        case "heard":
            return Heard(Utterance(str(fields["turn"]), str(fields["text"]), source=Source.FILE))
        case "barged":
            return BargedIn(str(fields["turn"]))
        case "started":
            return SpeechStarted(str(fields["turn"]))
        case "discarded":
            return SpeechDiscarded(str(fields["turn"]))
        case _:
            raise LetanError("scenario", f"no event {name!r}", "Look at letan_apps/robot/stage.py")


def _dead(_utterance: Utterance, _context: AskContext) -> Reply:
    raise LetanError("faq", "dead on purpose", "Nothing")


@dataclass(frozen=True, slots=True)
class _Mute(SilentSynthesiser):
    """A speech engine that fails."""

    def synthesise(self, sentence: str, language: Language, prosody: Any) -> Iterator[Any]:
        raise LetanError("voice", "dead on purpose", "Nothing")


def play_scenario(workshop: Workshop, scenario: Scenario, sounds: Path | None = None) -> Played:
    """Play a scenario on a fresh robot; `sounds` is the folder of the files that it plays."""
    if "ear" in scenario.robot:
        robot, audible = audible_robot(workshop, scenario, sounds)
        return Stage(robot, scenario, audible).play()
    return Stage(text_robot(workshop, scenario), scenario).play()


def scenario_files(folder: Path) -> list[Path]:
    """Return the scenarios of a folder, by name."""
    return sorted(folder.glob("*.yaml"))
