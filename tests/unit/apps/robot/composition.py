"""A whole robot with scripted engines: no weights, no files, no waiting."""

from dataclasses import dataclass, field
from itertools import count

from tests.unit.hearing.fakes import LoudVoiceActivity, ScriptedRecogniser, sound
from tests.unit.site.halls import small
from tests.unit.voice.scripted_voice import ScriptedSynthesiser

from letan.dialogue.commands import Command
from letan.dialogue.events import Event
from letan.faq.faq import AskContext
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.hearing.listener import Listener
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source, Utterance
from letan.kernel.geometry import Point2
from letan.ports.recogniser import Recogniser
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.legs import VirtualLegs
from letan_apps.robot.robot import Hearing, Parts, Robot
from letan_sim.acoustics import Room, RoomSettings
from letan_sim.ear import Ear, Mouth
from letan_sim.hall import Hall

LONGEST_S = 90.0


def answer(text: str, intent: str = "tien_ich.wifi", place: str = "") -> Reply:
    sure = (Candidate(intent, "", 0.99),)
    card = Card(intent, "", text)
    return Reply(ReplyKind.ANSWER, text, card, intent=intent, candidates=sure, place=place)


def order(intent: str) -> Reply:
    return Reply(ReplyKind.COMMAND, "", Card("", "", ""), intent=intent)


UNKNOWN = Reply(ReplyKind.REFER, "Mời hỏi cán bộ ạ.", Card("", "", ""))


@dataclass
class ScriptedMind:
    """Answers what was written down for a text; everything else is for an officer."""

    replies: dict[str, Reply]
    asked: list[tuple[str, AskContext]] = field(default_factory=list)

    def reply(self, utterance: Utterance, context: AskContext) -> Reply:
        self.asked.append((utterance.text, context))
        return self.replies.get(utterance.text, UNKNOWN)


class Scene:
    """A robot, and what the test does to it.

    Args:
        recogniser: What the ear makes of each voice, in order.
        replies: What is answered, by the recognised text.
        voice: The speech engine; each word takes 0.1 s.
        walks: Whether the robot has legs, in a small hall.
        hears_itself: The ear is half-duplex and the mouth sounds in the room.
        own_voice: What the ear knows of the mouth.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        replies: dict[str, Reply],
        voice: ScriptedSynthesiser | None = None,
        *,
        walks: bool = False,
        hears_itself: bool = False,
        own_voice: OwnVoice | None = None,
    ) -> None:
        numbers = count(1)
        params = HearingParams(half_duplex=hears_itself, dead_after_s=0.0)
        listener = Listener(
            recogniser,
            LoudVoiceActivity(),
            lambda: f"t{next(numbers)}",
            params,
            source=Source.FILE,
            own_voice=own_voice,
        )
        self.ear = Ear(Room(RoomSettings(snr_db=float("inf")), 0))
        mouth = Mouth(lambda: self.ear.t)
        self.mind = ScriptedMind(replies)
        parts = Parts(
            self.mind.reply,
            Hearing(self.ear, listener),
            voice or ScriptedSynthesiser(),
            mouth,
            _legs() if walks else None,
            None,
            watch=lambda thing, _: self.seen.append(thing),
        )
        self.seen: list[Event | Command] = []
        self.robot = Robot(parts, stopwatch=lambda: 0.0)
        self.events: list[RobotEvent] = []
        self._read = 0

    def say(self, seconds: float = 1.0) -> None:
        """Let the visitor speak from now on; the words are the recogniser's."""
        self.ear.lay(sound(("speech", seconds)), self.robot.t)

    def happen(self, event: Event) -> None:
        """Let something else happen now."""
        self.robot.happen(event)

    def until(self, name: str) -> RobotEvent:
        """Go on until the next event of that name after the last one found; return it."""
        while self.robot.t < LONGEST_S:
            for event in self.events[self._read :]:
                self._read += 1
                if event.name == name:
                    return event
            self.events += self.robot.step()
        raise AssertionError(f"no {name} within {LONGEST_S} s")

    def wait(self, seconds: float) -> None:
        """Go on for a time; what happens in it counts as found."""
        end = self.robot.t + seconds
        while self.robot.t < end:
            self.events += self.robot.step()
        self._read = len(self.events)

    def rest(self) -> float:
        """Go on until the robot is at rest; return the seconds that took."""
        start = self.robot.t
        while not self.robot.at_rest and self.robot.t < LONGEST_S:
            self.events += self.robot.step()
        return self.robot.t - start

    def ask(self) -> None:
        """Speak, and wait for the robot's whole answer."""
        self.say()
        self.until("reply")
        self.until("say_end")

    def names(self) -> list[str]:
        """Names of all events so far, without the marks and partials between them."""
        return [
            e.name for e in self.events if e.name not in ("say_mark", "partial", "card", "gesture")
        ]


def scripted(*scripts: str) -> ScriptedRecogniser:
    """A recogniser without acoustic scores, so that no graph is needed."""
    return ScriptedRecogniser(*scripts, scores=False)


def _legs() -> VirtualLegs:
    hall = Hall(small(), seed=0)
    hall.add_visitor("visitor", Point2(2.6, 1.5))
    return VirtualLegs(hall, "visitor")
