"""Speech engines by name."""

from pathlib import Path
from typing import Final

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Synthesiser
from letan.voice.script import Dialect
from letan_engines.speech.background import BackgroundSynthesiser
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.piper import PiperSynthesiser
from letan_engines.speech.pyttsx3_engine import Pyttsx3Synthesiser

ENGINES: Final = ("espeak", "pyttsx3", "piper")


SLOW_ENGINES: Final = ("pyttsx3", "piper")
"""These take longer for a sentence than a file takes to be read; espeak does not."""


def voice_name(name: str, dialect: Dialect, models: Path) -> str:
    """Return what names a voice's sound, for `PreparedSynthesiser`: engine, voice, its version."""
    if name != "piper":
        return f"{name}-{dialect}"
    files = sorted((models / "piper-vais1000").glob("*.onnx*"))
    parts = (f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files)
    return "-".join((name, *parts))


def open_synthesiser(name: str, dialect: Dialect, models: Path) -> Synthesiser:
    """Return the engine `name`, ready to speak.

    Args:
        name: One of ENGINES.
        dialect: Vietnamese voice; piper's voice has its own.
        models: Folder of fetched models.

    Raises:
        LetanError: If there is no such engine, or it cannot start; the text names the remedy.
    """
    match name:
        case "espeak":
            return EspeakSynthesiser(dialect)
        case "pyttsx3":
            return Pyttsx3Synthesiser(dialect)
        case "piper":
            return BackgroundSynthesiser(PiperSynthesiser.load(models / "piper-vais1000"))
        case _:
            known = ", ".join(ENGINES)
            raise LetanError("engine", f"there is no {name!r}", f"Choose one of {known}")
