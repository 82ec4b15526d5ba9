"""A speech engine for tests: 0.1 s a word, exact marks, and a diary of what was asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Language
from letan.ports.synthesiser import Prosody, SpeechBlock, WordMark

RATE = 1000
WORD = 100
"""Samples a word: each word's samples hold its number in the sentence, from 1."""


@dataclass
class ScriptedSynthesiser:
    """Makes one block a word.

    Attributes:
        diary: "ask SENTENCE", "make WORD", "close", as they happen.
        fails_at: Word at which the engine fails.
    """

    diary: list[str] = field(default_factory=list)
    fails_at: str | None = None
    name: str = "scripted"
    sample_rate_hz: int = RATE

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        self.diary.append(f"ask {sentence}")
        return self._blocks(sentence)

    def _blocks(self, sentence: str) -> Iterator[SpeechBlock]:
        at = 0
        try:
            for number, word in enumerate(sentence.split()):
                if word == self.fails_at:
                    raise LetanError("scripted", "failed", "Try again")
                self.diary.append(f"make {word}")
                start = sentence.index(word, at)
                at = start + len(word)
                mark = WordMark(start, at, number * WORD / RATE)
                yield SpeechBlock(np.full(WORD, number + 1, np.int16), (mark,))
        except GeneratorExit:
            self.diary.append("close")
            raise
