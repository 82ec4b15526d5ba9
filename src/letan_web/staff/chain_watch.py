"""The audit's chain, verified while it grows."""

from collections.abc import Callable, Sequence
from threading import Lock

from letan.access.chain import first_break
from letan.ports.accounts import AuditRecord

PIECE = 1000
"""Records that are read at a time."""


class ChainWatch:
    """Verifies a chain that grows, a piece at a time: what was whole is not read again.

    The head that was verified last is remembered with its link. If the record of that number is
    another one now, somebody has written the chain anew: everything is verified again.
    """

    def __init__(self, after: Callable[[int, int], Sequence[AuditRecord]]) -> None:
        """Watch a chain.

        Args:
            after: Reads at most so many records that are newer than a number, oldest first.
        """
        self._after = after
        self._head: AuditRecord | None = None
        self._lock = Lock()

    def look(self, *, anew: bool = False) -> tuple[AuditRecord | None, int | None]:
        """Verify what is new.

        Args:
            anew: Verify everything from the first record.

        Returns:
            The last whole record (None = there is none), and the number of the first that is
            broken (None = none is).
        """
        with self._lock:
            if anew or not self._stands():
                self._head = None
            while True:
                last = self._head
                records = self._after(last.number if last else 0, PIECE)
                broken = first_break(records, last)
                whole = [r for r in records if broken is None or r.number < broken]
                self._head = whole[-1] if whole else last
                if broken is not None or len(records) < PIECE:
                    return self._head, broken

    def _stands(self) -> bool:
        head = self._head
        return head is None or list(self._after(head.number - 1, 1)) == [head]
