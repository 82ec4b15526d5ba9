"""How loud: "louder" must be heard, though the engine's own sound nearly fills the scale.

0.7 is the engine's own loudness. Below it the sound is scaled down; above it, it is amplified up
to twice, and what would leave the scale is bent back by a soft limiter: memoryless, so a change
takes effect at the next sample and a sound that is cut and resumed is the same sound.
"""

import math
from typing import Final

import numpy as np

from letan.kernel.units import Pcm, Ratio

NORMAL_VOLUME: Final = 0.7
_MOST_GAIN: Final = 2.0
"""+6 dB at volume 1: clearly louder, while speech with peaks at full scale stays clean enough."""
_KNEE: Final = 0.7
"""Ratio of full scale from which on the limiter bends."""
_FULL: Final = 32767.0


def gain_of(volume: Ratio) -> Ratio:
    """Return the amplitude ratio for a volume of 0..1; outside it the nearest end counts."""
    volume = min(1.0, max(0.0, volume))
    if volume <= NORMAL_VOLUME:
        return volume / NORMAL_VOLUME
    return math.exp(math.log(_MOST_GAIN) * (volume - NORMAL_VOLUME) / (1.0 - NORMAL_VOLUME))


def with_volume(pcm: Pcm, volume: Ratio) -> Pcm:
    """Return `pcm`, int16[n], at a volume of 0..1; the same array at NORMAL_VOLUME."""
    gain = gain_of(volume)
    if gain == 1.0 or not len(pcm):
        return pcm
    loud = pcm.astype(np.float32) * np.float32(gain / _FULL)
    if gain > 1.0:
        size = np.abs(loud)
        over = size > _KNEE
        bent = _KNEE + (1.0 - _KNEE) * np.tanh((size[over] - _KNEE) / (1.0 - _KNEE))
        loud[over] = np.copysign(bent, loud[over])
    scaled: Pcm = np.rint(loud * _FULL).astype(np.int16)
    return scaled
