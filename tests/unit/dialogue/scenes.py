"""Conversations in the middle, and the replies that led there."""

from dataclasses import replace

from letan.dialogue.address import UNKNOWN as STRANGER
from letan.dialogue.commands import (
    Command,
)
from letan.dialogue.conversation import advance
from letan.dialogue.events import (
    Appeared,
    Event,
    Heard,
    Replied,
    SayFinished,
)
from letan.dialogue.state import (
    Conversation,
)
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.faq.wording import NOT_KNOWN
from letan.hearing.utterance import Utterance
from letan.kernel.text import Text

PENSION = Reply(
    ReplyKind.ANSWER,
    "Từ đủ bảy mươi lăm tuổi thì được xét ạ.",
    Card("xa_hoi.huu_tri_75", "Trợ cấp hưu trí xã hội", "Từ đủ 75 tuổi thì được xét ạ."),
    intent="xa_hoi.huu_tri_75",
    place="quay_3",
    probability=0.9,
)
WIFI = replace(PENSION, place="", intent="tien_ich.wifi", text="Có wifi miễn phí ạ.")
REFERRAL = Reply(ReplyKind.REFER, "Việc này mời hỏi cán bộ ạ.", Card("", "", ""))
UNKNOWN = Reply(ReplyKind.REFER, NOT_KNOWN.vi, Card("", "", ""))
TWO = (Candidate("a", "A", 0.5), Candidate("b", "B", 0.4))
WHICH = Reply(ReplyKind.ASK_BACK, "Việc nào ạ?", Card("", "", "", choices=TWO), candidates=TWO)


def order(intent: str, place: str = "") -> Reply:
    return Reply(ReplyKind.COMMAND, "", Card("", "", ""), intent=intent, place=place)


def robot(text: Text) -> str:
    return STRANGER.fill(text.vi)


def play(
    *events: Event, start: Conversation | None = None
) -> tuple[Conversation, list[tuple[Command, ...]]]:
    """Play events one second apart, from second 1; return the end and the commands of each."""
    conversation = start or Conversation()
    commands: list[tuple[Command, ...]] = []
    for second, event in enumerate(events, start=1):
        conversation, step = advance(conversation, event, float(second))
        commands.append(step)
    return conversation, commands


def said(turn: str, text: str = "hỏi") -> Utterance:
    return Utterance(turn, text)


GREETED = play(Appeared(), SayFinished(1, completed=True))[0]
SPEAKING = play(Heard(said("t1")), Replied("t1", WIFI), start=GREETED)[0]
OFFERED = play(
    Heard(said("t1")), Replied("t1", PENSION), SayFinished(2, completed=True), start=GREETED
)[0]
LEADING = play(Heard(said("t2")), Replied("t2", order("lenh.dong_y")), start=OFFERED)[0]
