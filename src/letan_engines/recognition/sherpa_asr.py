"""sherpa-onnx: transducers that read a whole utterance, with a model the robot's owner fetches.

An optional package: `pip install letan[sherpa]`. It gives word times, no log-probabilities, so
phrases are not scored by their sound.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.ports.recogniser import Hypothesis, RecognisedWord
from letan_engines.recognition.whole_utterance import (
    RATE_HZ,
    WholeUtteranceStream,
    hypothesis_of,
)

_PLACE = "recogniser sherpa"
_LAST_WORD_S = 0.2
"""The engine tells when a piece begins; the last one is taken to last this long."""


class SherpaRecogniser:
    """An offline transducer.

    Args:
        model: Folder with one `encoder*.onnx`, `decoder*.onnx`, `joiner*.onnx` and `tokens.txt`.
            It is never downloaded here: `letan models fetch sherpa-zipformer-vi`.

    Raises:
        LetanError: If package or model is missing, or the model cannot be loaded.
    """

    name: str = "sherpa"
    sample_rate_hz: int = RATE_HZ
    vocabulary: tuple[str, ...] | None = None

    def __init__(self, model: Path) -> None:
        files = {part: _only(model, f"{part}*.onnx") for part in ("encoder", "decoder", "joiner")}
        files["tokens"] = _only(model, "tokens.txt")
        try:
            import sherpa_onnx
        except ImportError as error:
            raise LetanError(
                _PLACE, "the package sherpa-onnx is missing", "Run: pip install 'letan[sherpa]'"
            ) from error
        try:
            self._recogniser: Any = sherpa_onnx.OfflineRecognizer.from_transducer(
                **{part: str(path) for part, path in files.items()},
                num_threads=1,
                sample_rate=RATE_HZ,
                feature_dim=80,
                dither=0.0,
                decoding_method="greedy_search",
            )
        except Exception as error:  # the library raises nothing more special
            raise LetanError(
                _PLACE, f"the model in {model} cannot be loaded", "Fetch it again"
            ) from error

    def start(self) -> WholeUtteranceStream:
        """Begin an utterance."""
        return WholeUtteranceStream(self._read)

    def _read(self, sound: NDArray[np.float32]) -> Hypothesis:
        stream = self._recogniser.create_stream()
        stream.accept_waveform(RATE_HZ, sound)
        try:
            self._recogniser.decode_stream(stream)
        except Exception as error:
            raise LetanError(_PLACE, "the engine failed", "Start the ear again") from error
        result = stream.result
        length_s = len(sound) / RATE_HZ
        scores = list(getattr(result, "ys_log_probs", None) or ())
        return hypothesis_of(
            tuple(words_of_pieces(result.tokens, result.timestamps, scores, length_s)), length_s
        )


def words_of_pieces(
    pieces: Sequence[str], starts: Sequence[float], scores: Sequence[float], length_s: float
) -> Iterator[RecognisedWord]:
    """Join word pieces to words.

    Args:
        pieces: A leading "▁" or space begins a word.
        starts: Seconds at which each begins.
        scores: Natural log-probability of each; may be empty.
        length_s: Of the sound.
    """
    begins = [at for at, piece in enumerate(pieces) if at == 0 or piece[:1] in ("▁", " ")]
    for at, begin in enumerate(begins):
        end = begins[at + 1] if at + 1 < len(begins) else len(pieces)
        text = "".join(pieces[begin:end]).replace("▁", " ").strip()
        until = starts[end] if end < len(pieces) else min(length_s, starts[end - 1] + _LAST_WORD_S)
        part = scores[begin:end]
        sure = math.exp(min(0.0, sum(part) / len(part))) if part else None
        yield RecognisedWord(text, float(starts[begin]), float(until), sure)


def _only(model: Path, pattern: str) -> Path:
    found = sorted(model.glob(pattern))
    if not found:
        raise LetanError(
            _PLACE,
            f"there is no model in {model} ({pattern} is missing)",
            "Run: letan models fetch sherpa-zipformer-vi",
        )
    return found[0]
