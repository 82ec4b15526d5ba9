"""Random visitors for the whole robot, and what must hold whatever they do.

Everything random comes from the seed: a visitor who broke a rule comes back by his number.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from letan.dialogue.backchannel import is_backchannel
from letan.dialogue.commands import CallStaff, Command, EndSession, ReportFault, Say, StopSaying
from letan.dialogue.events import (
    Appeared,
    BargedIn,
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    Left,
    PartlyHeard,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    StaffAnswered,
    Tick,
    TicketIssued,
    Touched,
    TouchKind,
)
from letan.dialogue.state import Conversation, Idle, Session
from letan.faq.reply import Card, Reply, ReplyKind
from letan.guide.lead import Outcome
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Seconds
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.robot import Robot
from letan_apps.robot.scenario import Scenario
from letan_apps.robot.stage import HANG_OVER_S, WORD_S, text_robot

_STAY_S = (5.0, 90.0)
_QUIET_S = 300.0
"""After the last visitor the robot must be at its base, silent and idle within this time."""
HUMAN_WITHIN_S = 20.0
_ANSWER_WITHIN_S = 6.0
_NOW = datetime.fromisoformat("2026-11-24T09:00:00+07:00")

PERSONS = (
    "patient",
    "impatient",
    "deaf",
    "child",
    "foreigner",
    "two_people",
    "leaves",
    "mumbles",
    "lost_in_choices",
    "wants_a_human",
    "odd_messages",
)
_TALK = (
    *("vâng", "ừ", "không", "tiếp", "nhắc lại đi", "nói chậm lại", "nói to lên", "dẫn tôi đi"),
    *("thế còn lệ phí", "cần giấy tờ gì", "các bước thế nào", "bao lâu thì xong"),
    *("cái thứ hai", "không phải cái nào", "cảm ơn cháu", "tạm biệt", "lấy số cho bác"),
    *("hôm nay trời đẹp nhỉ", "giá vàng bao nhiêu", "tôi muốn góp ý", "robot ngu quá"),
    *("cho tôi hỏi", "để tôi gọi con tôi đã", "gặp cán bộ", "lâu thế", "thôi khỏi gọi nữa"),
    *("bước hai là gì", "đi chậm thôi", "họ không có hợp đồng thì sao", "thôi tôi về"),
    *("speak english please", "where is the toilet", "bác muốn hỏi", "ơ", "năm sao"),
)
_TILES = ("ho_tich.khai_sinh", "lenh.dong_y", "tien_ich.wifi", "x.y")
_SHOUTS = ("a a a", "mẹ ơi", "robot ơi nhảy đi", "con đói", "ha ha ha")
_OBEYED_IN_SILENCE = ("lenh.dung", "lenh.dung_di_chuyen", "lenh.dong_y")
"""A stop is answered by silence, a yes to nothing by none."""


@dataclass
class Watched:
    """What is known of one visit, and which rules it broke."""

    broken: list[str] = field(default_factory=list)
    voice: int = 0
    stopped: bool = False
    says: dict[str, int] = field(default_factory=dict)
    waits_for_human: Seconds | None = None
    waits_for_answer: dict[str, Seconds] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """One random visitor's visit.

    Attributes:
        number: His seed.
        person: What he is like.
        broken: The rules that were broken; none is what must be.
        turns: How often he spoke or touched.
        seconds: Virtual time.
    """

    number: int
    person: str
    broken: tuple[str, ...]
    turns: int
    seconds: Seconds


def visit(workshop: Workshop, number: int, questions: tuple[str, ...]) -> Visit:
    """Let random visitor `number` (his seed) come, and the next one after him."""
    rng = np.random.default_rng(number)
    person = PERSONS[number % len(PERSONS)]
    watched = Watched()
    robot_of: list[Robot] = []

    def watch(thing: Event | Command, now: Seconds) -> None:
        _observe(watched, thing, now, robot_of[0].conversation)

    options: dict[str, object] = {"tickets": bool(rng.random() < 0.3)}
    if rng.random() < 0.06:
        options["answers"] = "dead"
    if rng.random() < 0.06:
        options["voice"] = "dead"
    options["outcome"] = str(rng.choice(["arrived"] * 7 + ["blocked", "failed", "lost_visitor"]))
    scenario = Scenario(f"visitor {number}", person, (), _NOW, number, options, (), {})
    robot = text_robot(workshop, scenario, watch)
    robot_of.append(robot)
    player = _Player(robot, watched, rng, questions, f"v{number}")
    player.run(float(rng.uniform(0.2, 2.0)))
    for _ in range(2):
        player.visit(person)
    player.leave_alone()
    return Visit(number, person, tuple(watched.broken), watched.turns, robot.t)


class _Player:
    """Plays one visitor after the other before a robot."""

    def __init__(
        self,
        robot: Robot,
        watched: Watched,
        rng: np.random.Generator,
        questions: tuple[str, ...],
        name: str,
    ) -> None:
        """Stand aside."""
        self._robot, self._watched, self._rng = robot, watched, rng
        self._questions = questions
        self._turns: Iterator[str] = (f"{name}-{count}" for count in itertools.count(1))

    def run(self, seconds: Seconds) -> None:
        """Let time pass; hold the robot to its bounds."""
        end = self._robot.t + seconds
        while self._robot.t < end:
            self._robot.step()
            _hold_to_bounds(self._watched, self._robot)

    def visit(self, person: str) -> None:
        """Come, do what such a person does, and go."""
        rng, robot = self._rng, self._robot
        if rng.random() < 0.8:
            robot.happen(Appeared())
            self.run(0.1)
        until = robot.t + float(rng.uniform(*_STAY_S))
        while robot.t < until:
            self._act(person)
            self.run(float(rng.exponential(0.7 if person == "impatient" else 3.0)))
        if person != "leaves" and rng.random() < 0.3:
            self._wants_a_human()
        robot.happen(Left())
        self.run(float(rng.uniform(0.1, 15.0)))

    def leave_alone(self) -> None:
        """Nobody is there any more: the robot must come to rest, and know nothing."""
        end = self._robot.t + _QUIET_S
        while self._robot.t < end and not self._at_rest():
            self.run(1.0)
        if not self._at_rest():
            self._watched.broken.append(f"never at rest: {self._robot.conversation.phase}")

    def _at_rest(self) -> bool:
        return self._robot.at_rest and isinstance(self._robot.conversation.phase, Idle)

    def _act(self, person: str) -> None:
        rng = self._rng
        match person:
            case "deaf":
                self._touch()
            case "foreigner":
                self._touch(TouchKind.LANGUAGE, "en")
                self._say(str(rng.choice(("where is the toilet", "stop", "yes", "lead me there"))))
            case "child":
                self._say(str(rng.choice(_SHOUTS)))
            case "two_people":
                self._say(self._question(), wait=False)
                self.run(float(rng.uniform(0.0, 1.0)))
                self._say(self._question())
            case "mumbles":
                self._say("" if rng.random() < 0.6 else self._question())
            case "lost_in_choices":
                self._say("tôi muốn làm giấy")
                self._say(str(rng.choice(("không phải cái nào", "cái thứ hai", "cái khác"))))
            case "wants_a_human":
                self._wants_a_human()
            case "odd_messages":
                self._robot.happen(self._odd())
                if rng.random() < 0.5:
                    self._say(self._question())
            case _:
                if rng.random() < 0.2:
                    self._touch()
                elif rng.random() < 0.15:
                    self._cough()
                else:
                    self._say(self._question())

    def _question(self) -> str:
        pool = self._questions if self._rng.random() < 0.5 else _TALK
        return str(pool[int(self._rng.integers(len(pool)))])

    def _say(self, text: str, *, wait: bool = True) -> None:
        turn, words = next(self._turns), text.split()
        self._watched.turns += 1
        self._robot.happen(SpeechStarted(turn))
        for count in range(1, len(words) + 1):
            self.run(WORD_S if wait else 0.05)
            self._robot.happen(PartlyHeard(turn, " ".join(words[:count])))
        self.run(HANG_OVER_S)
        heard = Heard(Utterance(turn, text, source=Source.FILE))
        self._robot.happen(heard)
        if self._rng.random() < 0.05:
            self._robot.happen(heard)
        if wait and self._rng.random() < 0.7:
            self.run(float(self._rng.uniform(0.1, 12.0)))

    def _cough(self) -> None:
        turn = next(self._turns)
        self._robot.happen(SpeechStarted(turn))
        self.run(0.4)
        self._robot.happen(SpeechDiscarded(turn))

    def _touch(self, kind: TouchKind | None = None, value: str = "") -> None:
        rng = self._rng
        self._watched.turns += 1
        if kind is None:
            kind = TouchKind(int(rng.integers(len(TouchKind))))
            if kind in (TouchKind.ASK, TouchKind.CHOOSE):
                value = str(
                    rng.choice(("ho_tich.khai_sinh", "lenh.dong_y", "tien_ich.wifi", "x.y"))
                )
            elif kind is TouchKind.FACET:
                value = str(rng.choice(("steps", "documents", "fee", "nothing")))
            elif kind is TouchKind.RATE:
                value = str(rng.integers(0, 7))
            elif kind is TouchKind.LEAD:
                value = str(rng.choice(("", "quay_1", "quay_99")))
        self._robot.happen(Touched(kind, value, next(self._turns)))
        self.run(float(rng.uniform(0.05, 6.0)))

    def _wants_a_human(self) -> None:
        self._watched.turns += 1
        self._robot.happen(Touched(TouchKind.CALL_STAFF, "", next(self._turns)))
        self._watched.waits_for_human = self._robot.t
        self.run(float(self._rng.uniform(0.5, 30.0)))
        if self._rng.random() < 0.5:
            self._robot.happen(StaffAnswered())

    def _odd(self) -> Event:
        """Return a message that is late, comes twice, or belongs to something that is over."""
        rng = self._rng
        old = f"v0-{rng.integers(1, 9)}"
        reply = Reply(ReplyKind.ANSWER, "lời đến muộn", Card("", "", ""), intent="x.y")
        events: tuple[Event, ...] = (
            Replied(old, reply),
            SayFinished(int(rng.integers(0, 50)), bool(rng.random() < 0.5), 3),
            LeadFinished(Outcome(int(rng.integers(0, 5))), "quay_2"),
            TicketIssued(old, None),
            StaffAnswered(),
            SpeechDiscarded(old),
            SpeechStarted(old),
            Spotted(old, "lenh.dung"),
            BargedIn(old),
            PartlyHeard(old, "một hai ba bốn năm"),
            FollowerLagging(),
            Appeared(),
            Tick(),
            Heard(Utterance(old, "", source=Source.FILE)),
        )
        return events[int(rng.integers(len(events)))]


def _observe(
    watched: Watched, thing: Event | Command, now: Seconds, conversation: Conversation
) -> None:
    """Follow what happens; note the rules that are broken at once."""
    match thing:
        case Heard(utterance):
            _observe_heard(watched, utterance, now, conversation)
        case Say(say_id, _, _, turn_id):
            if watched.voice and not watched.stopped:
                watched.broken.append(f"{now:.1f} s: two voices, {watched.voice} and {say_id}")
            watched.voice, watched.stopped = say_id, False
            watched.waits_for_answer.pop(turn_id, None)
            if watched.waits_for_human is not None and not turn_id.startswith("v0"):
                watched.waits_for_human = None
        case Replied(turn_id, reply) if reply.intent in _OBEYED_IN_SILENCE:
            watched.waits_for_answer.pop(turn_id, None)
        case ReportFault("DIAL-001", turn_id):  # one apology may stand for two questions
            watched.waits_for_answer.pop(turn_id, None)
        case StopSaying():
            watched.stopped = True
        case SayFinished(say_id):
            if say_id == watched.voice:
                watched.voice = 0
        case CallStaff():
            watched.waits_for_human = None
        case EndSession():
            watched.waits_for_answer.clear()
            watched.waits_for_human = None
            if conversation.session != Session() or conversation.asked or conversation.heard:
                watched.broken.append(f"{now:.1f} s: something of the visitor is left")
        case _:
            pass


def _observe_heard(
    watched: Watched, utterance: Utterance, now: Seconds, conversation: Conversation
) -> None:
    """Who speaks to a silent robot must be answered, once."""
    turn = utterance.turn_id
    fresh = turn not in watched.heard and not turn.startswith("v0")
    watched.heard.add(turn)
    silent = not conversation.voice and not conversation.session.barged
    if fresh and silent and utterance.text and not is_backchannel(utterance.text):
        watched.waits_for_answer[turn] = now


def _hold_to_bounds(watched: Watched, robot: Robot) -> None:
    """Note the bounds of time that have run out."""
    conversation, now = robot.conversation, robot.t
    if conversation.session.failures >= conversation.params.failures_before_staff:
        watched.broken.append(f"{now:.1f} s: {conversation.session.failures} failures, no officer")
    since = watched.waits_for_human
    if since is not None and now - since > HUMAN_WITHIN_S:
        watched.broken.append(f"{now:.1f} s: no officer since {since:.1f} s")
        watched.waits_for_human = None
    for turn, asked in list(watched.waits_for_answer.items()):
        if now - asked > _ANSWER_WITHIN_S and not conversation.voice:
            watched.broken.append(f"{now:.1f} s: no answer to {turn} of {asked:.1f} s")
            del watched.waits_for_answer[turn]


def questions_of(workshop: Workshop) -> tuple[str, ...]:
    """Return what visitors ask: the golden questions of the release."""
    return tuple(
        golden.question for entry in workshop.faq.release.entries() for golden in entry.golden
    )
