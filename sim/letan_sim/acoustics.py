"""The sound of the hall: who speaks where, the room around it, the babble under it.

First form: distance attenuates by 1/d, six first reflections come from the hall's box, and a
noise tail decays with the reverberation time. Babble is synthetic: many voices made of
harmonics and filtered noise, modulated at the rate of syllables.
"""

import math
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from letan.kernel.units import Dbfs, Metres, Pcm, Seconds

_SOUND_MPS = 343.0
_FULL_SCALE = 32767.0
_BABBLE_S = 10.0
_TALKERS = 8
_RESPONSES_KEPT = 8
_REFLECTION = 0.6
"""Pressure that a wall gives back, 0..1: plaster and tiles, absorption about 0.6 in energy."""


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """A hall's sound.

    Attributes:
        width: East to west.
        depth: South to north.
        height: Floor to ceiling.
        rt60: Time in which the tail falls by 60 dB; 0 = no reverberation at all.
        reverberant_db: Level of the tail against the direct sound of a source 1 m away.
        snr_db: Speech at 1 m against the babble; inf = silence around.
        speech_dbfs: Level that speech 1 m away has in the robot's ear.
        sample_rate_hz: Of the ear.
    """

    width: Metres = 30.0
    depth: Metres = 20.0
    height: Metres = 4.0
    rt60: Seconds = 0.7
    reverberant_db: float = -14.0
    snr_db: float = 20.0
    speech_dbfs: Dbfs = -26.0
    sample_rate_hz: int = 16_000


class Room:
    """Turns a dry voice into what arrives at the ear; seeded."""

    def __init__(self, settings: RoomSettings | None = None, seed: int = 0) -> None:
        """Draw tail and babble."""
        self.settings = settings or RoomSettings()
        tail_rng, babble_rng = (
            np.random.default_rng(s) for s in np.random.SeedSequence([seed, 11]).spawn(2)
        )
        self._tail = self._draw_tail(tail_rng)
        self._babble = self._draw_babble(babble_rng)
        self._responses: dict[Metres, NDArray[np.float64]] = {}

    def impulse_response(self, distance: Metres) -> NDArray[np.float64]:
        """Return float64[n]: direct sound at its delay with gain 1/d, reflections, tail."""
        s = self.settings
        distance = max(distance, 0.25)
        paths = [(distance, 1.0)]
        if s.rt60 > 0.0:
            # Source and ear in the middle of the box: one image behind each wall.
            sides = (s.width, s.width, s.depth, s.depth, s.height, s.height)
            paths += [(math.hypot(distance, side), _REFLECTION) for side in sides]
        delays = [round(length / _SOUND_MPS * s.sample_rate_hz) for length, _ in paths]
        response = np.zeros(max(max(delays) + 1, delays[0] + len(self._tail)))
        for (length, strength), delay in zip(paths, delays, strict=True):
            response[delay] += strength / length
        response[delays[0] : delays[0] + len(self._tail)] += self._tail
        return response

    def carry(self, pcm: Pcm, distance: Metres, gain: float) -> NDArray[np.float64]:
        """What arrives of a sound that has `gain` times its amplitude at 1 m; as `hear`, linear."""
        if len(pcm) == 0:
            return np.zeros(0)
        return _convolve(pcm.astype(np.float64) * gain / _FULL_SCALE, self._response(distance))

    def hear(
        self, pcm: Pcm, distance: Metres, level_dbfs: Dbfs | None = None
    ) -> NDArray[np.float64]:
        """What arrives of a dry voice, without babble.

        Args:
            pcm: The voice at the room's sample rate.
            distance: Of the mouth.
            level_dbfs: Level of its loud parts at 1 m; None = the room's speech level.

        Returns:
            float64[n + tail], full scale 1; the delay of the direct sound is in it.
        """
        if len(pcm) == 0:
            return np.zeros(0)
        dry = pcm.astype(np.float64) / _FULL_SCALE
        wanted = self.settings.speech_dbfs if level_dbfs is None else level_dbfs
        active = active_rms(dry)
        gain = 10.0 ** (wanted / 20.0) / math.sqrt(2.0) / active if active > 0.0 else 0.0
        return _convolve(dry * gain, self._response(distance))

    def _response(self, distance: Metres) -> NDArray[np.float64]:
        if distance not in self._responses:
            if len(self._responses) >= _RESPONSES_KEPT:
                self._responses.clear()
            self._responses[distance] = self.impulse_response(distance)
        return self._responses[distance]

    def babble(self, first_sample: int, count: int) -> NDArray[np.float64]:
        """Return the noise of the hall, float64[count]; it repeats after 10 s."""
        if len(self._babble) == 0:
            return np.zeros(count)
        return self._babble[(first_sample + np.arange(count)) % len(self._babble)]

    def _draw_tail(self, rng: np.random.Generator) -> NDArray[np.float64]:
        s = self.settings
        if s.rt60 <= 0.0:
            return np.zeros(1)
        t = np.arange(int(s.rt60 * s.sample_rate_hz)) / s.sample_rate_hz
        tail = rng.standard_normal(len(t)) * 10.0 ** (-3.0 * t / s.rt60)
        onset = np.minimum(t / 0.01, 1.0)  # the tail follows the direct sound, it does not mask it
        tail *= onset
        tail *= 10.0 ** (s.reverberant_db / 20.0) / math.sqrt(float(np.sum(tail**2)))
        return tail

    def _draw_babble(self, rng: np.random.Generator) -> NDArray[np.float64]:
        s = self.settings
        if math.isinf(s.snr_db):
            return np.zeros(0)
        count = int(_BABBLE_S * s.sample_rate_hz)
        t = np.arange(count) / s.sample_rate_hz
        total = np.zeros(count)
        for _ in range(_TALKERS):
            # Whole periods in the loop, so that it has no seam.
            wander = 1.0 + 0.12 * np.sin(math.tau * round(rng.uniform(4, 20)) * t / _BABBLE_S)
            phase = math.tau * np.cumsum(rng.uniform(100, 230) * wander) / s.sample_rate_hz
            buzz = sum(np.sin(k * phase) / k for k in range(1, 12))
            voice = buzz + 0.8 * rng.standard_normal(count)
            syllables = np.zeros(count)
            for _ in range(4):
                rate = round(rng.uniform(1.0, 6.0) * _BABBLE_S)
                syllables += np.sin(math.tau * (rate * t / _BABBLE_S + rng.random()))
            total += voice * np.maximum(syllables, 0.0)
        spectrum = np.fft.rfft(total)
        hertz = np.fft.rfftfreq(count, 1.0 / s.sample_rate_hz)
        spectrum *= 1.0 / (1.0 + (hertz / 500.0) ** 1.2) * (hertz > 80.0)
        shaped: NDArray[np.float64] = np.fft.irfft(spectrum, count)
        level = 10.0 ** ((s.speech_dbfs - s.snr_db) / 20.0) / math.sqrt(2.0)
        shaped *= level / math.sqrt(float(np.mean(shaped**2)))
        return shaped


def to_pcm(sound: NDArray[np.float64]) -> Pcm:
    """Round to int16 samples; louder than full scale is clipped."""
    pcm: Pcm = np.clip(np.rint(sound * _FULL_SCALE), -32768, 32767).astype(np.int16)
    return pcm


def resample(pcm: Pcm, from_hz: int, to_hz: int) -> Pcm:
    """Change the rate of a whole sound; band-limited (soxr, quality "HQ")."""
    if from_hz == to_hz or len(pcm) == 0:
        return pcm
    changed: Pcm = soxr.resample(pcm, from_hz, to_hz)
    return changed


def active_rms(sound: NDArray[np.float64]) -> float:
    """Return the level of a voice at 16 kHz as an amplitude, pauses left out.

    Root mean square over the 20 ms frames within 30 dB of the loudest; 0 for silence.
    """
    frame = 320
    padded = np.pad(sound, (0, -len(sound) % frame)).reshape(-1, frame)
    power = (padded**2).mean(axis=1)
    loud = power[power > power.max() * 1e-3]
    return math.sqrt(float(loud.mean())) if len(loud) else 0.0


def _convolve(sound: NDArray[np.float64], response: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(sound) + len(response) - 1
    size = 1 << (count - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.fft.rfft(response, size)
    result: NDArray[np.float64] = np.fft.irfft(product, size)[:count]
    return result
