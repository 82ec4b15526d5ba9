"""What every voice activity detector owes its port, and what Silero does with real sound."""

import sys
from pathlib import Path

import numpy as np
import pytest
from tests.unit.hearing.fakes import LoudVoiceActivity

from letan.kernel.faults import LetanError
from letan.ports.voice_activity import VoiceActivityDetector
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import AudioFile

pytestmark = pytest.mark.engines


@pytest.fixture(params=["silero", "loud"])
def detector(request: pytest.FixtureRequest) -> VoiceActivityDetector:
    return SileroVad() if request.param == "silero" else LoudVoiceActivity()


def test_silence_is_no_speech(detector: VoiceActivityDetector) -> None:
    block = np.zeros(detector.block_samples, np.int16)
    assert max(detector.probability(block) for _ in range(20)) < 0.1


def test_reset_forgets(detector: VoiceActivityDetector) -> None:
    rng = np.random.default_rng(1)
    blocks = rng.normal(0, 4_000, (6, detector.block_samples)).astype(np.int16)
    first = [detector.probability(block) for block in blocks]
    detector.reset()
    assert [detector.probability(block) for block in blocks] == first


@pytest.mark.audio
def test_speech_is_speech(test_audio: Path) -> None:
    ear = SileroVad()
    source = AudioFile(test_audio / "vn_example_4.flac", ear.block_samples)
    blocks = [block for block in source.blocks() if len(block) == ear.block_samples]
    judged = [ear.probability(block) for block in blocks]
    assert sum(value > 0.5 for value in judged) > 0.8 * len(judged)


def test_steady_noise_is_no_speech() -> None:
    ear = SileroVad()
    noise = np.random.default_rng(2).normal(0, 2_000, (100, 512)).astype(np.int16)
    assert max(ear.probability(block) for block in noise) < 0.5


def test_a_block_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="512 samples, not 500"):
        SileroVad().probability(np.zeros(500, np.int16))


def test_torch_is_not_needed() -> None:
    SileroVad()
    assert "torch" not in sys.modules
    assert "silero_vad" not in sys.modules


def test_another_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "silero_vad.onnx").write_bytes(b"other")
    with pytest.raises(LetanError, match=r"silero_vad.onnx has the hash d9298a10…, not 1a153a22…"):
        SileroVad(tmp_path / "silero_vad.onnx")
