"""Echo cancelling by the system's libspeexdsp: an adaptive filter and a guard on what it leaves."""

import ctypes
import ctypes.util

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm

_RATE_HZ = 16_000
_FRAME = 256
_TAIL = 4096
"""Samples of echo that the filter covers, 256 ms: the device's delay, the hall's first echoes."""
_SET_SAMPLING_RATE = 24
"""`speex_echo.h`: SPEEX_ECHO_SET_SAMPLING_RATE."""
_SET_DENOISE, _SET_ECHO_SUPPRESS, _SET_ECHO_SUPPRESS_ACTIVE, _SET_ECHO_STATE = 0, 20, 22, 24
"""`speex_preprocess.h`: SPEEX_PREPROCESS_SET_…"""
_SUPPRESS_DB, _SUPPRESS_ACTIVE_DB = -40, -15
"""Speex's own: what is left of the echo is lowered by up to this, while the visitor is silent or
speaks."""
_NAMES = ("libspeexdsp.so.1", "speexdsp")
_REMEDY = "Run ./letan setup, or: sudo apt-get install libspeexdsp1"


class SpeexEchoCanceller:
    """An echo canceller for 16 kHz; about 0.4 % of one processor.

    Raises:
        LetanError: If the system has no libspeexdsp.
    """

    sample_rate_hz: int = _RATE_HZ
    frame_samples: int = _FRAME

    def __init__(self) -> None:
        self._library = _load()
        self._echo: int | None = None
        self._guard: int | None = None
        self._make()

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        """Return what was heard without the robot's voice, int16[n]."""
        if len(heard) != len(played) or len(heard) % _FRAME:
            raise ValueError(f"both sounds need one length, a multiple of {_FRAME}")
        near = np.ascontiguousarray(heard, np.int16)
        far = np.ascontiguousarray(played, np.int16)
        clean = np.empty_like(near)
        for first in range(0, len(near), _FRAME):
            at = 2 * first
            self._library.speex_echo_cancellation(
                self._echo, near.ctypes.data + at, far.ctypes.data + at, clean.ctypes.data + at
            )
            self._library.speex_preprocess_run(self._guard, clean.ctypes.data + at)
        return clean

    def reset(self) -> None:
        """Forget the way from mouth to ear."""
        self._library.speex_echo_state_reset(self._echo)

    def __del__(self) -> None:
        self._free()

    def _make(self) -> None:
        library = self._library
        self._echo = library.speex_echo_state_init(_FRAME, _TAIL)
        self._guard = library.speex_preprocess_state_init(_FRAME, _RATE_HZ)
        library.speex_echo_ctl(self._echo, _SET_SAMPLING_RATE, _int(_RATE_HZ))
        library.speex_preprocess_ctl(self._guard, _SET_DENOISE, _int(0))
        library.speex_preprocess_ctl(self._guard, _SET_ECHO_STATE, self._echo)
        library.speex_preprocess_ctl(self._guard, _SET_ECHO_SUPPRESS, _int(_SUPPRESS_DB))
        library.speex_preprocess_ctl(
            self._guard, _SET_ECHO_SUPPRESS_ACTIVE, _int(_SUPPRESS_ACTIVE_DB)
        )

    def _free(self) -> None:
        guard, self._guard = getattr(self, "_guard", None), None
        echo, self._echo = getattr(self, "_echo", None), None
        if guard is not None:
            self._library.speex_preprocess_state_destroy(guard)
        if echo is not None:
            self._library.speex_echo_state_destroy(echo)


def _int(value: int) -> ctypes.c_void_p:
    """A pointer to an int that lives as long as the call."""
    return ctypes.cast(ctypes.pointer(ctypes.c_int(value)), ctypes.c_void_p)


def _load() -> ctypes.CDLL:
    for name in (_NAMES[0], ctypes.util.find_library(_NAMES[1])):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library is not None:
            return _typed(library)
    raise LetanError("echo canceller", "the library libspeexdsp is not installed", _REMEDY)


def _typed(library: ctypes.CDLL) -> ctypes.CDLL:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    library.speex_echo_state_init.restype = pointer
    library.speex_echo_state_init.argtypes = [number, number]
    library.speex_preprocess_state_init.restype = pointer
    library.speex_preprocess_state_init.argtypes = [number, number]
    library.speex_echo_cancellation.argtypes = [pointer] * 4
    library.speex_preprocess_run.argtypes = [pointer, pointer]
    for name in ("speex_echo_ctl", "speex_preprocess_ctl"):
        getattr(library, name).argtypes = [pointer, number, pointer]
    for name in (
        "speex_echo_state_reset",
        "speex_echo_state_destroy",
        "speex_preprocess_state_destroy",
    ):
        getattr(library, name).argtypes = [pointer]
    return library
