"""A speech engine without sound: every word takes its time, and that is all."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from letan.kernel.units import Language, Seconds
from letan.ports.synthesiser import Prosody, SpeechBlock, WordMark

_RATE_HZ = 1_000


@dataclass(frozen=True, slots=True)
class SilentSynthesiser:
    """Speaks in silence, for conversations in which only words and their times matter.

    Attributes:
        word_s: Time of a word at normal speed: about four syllables a second, pauses included.
    """

    word_s: Seconds = 0.25
    name: str = "silent"
    sample_rate_hz: int = _RATE_HZ

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Yield one block of silence a word, with its mark."""
        samples = round(self.word_s / prosody.rate * _RATE_HZ)
        at = 0
        for number, word in enumerate(sentence.split()):
            start = sentence.index(word, at)
            at = start + len(word)
            mark = WordMark(start, at, number * samples / _RATE_HZ)
            yield SpeechBlock(np.zeros(samples, np.int16), (mark,))
