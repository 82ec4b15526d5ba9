"""A queue-ticket machine that exists only here: numbers, queues and waits from one seed."""

from dataclasses import dataclass, field

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan.ports.tickets import Ticket
from letan.site.site import Site

_LONGEST_QUEUE = 8


@dataclass
class SimulatedTicketMachine:
    """Issues numbers for the counters of a hall.

    Attributes:
        site: Its counters and their letters.
        seed: Of how many people wait at each.
        service_s: What a person takes at a counter.
        paper: Tickets left.
    """

    site: Site
    seed: int = 0
    service_s: Seconds = 240.0
    paper: int = 1_000
    _waiting: dict[str, int] = field(init=False)
    _last: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Let some people wait already."""
        rng = np.random.default_rng(self.seed)
        ids = [counter.id for counter in self.site.counters]
        lengths = rng.integers(0, _LONGEST_QUEUE, len(ids))
        numbers = rng.integers(5, 90, len(ids))
        self._waiting = dict(zip(ids, map(int, lengths), strict=True))
        self._last = dict(zip(ids, map(int, numbers), strict=True))

    def issue(self, counter: str) -> Ticket:
        """Print the next number of a counter.

        Raises:
            LetanError: If there is no such counter, or no paper.
        """
        found = next((c for c in self.site.counters if c.id == counter), None)
        if found is None:
            raise LetanError("ticket machine", f"no counter {counter!r}", "Look at the hall's file")
        if self.paper <= 0:
            raise LetanError("ticket machine", "no paper", "Put a new roll in")
        self.paper -= 1
        self._last[counter] += 1
        waiting = self._waiting[counter]
        self._waiting[counter] += 1
        number = f"{found.ticket_prefix}{self._last[counter]:03d}"
        return Ticket(number, counter, waiting, waiting * self.service_s)
