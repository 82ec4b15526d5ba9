"""Louder must be heard, softer too, and nothing may clip."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letan.kernel.units import Pcm
from letan.voice.loudness import NORMAL_VOLUME, gain_of, with_volume


def _rms_db(pcm: Pcm) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(pcm.astype(float) ** 2)) / 32768))


def _speech_like() -> Pcm:
    """Bursts whose peaks nearly fill the scale, 18 dB above their mean, as speech has."""
    t = np.arange(22_050) / 22_050
    shape = np.sin(np.pi * 4 * t) ** 8
    return (0.95 * 32767 * shape * np.sin(2 * np.pi * 180 * t)).astype(np.int16)


@pytest.mark.parametrize(
    ("volume", "gain"), [(-1.0, 0.0), (0.0, 0.0), (0.35, 0.5), (0.7, 1.0), (1.0, 2.0), (3.0, 2.0)]
)
def test_gain(volume: float, gain: float) -> None:
    assert gain_of(volume) == pytest.approx(gain)


def test_normal_is_the_very_same_sound() -> None:
    pcm = _speech_like()
    assert with_volume(pcm, NORMAL_VOLUME) is pcm


@pytest.mark.parametrize(("volume", "least_db"), [(0.9, 2.5), (1.0, 3.5)])
def test_louder_is_heard(volume: float, least_db: float) -> None:
    pcm = _speech_like()
    assert _rms_db(with_volume(pcm, volume)) - _rms_db(pcm) > least_db


def test_softer_is_heard_and_silence_is_silent() -> None:
    pcm = _speech_like()
    assert _rms_db(with_volume(pcm, 0.5)) - _rms_db(pcm) == pytest.approx(-2.9, abs=0.1)
    assert not with_volume(pcm, 0.0).any()


@given(st.lists(st.integers(-32768, 32767), min_size=1), st.floats(0, 1))
def test_order_and_sign_are_kept(samples: list[int], volume: float) -> None:
    pcm = np.sort(np.array(samples, np.int16))
    out = with_volume(pcm, volume).astype(int)
    assert (np.diff(out) >= 0).all()
    assert (np.sign(out) * np.sign(pcm) >= 0).all()


def test_quiet_sound_is_amplified_exactly() -> None:
    pcm = np.array([100, -200, 300], np.int16)
    assert with_volume(pcm, 1.0).tolist() == [200, -400, 600]
