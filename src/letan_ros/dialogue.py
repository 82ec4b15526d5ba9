"""The conversation's node: events in, commands out; the core decides."""

import math
import uuid
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from typing import Any, assert_never

from diagnostic_msgs.msg import KeyValue
from geometry_msgs.msg import PointStamped
from letan_msgs import action, msg, srv
from std_msgs.msg import Header, String

from letan.dialogue import commands, events
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.meant import is_served
from letan.dialogue.state import Conversation, DialogueParams, Idle
from letan.faq.reply import Card
from letan.guide.lead import Outcome
from letan.guide.remarks import Remark
from letan.kernel.faults import Fault, LetanError
from letan.kernel.geometry import Point2
from letan.kernel.units import MetresPerSecond
from letan.ports.staff_bell import StaffBell
from letan.ports.tickets import Ticket, TicketMachine
from letan_ros import topics
from letan_ros.convert.moment import enum_from_msg, time_to_msg
from letan_ros.convert.sight import code_from_msg
from letan_ros.convert.state import state_to_msg
from letan_ros.convert.words import (
    card_to_msg,
    reply_from_msg,
    utterance_from_msg,
    utterance_to_msg,
)
from letan_ros.goals import GoalSender
from letan_ros.journal import Journal
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments
from letan_ros.staff_bell import BellRinger
from letan_ros.staff_calls import StaffCalls

_TICK_S = 0.2
_CLOCK_JUMP_S = 1.0
_SILENT_VOICE_S = 10.0
"""A voice tells each word; the longest one, a telephone number, takes some 8 s at half speed."""
_EMPTY = Card("", "", "")


class DialogueNode(LetanNode):
    """Carries `letan.dialogue` out. Parameters: launch/params/letan.yaml, section `dialogue`.

    In: /hearing/utterance (final), /screen/utterance, /hearing/activity, /hearing/spotted,
    /screen/touch, /attention/presence, /guide/state, /staff/call (acknowledged). Out:
    /dialogue/reply, /dialogue/card, /dialogue/state, /staff/call; service /faq/ask; actions
    /voice/say, /guide/lead_to, /gesture/perform.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        places: Mapping[str, Point2],
        base: str,
        *,
        journal: Journal | None = None,
        tickets: TicketMachine | None = None,
        bell: StaffBell | None = None,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node.

        Args:
            values: Parameters.
            places: Where each place stands, map frame: what the arm points at.
            base: Id of the place where the robot waits; "" where it cannot drive.
            journal: Watches the conversation; None where nothing is kept.
            tickets: The queue-ticket machine; None where there is none.
            bell: Rings outside the graph when an officer is called; None: only on the pages.
            use_sim_time: Take the time from /clock.
            remaps: New topic name by old name.
        """
        super().__init__(
            "dialogue", SCHEMA["dialogue"], values, use_sim_time=use_sim_time, remaps=remaps
        )
        self._places, self._base = places, base
        self._journal, self._tickets, self._bell = journal, tickets, bell
        self._conversation = Conversation()
        self._last_s = 0.0
        self._face = commands.Face.IDLE
        self._session = ""
        self._turn = ""
        self._follower = ""
        self._leads = 0
        self._shown = msg.DialogueState()
        self._answer = msg.Reply()

    def on_start(self) -> None:
        """Subscribe, advertise, connect."""
        self._begin_again()
        self._reply_out = self.talk(topics.REPLY)
        self._card_out = self.talk(topics.CARD)
        self._state_out = self.talk(topics.DIALOGUE_STATE)
        self._staff = StaffCalls(self.talk(topics.STAFF_CALL), lambda: self.now_s)
        self._faq = self.create_client(srv.Ask, topics.ASK_SERVICE)
        self.keep(self.destroy_client, self._faq)
        self._voice = GoalSender(self, action.Say, topics.SAY_ACTION)
        self._guide = GoalSender(self, action.LeadTo, topics.LEAD_ACTION)
        self._arms = GoalSender(self, action.Perform, topics.PERFORM_ACTION)
        self.listen(topics.UTTERANCE, self._on_utterance)
        self.listen(topics.TYPED, self._on_utterance)
        self.listen(topics.SPEECH_ACTIVITY, self._on_activity)
        self.listen(topics.SPOTTED, self._on_spotted)
        self.listen(topics.TOUCH, self._on_touch)
        self.listen(topics.PRESENCE, self._on_presence)
        self.listen(topics.SHOWN_CODE, self._on_code)
        self.listen(topics.STAFF_CALL, self._on_staff)
        self.listen(topics.GUIDE_STATE, self._on_guide_state)
        self.listen(topics.GUIDE_REMARK, self._on_remark)
        self.every(_TICK_S, self._on_tick)
        if self._journal is not None:
            self._journal.start(
                lambda fault: self.mailbox.post(lambda: self.report(fault)),
                lambda code: self.mailbox.post(lambda: self.clear(code)),
            )

        if self._bell is not None:
            self._staff.ringer = BellRinger(self._bell, self.mailbox, self.report, self.clear)

    def on_stop(self) -> None:
        """Let the journal keep what waits, and the bell end."""
        if self._journal is not None:
            self._journal.stop()
        if self._staff.ringer is not None:
            self._staff.ringer.close()
            self._staff.ringer = None

    def on_active(self) -> None:
        """Begin with nobody there and an empty screen."""
        self._begin_again()
        self._show(_EMPTY, "")
        self._tell_state()

    def on_idle(self) -> None:
        """Fall silent and stand still."""
        self._voice.cancel()
        self._guide.cancel()

    def on_parameters(self) -> None:
        """Be as patient as the new parameters say, from the next event on."""
        self._conversation = replace(self._conversation, params=self._params())

    def _params(self) -> DialogueParams:
        params = DialogueParams(**core_arguments("dialogue", self.values))
        return replace(params, has_tickets=self._tickets is not None)

    def _begin_again(self) -> None:
        """Forget the visitor, but not the count: reports of older speeches may still come."""
        self._conversation = Conversation(self._params(), say_count=self._conversation.say_count)

    # Events

    def _on_utterance(self, message: msg.Utterance) -> None:
        if message.kind == msg.Utterance.FINAL:
            self._turn = message.turn_id
            self._checked(lambda: events.Heard(utterance_from_msg(message)))
        else:
            self._happen(events.PartlyHeard(message.turn_id, message.text))

    def _on_activity(self, message: msg.SpeechActivity) -> None:
        if message.event == msg.SpeechActivity.START:
            self._happen(events.SpeechStarted(message.turn_id))
        elif message.event == msg.SpeechActivity.DISCARDED:
            self._happen(events.SpeechDiscarded(message.turn_id))
        elif message.event == msg.SpeechActivity.INTERRUPTION:
            self._happen(events.BargedIn(message.turn_id))

    def _on_spotted(self, message: msg.SpottedCommand) -> None:
        self._happen(events.Spotted(message.turn_id, message.intent))

    def _on_touch(self, message: msg.Touch) -> None:
        turn = self._turn = _new_id()  # the page names the turn of its card; a touch is a new one
        self._checked(
            lambda: events.Touched(
                enum_from_msg(events.TouchKind, message.kind, "kind"), message.value, turn
            )
        )

    def _on_presence(self, message: msg.Presence) -> None:
        self._happen(events.Appeared() if message.present else events.Left())

    def _on_code(self, message: KeyValue) -> None:
        turn = self._turn = _new_id()
        self._checked(lambda: events.CodeShown(code_from_msg(message), turn))

    def _on_staff(self, message: msg.StaffCall) -> None:
        if message.acknowledged and message.call_id == self._staff.last:
            self._happen(events.StaffAnswered())

    def _on_guide_state(self, message: msg.GuideState) -> None:
        before, self._follower = self._follower, message.state
        if message.state == "calling" and before != "calling":
            self._happen(events.FollowerLagging())

    def _on_remark(self, message: String) -> None:
        self._checked(lambda: events.OnTheWay(Remark.of_code(message.data)))

    def _on_tick(self) -> None:
        self._voice.look(_SILENT_VOICE_S)
        for sender in (self._guide, self._arms):
            sender.look()
        due = wake_at(self._conversation)
        if due is not None and self._moment() >= due:
            self._happen(events.Tick())

    def _checked(self, make: Callable[[], events.Event]) -> None:
        """Let what a peer sent happen, unless it is malformed."""
        try:
            event = make()
        except ValueError as error:
            self.get_logger().warning(f"dropped a message: {error}")
            return
        self._happen(event)

    def _moment(self) -> float:
        """Return the time; a simulator that starts again begins a new conversation."""
        now = self.now_s
        if now < self._last_s - _CLOCK_JUMP_S:
            self._begin_again()
            self._last_s = now
        self._last_s = max(now, self._last_s)
        return self._last_s

    def _happen(self, event: events.Event) -> None:
        now = self._moment()
        self._see(event, now)
        self._conversation, todo = advance(self._conversation, event, now)
        if isinstance(event, events.Replied) and commands.Disregard(event.turn_id) not in todo:
            self._reply_out(self._answer)
        for command in todo:
            self._see(command, now)
            self._obey(command)
        self._tell_state()

    def _see(self, thing: events.Event | commands.Command, now: float) -> None:
        if self._journal is not None:
            self._journal.watch(thing, now)

    # Commands

    def _obey(  # noqa: C901  # one case a command: a forgotten one fails mypy
        self, command: commands.Command
    ) -> None:
        match command:
            case commands.Ask():
                self._ask(command)
            case commands.Say():
                self._say(command)
            case commands.StopSaying():
                self._soon(self._voice.cancel)
            case commands.Show(card, turn_id):
                self._show(card, turn_id)
            case commands.ClearScreen():
                self._show(_EMPTY, "")
            case commands.SetFace(face):
                self._face = face
            case commands.Gesture(name, place):
                self._gesture(name, place)
            case commands.Lead(place, turn_id, slow):
                self._lead(place, turn_id, slow)
            case commands.StopLeading():
                self._soon(self._guide.cancel)
            case commands.ReturnToBase():
                goal = action.LeadTo.Goal(place=self._base, with_visitor=False)
                self._soon(lambda: self._guide.send(goal))
            case commands.CallStaff(reason, turn_id):
                self._staff.call(reason, turn_id)
            case commands.CallOffStaff(reason, turn_id):
                self._staff.call_off(reason, turn_id)
            case commands.IssueTicket(place, turn_id):
                self._soon(lambda: self._issue_ticket(place, turn_id))
            case commands.ReportFault(code, turn_id):
                self.report(Fault(code, {"turn_id": turn_id}))
            case commands.KeepQuestion() | commands.KeepFeedback() | commands.KeepRating():
                pass  # the journal has it
            case commands.Disregard():
                pass  # nobody is told of other people's talk
            case commands.EndSession():
                self._session = self._turn = ""  # an officer may still answer the call
            case _:
                assert_never(command)

    def _ask(self, command: commands.Ask) -> None:
        request = srv.Ask.Request(
            utterance=utterance_to_msg(command.utterance, self.now_s),
            context_intent=command.context_intent,
            language=command.language,
        )
        turn_id = command.utterance.turn_id

        def answered(future: Any) -> None:
            answer = future.result()
            if not self.active or answer is None or answer.reply.turn_id != turn_id:
                return  # a faq that cannot answer sends an empty reply: patience ends by a Tick
            self._answer = answer.reply
            self._checked(
                lambda: events.Replied(turn_id, reply_from_msg(answer.reply, answer.card))
            )

        self._faq.call_async(request).add_done_callback(answered)

    def _say(self, command: commands.Say) -> None:
        goal = action.Say.Goal(
            turn_id=command.turn_id,
            text=command.text,
            language=command.language,
            rate=float(command.rate),
            volume=float(command.volume),
            from_word=command.from_word,
            interruptible=True,
        )

        ordered = 0.0

        def order() -> None:
            nonlocal ordered
            ordered = self.now_s
            self._voice.send(goal, said)

        def said(result: Any) -> None:
            if self.active:
                wait_ms = 0.0 if result is None else result.first_audio_ms
                if self._journal is not None:
                    at = ordered + wait_ms / 1e3 if wait_ms > 0.0 else None
                    self._journal.voice_began(command.say_id, at)
                done = result is not None and result.outcome == action.Say.Goal.DONE
                next_word = 0 if result is None else result.next_word
                self._happen(events.SayFinished(command.say_id, done, next_word))

        self._soon(order)

    def _lead(self, place: str, turn_id: str, slow: MetresPerSecond) -> None:
        goal = action.LeadTo.Goal(turn_id=turn_id, place=place, with_visitor=True)
        goal.speed_mps = slow if math.isfinite(slow) else 0.0
        self._leads = number = self._leads + 1

        def led(result: Any) -> None:
            if self.active and number == self._leads:  # else another goal has replaced it
                outcome = Outcome.FAILED if result is None else Outcome(result.outcome)
                self._happen(events.LeadFinished(outcome, place))

        self._soon(lambda: self._guide.send(goal, led))

    def _issue_ticket(self, place: str, turn_id: str) -> None:
        ticket: Ticket | None = None
        try:
            if self._tickets is not None:
                ticket = self._tickets.issue(place)
        except LetanError as error:
            self.report(Fault("TICKET-001", {"reason": error.problem}))
        self._happen(events.TicketIssued(turn_id, ticket))

    def _gesture(self, name: str, place: str) -> None:
        goal = action.Perform.Goal(turn_id=self._turn, gesture=name)
        if place in self._places:
            point = self._places[place]
            goal.target = PointStamped()
            goal.target.header.frame_id = "map"
            goal.target.point.x, goal.target.point.y = point.x, point.y
        self._arms.send(goal)

    def _show(self, card: Card, turn_id: str) -> None:
        self._card_out(card_to_msg(card, turn_id, self.now_s))

    def _soon(self, call: Callable[[], None]) -> None:
        """Call after the present event, in the order of the commands.

        A goal that ends at once must not interleave with the event, nor a cancel overtake a goal.
        """

        def while_active() -> None:
            if self.active:
                call()

        self.mailbox.post(while_active)

    # State

    def _tell_state(self) -> None:
        conversation = self._conversation
        if isinstance(conversation.phase, Idle) or not is_served(conversation.session):
            self._session = ""
        elif not self._session:
            self._session = _new_id()
        message = state_to_msg(conversation, self._session, self._turn, self._face)
        if message == self._shown:
            return
        self._shown = message
        stamped = copy(message)
        stamped.header = Header(stamp=time_to_msg(self.now_s))
        self._state_out(stamped)


def _new_id() -> str:
    return uuid.uuid4().hex[:12]
