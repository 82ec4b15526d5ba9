"""A call rings outside the graph; one that does not get through is a fault until one does."""

import threading
from collections.abc import Callable

import pytest
from tests.ros.test_ticket_machine import context_of

from letan.kernel.faults import Fault, LetanError
from letan.ports.staff_bell import StaffNotice
from letan_apps.nodes.dialogue import staff_bell
from letan_engines.webhook_bell import WebhookBell
from letan_ros.staff_bell import BellRinger

NOTICE = StaffNotice("c1", "asked", urgent=False)


class Bell:
    """Fails where it is told to, and keeps what rang."""

    def __init__(self, *broken: bool) -> None:
        self.broken = list(broken)
        self.rung: list[StaffNotice] = []

    def ring(self, notice: StaffNotice) -> None:
        self.rung.append(notice)
        if self.broken.pop(0):
            raise LetanError("bell", "no answer", "Look at it")


class Executor:
    """Runs what is posted at once, and tells when so many calls have come back."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.done = wanted, threading.Event()

    def post(self, call: Callable[[], object]) -> None:
        call()
        self.wanted -= 1
        if not self.wanted:
            self.done.set()


def test_what_does_not_get_through_is_a_fault_until_it_does() -> None:
    bell, executor, told = Bell(True, False), Executor(2), list[object]()
    ringer = BellRinger(bell, executor, told.append, told.append)
    ringer.ring(NOTICE)
    ringer.ring(NOTICE)
    assert executor.done.wait(5.0)
    ringer.close()
    assert bell.rung == [NOTICE, NOTICE]
    assert told == [Fault("STAFF-002", {"call_id": "c1", "reason": "no answer"}), "STAFF-002"]


def test_the_parameter_names_the_bell() -> None:
    assert staff_bell(context_of("desk")) is None
    url = "https://ward.example/calls"
    assert staff_bell(context_of("desk", staff_webhook=url)) == WebhookBell(url)
    with pytest.raises(LetanError, match="'calls' is no address"):
        context_of("desk", staff_webhook="calls")
