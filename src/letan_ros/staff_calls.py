"""Calls of officers as messages: one number a call, told to the pages and to the bell outside."""

import uuid
from collections.abc import Callable

from letan_msgs import msg

from letan.dialogue.commands import StaffReason
from letan.kernel.units import Seconds
from letan.ports.staff_bell import StaffNotice
from letan_ros.convert.moment import time_to_msg
from letan_ros.staff_bell import BellRinger


class StaffCalls:
    """Calls officers and calls them off.

    Attributes:
        last: Number of the last call, "" before the first; it is the one that is answered.
        ringer: The bell outside the graph; None where there is none.
    """

    def __init__(
        self, publish: Callable[[msg.StaffCall], None], clock: Callable[[], Seconds]
    ) -> None:
        """Publish on /staff/call; nobody is called yet."""
        self._publish, self._clock = publish, clock
        self._of_reason: dict[StaffReason, str] = {}
        self.last = ""
        self.ringer: BellRinger | None = None

    def call(self, reason: StaffReason, turn_id: str) -> None:
        """Ask an officer to come."""
        self.last = self._of_reason[reason] = uuid.uuid4().hex[:12]
        self._tell(self.last, reason, turn_id, withdrawn=False)

    def call_off(self, reason: StaffReason, turn_id: str) -> None:
        """Say that the officer who was called last for that reason need not come."""
        call_id = self._of_reason.pop(reason, "")
        if call_id:
            self._tell(call_id, reason, turn_id, withdrawn=True)

    def _tell(self, call_id: str, reason: StaffReason, turn_id: str, *, withdrawn: bool) -> None:
        message = msg.StaffCall(
            call_id=call_id, turn_id=turn_id, reason=reason.value, withdrawn=withdrawn
        )
        message.header.stamp = time_to_msg(self._clock())
        message.pose.orientation.w = 1.0
        self._publish(message)
        if self.ringer is not None:
            name, urgent = reason.name.lower(), reason.urgent
            self.ringer.ring(StaffNotice(call_id, name, urgent, withdrawn=withdrawn))
