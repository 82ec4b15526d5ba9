"""A call has a number of its own, and what is withdrawn is the call of that reason."""

from letan_msgs import msg

from letan.dialogue.commands import StaffReason
from letan_ros.staff_calls import StaffCalls


def test_the_call_of_a_reason_is_withdrawn_once_and_no_other() -> None:
    told: list[msg.StaffCall] = []
    calls = StaffCalls(told.append, lambda: 12.5)
    calls.call(StaffReason.ASKED, "t1")
    calls.call(StaffReason.EMERGENCY_FIRE, "t2")  # an alarm that rings in between
    calls.call_off(StaffReason.ASKED, "t3")
    calls.call_off(StaffReason.ASKED, "t4")
    asked, fire, off = told
    assert calls.last == fire.call_id != asked.call_id
    assert (off.call_id, off.reason, off.turn_id) == (asked.call_id, asked.reason, "t3")
    assert [one.withdrawn for one in told] == [False, False, True]
    assert (off.header.stamp.sec, off.header.stamp.nanosec) == (12, 500_000_000)
