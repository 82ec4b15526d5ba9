"""Rendered sentences on disk: shared by every process of a robot, bounded, never half written.

A file holds a checked head (the word marks) and the samples; its name is the hash of what was
said, by which voice, and how. Reading a file makes it young; the oldest go when there are too
many bytes. Only texts of the robot's own are ever kept here.
"""

import contextlib
import hashlib
import json
import os
import struct
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from letan.kernel.units import Language, Pcm
from letan.ports.synthesiser import Prosody, SpeechBlock, WordMark

MOST_BYTES: Final = 300_000_000
"""About two hours of speech at 22,050 Hz: the first sentences of 1,500 answers."""
_HEAD: Final = struct.Struct("<6sIII")
"""Magic, length of the marks' JSON, rate in Hz, CRC-32 of all that follows."""
_MAGIC: Final = b"LTSND1"
_SUFFIX: Final = ".speech"
_HALF: Final = ".new"
_HALF_S: Final = 600.0


class SoundCache:
    """A folder of rendered sentences."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """Nothing is read or made yet.

        Args:
            folder: Usually `$LETAN_HOME/cache/speech`.
            most_bytes: Beyond this the files that were not used for longest are removed.
        """
        self.folder = folder
        self._most_bytes = most_bytes

    def path(self, voice: str, sentence: str, language: Language, prosody: Prosody) -> Path:
        """Return where a sentence is or would be. The volume is the player's, so it is no part."""
        said = (voice, sentence, language, f"{prosody.rate:.3f}", f"{prosody.pitch:.3f}")
        return self.folder / (hashlib.sha256("\0".join(said).encode()).hexdigest()[:32] + _SUFFIX)

    def read(self, path: Path, sample_rate_hz: int) -> SpeechBlock | None:
        """Return a sentence; None where it was not rendered, at another rate, or is damaged."""
        try:
            content = path.read_bytes()
            block = _decoded(content, sample_rate_hz)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, struct.error):
            with contextlib.suppress(OSError):
                path.unlink()  # damaged: it is rendered anew at the next publish
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return block

    def write(self, path: Path, sample_rate_hz: int, blocks: Sequence[SpeechBlock]) -> None:
        """Keep a sentence, and make room for it.

        Raises:
            OSError: If nothing can be written; what was there before is unchanged.
        """
        pcm = np.concatenate([block.pcm for block in blocks]) if blocks else np.zeros(0, np.int16)
        marks = tuple(mark for block in blocks for mark in block.marks)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear_halves()
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=_HALF)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_encoded(pcm, marks, sample_rate_hz))
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        self._prune(path)

    def bytes(self) -> int:
        """Size of all rendered sentences."""
        return sum(size for _, size, _ in self._files())

    def _clear_halves(self) -> None:
        """Remove what a process that was ended in mid-write has left; a live one takes seconds."""
        for path in self.folder.glob(f"*{_HALF}"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _HALF_S:
                    path.unlink()

    def _prune(self, newest: Path) -> None:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._most_bytes:
                return
            if path != newest:
                path.unlink(missing_ok=True)
                total -= size

    def _files(self) -> list[tuple[int, int, Path]]:
        """Return (last use, bytes, path) of each file; another process may remove them."""
        found = []
        for path in self.folder.glob(f"*{_SUFFIX}") if self.folder.is_dir() else ():
            with contextlib.suppress(FileNotFoundError):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        return found


def _encoded(pcm: Pcm, marks: Sequence[WordMark], rate: int) -> bytes:
    words = json.dumps([(mark.start, mark.end, round(mark.t_s, 5)) for mark in marks]).encode()
    body = words + pcm.astype("<i2").tobytes()
    return _HEAD.pack(_MAGIC, len(words), rate, zlib.crc32(body)) + body


def _decoded(content: bytes, rate: int) -> SpeechBlock:
    magic, length, found_rate, crc = _HEAD.unpack_from(content)
    body = content[_HEAD.size :]
    if (magic, found_rate, crc) != (_MAGIC, rate, zlib.crc32(body)):
        raise ValueError("damaged")
    marks = tuple(WordMark(start, end, t_s) for start, end, t_s in json.loads(body[:length]))
    return SpeechBlock(np.frombuffer(body, "<i2", offset=length).astype(np.int16), marks)
