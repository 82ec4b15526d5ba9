"""Level of the ear, and the microphone faults that can be seen from it."""

import math
from dataclasses import dataclass

import numpy as np

from letan.hearing.events import LevelReport, MicrophoneFault, MicrophoneHealed
from letan.hearing.params import HearingParams
from letan.kernel.faults import Fault
from letan.kernel.units import Dbfs, Pcm, Probability, Seconds

SILENCE: Dbfs = -120.0
_FULL_SCALE = 32767
_FLAT_STEP = 1
"""A signal that moves by no more than this, in units of 1/32768, is no sound of a real room."""
_NOISE_RISE_S = 5.0
_NOISE_FALL_S = 0.5
"""Time constants of the noise level: it falls fast and rises slowly, as talk is no noise."""
_CLIPPING_HEALS_S = 5.0


def level_dbfs(pcm: Pcm) -> Dbfs:
    """Root-mean-square level of a block, int16[n], n >= 1; a full-scale sine reads 0 dBFS (AES17).

    Raises:
        ValueError: If the block is empty.
    """
    if not len(pcm):
        raise ValueError("a block without samples has no level")
    power = float(np.mean(np.square(pcm, dtype=np.float64))) * 2.0 / 32768.0**2
    return max(SILENCE, min(0.0, 10.0 * math.log10(power))) if power > 0 else SILENCE


@dataclass(slots=True)
class _Interval:
    power: float = 0.0
    samples: int = 0
    clipped: int = 0


class LevelMeter:
    """Watches the blocks of one ear."""

    def __init__(self, params: HearingParams) -> None:
        self._params = params
        self._interval = _Interval()
        self._noise = SILENCE
        self._flat_since: Seconds | None = None
        self._flat_value: int | None = None
        self._dead = False
        self._clipped_at: Seconds | None = None

    @property
    def noise_dbfs(self) -> Dbfs:
        """Running level while nobody speaks."""
        return self._noise

    def feed(
        self, pcm: Pcm, start: Seconds, end: Seconds, probability: Probability, speaking: bool
    ) -> tuple[LevelReport | MicrophoneFault | MicrophoneHealed, ...]:
        """Take the next block.

        Args:
            pcm: int16[n], n >= 1.
            start: Moment of its first sample.
            end: Moment after its last one.
            probability: Its voice activity.
            speaking: Whether somebody speaks, so that it does not count as noise.
        """
        level = level_dbfs(pcm)
        if not speaking:
            self._follow_noise(level, end - start)
        events: list[LevelReport | MicrophoneFault | MicrophoneHealed] = []
        events += self._check_flat(pcm, start, end)
        self._interval.power += float(np.sum(np.square(pcm, dtype=np.float64)))
        self._interval.samples += len(pcm)
        self._interval.clipped += int(np.count_nonzero(np.abs(pcm.astype(np.int32)) >= _FULL_SCALE))
        rate = len(pcm) / max(end - start, 1e-9)
        if self._interval.samples >= self._params.level_interval_s * rate - 1:
            events += self._report(end, probability)
        return tuple(events)

    def _follow_noise(self, level: Dbfs, duration: Seconds) -> None:
        if self._noise == SILENCE:
            self._noise = level
            return
        constant = _NOISE_RISE_S if level > self._noise else _NOISE_FALL_S
        self._noise += (level - self._noise) * (1.0 - math.exp(-duration / constant))

    def _check_flat(
        self, pcm: Pcm, start: Seconds, end: Seconds
    ) -> tuple[MicrophoneFault | MicrophoneHealed, ...]:
        if not self._params.dead_after_s:
            return ()
        low, high = int(pcm.min()), int(pcm.max())
        if self._flat_value is not None:
            low, high = min(low, self._flat_value), max(high, self._flat_value)
        if high - low > _FLAT_STEP:
            self._flat_since = self._flat_value = None
            healed, self._dead = self._dead, False
            return (MicrophoneHealed(end, "HEAR-002"),) if healed else ()
        if self._flat_since is None:
            self._flat_since, self._flat_value = start, int(pcm[0])
        silent_s = end - self._flat_since
        if self._dead or silent_s < self._params.dead_after_s:
            return ()
        self._dead = True
        fields = {"silent_s": f"{silent_s:.1f}", "level_dbfs": f"{level_dbfs(pcm):.1f}"}
        return (MicrophoneFault(end, Fault("HEAR-002", fields)),)

    def _report(
        self, t: Seconds, probability: Probability
    ) -> list[LevelReport | MicrophoneFault | MicrophoneHealed]:
        interval, self._interval = self._interval, _Interval()
        power = interval.power / interval.samples * 2.0 / 32768.0**2
        level = max(SILENCE, min(0.0, 10.0 * math.log10(power))) if power > 0 else SILENCE
        clipping = interval.clipped / interval.samples >= self._params.clipping_share
        events: list[LevelReport | MicrophoneFault | MicrophoneHealed] = [
            LevelReport(t, level, self._noise, probability, clipping)
        ]
        if clipping:
            if self._clipped_at is None:
                share = f"{interval.clipped / interval.samples:.4f}"
                events.append(MicrophoneFault(t, Fault("HEAR-003", {"clipped_share": share})))
            self._clipped_at = t
        elif self._clipped_at is not None and t - self._clipped_at >= _CLIPPING_HEALS_S:
            self._clipped_at = None
            events.append(MicrophoneHealed(t, "HEAR-003"))
        return events
