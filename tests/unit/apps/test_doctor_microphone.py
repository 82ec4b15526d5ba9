"""The microphone check, on made sound and in a loop from mouth to ear."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.unit.hearing.fakes import LoudVoiceActivity, sound

from letan.kernel.units import Pcm
from letan_apps.cli import main
from letan_apps.doctor.microphone import MicrophoneReport, advice, measure, measure_echo

RATE_HZ = 16_000
GOOD = MicrophoneReport(-60.0, -26.0, 0.0, 20.0)


class Recorded:
    """An ear that hears a sound; with an echo it hears what is played as well."""

    sample_rate_hz: int = RATE_HZ

    def __init__(self, pcm: Pcm) -> None:
        self.pcm = pcm

    def blocks(self) -> Iterator[Pcm]:
        for first in range(0, len(self.pcm), 700):
            yield self.pcm[first : first + 700]

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("report", "found"),
    [
        pytest.param(GOOD, [], id="all is well"),
        pytest.param(MicrophoneReport(-120.0, None, 0.0), ["không có tín hiệu"], id="dead"),
        pytest.param(MicrophoneReport(-60.0, -26.0, 0.001), ["vỡ"], id="overdriven"),
        pytest.param(MicrophoneReport(-44.0, -20.0, 0.0), ["quá ồn"], id="noisy"),
        pytest.param(MicrophoneReport(-60.0, None, 0.0), ["Chưa nghe thấy"], id="nobody spoke"),
        pytest.param(MicrophoneReport(-70.0, -43.0, 0.0), ["quá nhỏ"], id="soft"),
        pytest.param(MicrophoneReport(-46.0, -32.0, 0.0), ["chưa rõ hơn"], id="14 dB over it"),
        pytest.param(MicrophoneReport(-60.0, -26.0, 0.0, 9.9), ["giọng của chính nó"], id="echo"),
        pytest.param(MicrophoneReport(-40.0, -30.0, 0.2), ["vỡ", "ồn", "chưa rõ"], id="several"),
    ],
)
def test_advice(report: MicrophoneReport, found: list[str]) -> None:
    lines = advice(report)
    assert len(lines) == len(found)
    assert all(part in line for part, line in zip(found, lines, strict=True))


def test_speech_and_noise_are_told_apart() -> None:
    pcm = sound(("hush", 1.0), ("speech", 1.0), ("hush", 1.0))
    report = measure(Recorded(pcm), LoudVoiceActivity(), 10.0)
    assert report.speech_dbfs == pytest.approx(20 * np.log10(5_000 / 32_768) + 3.01, abs=0.1)
    assert report.noise_dbfs == pytest.approx(20 * np.log10(10 / 32_768) + 3.01, abs=0.1)
    assert (report.clipped, report.removed_db) == (0.0, None)


def test_it_listens_no_longer_than_it_should() -> None:
    pcm = sound(("hush", 1.0), ("speech", 1.0))
    assert measure(Recorded(pcm), LoudVoiceActivity(), 0.9).speech_dbfs is None


def test_clipped_samples_are_counted() -> None:
    pcm = np.tile(np.array([32_767, 0, -32_768, 0], np.int16), 4_096)
    assert measure(Recorded(pcm), LoudVoiceActivity(), 10.0).clipped == 0.5


class Share:
    """A canceller that leaves a tenth of the sound."""

    sample_rate_hz: int = RATE_HZ
    frame_samples: int = 256

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        return heard // 10

    def reset(self) -> None: ...


def test_the_voice_is_really_played_and_its_echo_measured() -> None:
    voice = np.random.default_rng(1).integers(-9_000, 9_000, 3 * RATE_HZ).astype(np.int16)
    played: list[Pcm] = []
    removed = measure_echo(Recorded(voice // 2), Share(), voice, played.append)
    assert removed == pytest.approx(20.0, abs=0.3)
    assert [np.array_equal(pcm, voice) for pcm in played] == [True]
    assert measure_echo(Recorded(voice), Share(), voice[:RATE_HZ], played.append) is None


@pytest.mark.engines
def test_a_recording_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soundfile.write(tmp_path / "dead.wav", np.zeros(2 * RATE_HZ, np.int16), RATE_HZ)
    assert main(["doctor", "--microphone", str(tmp_path / "dead.wav"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["noise_dbfs"], report["speech_dbfs"]) == (-120.0, None)
    assert "không có tín hiệu" in report["advice"][0]
