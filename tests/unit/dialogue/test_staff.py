"""An officer is called, waited for with a bound, and not called twice."""

from dataclasses import replace

from tests.unit.dialogue.scenes import GREETED, order, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import CallStaff, ReportFault, Say, StaffReason
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import Heard, Replied, SayFinished, StaffAnswered, Tick
from letan.dialogue.state import LeadOffer

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
