"""Rings the bell outside the graph, off the executor, and says when it could not."""

from collections.abc import Callable

from rclpy.task import Future

from letan.kernel.faults import Fault, LetanError
from letan.ports.staff_bell import StaffBell, StaffNotice
from letan_ros.worker import Posting, Worker

_UNSENT = "STAFF-002"


class BellRinger:
    """One bell, one thread; calls ring one after the other."""

    def __init__(
        self,
        bell: StaffBell,
        mailbox: Posting,
        report: Callable[[Fault], None],
        clear: Callable[[str], None],
    ) -> None:
        """Start; `mailbox`, `report` and `clear` are the node's."""
        self._bell = bell
        self._worker = Worker("staff-bell", mailbox)
        self._report, self._clear = report, clear

    def ring(self, notice: StaffNotice) -> None:
        """Ring soon; a call that does not get through is a fault until one does."""

        def rung(future: Future) -> None:
            failure = future.exception()
            if failure is None:
                self._clear(_UNSENT)
                return
            reason = failure.problem if isinstance(failure, LetanError) else repr(failure)
            self._report(Fault(_UNSENT, {"call_id": notice.call_id, "reason": reason}))

        self._worker.submit(lambda: self._bell.ring(notice)).add_done_callback(rung)

    def close(self) -> None:
        """Let go of the thread."""
        self._worker.close()
