"""Speech engines by name."""

from collections.abc import Callable
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Synthesiser
from letan.voice.script import Dialect
from letan_engines.speech.espeak import EspeakSynthesiser

ENGINES: dict[str, Callable[[Dialect, Path], Synthesiser]] = {
    "espeak": lambda dialect, models: EspeakSynthesiser(dialect),
}


def open_synthesiser(name: str, dialect: Dialect, models: Path) -> Synthesiser:
    """Return the engine `name`, ready to speak.

    Args:
        name: A key of ENGINES.
        dialect: Vietnamese voice; piper's voice has its own.
        models: Folder of fetched models.

    Raises:
        LetanError: If there is no such engine, or it cannot start; the text names the remedy.
    """
    if name not in ENGINES:
        raise LetanError("engine", f"there is no {name!r}", f"Choose one of {', '.join(ENGINES)}")
    return ENGINES[name](dialect, models)
