"""Lists of short texts as one array, so that a compiled matcher is nothing but arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def pack_lines(lines: Sequence[str]) -> NDArray[np.uint8]:
    """Return the lines as UTF-8 bytes, uint8[n].

    Raises:
        ValueError: If a line holds a line feed.
    """
    if any("\n" in line for line in lines):
        raise ValueError("a line holds a line feed")
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)


def unpack_lines(packed: NDArray[np.uint8]) -> list[str]:
    """Return what `pack_lines` was given."""
    return packed.tobytes().decode().split("\n")[:-1]
