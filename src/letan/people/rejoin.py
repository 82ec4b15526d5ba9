"""Who comes out from behind somebody is who went behind him: a track that ended goes on.

Somebody new is taken for one who was lost where he can have walked meanwhile: on along his last
velocity or any part of it, give or take more the longer ago that was.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Metres, MetresPerSecond, Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Lost:
    """Somebody of whom the latest scans showed nothing.

    Attributes:
        id: Of his track.
        shown: float64[4], x, y, vx, vy when a scan last showed him.
        seen: Moment of that scan.
        born: Moment of the first.
    """

    id: int
    shown: NDArray[np.float64]
    seen: Seconds
    born: Seconds


def off_his_way(lost: Lost, x: float, y: float, now: Seconds) -> Metres:
    """How far a spot is from where he can have come since, had he kept or lost his velocity."""
    passed = now - lost.seen
    away_x, away_y = x - float(lost.shown[0]), y - float(lost.shown[1])
    way_x, way_y = float(lost.shown[2]) * passed, float(lost.shown[3]) * passed
    long = way_x * way_x + way_y * way_y
    share = (away_x * way_x + away_y * way_y) / long if long > 0.0 else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(away_x - share * way_x, away_y - share * way_y)


def rejoined(
    lost: Sequence[Lost],
    found: Sequence[tuple[float, float, Seconds]],
    now: Seconds,
    slack: Metres,
    spread: MetresPerSecond,
) -> dict[int, int]:
    """Say who of those found is which of the lost; the best pairs first, nobody twice.

    Args:
        lost: Who is missed.
        found: Where each of the new ones is, metres, and since when he is seen.
        now: The moment of `found`.
        slack: So far off his way he may be.
        spread: And so much farther a second since he was seen.

    Returns:
        Index into `lost` by index into `found`.
    """
    pairs = []
    for j, (x, y, since) in enumerate(found):
        for i, one in enumerate(lost):
            off = off_his_way(one, x, y, now)
            if one.seen < since and off <= slack + spread * (now - one.seen):
                pairs.append((off, i, j))
    taken: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if j not in taken and i not in taken.values():
            taken[j] = i
    return taken
