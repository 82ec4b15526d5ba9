"""What every echo canceller owes its port, in a simulated hall."""

import numpy as np
import pytest
from numpy.typing import NDArray

from letan.kernel.units import Pcm
from letan.ports.echo import EchoCanceller
from letan_engines.sound_in.echo import echo_canceller
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_sim.acoustics import Room, RoomSettings, resample, to_pcm

pytestmark = pytest.mark.engines

RATE_HZ = 16_000
ANSWER = "Dạ, bác mang giấy chứng sinh và căn cước của cha mẹ đến quầy số hai, trong giờ làm việc."


@pytest.fixture
def canceller() -> EchoCanceller:
    found = echo_canceller()
    if found is None:
        pytest.skip("not measured: libspeexdsp is not installed")
    return found


@pytest.fixture(scope="module")
def voice() -> Pcm:
    synthesiser = EspeakSynthesiser()
    spoken = render(ANSWER, synthesiser)
    return resample(np.tile(spoken, 2), synthesiser.sample_rate_hz, RATE_HZ)


def power(sound: NDArray[np.int16]) -> float:
    return float(np.mean(np.square(sound, dtype=np.float64)))


def cancel(canceller: EchoCanceller, heard: Pcm, played: Pcm) -> Pcm:
    step = 2 * canceller.frame_samples
    whole = len(heard) - len(heard) % step
    blocks = [
        canceller.cancel(heard[i : i + step], played[i : i + step]) for i in range(0, whole, step)
    ]
    return np.concatenate(blocks)


@pytest.fixture(scope="module")
def echo(voice: Pcm) -> Pcm:
    room = Room(RoomSettings(rt60=0.6, snr_db=float("inf")), seed=4)
    return to_pcm(room.carry(voice, 0.4, 0.15)[: len(voice)])


def test_the_own_voice_is_taken_out(canceller: EchoCanceller, voice: Pcm, echo: Pcm) -> None:
    left = cancel(canceller, echo, voice)
    late = slice(3 * RATE_HZ, len(left))
    removed_db = 10.0 * np.log10(power(echo[late]) / max(power(left[late]), 1e-9))
    assert removed_db > 20.0


def test_the_visitor_stays(canceller: EchoCanceller, voice: Pcm, echo: Pcm) -> None:
    visitor = np.zeros(len(echo))
    t = np.arange(RATE_HZ) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * 180 * k * t) / k for k in range(1, 9)) * (t % 0.25 < 0.2)
    visitor[4 * RATE_HZ : 5 * RATE_HZ] = tone
    visitor *= np.sqrt(0.1 * power(echo) / np.mean(tone**2))
    heard = to_pcm(visitor / 32768.0 + echo / 32767.0)
    left = cancel(canceller, heard, voice).astype(np.float64)
    told = slice(4 * RATE_HZ, 5 * RATE_HZ)
    lags = [float(np.corrcoef(left[told], np.roll(visitor[told], k))[0, 1]) for k in (0, 256)]
    assert max(lags) > 0.8


def test_lengths_are_checked(canceller: EchoCanceller) -> None:
    frame = canceller.frame_samples
    for heard, played in ((frame, 2 * frame), (frame + 1, frame + 1)):
        with pytest.raises(ValueError, match="multiple"):
            canceller.cancel(np.zeros(heard, np.int16), np.zeros(played, np.int16))


def test_it_forgets(canceller: EchoCanceller, voice: Pcm, echo: Pcm) -> None:
    cancel(canceller, echo, voice)
    step = canceller.frame_samples
    known = canceller.cancel(echo[:step], voice[:step])
    canceller.reset()
    speech = slice(RATE_HZ, RATE_HZ + 8 * step)
    fresh = canceller.cancel(echo[speech], voice[speech])
    assert len(known) == step
    assert power(fresh) > 0.05 * power(echo[speech])
