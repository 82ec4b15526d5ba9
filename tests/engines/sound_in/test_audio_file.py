"""Sound files of every kind, and those that are none."""

import io
import os
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from letan.kernel.faults import LetanError
from letan_engines.sound_in.audio_file import AudioFile, read_sound

pytestmark = pytest.mark.engines


def tone(rate: int, seconds: float = 0.5, channels: int = 1) -> np.ndarray:
    t = np.arange(int(rate * seconds)) / rate
    wave = (0.5 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)
    return np.repeat(wave[:, None], channels, axis=1)


def loudest_hz(pcm: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(pcm * np.hanning(len(pcm))))
    return float(np.argmax(spectrum) * 16_000 / len(pcm))


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize(
    ("form", "subtype"), [("WAV", "PCM_16"), ("FLAC", "PCM_24"), ("OGG", "VORBIS")]
)
def test_rates_and_formats(tmp_path: Path, rate: int, form: str, subtype: str) -> None:
    path = tmp_path / f"sound.{form.lower()}"
    soundfile.write(path, tone(rate), rate, subtype=subtype)
    pcm = read_sound(path)
    assert pcm.dtype == np.int16
    assert len(pcm) == pytest.approx(8_000, abs=20)
    assert loudest_hz(pcm) == pytest.approx(440, abs=4)
    assert np.abs(pcm[2_000:6_000]).max() == pytest.approx(16_384, rel=0.03)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "ULAW"])
def test_sample_formats(tmp_path: Path, subtype: str) -> None:
    path = tmp_path / "sound.wav"
    soundfile.write(path, tone(16_000), 16_000, subtype=subtype)
    assert np.abs(read_sound(path)).max() == pytest.approx(16_384, rel=0.03)


def test_channels_are_averaged(tmp_path: Path) -> None:
    stereo = tone(16_000, channels=2)
    stereo[:, 1] = 0
    soundfile.write(tmp_path / "sound.wav", stereo, 16_000)
    assert np.abs(read_sound(tmp_path / "sound.wav")).max() == pytest.approx(8_192, rel=0.01)


@pytest.mark.parametrize("name", ["song.wav", "song.raw", "song", "bài hát.txt"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, tone(44_100, 1.0), 44_100, format="MP3")
    (tmp_path / name).write_bytes(buffer.getvalue())
    assert loudest_hz(read_sound(tmp_path / name)[4_000:12_000]) == pytest.approx(440, abs=4)


def test_blocks_are_whole_but_the_last(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "sound.wav", tone(16_000, 0.1), 16_000)
    source = AudioFile(tmp_path / "sound.wav", 512)
    assert [len(block) for block in source.blocks()] == [512, 512, 512, 64]
    source.close()
    source.close()


def test_a_truncated_file_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    soundfile.write(path, tone(16_000, 1.0), 16_000)
    path.write_bytes(path.read_bytes()[:16_044])
    assert len(read_sound(path)) == 8_000


def test_an_hour_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """A sparse file of an hour: the first blocks come without reading the rest."""
    path = tmp_path / "hour.wav"
    size = 3_600 * 16_000 * 2
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 16_000, 32_000, 2, 16)
    riff = struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE")
    header = riff + form + struct.pack("<4sI", b"data", size)
    path.write_bytes(header)
    os.truncate(path, len(header) + size)
    source = AudioFile(path, 512)
    blocks = source.blocks()
    first = [next(blocks) for _ in range(100)]
    source.close()
    assert source.announced_s == 3_600
    assert {len(block) for block in first} == {512}
    assert first[0].base is None or first[0].base.nbytes < 100_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"xin chao " * 99, "is not a sound file", id="text"),
        pytest.param(b"RIFF\x24\x00\x00\x00WAVEfmt ", "is not a sound file", id="broken header"),
        pytest.param(None, "there is no such file", id="missing"),
    ],
)
def test_what_is_no_sound(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "sound.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LetanError) as caught:
        read_sound(path)
    assert (caught.value.place, message in caught.value.problem) == (str(path), True)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="is a folder"):
        read_sound(tmp_path)


def test_a_header_without_samples(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "sound.wav", np.empty(0, np.float32), 16_000)
    with pytest.raises(LetanError, match="holds no sound"):
        read_sound(tmp_path / "sound.wav")


def test_too_low_a_rate(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "sound.wav", tone(4_000), 4_000)
    with pytest.raises(LetanError, match="has 4000 Hz"):
        read_sound(tmp_path / "sound.wav")


def test_numbers_that_are_none_become_silence(tmp_path: Path) -> None:
    samples = np.array([0.5, np.nan, np.inf, -np.inf, 2.0], np.float32)
    soundfile.write(tmp_path / "sound.wav", samples, 16_000, subtype="FLOAT")
    assert read_sound(tmp_path / "sound.wav").tolist() == [16_384, 0, 32_767, -32_768, 32_767]
