"""Sound files as a source: any rate, channels and format of libsndfile, in bounded memory."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm

RATE_HZ = 16_000
"""What hearing takes."""

_LOWEST_HZ, _HIGHEST_HZ = 8_000, 192_000
_REMEDY = "Give a WAV, FLAC, OGG or MP3 file of 8 to 192 kHz"


class AudioFile:
    """Reads a sound file block by block as 16 kHz mono; channels are averaged.

    The content decides how it is read, not the name.

    Args:
        path: The file.
        block_samples: Length of the blocks; the last one is shorter.

    Raises:
        LetanError: If it is missing, empty, no sound, or has a rate below 8 kHz.
    """

    sample_rate_hz: int = RATE_HZ

    def __init__(self, path: Path, block_samples: int = 512) -> None:
        self._path = path
        self._block = block_samples
        self._sound = _open(path)

    @property
    def announced_s(self) -> float:
        """Length in seconds as the header tells it; a truncated file is shorter."""
        return float(self._sound.frames) / float(self._sound.samplerate)

    def blocks(self) -> Iterator[Pcm]:
        """Yield the sound, int16[block_samples]; the rest comes as a shorter last block.

        Raises:
            LetanError: If the file breaks off before its first sample or cannot be decoded.
        """
        rest = np.empty(0, np.int16)
        heard = False
        for piece in self._resampled():
            heard = heard or len(piece) > 0
            rest = np.concatenate((rest, piece))
            whole = len(rest) - len(rest) % self._block
            for start in range(0, whole, self._block):
                yield rest[start : start + self._block]
            rest = rest[whole:]
        if len(rest):
            yield rest
        if not heard:
            raise LetanError(str(self._path), "the file holds no sound", _REMEDY)

    def close(self) -> None:
        """Release the file; safe to call twice."""
        self._sound.close()

    def _resampled(self) -> Iterator[Pcm]:
        rate = self._sound.samplerate
        same = rate == RATE_HZ
        resampler = None if same else soxr.ResampleStream(rate, RATE_HZ, 1, "float32", "HQ")
        while True:
            mono = self._read(rate)
            last = len(mono) == 0
            if resampler is not None:
                mono = resampler.resample_chunk(mono, last=last)
            yield np.clip(np.rint(mono * 32768.0), -32768, 32767).astype(np.int16)
            if last:
                return

    def _read(self, frames: int) -> NDArray[np.float32]:
        try:
            samples = self._sound.read(frames, dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError) as error:
            raise LetanError(str(self._path), f"cannot be decoded ({error})", _REMEDY) from error
        mono: NDArray[np.float32] = samples.mean(axis=1, dtype=np.float32)
        return np.nan_to_num(mono, posinf=1.0, neginf=-1.0)


def read_sound(path: Path) -> Pcm:
    """Read a whole short file as 16 kHz mono, int16[n].

    Raises:
        LetanError: As `AudioFile`.
    """
    source = AudioFile(path, RATE_HZ)
    try:
        return np.concatenate(list(source.blocks()))
    finally:
        source.close()


def _open(path: Path) -> soundfile.SoundFile:
    if path.is_dir():
        raise LetanError(str(path), "is a folder", "Name a sound file in it")
    if not path.is_file():
        raise LetanError(str(path), "there is no such file", "Check the name")
    try:
        if path.stat().st_size == 0:
            raise LetanError(str(path), "the file is empty", _REMEDY)
        # A descriptor has no name: libsndfile then looks at the content alone.
        sound = soundfile.SoundFile(os.open(path, os.O_RDONLY), closefd=True)
    except PermissionError as error:
        raise LetanError(str(path), "the file may not be read", "Change its permissions") from error
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise LetanError(str(path), "is not a sound file that can be read", _REMEDY) from error
    if not _LOWEST_HZ <= sound.samplerate <= _HIGHEST_HZ:
        sound.close()
        raise LetanError(str(path), f"has {sound.samplerate} Hz", _REMEDY)
    return sound
