"""A WAV file as loudspeaker."""

import wave
from pathlib import Path
from typing import BinaryIO

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds


class WavSink:
    """Writes its streams one after the other into a 16-bit mono WAV file; all counts as played."""

    def __init__(self, path: Path) -> None:
        """The file is created by `open`, not before."""
        self._path = path
        self._file: wave.Wave_write | None = None
        self._raw: BinaryIO | None = None
        self._rate = 0
        self._samples = 0

    def open(self, sample_rate_hz: int) -> None:
        """Begin a stream; a second one continues the file.

        Raises:
            LetanError: If the file cannot be written, or has another rate.
        """
        self._samples = 0
        if self._file is not None and self._rate == sample_rate_hz:
            return
        if self._file is not None:
            raise LetanError(
                str(self._path), f"holds sound at {self._rate} Hz", "Use one engine for one file"
            )
        try:
            self._raw = self._path.open("wb")
        except OSError as error:
            raise LetanError(
                str(self._path),
                f"cannot be written ({error.strerror})",
                "Choose a folder you may write to",
            ) from None
        self._file = wave.open(self._raw, "wb")  # noqa: SIM115 - closed by close()
        self._file.setparams((1, 2, sample_rate_hz, 0, "NONE", "not compressed"))
        self._rate = sample_rate_hz

    def write(self, pcm: Pcm) -> None:
        """Append samples.

        Raises:
            LetanError: If the disk is full.
        """
        if self._file is None:
            return
        try:
            self._file.writeframesraw(pcm.astype("<i2").tobytes())
        except OSError as error:
            raise self._full(error) from None
        self._samples += len(pcm)

    def played_s(self) -> Seconds:
        """Seconds written in this stream."""
        return self._samples / self._rate if self._rate else 0.0

    def drain(self) -> None:
        """Nothing waits."""

    def abort(self) -> None:
        """End the stream; what was written stays."""

    def close(self) -> None:
        """Complete the file; safe to call twice.

        Raises:
            LetanError: If the disk is full.
        """
        file, self._file = self._file, None
        raw, self._raw = self._raw, None
        if file is None or raw is None:
            return
        try:
            with raw:
                file.close()
        except OSError as error:
            raise self._full(error) from None

    def _full(self, error: OSError) -> LetanError:
        return LetanError(
            str(self._path), f"writing stopped ({error.strerror})", "Make room on the disk"
        )
