"""How much somebody moves like a visitor who follows the robot, and not like anybody else.

Who follows walks after the robot at an unhurried pace or stands near it, since it waits for him.
Anybody else walks wherever he likes, mostly faster, or stands in a line. The robot's own walkers
are not looked at here: paces are those of old people and of adults in public buildings.
Source: Bohannon 1997, "Comfortable and maximum walking speed of adults aged 20-79 years" (1.3 m/s
and a spread of 0.2; the old slower); who is led by a slow robot walks at its pace.
"""

import numpy as np
from numpy.typing import NDArray

from letan.kernel.compiled import compiled

_STANDS_MPS = 0.2
_FOLLOWS_MPS, _FOLLOWS_SD = 0.65, 0.2
_WALKS_MPS, _WALKS_SD = 1.1, 0.35
_FOLLOWER_WALKS, _OTHER_WALKS = 0.65, 0.6
"""Share of their time."""
_TOWARDS = 2.0
"""Concentration of a follower's directions around the robot's (von Mises)."""
_TOWARDS_MEAN = 2.28
"""Bessel function I0 of it."""
_NEAR_M, _FAR_M = 2.0, 3.2
_STANDS_NEAR, _STANDS_BETWEEN, _STANDS_FAR = 0.3, -0.1, -0.4
"""A follower's stops are short, and the robot waits: standing far from it for long is not his."""
_MOST = 2.0
"""No single moment says more than that, as nobody moves by the book."""


@compiled
def following_evidence(
    position: NDArray[np.float64],
    velocity: NDArray[np.float64],
    seen: NDArray[np.bool_],
    robot: tuple[float, float],
) -> NDArray[np.float64]:
    """Log-likelihood ratio of each moving as a follower, float64[n]; 0 where he is not seen.

    Args:
        position: float64[n, 2], metres.
        velocity: float64[n, 2], metres a second.
        seen: bool[n], the latest scan shows him.
        robot: x, y; metres.
    """
    found = np.zeros(position.shape[0])
    share = np.log(_FOLLOWER_WALKS / _FOLLOWS_SD * _WALKS_SD / _OTHER_WALKS / _TOWARDS_MEAN)
    for i in range(position.shape[0]):
        if not seen[i]:
            continue
        dx, dy = robot[0] - position[i, 0], robot[1] - position[i, 1]
        distance = max(np.hypot(dx, dy), 1e-6)
        speed = np.hypot(velocity[i, 0], velocity[i, 1])
        if speed < _STANDS_MPS:
            if distance < _NEAR_M:
                found[i] = _STANDS_NEAR
            else:
                found[i] = _STANDS_BETWEEN if distance < _FAR_M else _STANDS_FAR
            continue
        along = (velocity[i, 0] * dx + velocity[i, 1] * dy) / (speed * distance)
        pace = ((speed - _WALKS_MPS) / _WALKS_SD) ** 2 - ((speed - _FOLLOWS_MPS) / _FOLLOWS_SD) ** 2
        found[i] = min(_MOST, max(-_MOST, share + 0.5 * pace + _TOWARDS * along))
    return found
