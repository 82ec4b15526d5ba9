"""The sink of a machine: its loudspeaker, or one that only keeps time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letan.kernel.faults import Fault, LetanError
from letan.ports.sound import SoundSink
from letan_engines.sound_out.device import DeviceSink, has_loudspeaker
from letan_engines.sound_out.paced import PacedSink
from letan_engines.sound_out.wav import WavSink


@dataclass(frozen=True, slots=True)
class ChosenSink:
    """A sink, and the fault to report where it is only a stand-in."""

    sink: SoundSink
    fault: Fault | None = None


def open_sink(name: str, *, present: Callable[[], bool] = has_loudspeaker) -> ChosenSink:
    """Return the sink that a setting names.

    Args:
        name: "auto" (the loudspeaker, or without one "none" and the fault VOICE-001), "default",
            the name of a device, "none", or a path that ends in ".wav".
        present: Says whether the machine has a loudspeaker.

    Raises:
        LetanError: If the name is empty.
    """
    if not name:
        raise LetanError(
            "voice.sink", "is empty", "Give auto, default, none, a device or a .wav file"
        )
    if name == "none":
        return ChosenSink(PacedSink())
    if name.endswith(".wav"):
        return ChosenSink(PacedSink(WavSink(Path(name))))
    if name != "auto":
        return ChosenSink(DeviceSink(None if name == "default" else name))
    if present():
        return ChosenSink(DeviceSink())
    return ChosenSink(PacedSink(), Fault("VOICE-001", {"sink": "none"}))
