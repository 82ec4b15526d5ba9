"""The whole robot in one process: ear, mind, mouth and legs around the conversation."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never

from letan.dialogue import commands
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import (
    Appeared,
    BargedIn,
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    Left,
    OnTheWay,
    PartlyHeard,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    Tick,
    TicketIssued,
)
from letan.dialogue.state import Conversation, DialogueParams, Idle, Listening
from letan.faq.faq import AskContext
from letan.faq.reply import Reply, ReplyKind
from letan.guide.lead import Outcome
from letan.hearing import events as hearing
from letan.hearing.listener import Listener
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan.kernel.units import MetresPerSecond, Seconds
from letan.ports.sound import SoundSink
from letan.ports.synthesiser import Synthesiser
from letan.ports.tickets import Ticket, TicketMachine
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.legs import Legs
from letan_apps.robot.mouth import Silenced, VirtualMouth
from letan_sim.ear import Ear

STEP_S = 0.032
"""One voice activity block: the ear's own grain, so that nothing is heard late."""

_WALK_EVERY = 2
"""Steps of the ear a step of the legs: about 16 Hz."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The simulated ear, and its mind."""

    ear: Ear
    listener: Listener


@dataclass(frozen=True, slots=True)
class Parts:
    """What a robot is put together from.

    Attributes:
        answer: The mind: `Faq.reply`.
        hearing: The ear and its mind, whose params tell whether the ear hears the mouth; None
            where words come as text.
        synthesiser: The voice.
        mouth: The simulated loudspeaker.
        legs: None where the robot does not walk.
        start: Date and time at virtual second 0; None = the clock is not set.
        tickets: The queue-ticket machine; None where there is none.
        watch: Sees every event before the conversation does, and every command, with its moment.
    """

    answer: Callable[[Utterance, AskContext], Reply]
    hearing: Hearing | None
    synthesiser: Synthesiser
    mouth: SoundSink
    legs: Legs | None
    start: datetime | None
    tickets: TicketMachine | None = None
    watch: Callable[[Event | commands.Command, Seconds], None] | None = None


class Robot:
    """Advance it by `step()`; each step returns what happened in it."""

    def __init__(
        self,
        parts: Parts,
        params: DialogueParams | None = None,
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Put it together.

        Args:
            parts: Ear, mind, mouth, legs.
            params: Of the conversation.
            stopwatch: Measures real work; no decision depends on it.
        """
        self._parts = parts
        able = DialogueParams(
            can_lead=parts.legs is not None, has_tickets=parts.tickets is not None
        )
        self._conversation = Conversation(params or able)
        self._mouth = VirtualMouth(parts.synthesiser, parts.mouth)
        self._stopwatch = stopwatch
        self._happened: deque[Event] = deque()
        self._told: list[RobotEvent] = []
        self._began = 0.0
        self._steps = 0
        self._fresh_say: commands.Say | None = None
        self._was_lagging = False
        self._left: Seconds | None = None

    @property
    def t(self) -> Seconds:
        """Virtual time."""
        return self._steps * STEP_S

    @property
    def conversation(self) -> Conversation:
        """What it remembers."""
        return self._conversation

    @property
    def at_rest(self) -> bool:
        """It is the visitor's turn, and he is silent: nobody speaks, thinks or walks."""
        legs, ear = self._parts.legs, self._parts.hearing
        waiting = isinstance(self._conversation.phase, Idle | Listening)
        waiting = waiting and not (ear is not None and ear.listener.listening)
        return waiting and not self._mouth.speaking and not (legs is not None and legs.driving)

    def happen(self, event: Event) -> None:
        """Let something happen from outside (a touch, presence) in the next step."""
        self._happened.append(event)

    def step(self) -> tuple[RobotEvent, ...]:
        """Advance by `STEP_S`."""
        self._began = self._stopwatch()
        self._told = []
        start = self.t
        self._steps += 1
        self._listen(start)
        self._settle()
        self._speak()
        self._walk()
        due = wake_at(self._conversation)
        if due is not None and self.t >= due:
            self._happened.append(Tick())
        self._settle()
        return tuple(self._told)

    def _tell(self, name: str, t: Seconds | None = None, **fields: Any) -> None:
        wall_ms = (self._stopwatch() - self._began) * 1e3
        self._told.append(RobotEvent(name, self.t if t is None else t, wall_ms, fields))

    # The ear

    def _listen(self, start: Seconds) -> None:
        hearing_parts = self._parts.hearing
        if hearing_parts is None:
            return
        ear, listener = hearing_parts.ear, hearing_parts.listener
        pcm = ear.read(round(STEP_S * ear.sample_rate_hz))
        try:
            found = listener.push(pcm, start)
        except LetanError as error:
            self._tell("fault", code="HEAR-005", reason=error.problem)
            found = listener.give_up(self.t)
        for event in found:
            self._on_hearing(event)

    def _await_another(self) -> None:
        if self._parts.hearing is None:
            return
        for event in self._parts.hearing.listener.new_visitor(self._left):
            self._on_hearing(event)

    def _set_speaking(self, speaking: bool, saying: str = "") -> None:
        if self._parts.hearing is None:
            return
        for event in self._parts.hearing.listener.set_speaking(speaking, self.t, saying):
            self._on_hearing(event)

    def _on_hearing(self, event: hearing.HearingEvent) -> None:
        match event:
            case hearing.SpeechStarted(turn_id, t, begun):
                self._tell("speech_start", t, turn_id=turn_id, start_s=round(begun, 3))
                self._happened.append(SpeechStarted(turn_id))
            case hearing.Interruption(turn_id):
                self._happened.append(BargedIn(turn_id))
            case hearing.Partial(turn_id, t, text):
                self._tell("partial", t, turn_id=turn_id, text=text)
                self._happened.append(PartlyHeard(turn_id, text))
            case hearing.Spotted(turn_id, _, intent):
                self._happened.append(Spotted(turn_id, intent))
            case hearing.Endpoint(turn_id, t, end):
                self._tell("endpoint", t, turn_id=turn_id, end_s=round(end, 3))
            case hearing.Final(t, utterance):
                self._tell(
                    "final",
                    t,
                    turn_id=utterance.turn_id,
                    text=utterance.text,
                    start_s=round(utterance.start, 3),
                    end_s=round(utterance.end, 3),
                    confidence=utterance.confidence,
                    phrases=[
                        {"intent": p.intent, "llr": round(p.llr, 2)} for p in utterance.phrases[:3]
                    ],
                )
                self._happened.append(Heard(utterance))
            case hearing.Discarded(turn_id):
                self._happened.append(SpeechDiscarded(turn_id))
            case hearing.MicrophoneFault(t, fault):
                self._tell("fault", t, code=fault.code, **fault.fields)
            case hearing.LevelReport() | hearing.MicrophoneHealed():
                pass
            case _:
                assert_never(event)

    # The conversation

    def _settle(self) -> None:
        """Let the conversation take what has happened, and carry out what it wants."""
        while self._happened:
            event = self._happened.popleft()
            self._watch(event)
            before = self._conversation.phase
            self._conversation, wanted = advance(self._conversation, event, self.t)
            gone = isinstance(self._conversation.phase, Idle) and not isinstance(before, Idle)
            gone = gone and not any(isinstance(one, commands.Disregard) for one in wanted)
            if isinstance(event, Replied):
                self._tell_reply(event, commands.Disregard(event.turn_id) in wanted)
            if isinstance(event, Appeared | Left):
                self._left = self.t if isinstance(event, Left) else None
            if gone:
                self._await_another()
            for command in wanted:
                self._do(command)

    def _watch(self, thing: Event | commands.Command) -> None:
        if self._parts.watch is not None:
            self._parts.watch(thing, self.t)

    def _do(  # noqa: C901  # one case a command: a forgotten one fails mypy
        self, command: commands.Command
    ) -> None:
        self._watch(command)
        match command:
            case commands.Ask():
                self._ask(command)
            case commands.Say():
                self._cut(self._mouth.begin(command))
                self._fresh_say = command
                self._set_speaking(True, command.text)
            case commands.StopSaying():
                if self._cut(self._mouth.silence()):
                    self._tell("stop")
            case commands.Lead(place, turn_id, slow):
                self._lead(place, turn_id, slow)
            case commands.StopLeading():
                self._stop_leading()
            case commands.ReturnToBase():
                if self._parts.legs is not None:
                    self._parts.legs.go_home()
            case commands.CallStaff(reason, turn_id):
                self._tell("staff_call", reason=reason.name.lower(), turn_id=turn_id)
            case commands.CallOffStaff(reason, turn_id):
                self._tell("staff_called_off", reason=reason.name.lower(), turn_id=turn_id)
            case commands.Gesture(name, place):
                self._tell("gesture", gesture=name, place=place)
            case commands.EndSession():
                self._tell("session_end")
            case commands.Disregard(turn_id):
                self._tell("disregarded", turn_id=turn_id)
            case commands.IssueTicket(place, turn_id):
                self._issue_ticket(place, turn_id)
            case commands.ReportFault(code, turn_id):
                self._tell("fault", code=code, turn_id=turn_id)
            case (
                commands.Show()
                | commands.KeepQuestion()
                | commands.KeepFeedback()
                | commands.KeepRating()
            ):
                self._tell(**_noted(command))
            case commands.ClearScreen() | commands.SetFace():
                pass
            case _:
                assert_never(command)

    def _ask(self, command: commands.Ask) -> None:
        now = self._parts.start and self._parts.start + timedelta(seconds=self.t)
        context = AskContext(command.context_intent, command.language, now)
        try:
            reply = self._parts.answer(command.utterance, context)
        except LetanError:
            return  # a mind that does not answer is noticed by the conversation's own patience
        self._happened.append(Replied(command.utterance.turn_id, reply))

    def _tell_reply(self, replied: Replied, disregarded: bool) -> None:
        """Tell what the mind made of it; an order to nobody is understood and nothing is done."""
        turn_id, reply = replied.turn_id, replied.reply
        if disregarded and reply.kind is not ReplyKind.COMMAND:
            return
        self._tell(
            "reply",
            turn_id=turn_id,
            kind=reply.kind.name.lower(),
            intent=reply.intent,
            facet=reply.facet or None,
            probability=round(reply.probability, 3),
            text=reply.text,
            place=reply.place or None,
        )

    def _issue_ticket(self, place: str, turn_id: str) -> None:
        ticket: Ticket | None = None
        try:
            if self._parts.tickets is not None:
                ticket = self._parts.tickets.issue(place)
        except LetanError as error:
            self._tell("fault", code="TICKET-001", reason=error.problem)
        if ticket is not None:
            self._tell("ticket", turn_id=turn_id, number=ticket.number, counter=ticket.counter)
        self._happened.append(TicketIssued(turn_id, ticket))

    # The mouth

    def _cut(self, silenced: Silenced | None) -> bool:
        """Report a speech that was cut; False where there was none."""
        if silenced is None:
            return False
        self._fresh_say = None
        self._tell("say_end", say_id=silenced.say_id, completed=False, next_word=silenced.next_word)
        self._happened.append(SayFinished(silenced.say_id, False, silenced.next_word))
        self._set_speaking(False)
        return True

    def _speak(self) -> None:
        try:
            uttered = self._mouth.step(STEP_S)
        except LetanError as error:
            self._fresh_say = None
            self._tell("fault", code="VOICE-002", reason=error.problem)
            self._happened.append(SayFinished(self._mouth.say_id, False))
            self._set_speaking(False)
            return
        if uttered is None:
            return
        say, self._fresh_say = self._fresh_say, None
        if say is not None:
            self._tell("say_start", say_id=say.say_id, turn_id=say.turn_id, text=say.text)
        for mark in uttered.marks:
            self._tell(
                "say_mark",
                kind=mark.kind.name.lower(),
                index=mark.index,
                text=mark.text,
                at_s=round(mark.t_s, 3),
            )
        if uttered.finished:
            self._tell("say_end", say_id=uttered.say_id, completed=True)
            self._happened.append(SayFinished(uttered.say_id, True))
            self._set_speaking(False)

    # The legs

    def _lead(self, place: str, turn_id: str, slow: MetresPerSecond) -> None:
        legs = self._parts.legs
        if legs is None:
            self._cannot_lead(place, "this robot does not walk")
            return
        try:
            legs.lead_to(place, slow)
        except LetanError as error:
            self._cannot_lead(place, str(error))
            return
        self._tell("guide_start", place=place, turn_id=turn_id)

    def _stop_leading(self) -> None:
        legs = self._parts.legs
        place = None if legs is None else legs.stop()
        if place is not None:
            self._tell("guide_end", place=place, outcome="stopped")
            self._happened.append(LeadFinished(Outcome.STOPPED, place))

    def _cannot_lead(self, place: str, reason: str) -> None:
        self._tell("fault", code="GUIDE-001", reason=reason)
        self._happened.append(LeadFinished(Outcome.FAILED, place))

    def _walk(self) -> None:
        legs = self._parts.legs
        if legs is None or self._steps % _WALK_EVERY:
            return
        walked = legs.step(STEP_S * _WALK_EVERY)
        lagging = walked.state == "calling"
        if lagging and not self._was_lagging:
            self._happened.append(FollowerLagging())
        self._was_lagging = lagging
        if walked.remark is not None and not walked.alone:
            self._happened.append(OnTheWay(walked.remark))
        if walked.outcome is None or walked.alone:
            return
        outcome = walked.outcome
        if outcome is Outcome.ARRIVED:
            self._tell("arrived", place=walked.place)
        else:
            self._tell("guide_end", place=walked.place, outcome=outcome.name.lower())
        self._happened.append(LeadFinished(outcome, walked.place))


def _noted(
    command: commands.Show | commands.KeepQuestion | commands.KeepFeedback | commands.KeepRating,
) -> dict[str, Any]:
    """Return the record of a command that nothing in this process carries out."""
    match command:
        case commands.Show(card, turn_id):
            choices = [choice.title for choice in card.choices]
            fields = {"title": card.title, "text": card.text, "choices": choices}
            return {"name": "card", "turn_id": turn_id, **fields}
        case commands.KeepQuestion(_, turn_id, intent, referred):
            return {"name": "kept", "turn_id": turn_id, "intent": intent, "referred": referred}
        case commands.KeepFeedback(kind, _, turn_id):
            return {"name": "feedback", "turn_id": turn_id, "kind": kind.value}
        case commands.KeepRating(stars, turn_id):
            return {"name": "rating", "turn_id": turn_id, "stars": stars}
