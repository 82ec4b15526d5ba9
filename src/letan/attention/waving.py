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
_MOVES = 150
"""Change of twelve values (four pixels, three colours) that is motion and not noise: 12.5 each,
where noise of 6 grey levels makes 4 in their mean."""
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
        swing: How far it must go to and fro, in face widths, at least.
        reach: And at most: who walks by behind goes farther.
    """

    window: Seconds = 1.8
    frames: int = 6
    share: Ratio = 0.7
    least: Ratio = 0.02
    most: Ratio = 0.5
    quiet: Ratio = 0.35
    turns: int = 3
    swing: float = 0.15
    reach: float = 1.7


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
    _last: NDArray[np.int32] | None = None
    _votes: dict[str, _Vote] = field(default_factory=dict)

    def see(self, image: Image, faces: dict[str, Box], now: Seconds) -> dict[str, bool]:
        """Take a picture and where everybody's face is; return who waves.

        Args:
            image: The picture.
            faces: Latest face of each person, by id.
            now: Its moment.
        """
        coarse = _coarse(image)
        last, self._last = self._last, coarse
        self._votes = {id_: self._votes.get(id_, _Vote()) for id_ in faces}
        if last is None or last.shape != coarse.shape or not faces:
            return dict.fromkeys(faces, False)
        moves = np.abs(coarse - last).sum(axis=2) > _MOVES
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
        if not p.swing <= float(np.ptp(path)) <= p.reach:
            return False
        return _turns(middles, moving, p.swing / 3.0) >= p.turns


def _coarse(image: Image) -> NDArray[np.int32]:
    """Return int32[h/4, w/4, 3]: sums of four pixels of each block of 4x4, which calms noise."""
    half = _STEP // 2
    parts = [image[y::_STEP, x::_STEP].astype(np.int32) for y in (0, half) for x in (0, half)]
    return np.asarray(sum(parts[1:], parts[0]))


def _turns(middles: list[float], moving: list[bool], least: float) -> int:
    """Count changes of direction between neighbouring frames that both show motion."""
    turns, way = 0, 0
    for i in range(1, len(middles)):
        if not (moving[i] and moving[i - 1]):
            way = 0
            continue
        step = middles[i] - middles[i - 1]
        if abs(step) < least:
            continue
        turns += way * step < 0.0
        way = 1 if step > 0.0 else -1
    return turns


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
