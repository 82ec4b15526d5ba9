"""Any event in any state: nothing falls over, there are never two voices, nothing is remembered."""

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.dialogue.scenes import PENSION, UNKNOWN, WHICH, WIFI, order, said

from letan.dialogue.commands import EndSession, Say, StopSaying
from letan.dialogue.conversation import advance, wake_at
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
from letan.dialogue.state import Conversation, DialogueParams, Idle, Session
from letan.faq.reply import CardSection
from letan.guide.lead import Outcome
from letan.ports.tickets import Ticket

STEPS = replace(
    PENSION,
    facet="steps",
    card=replace(PENSION.card, sections=(CardSection("steps", "Các bước", ("Một", "Hai", "Ba")),)),
)
CASES = replace(PENSION, facet="fee", card=replace(PENSION.card, choices=WHICH.card.choices))
REPLIES = (
    *(PENSION, WIFI, UNKNOWN, WHICH, STEPS, CASES),
    *(replace(WIFI, intent=f"giao_tiep.{name}") for name in ("tam_biet", "khen", "che")),
    *(replace(WIFI, intent=name) for name in ("ho_so.lay_so", "lam_viec.hop_thu_gop_y")),
    *(order(f"lenh.{name}", "quay_3") for name in ("dong_y", "tu_choi", "dung", "nhac_lai")),
    *(order(f"lenh.{name}") for name in ("tiep_tuc", "quay_lai", "noi_cham", "gap_can_bo")),
    *(order(name) for name in ("lenh.dan_duong", "lenh.tieng_anh", "khan_cap.chay", "lenh.x")),
)
TEXTS = ("", "ừ", "không", "cái thứ hai", "bác muốn hỏi giấy tờ", "năm sao", "tôi nói dài lắm đây")


def random_event(rng: np.random.Generator, say_count: int) -> Event:
    turn = f"t{rng.integers(1, 9)}"
    text = str(rng.choice(TEXTS))
    kind = TouchKind(int(rng.integers(len(TouchKind))))
    value = str(rng.choice(("", "en", "steps", "quay_1", "lenh.dong_y", "a", "2", "9", "x#y")))
    events: tuple[Event, ...] = (
        *(Appeared(), Left(), FollowerLagging(), StaffAnswered(), Tick(), Tick()),
        *(SpeechStarted(turn), SpeechDiscarded(turn), BargedIn(turn), PartlyHeard(turn, text)),
        *(Heard(said(f"h{rng.integers(1, 99)}", text)), Heard(said(turn, text))),
        *(Spotted(turn, "lenh.dung"), Touched(kind, value, turn), Tick()),
        *(Replied(turn, REPLIES[int(rng.integers(len(REPLIES)))]),) * 3,
        *(SayFinished(max(0, say_count - int(rng.integers(0, 3))), rng.random() < 0.7, 2),) * 3,
        LeadFinished(Outcome(int(rng.integers(5))), str(rng.choice(("quay_3", "quay_1")))),
        TicketIssued(turn, Ticket("A1", "quay_1", 3, 60.0) if rng.random() < 0.5 else None),
    )
    return events[int(rng.integers(len(events)))]


@pytest.mark.parametrize("seed", range(60))
def test_any_event_in_any_state(seed: int) -> None:
    rng = np.random.default_rng(seed)
    params = DialogueParams(can_lead=seed % 3 > 0, has_tickets=seed % 2 > 0)
    conversation, now, voice = Conversation(params), 0.0, 0
    for _ in range(300):
        now += float(rng.exponential(2.0))
        event = random_event(rng, conversation.say_count)
        conversation, commands = advance(conversation, event, now)
        if isinstance(event, SayFinished) and event.say_id == voice:
            voice = 0
        for command in commands:
            if isinstance(command, StopSaying):
                voice = 0
            if isinstance(command, Say):
                assert not voice
                voice = command.say_id
            if isinstance(command, EndSession):
                assert (conversation.session, conversation.asked) == (Session(), ())
        assert conversation.session.failures < params.failures_before_staff
        asleep = isinstance(conversation.phase, Idle) and not conversation.alarms
        assert asleep == (wake_at(conversation) is None)


@pytest.mark.parametrize("seed", range(20))
def test_left_alone_it_always_comes_to_an_end(seed: int) -> None:
    rng = np.random.default_rng(seed)
    conversation, now = Conversation(), 0.0
    for _ in range(80):
        now += 0.5
        conversation, _ = advance(conversation, random_event(rng, conversation.say_count), now)
    for _ in range(40):
        due = wake_at(conversation)
        if due is None:
            break
        now = max(now, due)
        conversation, _ = advance(conversation, Tick(), now)
    assert isinstance(conversation.phase, Idle)
