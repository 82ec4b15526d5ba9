"""Walks through the conversation's states: any event that may come, in every kind of state."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from letan.attention.codes import CodeKind, ShownCode
from letan.dialogue.commands import Command
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import (
    Appeared,
    BargedIn,
    CodeShown,
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    Left,
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
from letan.dialogue.expectations import TicketOffer
from letan.dialogue.naming import facet_in
from letan.dialogue.state import Conversation, DialogueParams
from letan.faq.reply import Candidate, Card, CardSection, Reply, ReplyKind
from letan.guide.lead import Outcome
from letan.hearing.utterance import Utterance
from letan.ports.tickets import Ticket

_STEP_S = 0.5
_MOST_STATES = 1_500
_PLACE = "quay_1"
_CHOICES = (Candidate("a", "A", 0.5), Candidate("b", "B", 0.4))
_BLANK = Card("", "", "")
_ANSWER = Reply(
    ReplyKind.ANSWER,
    "A.",
    Card("a", "A", "A.", sections=(CardSection("steps", "B", ("1", "2")),)),
    intent="a",
    place=_PLACE,
    probability=0.9,
)
_ORDERS = (
    *("lenh.dong_y", "lenh.tu_choi", "lenh.dung", "lenh.nhac_lai", "lenh.tiep_tuc"),
    *("lenh.quay_lai", "lenh.gap_can_bo", "lenh.dan_duong", "lenh.tieng_anh", "khan_cap.y_te"),
)
REPLIES: tuple[Reply, ...] = (
    _ANSWER,
    replace(_ANSWER, place=""),
    replace(_ANSWER, facet="steps"),
    replace(_ANSWER, facet="fee", card=replace(_ANSWER.card, choices=_CHOICES)),
    replace(_ANSWER, intent="giao_tiep.tam_biet", place=""),
    replace(_ANSWER, intent="giao_tiep.che", place=""),
    replace(_ANSWER, intent="ho_so.lay_so"),
    replace(_ANSWER, intent="ho_so.lay_so", place=""),
    replace(_ANSWER, intent="lam_viec.hop_thu_gop_y"),
    Reply(ReplyKind.ASK_BACK, "A?", replace(_BLANK, choices=_CHOICES), candidates=_CHOICES),
    Reply(ReplyKind.ASK_BACK, "A?", _BLANK),
    Reply(ReplyKind.REFER, "A.", _BLANK),
    *(Reply(ReplyKind.COMMAND, "", _BLANK, intent=name, place=_PLACE) for name in _ORDERS),
)
_CODES = tuple(ShownCode(kind) for kind in CodeKind)
_TEXTS = ("", "ừ", "cái thứ hai", "năm sao", "cần giấy tờ gì")
_TOUCHES = (
    *((kind, "") for kind in TouchKind if kind not in (TouchKind.ASK, TouchKind.CHOOSE)),
    *((TouchKind.ASK, "a"), (TouchKind.LANGUAGE, "en"), (TouchKind.RATE, "2")),
    *((TouchKind.FACET, "steps"), (TouchKind.LEAD, _PLACE)),
)

Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One event in one state, and where it led."""

    before: Conversation
    event: Event
    after: Conversation
    commands: tuple[Command, ...]


def explore(params: DialogueParams | None = None) -> Iterator[Passage]:
    """Yield every passage from every kind of state that can be reached from an idle robot.

    States are of one kind when they agree in what `_kind` names; the first that is met stands for
    its kind, so the walk is the same on every machine. The first 1,500 kinds are entered.

    Args:
        params: Abilities; by default a robot that leads and has a ticket machine.
    """
    start = Conversation(params or DialogueParams(has_tickets=True))
    met, waiting = {_kind(start)}, deque([(start, 0.0)])
    while waiting:
        before, now = waiting.popleft()
        for event in _events(before):
            due = wake_at(before) if isinstance(event, Tick) else None
            moment = max(now + _STEP_S, due or 0.0)
            after, commands = advance(before, event, moment)
            yield Passage(before, event, after, commands)
            if _kind(after) not in met and len(met) < _MOST_STATES:
                met.add(_kind(after))
                waiting.append((after, moment))


def _kind(state: Conversation) -> Key:
    session = state.session
    return (
        type(state.phase),
        type(session.expects),
        session.expects.place if isinstance(session.expects, TicketOffer) else "",
        bool(state.voice),
        tuple(bool(facet_in(asked.utterance.text)) for asked in state.asked[:1]),
        bool(state.backlog),
        bool(session.barged),
        bool(session.walk),
        session.staff is not None,
        session.closing,
    )


def _events(state: Conversation) -> Iterator[Event]:
    """Yield what may happen next: each kind of event, with a value of each kind that matters."""
    turn = f"t{len(state.seen) + len(state.asked) + 1}"
    yield from (Appeared(), Left(), SpeechStarted(turn), BargedIn(turn), Tick())
    yield from (FollowerLagging(), StaffAnswered(), Spotted(turn, "lenh.dung"))
    for code in _CODES:
        yield CodeShown(code, turn)
    if state.speaking:
        yield SpeechDiscarded(state.speaking)
    for text in _TEXTS:
        yield Heard(Utterance(turn, text))
    for kind, value in _TOUCHES:
        yield Touched(kind, value, turn)
    if state.asked:
        for reply in REPLIES:
            yield Replied(state.asked[0].utterance.turn_id, reply)
    if state.voice:
        yield from (SayFinished(state.voice, completed=done, next_word=1) for done in (True, False))
    for outcome in Outcome:
        yield LeadFinished(outcome, _PLACE)
    if state.session.ticket:
        yield TicketIssued(state.session.ticket, Ticket("A1", _PLACE, 2, 60.0))
        yield TicketIssued(state.session.ticket, None)
