"""One text being spoken into a sound device, in a thread of its own; nothing of ROS."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from letan.kernel.faults import LetanError
from letan.kernel.units import Ratio, Seconds
from letan.ports.sound import SoundSink
from letan.voice.marks import MarkKind, SpeechMark
from letan.voice.speech import Speech

_PIECE_S = 0.05


@dataclass(frozen=True, slots=True)
class Said:
    """How a speech ended.

    Attributes:
        cut: It was stopped before its end.
        next_word: Written word to resume from; the number of words at the end.
        spoken_s: Sound that left the loudspeaker.
        first_audio_ms: Real milliseconds from the order to the first sound; 0 = none.
    """

    cut: bool
    next_word: int
    spoken_s: Seconds
    first_audio_ms: float


class SpeechTask:
    """One text being spoken, in the worker's thread; `stop` may be called from any.

    Attributes:
        trouble: What was wrong with a sound device, if anything.
    """

    def __init__(
        self,
        speech: Speech,
        sinks: list[SoundSink],
        on_marks: Callable[[tuple[SpeechMark, ...]], None],
    ) -> None:
        """Prepare to speak.

        Args:
            speech: What is said.
            sinks: Where the sound goes, best first; the last one always works. Where one is
                missing or breaks, in mid-word too, the next one goes on with the text.
            on_marks: Called in the thread of `run` with the marks whose moment has come.
        """
        self._speech, self._sinks, self._on_marks = speech, sinks, on_marks
        self._stopped = threading.Event()
        self._sink: SoundSink | None = None
        self._waiting: list[SpeechMark] = []
        self._asked_s = time.monotonic()
        self._first_ms = 0.0
        self._written_s = self._before_s = 0.0
        self.trouble: LetanError | None = None

    def stop(self) -> None:
        """Silence at once."""
        self._stopped.set()
        if self._sink is not None:
            self._sink.abort()

    def change(self, *, rate: Ratio, volume: Ratio) -> None:
        """Go on at another speed (from the next sentence) and loudness (at once)."""
        self._speech.change(rate=rate, volume=volume)

    def run(self) -> Said:
        """Speak to the end or to a stop.

        Raises:
            LetanError: If the engine fails, or (then `trouble` is the same) the last device does.
        """
        if not self._stopped.is_set():
            self._sink = self._open()
            try:
                while not (self._speech.finished or self._stopped.is_set()):
                    self._play()
                if not self._stopped.is_set():
                    self._sound(lambda sink: sink.drain())
            finally:
                self._sink.abort()  # frees the device, however this ended
        return self._result()

    def _open(self) -> SoundSink:
        while True:
            sink, *others = self._sinks
            try:
                sink.open(self._speech.sample_rate_hz)
            except LetanError as error:
                self.trouble = error
                if not others:
                    raise
                self._sinks = others
            else:
                return sink

    def _play(self) -> None:
        spoken = self._speech.pull_s(_PIECE_S)
        self._waiting += spoken.marks
        if len(spoken.pcm):
            if not self._first_ms:
                self._first_ms = (time.monotonic() - self._asked_s) * 1000.0
            self._sound(lambda sink: sink.write(spoken.pcm))
            self._written_s += len(spoken.pcm) / self._speech.sample_rate_hz
        played_s = self._played_s()
        due = tuple(mark for mark in self._waiting if mark.t_s <= played_s and not _ends(mark))
        self._waiting = self._waiting[len(due) :]
        if due:
            self._on_marks(due)

    def _sound(self, call: Callable[[SoundSink], None]) -> None:
        """Call the device; where it has broken, let the next one do the same."""
        while True:
            sink = self._sinks[0]
            try:
                return call(sink)
            except LetanError as error:
                self.trouble = error
                if len(self._sinks) == 1:
                    raise
                sink.abort()
                self._sinks = self._sinks[1:]
                self._before_s = self._written_s
                self._sink = self._open()

    def _played_s(self) -> Seconds:
        return self._before_s + (self._sink.played_s() if self._sink is not None else 0.0)

    def _result(self) -> Said:
        heard_s = self._played_s()
        cut = self._stopped.is_set()
        stopped = self._speech.stop(heard_s)
        last = tuple(mark for mark in self._waiting if not _ends(mark)) if not cut else ()
        end = SpeechMark(MarkKind.END, stopped.next_word, 0, 0, "", heard_s)
        self._on_marks((*last, end))
        return Said(cut, stopped.next_word, heard_s, self._first_ms)


def _ends(mark: SpeechMark) -> bool:
    return mark.kind is MarkKind.END
