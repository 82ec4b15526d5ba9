"""Is the picture itself sound: not dark, covered, dazzled, frozen, out of focus?"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Ratio, Seconds
from letan.ports.camera import Image

_OVER_NOISE = 5.5
"""The hundredth that changes most, by the median change: 3.8 where all of it is noise."""


class PictureState(Enum):
    """What is wrong with the picture."""

    SOUND = "sound"
    DARK = "dark"
    COVERED = "covered"
    BRIGHT = "bright"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class PictureParams:
    """Limits; grey levels are 0..255.

    Attributes:
        dark: The brightest hundredth is below this: black, or lights out.
        flat: Less contrast than this, over a whole picture, is no hall: a hand, tape, a wall.
        dazzled: Share of pixels at full scale.
        frozen_after: The same picture to the last bit for that long; sensors always rustle.
        sure_after: Anything else must last that long to be told.
        settle: After it, a sound picture is believed again.
    """

    dark: float = 40.0
    flat: float = 9.0
    dazzled: Ratio = 0.55
    frozen_after: Seconds = 4.0
    sure_after: Seconds = 2.0
    settle: Seconds = 1.0


def thumbnail(image: Image) -> NDArray[np.float32]:
    """Return every 16th pixel of every 16th row as grey, float32[h/16, w/16]."""
    return np.asarray(image[8::16, 8::16].mean(axis=2, dtype=np.float32))


def judge(grey: NDArray[np.float32], params: PictureParams) -> PictureState:
    """Return what one thumbnail looks like; FROZEN needs several and is not judged here."""
    if float((grey >= 250.0).mean()) > params.dazzled:
        return PictureState.BRIGHT
    if float(np.percentile(grey, 99.0)) < params.dark:
        return PictureState.DARK
    if float(grey.std()) < params.flat:
        return PictureState.COVERED
    return PictureState.SOUND


def sharpness(image: NDArray[np.uint8] | NDArray[np.float32]) -> float:
    """Return the standard deviation of the Laplacian of the picture's middle, grey levels.

    Noise has edges too: `focus` takes them out (Pech-Pacheco 2000 uses the variance; the root
    keeps the unit).
    """
    high, wide = image.shape[:2]
    part = image[high // 5 : -high // 5, wide // 5 : -wide // 5].mean(axis=2, dtype=np.float32)
    part = (part[::2, ::2] + part[1::2, ::2][: len(part[::2])])[:-1] / 2.0
    edges = (
        part[:-2, 1:-1] + part[2:, 1:-1] + part[1:-1, :-2] + part[1:-1, 2:] - 4.0 * part[1:-1, 1:-1]
    )
    return float(edges.std())


def focus(pictures: list[Image]) -> float:
    """Return the sharpness of a still scene without the noise of its pictures, grey levels.

    Half the difference between the means of the even and the odd pictures holds the noise of the
    mean of all, and nothing of the scene. A hall in focus reads over 4, below 2 no edge is sharp.

    Args:
        pictures: An even number of them, at least two.
    """
    stack = np.stack(pictures).astype(np.float32)
    even, odd = stack[::2].mean(axis=0), stack[1::2].mean(axis=0)
    whole, noise = sharpness((even + odd) / 2.0), sharpness((even - odd) / 2.0)
    return float(np.sqrt(max(0.0, whole * whole - noise * noise)))


@dataclass(slots=True, eq=False)
class PictureWatch:
    """Follows the pictures; tells a fault when it has lasted, and its end.

    Attributes:
        params: See `PictureParams`.
        state: What is to be told now.
        seems: What the latest picture looks like; told only once it has lasted.
        moving: The latest picture differs from the one before by more than noise.
    """

    params: PictureParams = field(default_factory=PictureParams)
    state: PictureState = PictureState.SOUND
    seems: PictureState = PictureState.SOUND
    moving: bool = True
    _last: NDArray[np.float32] | None = None
    _same_since: Seconds | None = None
    _seems_since: Seconds = float("-inf")

    def see(self, image: Image, now: Seconds) -> PictureState:
        """Take a picture; return what is to be told."""
        grey = thumbnail(image)
        seems = judge(grey, self.params)
        last, self._last = self._last, grey
        if last is not None and last.shape == grey.shape:
            change = np.abs(grey - last)
            usual, most = np.percentile(change, (50.0, 99.0))
            self.moving = bool(most > max(14.0, _OVER_NOISE * usual))
            if float(change.max()) > 0.0:
                self._same_since = None
            elif self._same_since is None:
                self._same_since = now
            elif now - self._same_since >= self.params.frozen_after and (
                seems is PictureState.SOUND
            ):
                seems = PictureState.FROZEN
        if seems is not self.seems:
            self.seems, self._seems_since = seems, now
        wait = self.params.settle if seems is PictureState.SOUND else self.params.sure_after
        if now - self._seems_since >= wait or seems is PictureState.FROZEN:
            self.state = seems
        return self.state
