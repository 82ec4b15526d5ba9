"""A slow engine working ahead: sentences are made in threads while earlier ones are played."""

from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

from letan.kernel.units import Language
from letan.ports.synthesiser import Prosody, SpeechBlock, Synthesiser


class _Awaited(Iterator[SpeechBlock]):
    """The blocks of one sentence, once they are made."""

    def __init__(self, made: "Future[list[SpeechBlock]]") -> None:
        self._made = made
        self._at = 0

    def __next__(self) -> SpeechBlock:
        try:
            blocks = self._made.result()
        except CancelledError:
            raise StopIteration from None
        if self._at >= len(blocks):
            raise StopIteration
        self._at += 1
        return blocks[self._at - 1]

    def close(self) -> None:
        """Give up a sentence that has not begun; one that has is finished and forgotten."""
        self._made.cancel()


class BackgroundSynthesiser:
    """Begins to work when `synthesise` is called, not when the first block is taken.

    Two threads: after a stop the next speech begins beside the sentence that was given up.
    """

    def __init__(self, engine: Synthesiser) -> None:
        """Wrap an engine that may be used from two threads."""
        self._engine = engine
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="letan-voice")

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
        """Begin a sentence; `next` waits until it is made.

        Raises:
            LetanError: From `next`, as the engine raises it.
        """
        return _Awaited(
            self._threads.submit(lambda: list(self._engine.synthesise(sentence, language, prosody)))
        )
