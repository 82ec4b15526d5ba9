"""The Vietnamese recognition model that the `viet-asr` wheel carries inside its library.

The library exports two C++ functions without arguments that return {pointer, length} by value:
the ONNX file and its vocabulary. Nothing else of the library is used: its own streaming
interface loses first words and merges others, and gives no scores.
"""

import ctypes
import hashlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from letan.kernel.faults import LetanError

MODEL_BYTES = 69_420_285
MODEL_SHA256 = "b34e699e5557f87741c6fca80246267268922c9d57045602da6fdf77039f0057"
VOCABULARY_SHA256 = "7b15d985d06e3c942f131f96e39b29a7170a9871f9800e794eb6e002940f9716"
"""Taken from the x86-64 wheel 0.1.0.dev11; upstream publishes neither."""

_MODEL_SYMBOL = "_ZN7vietasr16EmbeddedAsrModelEv"
_VOCABULARY_SYMBOL = "_ZN7vietasr16EmbeddedAsrVocabEv"
_PLACE = "recogniser embedded"
_INSTALL = "Run ./letan setup, or choose another recogniser (letan models list)"


class _Blob(ctypes.Structure):
    _fields_ = (("data", ctypes.c_void_p), ("size", ctypes.c_size_t))


@dataclass(frozen=True, slots=True)
class EmbeddedWeights:
    """An open copy of the model.

    Attributes:
        onnx: Path of the ONNX file, readable as long as the weights are open.
        vocabulary: Word pieces, one a line of the vocabulary file.
    """

    onnx: str
    vocabulary: tuple[str, ...]


def library_path() -> Path:
    """Return where the wheel's library stands; the wheel's own code is not imported.

    Raises:
        LetanError: If the wheel is not installed.
    """
    spec = importlib.util.find_spec("vietasr")
    if spec is None or not spec.submodule_search_locations:
        raise LetanError(_PLACE, "the package viet-asr is not installed", _INSTALL)
    path = Path(spec.submodule_search_locations[0], "_native", "libvietasr.so")
    if not path.exists():
        raise LetanError(_PLACE, f"{path.name} is missing in the package viet-asr", _INSTALL)
    return path


@contextmanager
def open_weights(path: Path | None = None) -> Iterator[EmbeddedWeights]:
    """Copy the model out of the library into a file in memory; it is gone when the context ends.

    A file, since onnxruntime keeps the bytes it is given as long as the session lives (69 MB).

    Args:
        path: The library; None looks into the installed wheel.

    Raises:
        LetanError: If it is missing, or is another version than the one that was measured.
    """
    path = library_path() if path is None else path
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise LetanError(_PLACE, f"{path.name} cannot be loaded ({error})", _INSTALL) from error
    try:
        with os.fdopen(os.memfd_create("letan-embedded-asr"), "wb") as file:
            model = _view(library, _MODEL_SYMBOL)
            _check(model, MODEL_SHA256, "model")
            file.write(model)
            file.flush()
            vocabulary = bytes(_view(library, _VOCABULARY_SYMBOL))
            _check(memoryview(vocabulary), VOCABULARY_SHA256, "vocabulary")
            del model
            _unload(library)
            lines = vocabulary.decode("utf-8").splitlines()
            pieces = tuple(line.rsplit(" ", 1)[0] for line in lines)
            yield EmbeddedWeights(f"/proc/self/fd/{file.fileno()}", pieces)
    except OSError as error:
        raise LetanError(_PLACE, f"no memory for the model ({error})", "Free memory") from error


def check_installed(thorough: bool) -> None:
    """Raise LetanError unless the model is there; `thorough` also compares its hash."""
    if thorough:
        with open_weights():
            pass
    else:
        library_path()


def _view(library: ctypes.CDLL, symbol: str) -> memoryview:
    try:
        function = library[symbol]
    except AttributeError as error:
        raise LetanError(_PLACE, "this viet-asr carries no readable model", _INSTALL) from error
    function.restype = _Blob
    blob: _Blob = function()
    return memoryview((ctypes.c_ubyte * blob.size).from_address(blob.data)).cast("B")


def _unload(library: ctypes.CDLL) -> None:
    close = ctypes.CDLL(None).dlclose
    close.argtypes = (ctypes.c_void_p,)
    close(library._handle)  # noqa: SLF001 - ctypes offers no other way to unload


def _check(content: memoryview, expected: str, what: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise LetanError(
            _PLACE, f"the {what} has the hash {found[:8]}…, not {expected[:8]}…", _INSTALL
        )
