"""The utterance that was ended last: its speaker may go on, and then it is the same one."""

from letan.hearing.params import HearingParams
from letan.hearing.reader import Reader
from letan.hearing.turn import Turn
from letan.hearing.utterance import PhraseScore
from letan.kernel.units import Pcm, Seconds
from letan.ports.recogniser import Hypothesis

FRESH_S = 0.3
"""A reading ahead is the whole utterance when no more silence than this has followed it."""


class Ended:
    """Keeps the recogniser's stream of an ended turn open while it may be continued.

    Args:
        params: `rejoin_s` is how long; 0 never.
        sample_rate_hz: Of the sound.
    """

    def __init__(self, params: HearingParams, sample_rate_hz: int) -> None:
        self._params = params
        self._fresh_samples = round(FRESH_S * sample_rate_hz)
        self._turn: Turn | None = None

    def forget(self) -> None:
        """What comes next is a new utterance."""
        self._turn = None

    def take(self) -> Turn | None:
        """Return the turn, since its speaker goes on; it is not kept here any more."""
        turn, self._turn = self._turn, None
        return turn

    def read(self, turn: Turn, reader: Reader) -> tuple[Hypothesis, tuple[PhraseScore, ...]]:
        """Return what was said in a turn that ends; keep it where its stream can go on.

        The reading of a moment ago is taken where there is one, so that the end costs nothing.
        After a stop that was obeyed nothing goes on: what is said next is a new utterance.
        """
        reading, kept = turn.reading, bool(self._params.rejoin_s) and not turn.stopped
        if reading is not None and kept and not self.is_old(turn, reading.samples):
            self._turn = turn
            return reading.hypothesis, reading.phrases
        ahead = turn.stream.peek() if kept else None
        if ahead is not None:
            self._turn = turn
        hypothesis = turn.stream.finish() if ahead is None else ahead
        return hypothesis, reader.score(turn, hypothesis)

    def is_old(self, turn: Turn, samples: int) -> bool:
        """Whether more than a moment has followed the first `samples` of the turn."""
        return samples < turn.fed_samples - self._fresh_samples

    def feed(self, block: Pcm, end: Seconds, *, deaf: bool) -> None:
        """Give the stream the silence after its end, up to `end`; give it up when it is late.

        Args:
            block: int16[n], the next samples.
            end: Moment after the last of them.
            deaf: The ear hears the robot alone from now on.
        """
        turn = self._turn
        if turn is None:
            return
        late = end - turn.last_speech > self._params.rejoin_s
        long = end - turn.start > self._params.longest_utterance_s / 2
        if late or long or deaf:
            self._turn = None
            return
        turn.feed(block)
