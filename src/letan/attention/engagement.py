"""How likely somebody wants to be spoken to, from where he goes, how near, and where he looks."""

import math
from dataclasses import dataclass

from letan.kernel.units import Metres, MetresPerSecond, Ratio, Seconds


@dataclass(frozen=True, slots=True)
class EngagementParams:
    """Shape of the judgement; distances between the middles of robot and person.

    Attributes:
        full: Within it nearness counts fully: the far end of what Hall (1966) calls the social
            distance of a talk between strangers who stand.
        none: Beyond it nobody is meant.
        still: Slower than this counts as standing, m/s.
        dwell: So long he must have stood to count fully.
        pass_by: A way that misses the robot by more than this leads past it.
    """

    full: Metres = 1.9
    none: Metres = 4.0
    still: MetresPerSecond = 0.35
    dwell: Seconds = 0.8
    pass_by: Metres = 0.7


@dataclass(frozen=True, slots=True)
class Motion:
    """How somebody moves, as the robot sees it.

    Attributes:
        ahead: Vector to the robot's middle, metres.
        velocity: His, less the robot's own, metres a second.
        stood: For how long he has stood near.
    """

    ahead: tuple[float, float]
    velocity: tuple[float, float]
    stood: Seconds


def nearness(distance: Metres, params: EngagementParams) -> Ratio:
    """Return 1 within `full`, 0 beyond `none`, straight in between."""
    return min(1.0, max(0.0, (params.none - distance) / (params.none - params.full)))


def aim(motion: Motion, params: EngagementParams) -> Ratio:
    """Return how well his way or his standing still means the robot, 0..1."""
    distance = math.hypot(*motion.ahead)
    speed = math.hypot(*motion.velocity)
    standing = min(1.0, 0.5 + 0.5 * motion.stood / max(params.dwell, 1e-6))
    if speed <= params.still:
        return standing
    along = (motion.velocity[0] * motion.ahead[0] + motion.velocity[1] * motion.ahead[1]) / speed
    if along <= 0.0:
        return 0.0
    miss = math.sqrt(max(0.0, distance * distance - along * along))
    return min(1.0, max(0.0, 1.5 - 0.75 * miss / params.pass_by))


def engagement(motion: Motion, facing: Ratio, params: EngagementParams) -> Ratio:
    """Return 0..1: the product of nearness, facing and aim, so that none makes up for another."""
    near = nearness(math.hypot(*motion.ahead), params)
    return near * facing * aim(motion, params)
