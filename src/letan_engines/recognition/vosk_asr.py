"""Vosk: a recogniser for models that the robot's owner fetches. It gives no log-probabilities."""

import json
import math
from pathlib import Path
from typing import Protocol, cast

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis, RecognisedWord

_RATE_HZ = 16_000
_PLACE = "recogniser vosk"


class _KaldiRecognizer(Protocol):
    def AcceptWaveform(self, data: bytes) -> int: ...  # noqa: N802 - the library's name
    def PartialResult(self) -> str: ...  # noqa: N802
    def Result(self) -> str: ...  # noqa: N802
    def FinalResult(self) -> str: ...  # noqa: N802


class VoskRecogniser:
    """A Vosk model.

    Args:
        model: Folder of the model. It is never downloaded here: `letan models fetch vosk-vi`.

    Raises:
        LetanError: If package or model is missing or the model cannot be loaded.
    """

    name: str = "vosk"
    sample_rate_hz: int = _RATE_HZ
    vocabulary: tuple[str, ...] | None = None

    def __init__(self, model: Path) -> None:
        if not (model / "am").is_dir() and not (model / "final.mdl").exists():
            raise LetanError(
                _PLACE, f"there is no model in {model}", "Run: letan models fetch vosk-vi"
            )
        try:
            import vosk
        except ImportError as error:
            raise LetanError(_PLACE, "the package vosk is missing", "Run ./letan setup") from error
        vosk.SetLogLevel(-1)
        self._vosk = vosk
        try:
            self._model = vosk.Model(model_path=str(model))
        except Exception as error:  # the library raises nothing more special
            raise LetanError(
                _PLACE, f"the model in {model} cannot be loaded", "Fetch it again"
            ) from error

    def start(self) -> "VoskStream":
        """Begin an utterance."""
        recogniser = self._vosk.KaldiRecognizer(self._model, _RATE_HZ)
        recogniser.SetWords(True)
        return VoskStream(cast(_KaldiRecognizer, recogniser))


class VoskStream:
    """One utterance. Vosk may end segments of its own accord: they are joined again."""

    def __init__(self, recogniser: _KaldiRecognizer) -> None:
        self._recogniser = recogniser
        self._words: list[RecognisedWord] = []
        self._text = ""

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, int16[n] at 16 kHz; return the text when it changed."""
        if not len(pcm):
            return None
        if self._recogniser.AcceptWaveform(pcm.tobytes()):
            self._keep(self._recogniser.Result())
            running = ""
        else:
            running = str(json.loads(self._recogniser.PartialResult()).get("partial", ""))
        text = " ".join(filter(None, (*(word.text for word in self._words), running)))
        if text == self._text:
            return None
        self._text = text
        return text

    def log_probs(self) -> None:
        """Vosk has none."""
        return

    def peek(self) -> None:
        """Vosk cannot tell without ending the utterance."""

    def finish(self) -> Hypothesis:
        """End the utterance; the confidence is the geometric mean of the words'."""
        self._keep(self._recogniser.FinalResult())
        words = tuple(self._words)
        logs = [math.log(max(word.confidence or 0.0, 1e-6)) for word in words]
        confidence = math.exp(sum(logs) / len(logs)) if logs else None
        return Hypothesis(" ".join(word.text for word in words), words, (), confidence)

    def _keep(self, result: str) -> None:
        for word in json.loads(result).get("result", ()):
            self._words.append(
                RecognisedWord(
                    str(word["word"]), float(word["start"]), float(word["end"]), float(word["conf"])
                )
            )
