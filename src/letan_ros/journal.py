"""What the conversation's node tells the journal; kept by `letan_apps.journal`."""

from collections.abc import Callable
from typing import Protocol

from letan.dialogue.commands import Command
from letan.dialogue.events import Event
from letan.kernel.faults import Fault
from letan.kernel.units import Seconds


class Journal(Protocol):
    """Keeps what the conversation leaves; no call waits, and none fails."""

    def start(self, report: Callable[[Fault], None], clear: Callable[[str], None]) -> None:
        """Begin; from then on faults are reported and cleared, from any thread."""

    def stop(self) -> None:
        """Keep what waits, and end; safe to call twice."""

    def watch(self, thing: Event | Command, now: Seconds) -> None:
        """See an event before the conversation does, or a command, at its moment."""

    def voice_began(self, say_id: int, at: Seconds | None) -> None:
        """Take when the first sound of a speech was heard; None if it had none."""
