"""Does the person still stand where his face was, although he looks down at his papers?

What he wears below the face is compared with how it looked when the face was last seen: a grey
patch of 12x12, held in memory while the track lives. It tells nobody apart from others: it is
compared at this one place only.
"""

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Ratio
from letan.ports.camera import Box, Image

_SIDE = 12
_SAME = 0.75
_LIGHTER = 20.0
"""Grey levels by which the light may change between two looks."""


def patch(image: Image, face: Box) -> NDArray[np.float32] | None:
    """Return what is below a face as float32[12, 12], None where the picture does not show it."""
    height, width = image.shape[:2]
    x0, x1 = face.x - 0.35 * face.width, face.x + 1.35 * face.width
    y0, y1 = face.y + 0.1 * face.height, face.y + 2.6 * face.height
    columns = np.linspace(x0, x1, _SIDE).astype(np.int64)
    rows = np.linspace(y0, y1, _SIDE).astype(np.int64)
    if columns[0] < 0 or columns[-1] >= width or rows[0] < 0 or rows[_SIDE // 2] >= height:
        return None
    rows = np.minimum(rows, height - 1)
    cell = max(1, int(face.width / _SIDE))
    total = np.zeros((_SIDE, _SIDE), np.float32)
    for shift in (0, cell // 2):
        sampled = image[np.ix_(np.minimum(rows + shift, height - 1), columns)]
        total += sampled.mean(axis=2, dtype=np.float32)
    return total / 2.0


def likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> Ratio:
    """Return the correlation of two patches, 0 where they have nothing in common."""
    a, b = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    if scale < 1e-3:
        return 0.0
    return max(0.0, float((a * b).sum()) / scale)


def same(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Return whether the same person still stands there; light may change, edges may not."""
    return likeness(one, other) >= _SAME and abs(float(one.mean() - other.mean())) < _LIGHTER
