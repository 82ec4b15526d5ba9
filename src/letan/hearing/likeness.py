"""How much a sound is like the robot's own voice, whatever is said in it, and in which language.

What an echo canceller leaves of the voice rises and falls with the voice, band by band; a visitor
who speaks at the same time does not. So the words need not be known, nor the hall.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Pcm

_BANDS = 16
_LOWEST_HZ, _HIGHEST_HZ = 200.0, 6_000.0
_FALL_DB = 2.5
"""By how much the voice's echo falls in a block of 32 ms: 60 dB in 0.77 s, a hall's."""
_FEWEST = 4
"""Fewer blocks tell nothing of rising and falling."""
_REMOVED_DB = 25.0
"""So much taken out counts as much as rising and falling wholly together. Chosen with the
threshold (`HearingParams.own_likeness`) in simulated halls: docs/hearing.md."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A block of sound beside the robot's voice.

    Attributes:
        left: Levels of what the canceller left, float64[16] bands of 200 to 6,000 Hz, dB.
        own: Levels that the robot's voice or its echo has, the same bands.
        removed_db: By how much the block was louder before.
    """

    left: NDArray[np.float64]
    own: NDArray[np.float64]
    removed_db: float


class Tracer:
    """Makes traces of successive blocks; the voice's echo lasts on from block to block."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate = sample_rate_hz
        self._own = np.zeros(_BANDS)

    def trace(self, heard: Pcm, left: Pcm, own: Pcm) -> Trace:
        """Return the trace of the next block; all three int16[n], one n for all blocks."""
        window, filters = _filters(len(left), self._rate)
        now = _levels(own, window, filters)
        self._own = np.maximum(now, self._own - _FALL_DB)
        removed_db = _db(heard) - _db(left)
        return Trace(_levels(left, window, filters), self._own, removed_db)


def likeness(traces: Sequence[Trace]) -> float:
    """Return how much of a sound is the robot's voice: about 0.3 for a visitor, 1.5 for it alone.

    Correlation of all bands' levels about their means, from -1 to 1, plus the part of the sound
    that was taken out. 0 where there are no traces, since the voice was silent.
    """
    if not traces:
        return 0.0
    removed = sum(trace.removed_db for trace in traces) / len(traces) / _REMOVED_DB
    if len(traces) < _FEWEST:
        return removed
    left = np.array([trace.left for trace in traces])
    own = np.array([trace.own for trace in traces])
    left -= left.mean(axis=0)
    own -= own.mean(axis=0)
    size = float(np.sqrt(np.sum(left * left) * np.sum(own * own)))
    return removed + (float(np.sum(left * own)) / size if size > 0.0 else 0.0)


def _levels(
    pcm: Pcm, window: NDArray[np.float64], filters: NDArray[np.float64]
) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(pcm * window)
    power = spectrum.real**2 + spectrum.imag**2
    levels: NDArray[np.float64] = 10.0 * np.log10(filters @ power + 1.0)
    return levels


def _db(pcm: Pcm) -> float:
    return float(10.0 * np.log10(np.mean(np.square(pcm, dtype=np.float64)) + 1.0))


@cache
def _filters(count: int, rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the window float64[n], and float64[16, n // 2 + 1]: the mean power of each band."""
    hertz = np.fft.rfftfreq(count, 1.0 / rate_hz)
    edges = np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, _BANDS + 1)
    filters = ((hertz >= edges[:-1, None]) & (hertz < edges[1:, None])).astype(np.float64)
    filters /= np.maximum(filters.sum(axis=1, keepdims=True), 1.0)
    return np.hanning(count), filters
