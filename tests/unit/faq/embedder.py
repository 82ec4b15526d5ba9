"""A model of meanings for tests: texts that share words mean alike."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class WordsAsMeanings:
    """`letan.ports.embedding.Embedder`: every word a random direction, the same in every run."""

    name = "words-1"
    dimension = 64

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        out = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in text.split() or [""]:
                seed = zlib.crc32(word.encode("utf-8", "replace"))
                out[row] += np.random.default_rng(seed).normal(size=self.dimension)
            out[row] /= np.linalg.norm(out[row])
        return out
