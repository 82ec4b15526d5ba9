"""The `viet-asr` wheel's own interface: the fallback where its model cannot be read out of it.

It loses first words without silence before them, so silence is put there; `final()` forgets what
was said before its own segment ends, so results are collected while they come. It gives neither
word times nor scores.
"""

import ctypes
from typing import Any

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis

_RATE_HZ = 16_000
_LEAD_S = 0.5
_PLACE = "recogniser wheel"
_PRESET = "transcribe"
_ERRORS_ONLY = 4
"""Level of the library's log: it writes every step on standard error otherwise."""


class WheelRecogniser:
    """The wheel's pipeline.

    Raises:
        LetanError: If the wheel is missing or its pipeline cannot be built.
    """

    name: str = "wheel"
    sample_rate_hz: int = _RATE_HZ
    vocabulary: tuple[str, ...] | None = None

    def __init__(self) -> None:
        try:
            import vietasr
        except (ImportError, OSError) as error:
            raise LetanError(
                _PLACE, "the package viet-asr is not installed", "Run ./letan setup"
            ) from error
        _quieten()
        try:
            self._pipeline: Any = vietasr.Pipeline.preset(_PRESET)
        except Exception as error:  # the library raises nothing more special
            raise LetanError(_PLACE, f"cannot start ({error})", "Run ./letan setup") from error

    def start(self) -> "WheelStream":
        """Begin an utterance."""
        return WheelStream(self._pipeline.stream(_RATE_HZ))


class WheelStream:
    """One utterance."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._said: list[str] = []
        self._text = ""
        self._silence = np.zeros(int(_LEAD_S * _RATE_HZ), np.int16)
        self._session.accept(self._silence)

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, int16[n] at 16 kHz; return the text when it changed."""
        if not len(pcm):
            return None
        if self._session.accept(np.ascontiguousarray(pcm)):
            self._keep(self._session.result().text)
        text = _joined([*self._said, self._session.partial().partial])
        if text == self._text:
            return None
        self._text = text
        return text

    def log_probs(self) -> None:
        """The interface gives none."""
        return

    def peek(self) -> None:
        """The interface cannot tell without ending the utterance."""

    def finish(self) -> Hypothesis:
        """End the utterance."""
        self._session.accept(self._silence)
        self._keep(self._session.final().text)
        self._session.close()
        return Hypothesis(_joined(self._said))

    def _keep(self, text: str) -> None:
        if text.strip():
            self._said.append(text)


def _joined(parts: list[str]) -> str:
    return " ".join(" ".join(parts).lower().split())


def _quieten() -> None:
    from letan_engines.recognition.embedded_weights import library_path

    library = ctypes.CDLL(str(library_path()))
    set_level = getattr(library, "vietasr_set_log_level", None)
    if set_level is not None:
        set_level(_ERRORS_ONLY)
