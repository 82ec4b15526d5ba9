import numpy as np
import pytest

from letan.hearing.own_voice import OwnVoice
from letan.kernel.units import Pcm

RATE_HZ = 16_000
BLOCK = 512


class Subtractor:
    """Takes the reference out as it is, and remembers how often it was reset."""

    sample_rate_hz: int = RATE_HZ
    frame_samples: int = 256

    def __init__(self) -> None:
        self.resets = 0

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        return heard - played

    def reset(self) -> None:
        self.resets += 1


class Lowerer(Subtractor):
    """Leaves an eighth of the reference."""

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        return heard - played // 8 * 7


def syllables(seconds: float, seed: int = 1) -> Pcm:
    """Noise whose bands rise and fall at random, as those of a voice do."""
    rng = np.random.default_rng(seed)
    step = RATE_HZ // 8
    parts = []
    for _ in range(round(seconds * RATE_HZ / step)):
        hertz = np.fft.rfftfreq(step, 1 / RATE_HZ)
        shape = np.exp(-(((hertz - rng.uniform(300, 4_000)) / 600) ** 2))
        spectrum = shape * np.exp(2j * np.pi * rng.random(len(shape)))
        part = np.fft.irfft(spectrum, step)
        parts.append(part / np.abs(part).max() * rng.uniform(500, 8_000))
    return np.concatenate(parts).astype(np.int16)


def voice(seconds: float, seed: int = 1) -> Pcm:
    noise = np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))
    return (1_000 * np.convolve(noise, np.ones(4) / 4, "same")).astype(np.int16)


def hear(own: OwnVoice, sound: Pcm, start: float = 0.0, listening: bool = False) -> Pcm:
    blocks = [
        own.clean(sound[i : i + BLOCK], start + i / RATE_HZ, listening)
        for i in range(0, len(sound) - BLOCK + 1, BLOCK)
    ]
    return np.concatenate(blocks)


def test_what_is_played_is_taken_out_and_no_more() -> None:
    own = OwnVoice(Subtractor())
    visitor = np.full(BLOCK * 4, 7, np.int16)
    played = voice(0.032, seed=2)
    own.play(played, 0.040)
    heard = visitor.copy()
    heard[640 : 640 + len(played)] += played
    assert np.array_equal(hear(own, heard), visitor)


def test_a_silent_mouth_changes_nothing() -> None:
    own = OwnVoice(Subtractor())
    sound = voice(1.0)
    whole = len(sound) - len(sound) % BLOCK
    assert np.array_equal(hear(own, sound), sound[:whole])
    assert not own.sounds(0.5)


def test_the_voice_sounds_on_in_the_hall() -> None:
    own = OwnVoice(None)
    own.play(voice(0.1), 1.0)
    assert (own.cancels, own.sounds(1.05)) == (False, False)
    hear(own, voice(0.32), 1.0)
    assert own.sounds(1.1)
    assert own.sounds(1.128 + 0.4)
    assert not own.sounds(1.128 + 0.41)


def test_what_was_cut_is_not_expected() -> None:
    own = OwnVoice(Subtractor())
    own.play(voice(1.0), 0.0)
    own.cut(0.256)
    silence = np.zeros(RATE_HZ, np.int16)
    cleaned = hear(own, silence)
    assert cleaned[: 8 * BLOCK].any()
    assert not cleaned[8 * BLOCK :].any()


@pytest.mark.parametrize(
    ("delay_s", "corrected_s"),
    [
        pytest.param(0.0, 0.0, id="at once"),
        pytest.param(0.11, 0.0, id="within the filter"),
        pytest.param(0.35, 0.34, id="a slow device"),
        pytest.param(-0.05, -0.06, id="a clock that runs ahead"),
    ],
)
def test_the_delay_is_found(delay_s: float, corrected_s: float) -> None:
    canceller = Subtractor()
    own = OwnVoice(canceller)
    said = voice(4.0)
    own.play(said, 1.0)
    heard = np.zeros(5 * RATE_HZ, np.int16)
    first = round((1.0 + delay_s) * RATE_HZ)
    heard[first : first + len(said)] += said[: len(heard) - first] // 2
    heard += voice(5.0, seed=3)[: len(heard)] // 4
    hear(own, heard)
    assert own.delay_s == pytest.approx(corrected_s, abs=1e-4)
    assert canceller.resets == (corrected_s != 0.0)


def test_its_own_voice_is_known_from_another() -> None:
    own = OwnVoice(Lowerer())
    said, other = syllables(4.0, seed=1), syllables(4.0, seed=2)
    own.play(said, 0.0)
    hear(own, said[: 2 * RATE_HZ])
    assert own.likeness > 1.05
    hear(own, said[2 * RATE_HZ :] + other[2 * RATE_HZ :] // 2, 2.0)
    assert own.likeness < 0.8


def test_a_silent_mouth_is_like_nothing() -> None:
    own = OwnVoice(Lowerer())
    own.play(syllables(1.0), 0.0)
    hear(own, syllables(1.0))
    assert own.likeness > 0.5
    hear(own, syllables(1.0), 1.5)
    assert own.trace is None
    assert own.likeness == 0.0


def test_memory_is_bounded() -> None:
    own = OwnVoice(Subtractor())
    for second in range(60):
        own.play(voice(1.0), float(second))
        hear(own, np.zeros(RATE_HZ, np.int16), float(second))
    assert own.remembered_s <= 6.0


def test_memory_is_bounded_without_a_microphone() -> None:
    own = OwnVoice(None)
    for tenth in range(600):
        own.play_next(voice(0.1), 0.1 * tenth)
    assert own.remembered_s == pytest.approx(14.2, abs=0.11)


def test_what_is_told_ahead_is_kept() -> None:
    own = OwnVoice(Subtractor())
    said = voice(9.6)
    for tenth in range(96):
        own.play(said[1_600 * tenth : 1_600 * (tenth + 1)], 0.1 * tenth)
    assert not hear(own, said).any()


def test_chunks_that_are_told_at_once_follow_one_another() -> None:
    canceller = Subtractor()
    own = OwnVoice(canceller)
    said = voice(0.6)
    for index, told in enumerate((1.0, 1.01, 1.02)):
        own.play_next(said[index * 3200 : (index + 1) * 3200], told)
    heard = np.zeros(2 * RATE_HZ, np.int16)
    heard[RATE_HZ : RATE_HZ + len(said)] = said
    assert not hear(own, heard).any()


def test_a_new_speech_begins_when_it_is_told() -> None:
    own = OwnVoice(Subtractor())
    own.play_next(voice(0.32), 1.0)
    own.play_next(voice(0.32), 3.0)
    cleaned = hear(own, np.zeros(4 * RATE_HZ, np.int16))
    loud = np.flatnonzero(cleaned) / RATE_HZ
    assert (loud.min(), loud.max()) == (pytest.approx(1.0, abs=0.01), pytest.approx(3.32, abs=0.01))
