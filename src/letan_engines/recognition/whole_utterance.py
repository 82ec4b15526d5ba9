"""A stream for recognisers that read a whole utterance at once: partials by reading it again.

Each reading costs as much as the sound so far is long, so partials come at growing distances:
an utterance of any length costs at most a fixed multiple of one reading of it.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Pcm, Ratio, Seconds
from letan.ports.recogniser import Hypothesis, RecognisedWord

RATE_HZ: Final = 16_000
_SILENT_RMS: Final = 33.0
"""-60 dBFS: below it nothing is read, since large models invent words in silence."""
_FULL_SCALE: Final = 32768.0

Read = Callable[[NDArray[np.float32]], Hypothesis]
"""Reads mono sound at 16 kHz, float32[n] in -1..1, n >= 1."""


class WholeUtteranceStream:
    """One utterance, kept whole: 32 kB a second."""

    def __init__(self, read: Read, first_s: Seconds = 1.0, growth: Ratio = 1.35) -> None:
        """Begin.

        Args:
            read: The engine.
            first_s: Sound before the first partial.
            growth: The next partial comes when the sound is this many times as long (> 1).
        """
        self._read = read
        self._blocks: list[Pcm] = []
        self._samples = 0
        self._due = round(first_s * RATE_HZ)
        self._growth = growth
        self._text = ""
        self._last: tuple[int, Hypothesis] = (0, Hypothesis(""))

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, int16[n] at 16 kHz; return the text when it changed."""
        if len(pcm):
            self._blocks.append(pcm)
            self._samples += len(pcm)
        if self._samples < self._due:
            return None
        self._due = round(self._samples * self._growth)
        text = self._hypothesis().text
        if text == self._text:
            return None
        self._text = text
        return text

    def log_probs(self) -> None:
        """These engines give none."""
        return

    def peek(self) -> Hypothesis:
        """Read the whole so far; costs as much as it is long, once."""
        return self._hypothesis()

    def finish(self) -> Hypothesis:
        """Read the whole."""
        return self._hypothesis()

    def _hypothesis(self) -> Hypothesis:
        samples, known = self._last
        if samples != self._samples:
            self._last = (self._samples, known := self._read_all())
        return known

    def _read_all(self) -> Hypothesis:
        pcm = np.concatenate(self._blocks)
        self._blocks = [pcm]
        sound = pcm.astype(np.float32)
        if float(np.sqrt(np.mean(np.square(sound)))) < _SILENT_RMS:
            return Hypothesis("")
        return self._read(sound / np.float32(_FULL_SCALE))


def hypothesis_of(words: tuple[RecognisedWord, ...], length_s: Seconds) -> Hypothesis:
    """Put words together: times in order and inside the sound, the confidence their mean's.

    Args:
        words: In order; their text may hold signs and capitals, which are taken off.
        length_s: Seconds of the sound.
    """
    kept: list[RecognisedWord] = []
    at = 0.0
    for word in words:
        text = word.text.lower().strip(" .,;:!?…\"'()[]-–")
        if not text:
            continue
        start = min(max(at, word.start_s), length_s)
        end = min(max(start, word.end_s), length_s)
        kept += [RecognisedWord(part, start, end, word.confidence) for part in text.split()]
        at = end
    sure = [word.confidence for word in kept if word.confidence is not None]
    confidence = float(np.exp(np.mean(np.log(np.clip(sure, 1e-6, 1.0))))) if sure else None
    return Hypothesis(" ".join(word.text for word in kept), tuple(kept), (), confidence)
