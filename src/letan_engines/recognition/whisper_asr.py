"""faster-whisper (CTranslate2): PhoWhisper and other Whisper models that the robot's owner fetches.

An optional package: `pip install letan[whisper]`. It reads a whole utterance; it is slow beside
the others, and it invents words in noise, so what it is not sure of is dropped.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.ports.recogniser import Hypothesis, RecognisedWord
from letan_engines.recognition.whole_utterance import (
    RATE_HZ,
    WholeUtteranceStream,
    hypothesis_of,
)

_PLACE = "recogniser whisper"
_FILES = ("model.bin", "config.json", "tokenizer.json")
_MOST_SILENCE = 0.6
"""A segment that is likelier than this to be no speech is dropped: the library's default."""
_LEAST_LOG_PROB = -1.0
_MOST_REPETITION = 2.4
"""Text that a compressor shrinks further than this repeats itself: the sign of an invention."""
_FIRST_PARTIAL_S = 2.0


class WhisperModel(Protocol):
    """What the adapter needs of `faster_whisper.WhisperModel`."""

    def transcribe(self, audio: NDArray[np.float32], **options: Any) -> tuple[Iterable[Any], Any]:
        """Return segments (text, words, no_speech_prob, avg_logprob, compression_ratio)."""
        ...


class WhisperRecogniser:
    """A Whisper model in CTranslate2's form.

    Args:
        model: Folder with `model.bin`, `config.json`, `tokenizer.json`; a missing tokenizer would
            be downloaded by the library, so it is demanded here.
        loaded: A model that is loaded already, for tests.

    Raises:
        LetanError: If package or model is missing, or the model cannot be loaded.
    """

    name: str = "whisper"
    sample_rate_hz: int = RATE_HZ
    vocabulary: tuple[str, ...] | None = None

    def __init__(self, model: Path, loaded: WhisperModel | None = None) -> None:
        self._model = _load(model) if loaded is None else loaded

    def start(self) -> WholeUtteranceStream:
        """Begin an utterance."""
        return WholeUtteranceStream(self._read, _FIRST_PARTIAL_S, growth=1.6)

    def _read(self, sound: NDArray[np.float32]) -> Hypothesis:
        try:
            segments, _ = self._model.transcribe(
                sound,
                language="vi",
                task="transcribe",
                beam_size=1,
                temperature=0.0,
                condition_on_previous_text=False,
                word_timestamps=True,
            )
            words = tuple(word for segment in segments for word in _words(segment))
        except Exception as error:
            raise LetanError(_PLACE, "the engine failed", "Start the ear again") from error
        return hypothesis_of(words, len(sound) / RATE_HZ)


def _words(segment: Any) -> Iterable[RecognisedWord]:
    if (
        segment.no_speech_prob > _MOST_SILENCE
        or segment.avg_logprob < _LEAST_LOG_PROB
        or segment.compression_ratio > _MOST_REPETITION
    ):
        return
    for word in segment.words or ():
        sure = float(min(1.0, max(1e-6, word.probability)))
        yield RecognisedWord(str(word.word), float(word.start), float(word.end), sure)


def _load(model: Path) -> WhisperModel:
    missing = [name for name in _FILES if not (model / name).is_file()]
    if missing:
        raise LetanError(
            _PLACE,
            f"there is no model in {model} ({', '.join(missing)} missing)",
            "Run: letan models fetch phowhisper-small",
        )
    try:
        import faster_whisper
    except ImportError as error:
        raise LetanError(
            _PLACE, "the package faster-whisper is missing", "Run: pip install 'letan[whisper]'"
        ) from error
    try:
        loaded: WhisperModel = faster_whisper.WhisperModel(
            str(model), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
    except Exception as error:
        raise LetanError(
            _PLACE, f"the model in {model} cannot be loaded", "Fetch it again"
        ) from error
    return loaded
