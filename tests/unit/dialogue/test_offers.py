"""What yes, no and a number mean after each question of the robot."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import (
    GREETED,
    PENSION,
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
from letan.dialogue.events import (
    Event,
    Heard,
    Replied,
    SayFinished,
    TicketIssued,
    Touched,
    TouchKind,
)
from letan.dialogue.offers import accept, decline
from letan.dialogue.state import (
    AnythingElse,
    Choices,
    Conversation,
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


def test_what_shall_be_passed_on_is_kept_and_not_asked() -> None:
    _, commands = play(Heard(said("t1", "quầy hai làm chậm quá")), start=expecting(Feedback()))
    assert commands[0][0] == KeepFeedback(FeedbackKind.SUGGESTION, "quầy hai làm chậm quá", "t1")
    assert not any(isinstance(c, Ask) for c in commands[0])


def test_annoyance_is_passed_on_and_an_officer_offered() -> None:
    following, commands = answered(replace(WIFI, intent="giao_tiep.che"))
    assert (
        commands[1][0] == Show(replace(WIFI.card, text=""), "t1")
        or KeepFeedback(FeedbackKind.COMPLAINT, "hỏi", "t1") in commands[1]
    )
    assert following.session.expects == StaffOffer()


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
    assert "Nếu là trường hợp sinh ở nước ngoài" in spoken(commands[1])
    _, commands = play(
        SayFinished(2, True), Heard(said("t2", "cháu sinh ở nước ngoài")), start=told
    )
    asked = next(c for c in commands[1] if isinstance(c, Ask))
    assert asked.utterance.phrases[0].intent == "x#abroad"


def test_an_unknown_question_after_the_offer_to_pass_on_is_passed_on() -> None:
    _, commands = answered(UNKNOWN, start=expecting(FeedbackOffer()))
    assert commands[1][0] == KeepFeedback(FeedbackKind.SUGGESTION, "hỏi", "t1")
