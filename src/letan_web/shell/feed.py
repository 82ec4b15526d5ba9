"""The bridge between the robot's threads and the pages' streams.

Each stream has a mailbox that holds, for every field of the state that changed since it was
last emptied, nothing but the newest value. It is bounded by the number of fields, a slow
reader drops what is out of date and never what counts, and after a wipe no mailbox holds
anything of the visitor.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Protocol, TypeVar

State = TypeVar("State")
Update = TypeVar("Update")


@dataclass(eq=False)
class Mailbox:
    """What one stream has not sent yet: its owner awaits `wake`, then calls `collect`."""

    loop: asyncio.AbstractEventLoop
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    changed: set[str] = field(default_factory=set)
    waking: bool = False
    closed: bool = False


class Streams(Protocol):
    """Whatever holds streams open; a server ends them before it stops."""

    def close_streams(self) -> None:
        """End every open stream; safe to call twice and from any thread."""
        ...


class Feed(Generic[State, Update]):
    """Holds a page's state and tells every open page. All methods may be called from any thread."""

    def __init__(self, state: State, apply: Callable[[State, Update], State]) -> None:
        """Start with `state`.

        Args:
            state: A frozen dataclass; its fields are what a stream sends.
            apply: Pure: the state after an update.
        """
        self._state = state
        self._apply = apply
        shape: Any = state  # a type variable cannot say "a dataclass"
        self._names = tuple(item.name for item in fields(shape))
        self._mailboxes: set[Mailbox] = set()
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """The newest state."""
        with self._lock:
            return self._state

    @property
    def streams(self) -> int:
        """Number of open streams."""
        with self._lock:
            return len(self._mailboxes)

    def publish(self, *updates: Update) -> None:
        """Apply updates in order and wake every stream once; returns at once.

        Raises:
            Exception: What `apply` raises; nothing is changed then.
        """
        with self._lock:
            state = self._state
            for update in updates:
                state = self._apply(state, update)
            changed = {n for n in self._names if getattr(state, n) != getattr(self._state, n)}
            self._state = state
            if changed:
                for mailbox in self._mailboxes:
                    mailbox.changed |= changed
                    _wake(mailbox)

    def close_streams(self) -> None:
        """End every open stream; new ones may be opened afterwards."""
        with self._lock:
            for mailbox in self._mailboxes:
                mailbox.closed = True
                _wake(mailbox)

    @contextlib.contextmanager
    def open_mailbox(self) -> Iterator[tuple[Mailbox, State]]:
        """Register a mailbox of the running loop; yield it with the state it starts from."""
        mailbox = Mailbox(asyncio.get_running_loop())
        with self._lock:
            self._mailboxes.add(mailbox)
            state = self._state
        try:
            yield mailbox, state
        finally:
            with self._lock:
                self._mailboxes.discard(mailbox)

    def collect(self, mailbox: Mailbox) -> dict[str, object]:
        """Empty a mailbox: the changed fields with their newest values."""
        with self._lock:
            changed, mailbox.changed, mailbox.waking = mailbox.changed, set(), False
            mailbox.wake.clear()
            return {name: getattr(self._state, name) for name in self._names if name in changed}


def _wake(mailbox: Mailbox) -> None:
    """Set the event in its own loop; the lock is held. One wake is enough for many updates."""
    if not mailbox.waking:
        mailbox.waking = True
        with contextlib.suppress(RuntimeError):  # the loop has just ended: its stream is gone too
            mailbox.loop.call_soon_threadsafe(mailbox.wake.set)
