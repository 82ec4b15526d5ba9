"""Sound that is no visitor's question, through the whole ear with the real engines: no words of it.

Silence, noise and music are made here; two people at once are recordings.
"""

import itertools
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from letan.hearing.events import Final
from letan.hearing.listener import Listener
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Pcm
from letan_engines.recognition.embedded_asr import EmbeddedRecogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import read_sound
from letan_sim.acoustics import active_rms, to_pcm

pytestmark = pytest.mark.engines

RATE_HZ = 16_000
LENGTH = 6 * RATE_HZ


def hear(engine: EmbeddedRecogniser, pcm: Pcm) -> list[Utterance]:
    numbers = itertools.count(1)
    params = HearingParams(dead_after_s=0.0, half_duplex=False)
    ear = Listener(engine, SileroVad(), lambda: str(next(numbers)), params, source=Source.FILE)
    events = [*ear.push(pcm, 0.0), *ear.push(np.zeros(2 * RATE_HZ, np.int16), len(pcm) / RATE_HZ)]
    return [event.utterance for event in events if isinstance(event, Final)]


def at_level(sound: NDArray[np.float64], dbfs: float) -> Pcm:
    rms = float(np.sqrt(np.mean(sound**2)))
    return to_pcm(sound / rms * 10.0 ** (dbfs / 20.0) / np.sqrt(2.0))


def white() -> NDArray[np.float64]:
    return np.random.default_rng(1).standard_normal(LENGTH)


def hum() -> NDArray[np.float64]:
    t = np.arange(LENGTH) / RATE_HZ
    return np.sum([np.sin(2 * np.pi * 50 * k * t) / k for k in range(1, 8)], axis=0)


def bangs() -> NDArray[np.float64]:
    t = np.arange(LENGTH) / RATE_HZ
    return white() * np.exp(-30.0 * (t % 0.7))


def melody() -> NDArray[np.float64]:
    """A plucked string over a bass, three notes a second."""
    draw, notes = np.random.default_rng(2), []
    t = np.arange(RATE_HZ // 3) / RATE_HZ
    for _ in range(18):
        hertz = float(draw.choice((220.0, 262.0, 294.0, 330.0, 392.0, 440.0)))
        tone = np.sum([np.sin(2 * np.pi * hertz * k * t) / k for k in range(1, 6)], axis=0)
        notes.append(tone * np.exp(-6.0 * t) + 0.6 * np.sin(np.pi * hertz * t))
    return np.concatenate(notes)


@pytest.mark.parametrize("sound", [white, hum, bangs, melody])
@pytest.mark.parametrize("dbfs", [-50.0, -20.0])
def test_noise_and_music_are_no_words(sound, dbfs: float, embedded: EmbeddedRecogniser) -> None:
    assert hear(embedded, at_level(sound(), dbfs)) == []


def test_silence_is_no_words(embedded: EmbeddedRecogniser) -> None:
    assert hear(embedded, np.zeros(LENGTH, np.int16)) == []


@pytest.mark.audio
def test_the_nearer_of_two_people_is_heard(embedded: EmbeddedRecogniser, test_audio: Path) -> None:
    near, far = (
        read_sound(test_audio / f"{name}.flac").astype(np.float64)
        for name in ("vn_example_4", "vn_Tuyên")
    )
    length = min(len(near), len(far))
    far *= active_rms(near / 32768.0) / active_rms(far / 32768.0) * 10.0 ** (-15.0 / 20.0)
    both = (near[:length] + far[:length]).astype(np.int16)
    (heard,) = hear(embedded, both)
    wanted = "tết là dịp mọi người háo hức đón chào một năm mới".split()
    assert len(set(wanted) & set(heard.text.split())) >= len(wanted) - 2
