"""Recogniser, voice activity, voice, sound devices."""

import numpy as np

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody
from letan_apps.graph.node_table import RunChoice, parameters_of
from letan_apps.resources import state_home
from letan_apps.sound import microphone as open_microphone
from letan_apps.sound import synthesiser
from letan_engines.recognition.choice import open_recogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_out.device import has_loudspeaker


def recogniser(choice: RunChoice) -> str:
    """Load the recogniser and let it hear half a second of silence."""
    name = str(parameters_of(choice)["hearing"]["engine"])
    engine = open_recogniser(name, state_home() / "models")
    stream = engine.start()
    stream.feed(np.zeros(engine.sample_rate_hz // 2, np.int16))
    stream.finish()
    return name


def voice_activity(_choice: RunChoice) -> str:
    """Load the voice activity detector."""
    detector = SileroVad()
    detector.probability(np.zeros(detector.block_samples, np.int16))
    return "silero"


def voice(choice: RunChoice) -> str:
    """Load the voice and let it say a word in Vietnamese."""
    values = parameters_of(choice)["voice"]
    engine = synthesiser(str(values["engine"]), str(values["dialect"]), state_home())
    samples = sum(len(block.pcm) for block in engine.synthesise("chào", "vi", Prosody()))
    if samples == 0:
        raise LetanError(engine.name, "made no sound", "apt-get install espeak-ng-data")
    return f"{engine.name}, {engine.sample_rate_hz} Hz"


def microphone(choice: RunChoice) -> str:
    """Open the microphone for a moment."""
    source = open_microphone(str(parameters_of(choice)["hearing"]["device"]))
    source.close()
    return f"{source.sample_rate_hz} Hz"


def loudspeaker(_choice: RunChoice) -> str:
    """Look for a device that plays."""
    if not has_loudspeaker():
        problem = "there is none: answers are shown, and not heard"
        raise LetanError("loudspeaker", problem, "Plug one in")
    return "there is one"
