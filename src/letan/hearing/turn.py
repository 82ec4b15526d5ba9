"""One utterance in progress, and what is known of it so far."""

import math

import numpy as np

from letan.kernel.units import Dbfs, Pcm, Seconds
from letan.ports.recogniser import RecogniserStream


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
        self.spotted = False
        self.frames_seen = 0
        self._power = 0.0
        self._samples = 0

    def feed(self, pcm: Pcm) -> bool:
        """Give the recogniser the next samples; return whether the words changed."""
        text = self.stream.feed(pcm)
        if text is None or text == self.text:
            return False
        self.text = text
        return True

    def hear(self, pcm: Pcm) -> None:
        """Count a block of speech for level and length."""
        self._power += float(np.sum(np.square(pcm, dtype=np.float64)))
        self._samples += len(pcm)

    def speech_until(self, t: Seconds) -> None:
        """Note that there was speech up to `t`."""
        self.last_speech = t

    def voiced_s(self, sample_rate_hz: int) -> Seconds:
        """Seconds of speech so far, without pauses."""
        return self._samples / sample_rate_hz

    def level_dbfs(self, floor: Dbfs) -> Dbfs:
        """Level of the speech, full-scale sine 0 dBFS; `floor` where it is silent."""
        if not self._power:
            return floor
        level = 10.0 * math.log10(self._power / self._samples * 2.0 / 32768.0**2)
        return max(floor, min(0.0, level))
