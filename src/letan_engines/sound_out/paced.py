"""A loudspeaker of arithmetic: sound counts as played when its time has passed."""

import threading
import time
from collections.abc import Callable

from letan.kernel.units import Pcm, Seconds
from letan.ports.sound import SoundSink

_QUEUE_S = 0.1


class PacedSink:
    """Plays to nobody, at the speed of real sound; may hand what it plays to another sink.

    For a robot without a loudspeaker: captions and gestures keep their time.
    """

    def __init__(
        self,
        inner: SoundSink | None = None,
        now: Callable[[], Seconds] = time.monotonic,
        wait: Callable[[Seconds], object] | None = None,
    ) -> None:
        """Use a clock.

        Args:
            inner: Gets every block as well, e.g. a WAV file.
            now: The clock.
            wait: Waits for a number of seconds of that clock; by default an abort cuts it short.
        """
        self._inner = inner
        self._now = now
        self._aborted = threading.Event()
        self._wait = wait or self._aborted.wait
        self._rate = 1
        self._written = 0
        self._begun: Seconds = 0.0

    def open(self, sample_rate_hz: int) -> None:
        """Begin a stream; its first sample plays when it is written."""
        if self._inner is not None:
            self._inner.open(sample_rate_hz)
        self._aborted.clear()
        self._rate = sample_rate_hz
        self._written = 0

    def write(self, pcm: Pcm) -> None:
        """Queue samples; wait while more than 0.1 s is queued. After an abort nothing is taken."""
        if self._aborted.is_set():
            return
        queued = self._written / self._rate - self.played_s()
        if queued <= 0:  # nothing plays: the gap was silence
            self._begun = self._now() - self._written / self._rate
        self._written += len(pcm)
        if self._inner is not None:
            self._inner.write(pcm)
        self._wait_until_queued(_QUEUE_S)

    def played_s(self) -> Seconds:
        """Seconds of this stream whose time has passed."""
        if not self._written:
            return 0.0
        return min(self._written / self._rate, max(0.0, self._now() - self._begun))

    def drain(self) -> None:
        """Wait until everything has played."""
        self._wait_until_queued(0.0)

    def abort(self) -> None:
        """Drop what is queued; the stream is over."""
        self._written = round(self.played_s() * self._rate)
        self._aborted.set()
        if self._inner is not None:
            self._inner.abort()

    def _wait_until_queued(self, limit: Seconds) -> None:
        queued = self._written / self._rate - self.played_s()
        if queued > limit and not self._aborted.is_set():
            self._wait(queued - limit)
