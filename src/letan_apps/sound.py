"""Speech engines and sound devices by name."""

from pathlib import Path
from typing import cast

from letan.kernel.faults import LetanError
from letan.ports.sound import SoundSink, SoundSource
from letan.ports.synthesiser import Synthesiser
from letan.voice.script import Dialect


def synthesiser(engine: str, dialect: str, home: Path) -> Synthesiser:
    """Load a speech engine; its libraries are imported only now.

    Args:
        engine: "espeak", "pyttsx3" or "piper".
        dialect: "north", "central" or "south".
        home: `$LETAN_HOME`, where fetched voices are.

    Raises:
        LetanError: If there is no such engine, or something that it needs is missing.
    """
    spoken = cast(Dialect, dialect)
    if engine == "espeak":
        from letan_engines.speech.espeak import EspeakSynthesiser

        return EspeakSynthesiser(spoken)
    raise LetanError(f"voice.engine={engine}", "there is no such engine yet", "Use espeak")


def loudspeaker(device: str) -> SoundSink:
    """Return a loudspeaker; "" is the system's.

    Raises:
        LetanError: If there is none.
    """
    raise LetanError("loudspeaker", "sound devices are not wired yet", "Use voice.sink=topic")


def microphone(device: str) -> SoundSource:
    """Return a microphone at 16 kHz; "" is the system's.

    Raises:
        LetanError: If there is none, or it is busy.
    """
    from letan_engines.sound_in.microphone import Microphone

    return Microphone(device or None)
