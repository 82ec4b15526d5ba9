"""Work that takes longer than an executor may be held: one thread, results in the executor."""

import queue
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from rclpy.task import Future

T = TypeVar("T")


class Posting(Protocol):
    """Runs what any thread posts in the executor's; a node's `Mailbox` does."""

    def post(self, call: Callable[[], object]) -> None:
        """Run `call` soon."""


class Worker:
    """Runs calls one after the other in a thread of its own; they touch nothing of ROS."""

    def __init__(self, name: str, mailbox: Posting) -> None:
        """Start the thread; `mailbox` is the node's."""
        self._mailbox = mailbox
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, call: Callable[[], T]) -> Future:
        """Run `call` soon; the future (awaited in the executor) has its result or exception."""
        future = Future()

        def work() -> None:
            try:
                result = call()
            except Exception as error:  # noqa: BLE001  handed to whoever awaits it
                failure = error
                self._mailbox.post(lambda: future.set_exception(failure))
            else:
                self._mailbox.post(lambda: future.set_result(result))

        self._calls.put(work)
        return future

    def close(self, within_s: float = 1.0) -> None:
        """Finish the present call and end the thread; safe to call twice."""
        self._calls.put(None)
        self._thread.join(within_s)

    def _work(self) -> None:
        while (work := self._calls.get()) is not None:
            work()
