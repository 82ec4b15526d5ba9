"""libespeak-ng through ctypes: just what a synthesiser needs.

The library keeps global state and calls back while it works, so one lock serialises it in a
process. It is driven in retrieval mode: it never opens a sound device. A callback that
returns 1 ends the work.

Source of names and layouts: espeak-ng 1.51, speak_lib.h.
"""

import ctypes
import ctypes.util
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm

_AUDIO_OUTPUT_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_POSITION_CHARACTER = 1
_CHARS_UTF8 = 1
_EVENT_END, _EVENT_WORD = 0, 1
_RATE, _PITCH = 1, 3


@dataclass(frozen=True, slots=True)
class EspeakWord:
    """A word event: characters [start, start + length) of the text, and the sample it begins at."""

    start: int
    length: int
    sample: int


@dataclass(frozen=True, slots=True)
class EspeakSettings:
    """A voice file, and the library's own parameters."""

    voice: Path
    words_per_minute: int
    pitch: int


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)
if TYPE_CHECKING:
    from ctypes import _Pointer

    _Samples = _Pointer[ctypes.c_short]
    _Events = _Pointer[_Event]
_lock = threading.Lock()


class EspeakLibrary:
    """The loaded library. Make one a process: `espeak_library()` keeps it."""

    def __init__(self) -> None:
        """Load and initialise.

        Raises:
            LetanError: If the library or its data are not installed.
        """
        path = ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1"
        try:
            self._library = ctypes.CDLL(path)
        except OSError:
            raise LetanError(
                "espeak",
                "libespeak-ng is not installed",
                "Install it: sudo apt-get install libespeak-ng1",
            ) from None
        self._c = ctypes.CDLL(None)
        self.sample_rate_hz: int = self._library.espeak_Initialize(
            _AUDIO_OUTPUT_SYNCHRONOUS, 0, None, _DONT_EXIT
        )
        if self.sample_rate_hz <= 0:
            raise LetanError(
                "espeak",
                "its voice data are missing",
                "Install them: sudo apt-get install espeak-ng-data",
            )
        self._library.espeak_Synth.argtypes = (
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        )  # fmt: skip
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.argtypes = (
            ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int,
        )  # fmt: skip

    def synthesise(
        self, text: str, settings: EspeakSettings, stop: Callable[[], bool]
    ) -> tuple[Pcm, tuple[EspeakWord, ...]]:
        """Speak `text`; the same text gives the same length and word times.

        Samples differ in their last bits with what was spoken before: its filters ring on.

        Args:
            text: No control characters.
            settings: Voice and parameters.
            stop: Asked at each 50 ms of sound; True ends the work early.

        Raises:
            LetanError: If the voice is unknown or the library fails.
        """
        blocks: list[Pcm] = []
        words: list[EspeakWord] = []

        def take(samples: "_Samples", count: int, events: "_Events") -> int:
            if count > 0:
                blocks.append(np.ctypeslib.as_array(samples, (count,)).astype(np.int16))
            index = 0
            while events[index].type != _EVENT_END:
                event = events[index]
                if event.type == _EVENT_WORD:
                    words.append(EspeakWord(event.text_position - 1, event.length, event.sample))
                index += 1
            return 1 if stop() else 0

        callback = _Callback(take)
        encoded = text.encode("utf-8", "ignore")
        with _lock:
            self._use(settings)
            self._c.srand(1)  # its breath noise comes from rand()
            self._library.espeak_SetSynthCallback(callback)
            status = self._library.espeak_Synth(
                encoded, len(encoded) + 1, 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None
            )
            self._library.espeak_SetSynthCallback(_Callback())
        if status != 0:
            raise LetanError(
                "espeak", f"the engine failed with status {status}", "Start the voice again"
            )
        return (np.concatenate(blocks) if blocks else np.zeros(0, np.int16)), tuple(words)

    def phonemes(self, text: str, voice: Path) -> tuple[str, ...]:
        """Return the IPA phonemes of `text`, one string a clause."""
        clauses: list[str] = []
        buffer = ctypes.create_string_buffer(text.encode("utf-8", "ignore"))
        position = ctypes.c_void_p(ctypes.addressof(buffer))
        with _lock:
            self._use(EspeakSettings(voice, 175, 50))
            while position.value:
                ipa = self._library.espeak_TextToPhonemes(ctypes.byref(position), _CHARS_UTF8, 0x02)
                clauses.append((ipa or b"").decode("utf-8", "replace").strip())
        return tuple(clauses)

    def _use(self, settings: EspeakSettings) -> None:
        if self._library.espeak_SetVoiceByFile(str(settings.voice).encode()) != 0:
            raise LetanError(
                "espeak",
                f"the voice {settings.voice.name!r} does not load",
                "Install espeak-ng-data 1.51 or newer",
            )
        self._library.espeak_SetParameter(_RATE, settings.words_per_minute, 0)
        self._library.espeak_SetParameter(_PITCH, settings.pitch, 0)


_loaded: list[EspeakLibrary] = []


def espeak_library() -> EspeakLibrary:
    """Return the process's one library, loading it at the first call."""
    with _lock:
        if not _loaded:
            _loaded.append(EspeakLibrary())
        return _loaded[0]
