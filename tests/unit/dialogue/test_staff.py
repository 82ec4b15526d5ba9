"""An officer is called, waited for with a bound, and not called twice."""

from dataclasses import replace

from tests.unit.dialogue.scenes import GREETED, order, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import CallStaff, Command, ReportFault, Say, StaffReason
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import (
    Heard,
    Left,
    Replied,
    SayFinished,
    StaffAnswered,
    Tick,
    Touched,
    TouchKind,
)
from letan.dialogue.expectations import LeadOffer
from letan.dialogue.state import Conversation, Session
from letan.kernel.units import Seconds

CALLED = play(
    Heard(said("t1")), Replied("t1", order("lenh.gap_can_bo")), SayFinished(2, True), start=GREETED
)[0]


def said_texts(commands: tuple[object, ...]) -> list[str]:
    return [c.text for c in commands if isinstance(c, Say)]


def test_while_an_officer_is_awaited_silence_is_not_filled() -> None:
    assert wake_at(CALLED) == 2.0 + CALLED.params.staff_after_s


def test_who_does_not_answer_is_replaced_by_the_desk() -> None:
    due = wake_at(CALLED)
    assert due is not None
    following, commands = advance(CALLED, Tick(), due)
    assert ReportFault("STAFF-001") in commands
    assert said_texts(commands) == [f"{robot(words.STAFF_BUSY)} {robot(words.OFFER_TO_LEAD)}"]
    assert following.session.expects == LeadOffer("ban_huong_dan")
    assert [c for c in commands if isinstance(c, CallStaff)] == []


def test_without_legs_the_desk_is_only_named() -> None:
    standing = replace(CALLED, params=replace(CALLED.params, can_lead=False))
    _, commands = advance(standing, Tick(), 60.0)
    assert said_texts(commands) == [robot(words.STAFF_BUSY)]


def test_an_answer_is_passed_on_once() -> None:
    _, commands = play(StaffAnswered(), StaffAnswered(), start=CALLED)
    assert [said_texts(c) for c in commands] == [[robot(words.STAFF_ANSWERED)], []]


def test_an_answer_to_no_call_changes_nothing() -> None:
    assert play(StaffAnswered(), start=GREETED) == (GREETED, [()])


def test_a_second_call_is_answered_and_not_rung() -> None:
    _, commands = play(Heard(said("t2")), Replied("t2", order("lenh.gap_can_bo")), start=CALLED)
    assert said_texts(commands[1]) == [robot(words.STAFF_STILL_COMES)]
    assert not any(isinstance(c, CallStaff) for c in commands[1])


def test_an_emergency_rings_again_and_again_but_not_for_ever() -> None:
    alarm, _ = play(
        Heard(said("t2")),
        Replied("t2", order("khan_cap.y_te")),
        SayFinished(3, True),
        start=GREETED,
    )
    rings, now = 0, 3.0
    for _ in range(12):
        due = wake_at(alarm)
        if due is None:
            break
        now = max(now, due)
        alarm, commands = advance(alarm, Tick(), now)
        rings += sum(c == CallStaff(StaffReason.EMERGENCY_MEDICAL) for c in commands)
        if alarm.voice:
            alarm, _ = advance(alarm, SayFinished(alarm.voice, True), now + 1.0)
    assert rings == 3


def test_who_is_in_danger_is_told_the_number_of_the_police() -> None:
    threatened, _ = play(
        Heard(said("t2")),
        Replied("t2", order("khan_cap.bao_luc")),
        SayFinished(2, True),
        start=GREETED,
    )
    _, commands = advance(threatened, Tick(), wake_at(threatened) or 0.0)
    assert CallStaff(StaffReason.DANGER) in commands
    assert said_texts(commands) == [robot(words.STILL_IN_DANGER)]


def calls(commands: list[tuple[Command, ...]]) -> list[StaffReason]:
    return [c.reason for step in commands for c in step if isinstance(c, CallStaff)]


def test_an_officer_who_has_answered_is_called_again_when_he_does_not_come() -> None:
    coming, _ = advance(CALLED, StaffAnswered(), 5.0)
    again = Touched(TouchKind.CALL_STAFF, "", "t9")
    _, commands = advance(coming, again, 34.0)
    assert said_texts(commands) == [robot(words.STAFF_ANSWERED)]
    assert calls([commands]) == []
    _, commands = advance(coming, again, 35.0)
    assert said_texts(commands) == [robot(words.STAFF_COMES)]
    assert calls([commands]) == [StaffReason.ASKED]


def test_another_reason_is_called_while_an_officer_is_awaited() -> None:
    _, commands = play(Heard(said("t2")), Replied("t2", order("khan_cap.mat_do")), start=CALLED)
    assert calls(commands) == [StaffReason.LOST_PROPERTY]
    assert said_texts(commands[1]) == [robot(words.EMERGENCY)]


def ringing(conversation: Conversation, now: Seconds) -> tuple[list[Seconds], Conversation]:
    """Return when it rings until it sleeps; nobody is there."""
    rings: list[Seconds] = []
    while (due := wake_at(conversation)) is not None:
        now = max(now, due)
        conversation, commands = advance(conversation, Tick(), now)
        rings += [now for command in commands if isinstance(command, CallStaff)]
    return rings, conversation


ALARM = play(
    Heard(said("t2")), Replied("t2", order("khan_cap.y_te")), SayFinished(3, True), start=GREETED
)[0]


def test_an_alarm_rings_on_when_the_caller_has_gone() -> None:
    gone, _ = advance(ALARM, Left(), 4.0)
    assert (gone.session, wake_at(gone)) == (Session(), 32.0)
    rings, silent = ringing(gone, 4.0)
    assert rings == [32.0, 62.0, 92.0]
    assert silent.alarms == ()


def test_an_alarm_that_is_answered_when_the_caller_has_gone_is_still() -> None:
    gone, _ = advance(ALARM, Left(), 4.0)
    still, commands = advance(gone, StaffAnswered(), 10.0)
    assert (still.alarms, wake_at(still), commands) == ((), None, ())


def test_an_alarm_that_was_answered_before_does_not_ring_on() -> None:
    gone, _ = play(StaffAnswered(), Left(), start=ALARM)
    assert (gone.alarms, wake_at(gone)) == ((), None)


def test_only_an_emergency_outlives_its_caller() -> None:
    gone, _ = advance(CALLED, Left(), 4.0)
    assert (gone.alarms, wake_at(gone)) == ((), None)


def test_the_next_visitor_hears_nothing_of_the_alarm_and_his_call_does_not_end_it() -> None:
    gone, _ = advance(ALARM, Left(), 4.0)
    next_one, _ = advance(gone, Touched(TouchKind.CALL_STAFF, "", "t9"), 6.0)
    assert next_one.session.staff is not None
    answered, _ = advance(next_one, StaffAnswered(), 7.0)
    assert [alarm.reason for alarm in answered.alarms] == [StaffReason.EMERGENCY_MEDICAL]
    rung, commands = advance(answered, Tick(), 32.0)
    assert commands == (ReportFault("STAFF-001"), CallStaff(StaffReason.EMERGENCY_MEDICAL))
    assert advance(rung, StaffAnswered(), 33.0)[0].alarms == ()


def test_an_alarm_goes_on_when_its_caller_asks_for_something_else() -> None:
    other, _ = advance(ALARM, Touched(TouchKind.CALL_STAFF, "", "t9"), 5.0)
    assert [alarm.reason for alarm in other.alarms] == [StaffReason.EMERGENCY_MEDICAL]
    again, _ = play(Heard(said("t4")), Replied("t4", order("khan_cap.y_te")), start=other)
    assert again.alarms == ()
