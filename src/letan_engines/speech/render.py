"""A whole text as sound at once: for tests and for the simulator's visitors."""

import numpy as np
import soxr

from letan.kernel.units import Language, Pcm
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.voice.script import Dialect, write_script
from letan.voice.speech import Speech

_NORMAL = Prosody()


def render(
    text: str,
    synthesiser: Synthesiser,
    prosody: Prosody = _NORMAL,
    *,
    language: Language = "vi",
    dialect: Dialect = "north",
    sample_rate_hz: int = 16_000,
) -> Pcm:
    """Speak `text` as it is written; return all of the sound at `sample_rate_hz`.

    Raises:
        LetanError: If the engine fails.
    """
    speech = Speech(write_script(text, language, dialect), synthesiser, prosody)
    blocks: list[Pcm] = []
    while not speech.finished:
        blocks.append(speech.pull_s(1.0).pcm)
    pcm = np.concatenate(blocks)
    if speech.sample_rate_hz == sample_rate_hz:
        return pcm
    return np.asarray(soxr.resample(pcm, speech.sample_rate_hz, sample_rate_hz), np.int16)
