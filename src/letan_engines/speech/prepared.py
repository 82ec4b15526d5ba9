"""A speech engine with sentences that were rendered ahead: the known ones begin at once."""

from collections.abc import Iterator

from letan.kernel.units import Language
from letan.ports.synthesiser import Prosody, SpeechBlock, Synthesiser
from letan_engines.speech.sound_cache import SoundCache


class PreparedSynthesiser:
    """Looks into the cache first; what is not there the engine makes, and it is not kept.

    What is said to one visitor may tell about him, so only publishing writes (`prepare`).
    """

    def __init__(self, engine: Synthesiser, voice: str, cache: SoundCache) -> None:
        """Put a cache before an engine.

        Args:
            engine: Makes what was not rendered.
            voice: Names engine, voice and their version: everything the sound depends on.
            cache: Of this robot.
        """
        self._engine = engine
        self._voice = voice
        self._cache = cache

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._engine.name

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the engine."""
        return self._engine.sample_rate_hz

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Speak one sentence, from its rendered sound where there is one.

        Raises:
            LetanError: From the engine.
        """
        path = self._cache.path(self._voice, sentence, language, prosody)
        known = self._cache.read(path, self.sample_rate_hz)
        if known is not None:
            return _once(known)
        return self._engine.synthesise(sentence, language, prosody)

    def prepare(self, sentence: str, language: Language, prosody: Prosody) -> bool:
        """Render a sentence of the content for later; False where it was there already.

        Raises:
            LetanError: From the engine.
            OSError: If it cannot be written.
        """
        path = self._cache.path(self._voice, sentence, language, prosody)
        if self._cache.read(path, self.sample_rate_hz) is not None:
            return False
        blocks = list(self._engine.synthesise(sentence, language, prosody))
        self._cache.write(path, self.sample_rate_hz, blocks)
        return True


def _once(block: SpeechBlock) -> Iterator[SpeechBlock]:
    yield block
