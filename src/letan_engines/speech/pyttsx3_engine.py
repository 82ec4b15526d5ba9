"""pyttsx3 as a speech engine: save only, in a process of its own that is ended when it hangs.

Its playback blocks, its stop() may hang, a second file overwrites the first, and its wait may
end before its work: so each utterance gets a new process and a new engine, which writes one file.
"""

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Language, Pcm, Seconds
from letan.ports.synthesiser import Prosody, SpeechBlock
from letan.voice.script import Dialect
from letan_engines.speech.spread import heard_marks

_CHILD = (sys.executable, str(Path(__file__).with_name("pyttsx3_child.py")))
_VOICES: dict[Dialect, str] = {
    "north": "vi",
    "central": "vi-vn-x-central",
    "south": "vi-vn-x-south",
}
_NORMAL_WPM = 165
_RATE_HZ = 22_050
"""pyttsx3 2.99 writes this rate into every file."""


class Pyttsx3Synthesiser:
    """Speaks through pyttsx3; word times come from the pauses in its sound."""

    def __init__(
        self,
        dialect: Dialect = "north",
        command: Sequence[str] = _CHILD,
        timeout_s: Seconds = 10.0,
    ) -> None:
        """Nothing starts yet.

        Args:
            dialect: Vietnamese voice.
            command: Program that takes the request; another one in tests.
            timeout_s: Seconds after which an utterance's process is ended; it needs about 0.3.
        """
        self._dialect: Dialect = dialect
        self._command = tuple(command)
        self._timeout_s = timeout_s

    @property
    def name(self) -> str:
        """Short name."""
        return "pyttsx3"

    @property
    def sample_rate_hz(self) -> int:
        """Rate of its files."""
        return _RATE_HZ

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Speak one sentence; it comes as one block.

        Raises:
            LetanError: If the process fails or hangs; it is ended then.
        """
        with tempfile.TemporaryDirectory(prefix="letan-pyttsx3-") as folder:
            out = Path(folder, "speech.wav")
            request = {
                "text": sentence,
                "voice": "en-gb" if language == "en" else _VOICES[self._dialect],
                "words_per_minute": round(_NORMAL_WPM * prosody.rate),
                "pitch": round(min(99.0, 50 * prosody.pitch)),
                "out": str(out),
            }
            self._run(json.dumps(request))
            pcm = _read(out)
        yield SpeechBlock(pcm, heard_marks(sentence, pcm, _RATE_HZ))

    def _run(self, request: str) -> None:
        try:
            done = subprocess.run(
                self._command,
                input=request,
                capture_output=True,
                text=True,
                timeout=self._timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LetanError(
                "pyttsx3",
                f"gave no sound within {self._timeout_s:g} s and was ended",
                "Use the engine espeak",
            ) from None
        except OSError as error:
            raise LetanError(
                "pyttsx3", f"did not start ({error.strerror})", "Run ./letan setup"
            ) from None
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise LetanError(
                "pyttsx3", f"failed with status {done.returncode} ({last})", "Use the engine espeak"
            )


def _read(path: Path) -> Pcm:
    try:
        with wave.open(str(path), "rb") as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
    except (OSError, wave.Error, EOFError):
        raise LetanError("pyttsx3", "wrote no sound", "Use the engine espeak") from None
