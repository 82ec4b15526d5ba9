"""A model of meanings: texts in, vectors out that lie near each other where they mean alike."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Embeds questions and phrasings alike; it may be asked from several threads."""

    @property
    def name(self) -> str:
        """Of model and version; vectors of different names must not be compared."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[texts, dimension], rows of length 1; the same text, the same row.

        Any text is taken, also an empty one. Long ones cost time in proportion: cut them before.
        """
        ...
