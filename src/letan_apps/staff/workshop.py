"""What takes seconds or a hundred megabytes runs in a process of its own: the workshop.

Compiling a matcher holds Python for ten seconds; in the process of the pages a visitor's screen
would stand still for it. The process starts when it is first needed and ends when it was idle.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds

P = ParamSpec("P")
R = TypeVar("R")

IDLE_S: Seconds = 300.0
"""After this the workshop's memory is given back."""


class Workshop:
    """Runs functions of a module in one child process, one after the other."""

    def __init__(self, idle_s: Seconds = IDLE_S) -> None:
        """Prepare; nothing is started."""
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closing: threading.Timer | None = None
        self._busy = 0

    def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function there and return what it returns; waits for it.

        Raises:
            LetanError: If the process died; what `work` raises comes through as it is.
        """
        with self._lock:
            self._stop_clock()
            self._busy += 1
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            future = self._pool.submit(work, *args, **kwargs)
        try:
            return future.result()
        except BrokenProcessPool:
            self._forget()
            raise LetanError(
                "content",
                "the process that checks answers has died",
                "Try again; look at the memory",
            ) from None
        finally:
            with self._lock:
                self._busy -= 1
                if not self._busy and self._pool is not None:
                    self._closing = threading.Timer(self._idle_s, self.close)
                    self._closing.daemon = True
                    self._closing.start()

    def close(self) -> None:
        """End the process; the next call starts another one."""
        with self._lock:
            self._stop_clock()
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _forget(self) -> None:
        with self._lock:
            self._pool = None

    def _stop_clock(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
