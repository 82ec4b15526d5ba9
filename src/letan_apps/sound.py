"""Speech engines and sound devices by name; their libraries are imported only when asked for."""

from pathlib import Path
from typing import cast

from letan.ports.sound import SoundSink, SoundSource
from letan.ports.synthesiser import Synthesiser
from letan.voice.script import Dialect


def synthesiser(engine: str, dialect: str, home: Path) -> Synthesiser:
    """Load a speech engine.

    Args:
        engine: One of `letan_engines.speech.choose.ENGINES`.
        dialect: "north", "central" or "south".
        home: `$LETAN_HOME`, where fetched voices are.

    Raises:
        LetanError: If there is no such engine, or something that it needs is missing.
    """
    from letan_engines.speech.choose import open_synthesiser

    return open_synthesiser(engine, cast(Dialect, dialect), home / "models")


def loudspeaker(device: str) -> SoundSink:
    """Return a loudspeaker, not opened yet; "" is the system's."""
    from letan_engines.sound_out.device import DeviceSink

    return DeviceSink(device or None)


def microphone(device: str) -> SoundSource:
    """Return a microphone at 16 kHz; "" is the system's.

    Raises:
        LetanError: If there is none, or it is busy.
    """
    from letan_engines.sound_in.microphone import Microphone

    return Microphone(device or None, anew=True)
