"""Speech synthesis: one sentence of spoken text in, sound and word marks out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from letan.kernel.units import Language, Pcm, Ratio, Seconds


@dataclass(frozen=True, slots=True)
class Prosody:
    """How to speak: ratios of the engine's normal speech. Loudness is the player's matter.

    Attributes:
        rate: Speed, 0.5..2.
        pitch: Fundamental frequency, 0.5..2.
    """

    rate: Ratio = 1.0
    pitch: Ratio = 1.0


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word of the sentence begins.

    Attributes:
        start: First character in the sentence given to the engine, code points.
        end: One past its last character.
        t_s: Seconds of sound after the first sample of the sentence.
    """

    start: int
    end: int
    t_s: Seconds


@dataclass(frozen=True, slots=True)
class SpeechBlock:
    """Sound, with the marks that fall into it (or later, never before it)."""

    pcm: Pcm
    marks: tuple[WordMark, ...] = ()


class Synthesiser(Protocol):
    """A speech engine."""

    @property
    def name(self) -> str:
        """Short name, e.g. "espeak", "pyttsx3", "piper"."""
        ...

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the sound it makes."""
        ...

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Speak one sentence, already normalised to spoken words; blocks come as they are made.

        Closing the iterator stops the engine. An engine without word times gives marks
        spread by the length of the words.

        Raises:
            LetanError: If the engine fails or lacks the language.
        """
        ...
