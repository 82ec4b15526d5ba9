"""What the operator's page shows, update by update."""

from datetime import UTC, datetime

import pytest

from letan.dialogue.commands import StaffReason
from letan.kernel.fault_table import FAULT_TABLE
from letan_web.operator.state import (
    MOST_CALLS,
    REASONS,
    Called,
    Faulted,
    Healthy,
    NodeHealth,
    OperatorState,
    ShownFault,
    Silent,
    StaffCall,
    Switched,
    Update,
    apply,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def after(*updates: Update) -> OperatorState:
    state = OperatorState()
    for update in updates:
        state = apply(state, update)
    return state


def test_an_answer_closes_its_call_and_no_other() -> None:
    state = after(
        Called("c1", StaffReason.ASKED, NOW, "Quầy 1"),
        Called("c2", StaffReason.EMERGENCY_FIRE, NOW),
        Called("c1", StaffReason.ASKED, NOW, "Quầy 1", acknowledged=True),
        Called("c1", StaffReason.ASKED, NOW, "Quầy 1"),  # a late copy opens nothing again
    )
    at = NOW.isoformat()
    assert state.calls == (
        StaffCall("c2", "BÁO CHÁY", True, at, ""),
        StaffCall("c1", "Người dân muốn gặp cán bộ", False, at, "Quầy 1", acknowledged=True),
    )


def test_a_call_that_is_withdrawn_goes() -> None:
    called = Called("c1", StaffReason.ASKED, NOW)
    assert after(called, Called("c1", StaffReason.ASKED, NOW, withdrawn=True)).calls == ()


def test_calls_are_bounded() -> None:
    state = after(*(Called(f"c{n}", StaffReason.ASKED, NOW) for n in range(MOST_CALLS + 5)))
    assert [call.id for call in state.calls[:2]] == [f"c{MOST_CALLS + 4}", f"c{MOST_CALLS + 3}"]
    assert len(state.calls) == MOST_CALLS


def test_a_fault_says_what_to_check_and_goes_when_it_is_over() -> None:
    shown = ShownFault("HEAR-002", "error", FAULT_TABLE["HEAR-002"].admin.vi, "hearing")
    told = Faulted("HEAR-002", "hearing")
    assert after(told, told, Faulted("NONE-999", "x")).faults == (shown,)
    assert after(told, Faulted("HEAR-002", "hearing", over=True)).faults == ()


def test_a_silent_node_is_an_error_and_a_passing_one_is_forgotten() -> None:
    good = (NodeHealth("voice", "ok", "active"), NodeHealth("recorder", "ok", "active"))
    state = after(Healthy(good), Silent("voice"), Silent("recorder", forget=True))
    assert state.nodes == (NodeHealth("voice", "error", "không còn tín hiệu"),)


@pytest.mark.parametrize("reason", list(StaffReason))
def test_every_reason_has_words(reason: StaffReason) -> None:
    assert REASONS[reason]


def test_switches_leave_the_others_as_they_are() -> None:
    state = after(Switched(stopped=True), Switched(battery=0.5), Switched(recording=True))
    assert (state.stopped, state.battery, state.recording) == (True, 0.5, True)
    assert not after(Switched(stopped=True), Switched(stopped=False)).stopped
