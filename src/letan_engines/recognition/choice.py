"""The recognisers by name."""

from collections.abc import Callable
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.ports.recogniser import Recogniser

DEFAULT = "embedded"


def _embedded(_: Path) -> Recogniser:
    from letan_engines.recognition.embedded_asr import EmbeddedRecogniser

    return EmbeddedRecogniser()


def _vosk(models: Path) -> Recogniser:
    from letan_engines.recognition.vosk_asr import VoskRecogniser

    return VoskRecogniser(models / "vosk-vi")


def _sherpa(models: Path) -> Recogniser:
    from letan_engines.recognition.sherpa_asr import SherpaRecogniser

    return SherpaRecogniser(models / "sherpa-zipformer-vi")


def _whisper(models: Path) -> Recogniser:
    from letan_engines.recognition.whisper_asr import WhisperRecogniser

    return WhisperRecogniser(models / "phowhisper-small")


def _wheel(_: Path) -> Recogniser:
    from letan_engines.recognition.wheel_asr import WheelRecogniser

    return WheelRecogniser()


RECOGNISERS: dict[str, Callable[[Path], Recogniser]] = {
    "embedded": _embedded,
    "vosk": _vosk,
    "sherpa": _sherpa,
    "whisper": _whisper,
    "wheel": _wheel,
}
"""An engine's libraries are imported only when it is chosen."""


def open_recogniser(name: str, models: Path) -> Recogniser:
    """Load a recogniser.

    Args:
        name: A key of `RECOGNISERS`.
        models: Folder of fetched models, `$LETAN_HOME/models`.

    Raises:
        LetanError: If there is no such engine, or its package or model is missing.
    """
    if name not in RECOGNISERS:
        known = ", ".join(RECOGNISERS)
        raise LetanError(f"recogniser {name}", "there is no such engine", f"Known are {known}")
    return RECOGNISERS[name](models)
