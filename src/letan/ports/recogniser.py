"""Speech recognition: sound in, text and frame log-probabilities out."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Pcm, Probability, Seconds


@dataclass(frozen=True, slots=True)
class LogProbs:
    """Frame log-probabilities of a CTC recogniser.

    Attributes:
        values: Natural logarithms, float32[frames, vocabulary]; each row sums to 1 in probability.
        frame_s: Seconds of sound a frame, > 0.
        blank: Column of the CTC blank.
        start_s: Moment of the first frame, seconds after the first sample fed.
    """

    values: NDArray[np.float32]
    frame_s: Seconds
    blank: int = 0
    start_s: Seconds = 0.0


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """One word; times in seconds after the first sample that was fed to the stream."""

    text: str
    start_s: Seconds
    end_s: Seconds
    confidence: Probability | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a recogniser makes of one utterance.

    Attributes:
        text: Best reading, lower case, NFC, words separated by one space; "" for no words.
        words: The words of `text` with times; empty where the engine has none.
        alternatives: Further readings, best first.
        confidence: Of the whole reading; None where the engine has none.
        log_probs: None where the engine has none.
    """

    text: str
    words: tuple[RecognisedWord, ...] = ()
    alternatives: tuple[str, ...] = ()
    confidence: Probability | None = None
    log_probs: LogProbs | None = None


class RecogniserStream(Protocol):
    """One utterance in progress. Not thread-safe."""

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, any number; return the partial text if it changed, else None.

        Raises:
            LetanError: If the engine fails; the stream is of no further use.
        """
        ...

    def log_probs(self) -> LogProbs | None:
        """Return the frames scored so far (do not write); None where the engine has none."""
        ...

    def peek(self) -> Hypothesis | None:
        """Return what `finish` would return now; the stream goes on as if it had not been asked.

        None where the engine cannot do that. The hypothesis stays unchanged while it goes on.

        Raises:
            LetanError: If the engine fails; the stream is of no further use.
        """
        ...

    def finish(self) -> Hypothesis:
        """End the utterance; the stream is of no further use.

        Raises:
            LetanError: If the engine fails.
        """
        ...


class Recogniser(Protocol):
    """A loaded recogniser; streams share its weights."""

    @property
    def name(self) -> str:
        """Short name, e.g. "embedded", "vosk"."""
        ...

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the samples that `feed` takes."""
        ...

    @property
    def vocabulary(self) -> tuple[str, ...] | None:
        """The word piece of each column of the log-probabilities; None where there are none."""
        ...

    def start(self) -> RecogniserStream:
        """Begin an utterance."""
        ...
