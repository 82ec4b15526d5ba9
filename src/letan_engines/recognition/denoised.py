"""WebRTC noise suppression before a recogniser: a stage that is off unless asked for.

An optional package: `pip install letan[noise]`. docs/hearing.md has what it helps and hurts.
"""

from typing import Any

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis, LogProbs, Recogniser, RecogniserStream

LEVELS = range(1, 5)
"""Of suppression, gentle to strong."""
_RATE_HZ = 16_000
_STEP = 160
"""The library takes 10 ms at a time."""
_PLACE = "noise suppression"


class DenoisedRecogniser:
    """A recogniser that hears its sound without steady noise; 0.1 % of one processor.

    Args:
        inner: The recogniser, at 16 kHz.
        level: One of `LEVELS`.

    Raises:
        LetanError: If the package is missing, or the recogniser wants another rate.
        ValueError: If there is no such level.
    """

    def __init__(self, inner: Recogniser, level: int) -> None:
        if level not in LEVELS:
            raise ValueError(f"levels are {LEVELS.start} to {LEVELS.stop - 1}, not {level}")
        if inner.sample_rate_hz != _RATE_HZ:
            raise LetanError(_PLACE, f"works at {_RATE_HZ} Hz alone", "Switch it off")
        try:
            from webrtc_noise_gain import AudioProcessor
        except ImportError as error:
            raise LetanError(
                _PLACE, "the package webrtc-noise-gain is missing", "pip install 'letan[noise]'"
            ) from error
        self._processor, self._inner, self._level = AudioProcessor, inner, level

    @property
    def name(self) -> str:
        """The inner one's: its words are what is told."""
        return self._inner.name

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the samples."""
        return _RATE_HZ

    @property
    def vocabulary(self) -> tuple[str, ...] | None:
        """The inner one's."""
        return self._inner.vocabulary

    def start(self) -> "DenoisedStream":
        """Begin an utterance; the noise is learned anew, from the pre-roll on."""
        return DenoisedStream(self._inner.start(), self._processor(0, self._level))


class DenoisedStream:
    """One utterance; up to 10 ms of it wait for the next samples."""

    def __init__(self, inner: RecogniserStream, processor: Any) -> None:
        self._inner, self._processor = inner, processor
        self._rest = np.empty(0, np.int16)

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, int16[n] at 16 kHz; return the text when it changed."""
        sound = np.concatenate((self._rest, pcm))
        whole = len(sound) - len(sound) % _STEP
        self._rest = sound[whole:]
        return self._inner.feed(self._clean(sound[:whole])) if whole else None

    def log_probs(self) -> LogProbs | None:
        """The inner one's."""
        return self._inner.log_probs()

    def peek(self) -> Hypothesis | None:
        """What `finish` would return now, but for the last 10 ms."""
        return self._inner.peek()

    def finish(self) -> Hypothesis:
        """End the utterance."""
        if len(self._rest):
            self.feed(np.zeros(_STEP - len(self._rest), np.int16))
        return self._inner.finish()

    def _clean(self, pcm: Pcm) -> Pcm:
        parts = (
            self._processor.Process10ms(pcm[first : first + _STEP].tobytes()).audio
            for first in range(0, len(pcm), _STEP)
        )
        return np.frombuffer(b"".join(parts), np.int16)
