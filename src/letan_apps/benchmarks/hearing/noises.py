"""What a recording sounds like in a hall: noise and reverberation, made by the program."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Pcm
from letan_apps.benchmarks.hearing.clips import Clip
from letan_sim.acoustics import Room, RoomSettings, active_rms, to_pcm

_RATE_HZ = 16_000
_TALKERS = 8
_RT60_S = 0.6
_DISTANCE_M = 1.1
_EDGE_S = 0.5
_LEVEL = 10.0 ** (-26.0 / 20.0)


@dataclass(frozen=True, slots=True)
class Condition:
    """A hall.

    Attributes:
        name: "clean", "babble 10 dB", "reverb + babble 10 dB" …
        noise: "babble", "pink" or "" for none.
        snr_db: Speech in its loud parts against the noise.
        reverb: The speech goes through a room with RT60 0.6 s from 1.1 m away.
    """

    name: str
    noise: str = ""
    snr_db: float = math.inf
    reverb: bool = False


CONDITIONS: tuple[Condition, ...] = (
    Condition("clean"),
    *(
        Condition(f"{noise} {snr:g} dB", noise, snr)
        for noise in ("babble", "pink")
        for snr in (20.0, 10.0, 5.0)
    ),
    Condition("reverb", reverb=True),
    *(Condition(f"reverb + babble {s:g} dB", "babble", s, reverb=True) for s in (20.0, 10.0, 5.0)),
)


def in_hall(pcm: Pcm, condition: Condition, others: Sequence[Clip], seed: int) -> Pcm:
    """Return a recording as a condition makes it, with half a second before and after.

    Args:
        pcm: Dry, 16 kHz.
        condition: See `Condition`.
        others: Voices that babble is made of; without them it is the simulator's synthetic one.
        seed: Of noise and room.
    """
    rng = np.random.default_rng(seed)
    dry = pcm.astype(np.float64) / 32768.0
    if condition.reverb:
        room = Room(RoomSettings(rt60=_RT60_S, snr_db=math.inf), seed)
        dry = room.carry(pcm, _DISTANCE_M, 1.0)
    edge = np.zeros(round(_EDGE_S * _RATE_HZ))
    speech = np.concatenate((edge, dry * _LEVEL / active_rms(dry), edge))
    if not condition.noise:
        return to_pcm(speech)
    noise = noise_of(condition.noise, len(speech), others, rng)
    return to_pcm(speech + noise * _LEVEL * 10.0 ** (-condition.snr_db / 20.0))


def noise_of(
    kind: str, count: int, others: Sequence[Clip], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return noise, float64[count], root mean square 1."""
    noise = _pink(count, rng) if kind == "pink" else _babble(count, others, rng)
    return noise / math.sqrt(float(np.mean(noise**2)))


def _pink(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(rng.standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.fft.rfftfreq(count, 1.0 / _RATE_HZ), 20.0))
    return np.fft.irfft(spectrum, count)


def _babble(count: int, others: Sequence[Clip], rng: np.random.Generator) -> NDArray[np.float64]:
    """Several people at once, each of them drawn anew from the recordings until the end."""
    if not others:
        return Room(RoomSettings(snr_db=0.0), int(rng.integers(1 << 30))).babble(0, count)
    mixed = np.zeros(count)
    for _ in range(_TALKERS):
        at = -int(rng.integers(_RATE_HZ))
        while at < count:
            clip = others[int(rng.integers(len(others)))]
            voice = clip.pcm.astype(np.float64)
            first, last = max(0, at), min(count, at + len(voice))
            if first < last:
                mixed[first:last] += voice[first - at : last - at] / active_rms(voice)
            at += len(voice)
    return mixed
