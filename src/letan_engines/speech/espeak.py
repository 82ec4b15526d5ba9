"""eSpeak NG as a speech engine: robotic, instant, the Vietnamese voice that needs no download."""

from collections.abc import Iterator

from letan.kernel.units import Language
from letan.ports.synthesiser import Prosody, SpeechBlock
from letan.voice.script import Dialect
from letan_engines.speech.espeak_library import EspeakSettings, espeak_library
from letan_engines.speech.espeak_voices import voice_file
from letan_engines.speech.spread import snap_marks

_NORMAL_WPM = 165
"""About four Vietnamese syllables a second: an unhurried reader."""


class EspeakSynthesiser:
    """Speaks in this process; a sentence takes about 1 ms a second of sound."""

    def __init__(self, dialect: Dialect = "north") -> None:
        """Load the library; the dialect chooses the Vietnamese voice.

        Raises:
            LetanError: If libespeak-ng or its data are missing.
        """
        self._dialect: Dialect = dialect
        self._library = espeak_library()

    @property
    def name(self) -> str:
        """Short name."""
        return "espeak"

    @property
    def sample_rate_hz(self) -> int:
        """22,050 with the usual data."""
        return self._library.sample_rate_hz

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Speak one sentence; it comes as one block, since making it takes milliseconds."""
        settings = EspeakSettings(
            voice=voice_file("en" if language == "en" else f"vi-{self._dialect}"),
            words_per_minute=round(min(450, max(80, _NORMAL_WPM * prosody.rate))),
            pitch=round(min(99, max(0, 50 * prosody.pitch))),
        )
        pcm, words = self._library.synthesise(sentence, settings, lambda: False)
        events = ((word.start, word.sample / self.sample_rate_hz) for word in words)
        yield SpeechBlock(pcm, snap_marks(sentence, events, len(pcm) / self.sample_rate_hz))
