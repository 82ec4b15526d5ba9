"""The sound of the hall."""

import math

import numpy as np
import pytest

from letan.hearing.own_voice import OwnVoice
from letan.kernel.units import Pcm
from letan_sim.acoustics import Room, RoomSettings, resample
from letan_sim.ear import Ear, Mouth

DRY = RoomSettings(rt60=0.0, snr_db=math.inf)


def tone(seconds: float = 0.5, hertz: float = 440.0, rate: int = 16_000) -> np.ndarray:
    t = np.arange(int(seconds * rate)) / rate
    return (8000 * np.sin(math.tau * hertz * t)).astype(np.int16)


def level(pcm: np.ndarray) -> float:
    """dBFS, a full-scale sine is 0."""
    return 20 * math.log10(math.sqrt(2 * np.mean((pcm / 32767.0) ** 2)))


def test_twice_as_far_is_six_decibels_softer_and_later() -> None:
    room = Room(DRY)
    near, far = room.hear(tone(), 1.0), room.hear(tone(), 2.0)
    assert near.max() / far.max() == pytest.approx(2.0, rel=1e-6)
    delays = [np.flatnonzero(np.abs(x) > 1e-6)[0] for x in (near, far)]
    assert delays[1] - delays[0] == pytest.approx(16_000 / 343.0, abs=1.5)


def test_speech_at_one_metre_has_the_rooms_level() -> None:
    ear = Ear(Room(DRY))
    ear.say(tone(1.0), 16_000, 0.0, 1.0)
    ear.read(1600)
    assert level(ear.read(8000)) == pytest.approx(-26.0, abs=0.2)


def test_babble_has_the_wanted_distance_to_speech() -> None:
    ear = Ear(Room(RoomSettings(rt60=0.0, snr_db=10.0), seed=4))
    assert level(ear.read(16_000 * 10)) == pytest.approx(-36.0, abs=0.2)


def test_babble_is_the_same_for_a_seed_and_repeats_without_a_seam() -> None:
    room = Room(RoomSettings(snr_db=10.0), seed=4)
    again, other = Room(RoomSettings(snr_db=10.0), seed=4), Room(RoomSettings(snr_db=10.0), seed=5)
    assert np.array_equal(room.babble(0, 4000), again.babble(0, 4000))
    assert not np.array_equal(room.babble(0, 4000), other.babble(0, 4000))
    assert np.array_equal(room.babble(160_000, 100), room.babble(0, 100))


def test_reverberation_rings_after_the_voice_and_dies() -> None:
    ear = Ear(Room(RoomSettings(rt60=0.7, snr_db=math.inf), seed=1))
    ear.say(tone(0.5), 16_000, 0.0, 1.0)
    ear.read(8400)
    ringing, dying, silence = (level(ear.read(1600) + 1e-6) for _ in range(3))
    assert -70 < dying < ringing < -30
    assert silence < dying
    ear.read(16_000)
    assert not ear.read(1600).any()


def test_reading_in_blocks_is_reading_at_once() -> None:
    ears = [Ear(Room(RoomSettings(), seed=2)) for _ in range(2)]
    for ear in ears:
        ear.say(tone(), 16_000, 0.1, 1.5)
    blocks = np.concatenate([ears[0].read(n) for n in (1, 399, 1600, 14_000)])
    assert np.array_equal(blocks, ears[1].read(16_000))


def test_a_cut_voice_is_silent_from_then_on() -> None:
    ear = Ear(Room(DRY))
    ear.cut(ear.say(tone(1.0), 16_000, 0.0, 1.0), 0.3)
    heard = ear.read(16_000)
    assert heard[3200:4000].any()
    assert not heard[4961:].any()


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100])
def test_resampling_keeps_length_and_pitch(rate: int) -> None:
    heard = resample(tone(1.0, 440.0, rate), rate, 16_000)
    assert len(heard) == 16_000
    assert np.argmax(np.abs(np.fft.rfft(heard))) == 440


def test_an_empty_voice_is_nothing() -> None:
    ear = Ear(Room(DRY))
    ear.say(np.zeros(0, dtype=np.int16), 22_050, 0.0, 1.0)
    ear.say(np.zeros(1000, dtype=np.int16), 16_000, 0.0, 1.0)
    assert not ear.read(4000).any()


class Clock:
    """Virtual time for a mouth."""

    def __init__(self) -> None:
        self.t = 0.0

    def __call__(self) -> float:
        return self.t

    def wait(self, seconds: float) -> None:
        self.t += seconds


def test_the_mouth_plays_in_virtual_time() -> None:
    clock = Clock()
    mouth = Mouth(clock, clock.wait)
    mouth.open(16_000)
    mouth.write(tone(0.5))
    clock.t = 0.2
    assert mouth.played_s() == pytest.approx(0.2)
    mouth.write(tone(0.5))
    mouth.drain()
    assert (clock.t, mouth.played_s()) == pytest.approx((1.0, 1.0))


def test_what_is_written_late_starts_late() -> None:
    clock = Clock()
    mouth = Mouth(clock)
    mouth.open(16_000)
    mouth.write(tone(0.5))
    clock.t = 2.0
    mouth.write(tone(0.5))
    clock.t = 2.25
    assert mouth.played_s() == pytest.approx(0.75)


def test_an_aborted_mouth_is_not_heard_any_more() -> None:
    clock = Clock()
    ear = Ear(Room(DRY))
    mouth = Mouth(clock, ear=ear)
    mouth.open(16_000)
    mouth.write(tone(1.0))
    clock.t = 0.4
    mouth.abort()
    heard = ear.read(16_000)
    assert heard[:6000].any()
    assert not heard[6600:].any()
    clock.t = 2.0
    assert mouth.played_s() == pytest.approx(0.4)


class GivesWhatWasPlayed:
    """A canceller that shows what the ear was told of the mouth."""

    sample_rate_hz: int = 16_000
    frame_samples: int = 256

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        return played

    def reset(self) -> None: ...


def test_a_mouth_that_writes_bit_by_bit_sounds_whole() -> None:
    ear, step_s = Ear(Room(DRY)), 0.032
    own = OwnVoice(GivesWhatWasPlayed())
    mouth = Mouth(lambda: ear.t, ear=ear, own_voice=own)
    noise = np.random.default_rng(5).standard_normal(22_050)
    voice = (3_000 * np.convolve(noise, np.ones(16) / 16, "same")).astype(np.int16)
    mouth.open(22_050)
    heard, told = [], []
    for first in range(0, len(voice), 706):
        mouth.write(voice[first : first + 706])
        start = ear.t
        heard.append(ear.read(round(step_s * ear.sample_rate_hz)))
        told.append(own.clean(heard[-1], start))
    sound, played = np.concatenate(heard).astype(float), np.concatenate(told).astype(float)
    delay = round(0.4 / 343.0 * ear.sample_rate_hz)
    arrived, said = sound[delay:], played[: len(sound) - delay]
    gain = np.dot(arrived, said) / np.dot(said, said)
    left_db = 10.0 * np.log10(np.mean((arrived - gain * said) ** 2) / np.mean(arrived**2))
    assert left_db < -30.0
