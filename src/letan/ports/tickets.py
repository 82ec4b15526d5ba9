"""The queue-ticket machine: a number for a counter."""

from dataclasses import dataclass
from typing import Protocol

from letan.kernel.units import Seconds


@dataclass(frozen=True, slots=True)
class Ticket:
    """A queue number.

    Attributes:
        number: As printed, e.g. "B017".
        counter: Id of the counter.
        waiting: People before this one; None where the machine does not say.
        wait_s: Estimated wait; None where it is not known.
    """

    number: str
    counter: str
    waiting: int | None = None
    wait_s: Seconds | None = None


class TicketMachine(Protocol):
    """A machine that can be asked for a number."""

    def issue(self, counter: str) -> Ticket:
        """Print the next number of a counter.

        Raises:
            LetanError: If the machine does not answer, has no paper, or no such counter.
        """
        ...
