"""What yes, no and a number mean after each question of the robot."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import (
    GREETED,
    PENSION,
    TWO,
    UNKNOWN,
    WHICH,
    WIFI,
    order,
    play,
    robot,
    said,
)

from letan.dialogue import words
from letan.dialogue.commands import (
    Ask,
    CallStaff,
    Command,
    FeedbackKind,
    IssueTicket,
    KeepFeedback,
    KeepRating,
    Lead,
    Say,
    Show,
    StaffReason,
)
from letan.dialogue.conversation import advance
from letan.dialogue.events import (
    Event,
    Heard,
    Replied,
    SayFinished,
    Tick,
    TicketIssued,
    Touched,
    TouchKind,
)
from letan.dialogue.expectations import (
    AnythingElse,
    Choices,
    Expectation,
    Feedback,
    FeedbackOffer,
    LeadOffer,
    NextPart,
    Rating,
    StaffOffer,
    TicketFor,
    TicketOffer,
    WhichCase,
    WhichProcedure,
)
from letan.dialogue.offers import accept, decline
from letan.dialogue.state import Conversation, Listening
from letan.faq.reply import Candidate, CardSection, Reply
from letan.kernel.text import Text
from letan.ports.tickets import Ticket

FOUR = tuple(Candidate(name, name.upper(), 0.2) for name in "abcd")
CASE = (Candidate("x.y#z", "Gia hạn", 0.0),)
STEPS = replace(
    PENSION,
    facet="steps",
    card=replace(PENSION.card, sections=(CardSection("steps", "", ("Nộp đơn", "Ký", "Lấy")),)),
)


def expecting(expects: Expectation, **more: object) -> Conversation:
    session = replace(GREETED.session, expects=expects, **more)  # type: ignore[arg-type]  # a test's shorthand
    return replace(GREETED, session=session)


def answered(
    reply: Reply, *then: Event, start: Conversation = GREETED
) -> tuple[Conversation, list[tuple[Command, ...]]]:
    return play(Heard(said("t1")), Replied("t1", reply), *then, start=start)


def kept(commands: list[tuple[Command, ...]]) -> list[Command]:
    return [c for step in commands for c in step if isinstance(c, KeepFeedback | KeepRating)]


def spoken(commands: tuple[Command, ...]) -> str:
    return next((c.text for c in commands if isinstance(c, Say)), "")


@pytest.mark.parametrize(
    ("expects", "wanted"),
    [
        pytest.param(LeadOffer("quay_3"), Lead("quay_3", "t9"), id="lead"),
        pytest.param(StaffOffer(), CallStaff(StaffReason.ASKED, "t9"), id="officer"),
        pytest.param(TicketOffer("quay_1"), IssueTicket("quay_1", "t9"), id="number"),
    ],
)
def test_yes_does_what_was_offered(expects: Expectation, wanted: Command) -> None:
    assert wanted in accept(expecting(expects), "t9", 5.0)[1]


@pytest.mark.parametrize(
    ("expects", "text", "then"),
    [
        pytest.param(TicketOffer(""), words.TICKET_FOR, TicketFor(), id="number for what"),
        pytest.param(TicketFor(), words.TICKET_FOR, TicketFor(), id="no procedure yet"),
        pytest.param(FeedbackOffer(), words.TELL_ME, Feedback(), id="pass on"),
        pytest.param(AnythingElse(), words.GO_AHEAD, None, id="more"),
        pytest.param(WhichProcedure("fee"), words.LEAD_WHERE, WhichProcedure("fee"), id="which"),
    ],
)
def test_yes_is_asked_about_where_it_is_not_enough(
    expects: Expectation, text: Text, then: Expectation
) -> None:
    following, commands = accept(expecting(expects), "t9", 5.0)
    assert spoken(commands) == robot(text)
    assert following.session.expects == then


def test_yes_to_several_choices_has_them_named_again() -> None:
    following, commands = accept(expecting(Choices(FOUR[:2])), "t9", 5.0)
    assert "thứ nhất là a; thứ hai là b" in spoken(commands).lower()
    assert following.session.expects == Choices(FOUR[:2])


def test_yes_to_one_case_asks_for_it_with_the_side_asked_for() -> None:
    otherwise = replace(PENSION, facet="fee")
    _, commands = accept(expecting(WhichCase(CASE, otherwise)), "t9", 5.0)
    asked = next(c for c in commands if isinstance(c, Ask))
    assert [(p.intent, p.facet) for p in asked.utterance.phrases] == [("x.y#z", "fee")]


def test_no_to_a_case_gives_the_usual_answer() -> None:
    _, commands = decline(expecting(WhichCase(CASE, PENSION)), "t9", 5.0)
    assert spoken(commands) == PENSION.text


def test_no_to_anything_else_is_a_farewell_with_a_rating_for_who_was_helped() -> None:
    following, commands = decline(expecting(AnythingElse(), helped=True), "t9", 5.0)
    assert spoken(commands) == f"{robot(words.FAREWELL)} {robot(words.RATE_US)}"
    assert (following.session.expects, following.session.closing) == (Rating(), True)
    stranger, commands = decline(expecting(AnythingElse()), "t9", 5.0)
    assert spoken(commands) == robot(words.FAREWELL)
    assert stranger.session.expects is None


@pytest.mark.parametrize(
    "expects",
    [LeadOffer("quay_3"), StaffOffer(), TicketOffer("a"), FeedbackOffer(), NextPart(), None],
)
def test_no_to_an_offer_is_taken_kindly(expects: Expectation) -> None:
    following, commands = decline(expecting(expects), "t9", 5.0)
    assert spoken(commands) == robot(words.DECLINED)
    assert following.session.expects is None


def test_none_of_these_goes_on_to_others_and_then_to_an_officer() -> None:
    which = replace(WHICH, candidates=FOUR, card=replace(WHICH.card, choices=FOUR[:3]))
    asked, commands = answered(which)
    assert asked.session.expects == Choices(FOUR[:3], FOUR[3:])
    again, commands = play(
        SayFinished(2, True), Heard(said("t2", "không phải cái nào")), start=asked
    )
    assert again.session.expects == Choices(FOUR[3:])
    assert again.session.refused == ("a", "b", "c")
    assert any(isinstance(c, Show) and c.card.choices == FOUR[3:] for c in commands[1])
    _, commands = play(
        SayFinished(3, True), Touched(TouchKind.NONE_OF_THESE, turn_id="t3"), start=again
    )
    assert CallStaff(StaffReason.UNSURE, "t3") in commands[1]


def test_what_was_refused_is_not_offered_again() -> None:
    start = expecting(None, refused=("a",))
    asked, _ = answered(WHICH, start=start)
    assert asked.session.expects == Choices(WHICH.candidates[1:])


def test_steps_are_said_one_by_one() -> None:
    first, commands = answered(STEPS)
    assert spoken(commands[1]).startswith("Trợ cấp hưu trí xã hội có ba bước. Bước một: nộp đơn.")
    assert first.session.expects == NextPart()
    second, commands = play(
        SayFinished(2, True), Heard(said("t2")), Replied("t2", order("lenh.tiep_tuc")), start=first
    )
    assert spoken(commands[2]) == "Bước hai: ký."
    third, commands = play(
        SayFinished(3, True), Heard(said("t3")), Replied("t3", order("lenh.dong_y")), start=second
    )
    assert spoken(commands[2]) == (
        f"Bước ba: lấy. {robot(words.LAST_PART)} {robot(words.OFFER_TO_LEAD)}"
    )
    back, commands = play(
        SayFinished(4, True), Heard(said("t4")), Replied("t4", order("lenh.quay_lai")), start=third
    )
    assert spoken(commands[2]) == "Bước hai: ký."
    assert back.session.expects == NextPart()


def test_a_side_asked_for_before_its_procedure_is_given_with_it() -> None:
    start = expecting(WhichProcedure("fee"))
    procedure = replace(
        PENSION, card=replace(PENSION.card, sections=(CardSection("fee", "", ("0",)),))
    )
    following, commands = answered(procedure, start=start)
    asked = next(c for c in commands[1] if isinstance(c, Ask))
    assert [(p.intent, p.facet) for p in asked.utterance.phrases] == [("xa_hoi.huu_tri_75", "fee")]
    _, commands = play(Replied("t1", procedure), start=following)
    assert procedure.text in spoken(commands[0])  # once is enough: that side is not known


@pytest.mark.parametrize(
    ("ticket", "text"),
    [
        pytest.param(
            Ticket("B017", "quay_2", 3, 720.0),
            "Số của quý khách là B017. Phía trước còn 3 người, chờ khoảng 12 phút ạ. "
            "Cháu dẫn quý khách đến đó nhé?",
            id="others wait",
        ),
        pytest.param(
            Ticket("B017", "quay_2", 0, 0.0),
            "Số của quý khách là B017. Sắp đến lượt quý khách rồi ạ. "
            "Cháu dẫn quý khách đến đó nhé?",
            id="next",
        ),
        pytest.param(None, robot(words.NO_TICKET), id="no paper"),
    ],
)
def test_a_number_is_told_with_the_wait(ticket: Ticket | None, text: str) -> None:
    waiting, _ = accept(expecting(TicketOffer("quay_2")), "t9", 5.0)
    _, commands = play(TicketIssued("t9", ticket), start=waiting)
    assert spoken(commands[0]) == text


def test_a_number_nobody_waits_for_is_not_told() -> None:
    assert play(TicketIssued("t9", None), start=GREETED) == (GREETED, [()])


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(UNKNOWN, id="unknown"),
        pytest.param(replace(WIFI, intent="chi_duong.nha_ve_sinh"), id="of the centre"),
        pytest.param(replace(WIFI, intent="lam_viec.hop_thu_gop_y"), id="known as feedback"),
        pytest.param(WHICH, id="doubtful"),
    ],
)
def test_a_remark_is_passed_on_when_one_is_expected(reply: Reply) -> None:
    remark = said("t1", "nhà vệ sinh bẩn quá")
    end, commands = play(
        Heard(remark),
        Replied("t1", reply),
        SayFinished(2, True),
        start=expecting(Feedback()),
    )
    assert kept(commands) == [KeepFeedback(FeedbackKind.SUGGESTION, remark.text, "t1")]
    assert spoken(commands[1]) == robot(words.PASSED_ON)
    assert end.session.expects is None


@pytest.mark.parametrize(
    ("text", "reply", "wanted"),
    [
        pytest.param("có người bị ngất", order("khan_cap.y_te"), words.EMERGENCY, id="emergency"),
        pytest.param("gặp cán bộ", order("lenh.gap_can_bo"), words.STAFF_COMES, id="command"),
        pytest.param("không", order("lenh.tu_choi"), words.DECLINED, id="no"),
        pytest.param("có", order("lenh.dong_y"), words.TELL_ME, id="yes"),
    ],
)
def test_an_order_is_no_remark(text: str, reply: Reply, wanted: Text) -> None:
    _, commands = play(
        Heard(said("t1", text)),
        Replied("t1", reply),
        SayFinished(2, True),
        start=expecting(Feedback()),
    )
    assert kept(commands) == []
    assert spoken(commands[1]) == robot(wanted)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        pytest.param("wifi mật khẩu là gì", WIFI, id="about the centre"),
        pytest.param("đăng ký kết hôn", STEPS, id="a procedure"),
        pytest.param("cho hỏi thêm được không", WHICH, id="doubtful"),
    ],
)
def test_a_question_is_no_remark(text: str, reply: Reply) -> None:
    _, commands = play(
        Heard(said("t1", text)),
        Replied("t1", reply),
        SayFinished(2, True),
        start=expecting(Feedback()),
    )
    assert kept(commands) == []
    assert spoken(commands[1]) not in ("", robot(words.PASSED_ON))


@pytest.mark.parametrize("expects", [Feedback(), FeedbackOffer()])
def test_after_anything_else_no_remark_is_expected(expects: Expectation) -> None:
    silent = replace(expecting(expects), phase=Listening(0.0))
    asking, commands = advance(silent, Tick(), silent.params.prompt_after_s)
    assert spoken(commands) == robot(words.HOW_CAN_I_HELP)
    assert asking.session.expects is None


def test_after_anything_else_an_offer_still_stands() -> None:
    silent = replace(expecting(LeadOffer("quay_3")), phase=Listening(0.0))
    asking, _ = advance(silent, Tick(), silent.params.prompt_after_s)
    assert asking.session.expects == LeadOffer("quay_3")


@pytest.mark.parametrize(
    ("intent", "kind", "expects"),
    [
        pytest.param("giao_tiep.che", FeedbackKind.COMPLAINT, StaffOffer(), id="annoyance"),
        pytest.param("giao_tiep.khen", FeedbackKind.PRAISE, None, id="praise"),
    ],
)
def test_blame_and_praise_are_passed_on(
    intent: str, kind: FeedbackKind, expects: Expectation
) -> None:
    following, commands = answered(replace(WIFI, intent=intent), SayFinished(2, True))
    assert kept(commands) == [KeepFeedback(kind, "hỏi", "t1")]
    assert following.session.expects == expects


@pytest.mark.parametrize(
    ("touch", "stars"),
    [pytest.param("5", 5, id="five"), pytest.param("1", 1, id="one")],
)
def test_a_rating_is_kept(touch: str, stars: int) -> None:
    following, commands = play(Touched(TouchKind.RATE, touch, "t9"), start=GREETED)
    assert KeepRating(stars, "t9") in commands[0]
    assert following.session.expects == (Feedback() if stars < 3 else None)


def test_a_rating_that_is_none_changes_nothing() -> None:
    assert play(Touched(TouchKind.RATE, "9", "t9"), start=GREETED) == (GREETED, [()])


def test_a_case_may_be_named_after_the_answer() -> None:
    card = replace(PENSION.card, choices=(Candidate("x#abroad", "Sinh ở nước ngoài", 0.0),))
    told, commands = answered(replace(PENSION, card=card))
    assert "Sinh ở nước ngoài thì khác" in spoken(commands[1])
    _, commands = play(
        SayFinished(2, True), Heard(said("t2", "cháu sinh ở nước ngoài")), start=told
    )
    asked = next(c for c in commands[1] if isinstance(c, Ask))
    assert asked.utterance.phrases[0].intent == "x#abroad"


def test_cases_are_shown_beside_the_answer_or_before_the_side_they_change() -> None:
    section = CardSection("fee", "Lệ phí", ("Không thu",))
    card = replace(PENSION.card, sections=(section,), choices=TWO)
    for facet, sections in (("", (section,)), ("fee", ())):
        _, commands = answered(replace(PENSION, card=card, facet=facet))
        shown = next(c.card for c in commands[1] if isinstance(c, Show))
        assert (shown.choices, shown.sections) == (TWO, sections)


def test_an_unknown_question_after_the_offer_to_pass_on_is_passed_on() -> None:
    _, commands = answered(UNKNOWN, SayFinished(2, True), start=expecting(FeedbackOffer()))
    assert kept(commands) == [KeepFeedback(FeedbackKind.SUGGESTION, "hỏi", "t1")]
