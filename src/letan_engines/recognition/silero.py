"""Silero voice activity, version 6: its ONNX file run directly, so that torch is not needed."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import onnxruntime as ort

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Probability

SHA256 = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3"
"""Of `silero_vad.onnx` in the wheel silero-vad 6.2.3."""

_RATE_HZ = 16_000
_BLOCK = 512
_CONTEXT = 64
"""Samples of the block before that the model sees again."""
_PLACE = "voice activity silero"
_INSTALL = "Run ./letan setup"


def model_path() -> Path:
    """Return the ONNX file of the installed wheel; the package (which wants torch) is not imported.

    Raises:
        LetanError: If the wheel is not installed.
    """
    spec = importlib.util.find_spec("silero_vad")
    if spec is None or not spec.submodule_search_locations:
        raise LetanError(_PLACE, "the package silero-vad is not installed", _INSTALL)
    path = Path(spec.submodule_search_locations[0], "data", "silero_vad.onnx")
    if not path.exists():
        raise LetanError(_PLACE, f"{path.name} is missing in the package silero-vad", _INSTALL)
    return path


def check_installed(thorough: bool) -> None:
    """Raise LetanError unless the model is there; `thorough` also compares its hash."""
    path = model_path()
    if thorough:
        _read(path)


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        problem = f"{path.name} has the hash {found[:8]}…, not {SHA256[:8]}…"
        raise LetanError(_PLACE, problem, _INSTALL)
    return content


class SileroVad:
    """A voice activity detector for 16 kHz; one thread, about 0.2 ms a block of 32 ms.

    Args:
        path: The ONNX file; None takes that of the installed wheel.

    Raises:
        LetanError: If the file is missing or another version than the one that was measured.
    """

    sample_rate_hz: int = _RATE_HZ
    block_samples: int = _BLOCK

    def __init__(self, path: Path | None = None) -> None:
        content = _read(model_path() if path is None else path)
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._rate = np.array(_RATE_HZ, np.int64)
        self._input = np.zeros((1, _CONTEXT + _BLOCK), np.float32)
        self._state = np.zeros((2, 1, 128), np.float32)

    def probability(self, block: Pcm) -> Probability:
        """Probability that the block, int16[512], holds speech.

        Raises:
            ValueError: If the block has another length.
        """
        if len(block) != _BLOCK:
            raise ValueError(f"a block has {_BLOCK} samples, not {len(block)}")
        self._input[0, :_CONTEXT] = self._input[0, -_CONTEXT:]
        self._input[0, _CONTEXT:] = block
        self._input[0, _CONTEXT:] /= 32768.0
        probability, self._state = self._session.run(
            None, {"input": self._input, "state": self._state, "sr": self._rate}
        )
        return float(probability[0, 0])

    def reset(self) -> None:
        """Forget the blocks seen so far."""
        self._input = np.zeros((1, _CONTEXT + _BLOCK), np.float32)
        self._state = np.zeros((2, 1, 128), np.float32)
