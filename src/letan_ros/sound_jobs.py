"""Work of the ear's thread: sound may be dropped when it piles up, what else is told may not."""

import threading
from collections import deque
from typing import Generic, TypeVar

from letan.kernel.units import Seconds

Job = TypeVar("Job")


class SoundJobs(Generic[Job]):
    """A queue that holds a bounded length of sound; the oldest sound is lost first.

    Args:
        longest_s: Sound that is kept at most.
    """

    def __init__(self, longest_s: Seconds) -> None:
        self._longest_s = longest_s
        self._changed = threading.Condition()
        self._jobs: deque[tuple[Job, Seconds]] = deque()
        self._waiting_s = 0.0
        self._lost_s = 0.0
        self._closed = False

    @property
    def lost_s(self) -> Seconds:
        """Sound that was dropped since the beginning."""
        return self._lost_s

    def put(self, job: Job, sound_s: Seconds = 0.0) -> None:
        """Add a job; one with sound may be dropped later, one without never."""
        with self._changed:
            self._jobs.append((job, sound_s))
            self._waiting_s += sound_s
            if self._waiting_s > self._longest_s:
                self._drop()
            self._changed.notify()

    def close(self) -> None:
        """End `get`: jobs that wait are forgotten."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def get(self) -> Job | None:
        """Wait for the next job; None after `close`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._jobs)
            if self._closed:
                return None
            job, sound_s = self._jobs.popleft()
            self._waiting_s -= sound_s
            return job

    def _drop(self) -> None:
        kept: deque[tuple[Job, Seconds]] = deque()
        for job, sound_s in self._jobs:
            if sound_s and self._waiting_s > self._longest_s:
                self._waiting_s -= sound_s
                self._lost_s += sound_s
            else:
                kept.append((job, sound_s))
        self._jobs = kept
