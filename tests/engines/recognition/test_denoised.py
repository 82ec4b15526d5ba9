"""The noise suppression before a recogniser, with the real library where it is installed."""

import importlib.util

import numpy as np
import pytest
from tests.unit.hearing.fakes import ScriptedRecogniser

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan_engines.recognition.denoised import DenoisedRecogniser

pytestmark = pytest.mark.engines


class Recording(ScriptedRecogniser):
    """Keeps what its streams hear."""

    def __init__(self) -> None:
        super().__init__("_ _ khai sinh")
        self.heard: list[Pcm] = []

    def start(self):
        stream = super().start()
        feed = stream.feed

        def keep(pcm: Pcm) -> str | None:
            self.heard.append(pcm)
            return feed(pcm)

        stream.feed = keep  # type: ignore[method-assign]  # a spy
        return stream


@pytest.fixture
def inner() -> Recording:
    if importlib.util.find_spec("webrtc_noise_gain") is None:
        pytest.skip("not measured: not installed: webrtc_noise_gain")
    return Recording()


def power(pcm: Pcm) -> float:
    return float(np.mean(np.square(pcm, dtype=np.float64)))


def test_steady_noise_is_lowered_and_the_words_are_the_inner_ones(inner: Recording) -> None:
    noise = (np.random.default_rng(1).standard_normal(48_000) * 800).astype(np.int16)
    stream = DenoisedRecogniser(inner, 2).start()
    for first in range(0, len(noise), 500):
        stream.feed(noise[first : first + 500])
    heard = stream.finish()
    cleaned = np.concatenate(inner.heard)
    assert len(cleaned) == len(noise)
    assert power(cleaned[-16_000:]) < 0.2 * power(noise[-16_000:])
    assert heard.text == "khai sinh"


def test_the_rest_is_not_lost(inner: Recording) -> None:
    stream = DenoisedRecogniser(inner, 1).start()
    stream.feed(np.ones(170, np.int16))
    assert [len(pcm) for pcm in inner.heard] == [160]
    stream.finish()
    assert [len(pcm) for pcm in inner.heard] == [160, 160]


@pytest.mark.parametrize("level", [0, 5])
def test_levels_are_checked(level: int) -> None:
    with pytest.raises(ValueError, match="levels are 1 to 4"):
        DenoisedRecogniser(ScriptedRecogniser(), level)


def test_a_missing_package_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "webrtc_noise_gain", None)
    with pytest.raises(LetanError, match=r"pip install 'letan\[noise\]'"):
        DenoisedRecogniser(ScriptedRecogniser(), 1)
