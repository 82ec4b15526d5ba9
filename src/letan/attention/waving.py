"""Who waves: something that swings beside a head that is still, seen in many frames.

One picture proves nothing: hands are raised to scratch a head. What is asked for is motion in one
of two fields beside the head, at its height, in most frames of a second and a half, while head and
the other field are quiet, and a middle of that motion that goes to and fro. A person who walks by
behind goes through both fields and only one way.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Ratio, Seconds
from letan.ports.camera import Box, Image, Pixels

_STEP = 4
_MOVES = 22
"""Grey levels between two pictures that are motion and not noise."""
_SMALLEST: Pixels = 14.0


@dataclass(frozen=True, slots=True)
class WavingParams:
    """The vote.

    Attributes:
        window: Frames of that long are counted.
        frames: At least so many of them.
        share: Of them, that show motion beside the head.
        least: Share of the field that moves, at least.
        most: At most; more is a passer-by, or the robot turns.
        quiet: The other field moves at most this share of what the waving one does.
        turns: How often the motion's middle must change direction.
        swing: How far it must go, in face widths.
    """

    window: Seconds = 1.8
    frames: int = 6
    share: Ratio = 0.7
    least: Ratio = 0.02
    most: Ratio = 0.5
    quiet: Ratio = 0.35
    turns: int = 2
    swing: float = 0.15


@dataclass(frozen=True, slots=True)
class _Sample:
    t: Seconds
    left: Ratio
    right: Ratio
    head: Ratio
    left_x: float
    right_x: float


@dataclass(slots=True)
class _Vote:
    samples: deque[_Sample] = field(default_factory=deque)


@dataclass(slots=True)
class Waving:
    """Votes for each person who is watched; whoever is gone is forgotten.

    Attributes:
        params: See `WavingParams`.
    """

    params: WavingParams = field(default_factory=WavingParams)
    _last: NDArray[np.int16] | None = None
    _votes: dict[str, _Vote] = field(default_factory=dict)

    def see(self, image: Image, faces: dict[str, Box], now: Seconds) -> dict[str, bool]:
        """Take a picture and where everybody's face is; return who waves.

        Args:
            image: The picture.
            faces: Latest face of each person, by id.
            now: Its moment.
        """
        grey = image[::_STEP, ::_STEP, 1].astype(np.int16)
        last, self._last = self._last, grey
        self._votes = {id_: self._votes.get(id_, _Vote()) for id_ in faces}
        if last is None or last.shape != grey.shape or not faces:
            return dict.fromkeys(faces, False)
        moves = np.abs(grey - last) > _MOVES
        return {id_: self._count(id_, box, moves, now) for id_, box in faces.items()}

    def _count(self, id_: str, face: Box, moves: NDArray[np.bool_], now: Seconds) -> bool:
        samples = self._votes[id_].samples
        if face.height < _SMALLEST:
            samples.clear()
            return False
        samples.append(_sample(face, moves, now))
        while samples and now - samples[0].t > self.params.window:
            samples.popleft()
        if len(samples) < self.params.frames:
            return False
        return any(self._waves(samples, left=left) for left in (True, False))

    def _waves(self, samples: deque[_Sample], *, left: bool) -> bool:
        p = self.params
        own = [s.left if left else s.right for s in samples]
        other = [s.right if left else s.left for s in samples]
        middles = [s.left_x if left else s.right_x for s in samples]
        moving = [p.least <= share <= p.most for share in own]
        if sum(moving) < p.share * len(samples) or max(own) > p.most:
            return False
        if sum(other) > p.quiet * sum(own) or sum(s.head for s in samples) > 0.3 * len(samples):
            return False
        path = [x for x, moved in zip(middles, moving, strict=True) if moved]
        steps = np.diff(path)
        steps = steps[np.abs(steps) > p.swing / 3.0]
        turned = int((np.diff(np.sign(steps)) != 0).sum()) if len(steps) > 1 else 0
        return turned >= p.turns and float(np.ptp(path)) >= p.swing


def _sample(face: Box, moves: NDArray[np.bool_], now: Seconds) -> _Sample:
    """Measure both fields and the head; middles in face widths from the face's middle."""
    x, y = face.centre
    top, foot = y - 2.0 * face.height, y + 1.6 * face.height
    left, left_x = _motion(moves, x - 3.6 * face.width, x - 0.9 * face.width, (top, foot), face)
    right, right_x = _motion(moves, x + 0.9 * face.width, x + 3.6 * face.width, (top, foot), face)
    head, _ = _motion(
        moves,
        x - 0.5 * face.width,
        x + 0.5 * face.width,
        (y - 0.5 * face.height, y + 0.5 * face.height),
        face,
    )
    return _Sample(now, left, right, head, left_x, right_x)


def _motion(
    moves: NDArray[np.bool_], x0: Pixels, x1: Pixels, rows: tuple[Pixels, Pixels], face: Box
) -> tuple[Ratio, float]:
    high, wide = moves.shape
    a, b = max(0, int(x0 / _STEP)), min(wide, int(x1 / _STEP) + 1)
    c, d = max(0, int(rows[0] / _STEP)), min(high, int(rows[1] / _STEP) + 1)
    if b <= a or d <= c:
        return 0.0, 0.0
    part = moves[c:d, a:b]
    count = int(part.sum())
    whole = max(1.0, (x1 - x0) * (rows[1] - rows[0]) / _STEP**2)
    if count == 0:
        return 0.0, 0.0
    middle = float((part.sum(axis=0) * np.arange(a, b)).sum()) / count * _STEP
    return count / whole, (middle - face.centre[0]) / face.width
