"""One utterance in progress, and what is known of it so far."""

import math
from dataclasses import dataclass, replace

import numpy as np

from letan.hearing.likeness import Trace, likeness
from letan.hearing.onset import Block
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.units import Dbfs, Pcm, Seconds
from letan.ports.recogniser import Hypothesis, RecognisedWord, RecogniserStream


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser makes of the utterance up to a pause, and what that means.

    Attributes:
        hypothesis: As if the utterance ended here.
        phrases: Its phrase scores; times as in `Utterance`.
        samples: Samples of the stream that it is the reading of.
        hang_over_s: Silence after which it is the whole utterance.
    """

    hypothesis: Hypothesis
    phrases: tuple[PhraseScore, ...]
    samples: int
    hang_over_s: Seconds


@dataclass(slots=True)
class _Loudness:
    """Sums over blocks of speech."""

    power: float = 0.0
    samples: int = 0

    def add(self, pcm: Pcm) -> None:
        """Count a block."""
        full_scale = 32768.0**2 / 2.0
        self.power += float(np.sum(np.square(pcm, dtype=np.float64))) / full_scale
        self.samples += len(pcm)

    def level_dbfs(self, floor: Dbfs) -> Dbfs:
        """Level, full-scale sine 0 dBFS; `floor` where it is silent."""
        if not self.power:
            return floor
        return max(floor, min(0.0, 10.0 * math.log10(self.power / self.samples)))


class Turn:
    """An utterance that has begun.

    Args:
        turn_id: Its id.
        stream: The recogniser's stream of it.
        fed_from: Moment of the first sample of the stream (the pre-roll's).
        start: Moment of the first sample of speech.
        last_speech: Moment after the last sample of speech so far.
        guarded: It began over the robot's own voice: only command words count.
    """

    def __init__(
        self,
        turn_id: str,
        stream: RecogniserStream,
        fed_from: Seconds,
        start: Seconds,
        last_speech: Seconds,
        guarded: bool,
    ) -> None:
        self.turn_id = turn_id
        self.stream = stream
        self.fed_from = fed_from
        self.start = start
        self.last_speech = last_speech
        self.guarded = guarded
        self.text = ""
        self.held = False
        self.spotted = False
        self.stopped = False
        self.frames_seen = 0
        self.spot_from = 0
        self.reading: Reading | None = None
        self.told = ""
        self._fed = 0
        self._loudness = _Loudness()
        self._lately = _Loudness()
        self._traces: list[Trace] = []

    @property
    def quiet(self) -> bool:
        """It began over the robot's voice and was not told of yet."""
        return self.guarded or self.held

    @property
    def fed_samples(self) -> int:
        """Samples that the recogniser has got, the pre-roll's included."""
        return self._fed

    def feed(self, pcm: Pcm) -> bool:
        """Give the recogniser the next samples; return whether the words changed."""
        self._fed += len(pcm)
        text = self.stream.feed(pcm)
        if text is None or text == self.text:
            return False
        self.text = text
        self.reading = None
        return True

    def hear(self, block: Block) -> None:
        """Count a block of speech for level, length, and likeness to the robot's voice."""
        self._loudness.add(block.pcm)
        self._lately.add(block.pcm)
        if block.trace is not None:
            self._traces.append(block.trace)

    def speech_until(self, t: Seconds) -> Seconds:
        """Note that there was speech up to `t`; return how long it had been silent before."""
        pause, self.last_speech = t - self.last_speech, t
        self.reading = None
        return pause

    def tell(self, text: str, sample_rate_hz: int) -> None:
        """Note that the utterance was ended with this text; commands count from here on."""
        self.told = text
        log_probs = self.stream.log_probs()
        if log_probs is not None:
            heard_s = self._fed / sample_rate_hz - log_probs.start_s
            self.spot_from = self.frames_seen = math.ceil(heard_s / log_probs.frame_s)

    def go_on(self) -> None:
        """The visitor continues after all."""
        self.spotted = self.stopped = False
        self.reading = None
        self._lately = _Loudness()
        self._traces.clear()

    def voiced_s(self, sample_rate_hz: int) -> Seconds:
        """Seconds of speech so far, without pauses."""
        return self._loudness.samples / sample_rate_hz

    def lately_dbfs(self, floor: Dbfs) -> Dbfs:
        """Level of the speech since the turn last went on; `floor` where it is silent."""
        return self._lately.level_dbfs(floor)

    def lately_likeness(self) -> float:
        """How much the same speech is the robot's own voice; see `likeness`."""
        return likeness(self._traces)

    def since_start(self, phrases: tuple[PhraseScore, ...]) -> tuple[PhraseScore, ...]:
        """Phrases whose times count from the stream's first sample, counted from the start."""
        shift = self.fed_from - self.start
        return tuple(
            replace(
                found,
                start_s=max(0.0, found.start_s + shift),
                end_s=max(0.0, found.end_s + shift),
            )
            for found in phrases
        )

    def utterance(
        self,
        hypothesis: Hypothesis,
        phrases: tuple[PhraseScore, ...],
        release: str,
        source: Source,
        engine: str,
        floor: Dbfs,
    ) -> Utterance:
        """What was said, with all that is known of it; see `Utterance`."""
        return Utterance(
            self.turn_id,
            hypothesis.text,
            "vi",
            source,
            hypothesis.alternatives,
            self._words(hypothesis),
            phrases,
            release,
            hypothesis.confidence,
            self._loudness.level_dbfs(floor),
            self.start,
            self.last_speech,
            engine,
        )

    def _words(self, hypothesis: Hypothesis) -> tuple[RecognisedWord, ...]:
        shift = self.fed_from - self.start
        return tuple(
            replace(
                word, start_s=max(0.0, word.start_s + shift), end_s=max(0.0, word.end_s + shift)
            )
            for word in hypothesis.words
        )
