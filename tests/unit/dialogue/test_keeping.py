"""What cannot be taken back, when somebody goes on after he seemed to have finished."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import (
    GREETED,
    OFFERED,
    PENSION,
    UNKNOWN,
    WIFI,
    order,
    play,
    said,
)

from letan.dialogue.commands import (
    Ask,
    CallStaff,
    Command,
    EndSession,
    FeedbackKind,
    IssueTicket,
    KeepFeedback,
    KeepRating,
    Lead,
    Say,
    StaffReason,
)
from letan.dialogue.events import (
    Event,
    Heard,
    Left,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    TicketIssued,
    Touched,
    TouchKind,
)
from letan.dialogue.expectations import Expectation, Feedback, Rating, TicketOffer
from letan.dialogue.state import Conversation
from letan.ports.tickets import Ticket

_KINDS = (KeepRating, KeepFeedback, IssueTicket, CallStaff, Lead)


def expecting(expects: Expectation) -> Conversation:
    return replace(GREETED, session=replace(GREETED.session, expects=expects))


def lasting(commands: list[tuple[Command, ...]]) -> list[Command]:
    return [c for step in commands for c in step if isinstance(c, _KINDS)]


def goes_on(turn: str, voice: int) -> tuple[Event, ...]:
    return SpeechStarted(turn), SayFinished(voice, False, 1)


def test_a_rating_that_is_gone_on_with_is_kept_once_and_whole() -> None:
    _, commands = play(
        Heard(said("t1", "tốt")),
        *goes_on("t1", 2),
        Heard(said("t1", "tốt lắm")),
        SayFinished(3, True),
        start=expecting(Rating()),
    )
    assert lasting(commands) == [KeepRating(5, "t1")]


def test_a_remark_that_is_gone_on_with_is_kept_once_and_whole() -> None:
    whole = "cán bộ rất nhiệt tình nhưng phòng chờ nóng quá"
    _, commands = play(
        Heard(said("t1", "cán bộ rất nhiệt tình")),
        Replied("t1", UNKNOWN),
        *goes_on("t1", 2),
        Heard(said("t1", whole)),
        Replied("t1", UNKNOWN),
        SayFinished(3, True),
        start=expecting(Feedback()),
    )
    assert lasting(commands) == [KeepFeedback(FeedbackKind.SUGGESTION, whole, "t1")]


@pytest.mark.parametrize(
    "over",
    [
        pytest.param((SayFinished(2, True),), id="it was answered"),
        pytest.param((Heard(said("t2", "wifi")),), id="another utterance"),
        pytest.param((SpeechStarted("t1"), SpeechDiscarded("t1"), Left()), id="he left"),
    ],
)
def test_a_rating_is_kept_once_its_speaker_has_finished(over: tuple[Event, ...]) -> None:
    rated, commands = play(Heard(said("t1", "năm sao")), start=expecting(Rating()))
    assert lasting(commands) == []
    end, commands = play(*over, start=rated)
    assert lasting(commands) == [KeepRating(5, "t1")]
    assert end.keeping == ()


def test_what_is_kept_is_kept_before_the_end() -> None:
    rated, _ = play(Heard(said("t1", "năm sao")), start=expecting(Rating()))
    _, commands = play(Left(), start=rated)
    assert commands[0].index(KeepRating(5, "t1")) < commands[0].index(EndSession())


def test_a_touched_rating_is_kept_at_once() -> None:
    talking, _ = play(Heard(said("t1", "wifi")), Replied("t1", WIFI), start=GREETED)
    _, commands = play(Touched(TouchKind.RATE, "4", "t9"), start=talking)
    assert lasting(commands) == [KeepRating(4, "t9")]


def test_one_number_is_printed_and_what_follows_the_yes_is_heard() -> None:
    printed, commands = play(
        Heard(said("t1", "có")),
        Replied("t1", order("lenh.dong_y")),
        TicketIssued("t1", Ticket("B017", "quay_2", 0, 0.0)),
        *goes_on("t1", 2),
        Heard(said("t1", "có ạ")),
        start=expecting(TicketOffer("quay_2")),
    )
    assert lasting(commands) == [IssueTicket("quay_2", "t1")]
    told = next(c for c in commands[5] if isinstance(c, Say))
    assert (told.text.startswith("Số của quý khách là B017"), told.from_word) == (True, 1)
    _, commands = play(*goes_on("t1", 3), Heard(said("t1", "có ạ cho hỏi lệ phí")), start=printed)
    asked = [c.utterance.text for step in commands for c in step if isinstance(c, Ask)]
    assert asked == ["cho hỏi lệ phí"]


def test_a_yes_that_grows_while_the_number_is_printed_changes_nothing() -> None:
    end, commands = play(
        Heard(said("t1", "có")),
        Replied("t1", order("lenh.dong_y")),
        SpeechStarted("t1"),
        Heard(said("t1", "có ạ")),
        Replied("t1", UNKNOWN),
        TicketIssued("t1", Ticket("B017", "quay_2", 0, 0.0)),
        start=expecting(TicketOffer("quay_2")),
    )
    assert lasting(commands) == [IssueTicket("quay_2", "t1")]
    assert any(isinstance(c, Say) and "B017" in c.text for c in commands[5])
    assert end.session.failures == 0


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        pytest.param("lenh.gap_can_bo", StaffReason.ASKED, id="asked"),
        pytest.param("khan_cap.y_te", StaffReason.EMERGENCY_MEDICAL, id="emergency"),
    ],
)
def test_one_utterance_calls_an_officer_once(intent: str, reason: StaffReason) -> None:
    _, commands = play(
        Heard(said("t1", "gọi người")),
        Replied("t1", order(intent)),
        *goes_on("t1", 2),
        Heard(said("t1", "gọi người giúp tôi")),
        Replied("t1", order(intent)),
        start=GREETED,
    )
    assert lasting(commands) == [CallStaff(reason, "t1")]
    says = [c.text for step in commands for c in step if isinstance(c, Say)]
    assert len(says) == 2
    assert says[0] == says[1]


def test_who_goes_on_to_name_another_place_is_led_there() -> None:
    _, commands = play(
        Heard(said("t2", "dẫn tôi đi")),
        Replied("t2", order("lenh.dan_duong", PENSION.place)),
        *goes_on("t2", 3),
        Heard(said("t2", "dẫn tôi đi quầy năm")),
        Replied("t2", order("lenh.dan_duong", "quay_5")),
        start=OFFERED,
    )
    assert lasting(commands) == [Lead("quay_3", "t2"), Lead("quay_5", "t2")]
