"""What somebody says about the procedure that he has just been told of."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import GREETED, PENSION, UNKNOWN, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import CallStaff, Command, KeepQuestion, Say, StaffReason
from letan.dialogue.events import Heard, Replied, SayFinished
from letan.dialogue.expectations import LeadOffer
from letan.dialogue.state import Conversation
from letan.faq.reply import Candidate, Card, CardSection, Reply, ReplyKind

PAPERS = CardSection("documents", "Giấy tờ", ("đơn", "ảnh"))
TOLD = replace(PENSION, card=replace(PENSION.card, sections=(PAPERS,)))
ASKED = play(Heard(said("t1")), Replied("t1", TOLD), SayFinished(2, completed=True), start=GREETED)[
    0
]
OTHER = replace(PENSION, intent="chung_thuc.hop_dong", text="Chứng thực hợp đồng thì …")
NEAR = (Candidate(PENSION.intent or "", "", 0.7), Candidate("xa_hoi.tre_em", "", 0.1))
DOUBT = Reply(ReplyKind.ASK_BACK, "", Card("", "", "", choices=NEAR), candidates=NEAR)
BANK = Reply(ReplyKind.REFER, "Về việc ngân hàng …", Card("", "", ""), candidates=NEAR)


def after(text: str, reply: Reply) -> tuple[Conversation, tuple[Command, ...]]:
    end, commands = play(Heard(said("t2", text)), Replied("t2", reply), start=ASKED)
    return end, commands[-1]


def texts(commands: tuple[Command, ...]) -> list[str]:
    return [c.text for c in commands if isinstance(c, Say)]


SECOND = replace(DOUBT, candidates=(Candidate("giao_duc.chuyen_truong", "", 0.4), NEAR[0]))


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("bác bảy mươi sáu rồi", DOUBT),
        ("để đi vay ngân hàng", BANK),
        ("con đang học đại học", SECOND),
    ],
)
def test_who_tells_of_himself_is_offered_the_rest(text: str, reply: Reply) -> None:
    end, commands = after(text, reply)
    offer = words.FACETS_OR_LEAD.vi.format(
        You="Quý khách", me="cháu", you="quý khách", facets="giấy tờ"
    )
    assert texts(commands) == [f"{robot(words.I_SEE)} {offer}"]
    assert end.session.expects == LeadOffer("quay_3")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("họ không có hợp đồng thì sao", OTHER),
        ("tôi là chủ nhà", replace(UNKNOWN, candidates=NEAR)),
    ],
)
def test_of_a_case_that_nobody_wrote_down_it_is_not_sure(text: str, reply: Reply) -> None:
    end, commands = after(text, reply)
    assert end.keeping == (KeepQuestion(text, "t2", PENSION.intent or ""),)
    assert texts(commands) == [robot(words.CASE_ASK_THERE)]
    assert (end.session.expects, end.session.failures) == (LeadOffer("quay_3"), 1)


def test_the_second_time_an_officer_comes() -> None:
    once, _ = after("tôi là chủ nhà", replace(UNKNOWN, candidates=NEAR))
    spoken, _ = play(SayFinished(3, completed=True), start=once)
    _, commands = play(
        Heard(said("t3", "họ không có hợp đồng thì sao")), Replied("t3", OTHER), start=spoken
    )
    assert [c for c in commands[-1] if isinstance(c, CallStaff)] == [
        CallStaff(StaffReason.UNSURE, "t3")
    ]


def test_another_question_is_another_question() -> None:
    assert texts(after("chứng thực hợp đồng", OTHER)[1])[0].startswith(OTHER.text)
    assert texts(after("cần giấy tờ gì", DOUBT)[1]) != [robot(words.I_SEE)]
    assert texts(after("con muốn chuyển trường", SECOND)[1])[0].startswith("Quý khách hỏi việc nào")
    assert texts(after("hát đi", UNKNOWN)[1]) == [robot(words.SAY_DIFFERENTLY)]
