"""Who is in the hall when an episode begins: walkers, groups, queues."""

import math
from dataclasses import dataclass

import numpy as np

from letan.kernel.geometry import Pose2
from letan.kernel.units import MetresPerSecond, Ratio
from letan_sim.bodies import Bodies, Kind
from letan_sim.ground import Ground

_SPACE_M = 0.45
_APART_M = 0.8
_FROM_ROBOT_M = 1.8
_QUEUE_STEP_M = 0.8
_SLOWEST, _FASTEST = 0.7, 1.9
_MIX = (
    (Kind.ELDERLY, 0.40, (0.5, 0.9)),
    (Kind.CHILD, 0.20, (1.6, 2.2)),
    (Kind.WHEELCHAIR, 0.08, (0.6, 1.0)),
)
"""Of those who are no lone grown-ups: kind, share, pace in m/s; the rest walk in groups."""
_GROUP_SHARE_OF_PACE = 0.8


@dataclass(frozen=True, slots=True)
class CrowdSettings:
    """Who is drawn.

    Attributes:
        people: Walkers, besides queues and visitors.
        aware: Share of them that feels the robot; the others walk as if it were not there.
        queues: Longest queue at a counter; its length is drawn from 0 to this.
        walk_mean: Mean preferred speed.
        walk_sd: Its standard deviation.
        mixed: Share of the walkers who are no lone grown-ups at that speed but old people who
            stop, children who run, wheelchairs and groups.
    """

    people: int = 0
    aware: Ratio = 1.0
    queues: int = 0
    walk_mean: MetresPerSecond = 1.3
    walk_sd: MetresPerSecond = 0.2
    mixed: Ratio = 0.0


def populate(
    ground: Ground, robot: Pose2, settings: CrowdSettings, rng: np.random.Generator
) -> Bodies:
    """Draw the crowd; nobody nearer than 1.8 m to the robot's centre."""
    bodies = Bodies()
    for index, at in enumerate(_free_spots(ground, robot, settings.people, rng)):
        pace = rng.normal(settings.walk_mean, settings.walk_sd)
        bodies.add(f"w{index}", at, Kind.ADULT, float(np.clip(pace, _SLOWEST, _FASTEST)))
    walkers = len(bodies)
    unaware = round((1.0 - settings.aware) * walkers)
    bodies.aware[rng.permutation(walkers)[:unaware]] = False
    bodies.target[:] = rng.choice(ground.strolls, walkers)
    _mix(bodies, ground, round(settings.mixed * walkers), rng)
    for index, at in enumerate(_queue_spots(ground, settings.queues, rng)):
        row = bodies.add(f"q{index}", at, Kind.QUEUING, 0.0, moving=False)
        bodies.heading[row] = math.pi / 2 + rng.normal(0.0, 0.4)
    return bodies


def _mix(bodies: Bodies, ground: Ground, count: int, rng: np.random.Generator) -> None:
    """Turn `count` walkers into old people, children, wheelchairs and groups."""
    chosen = [int(row) for row in rng.permutation(len(bodies))[:count]]
    for kind, share, (slow, fast) in _MIX:
        for _ in range(min(len(chosen), math.ceil(share * count - 1e-9))):
            row = chosen.pop()
            bodies.remake(row, kind, float(rng.uniform(slow, fast)))
            if kind in {Kind.ELDERLY, Kind.CHILD}:
                bodies.changes_at[row] = rng.exponential(6.0)
    while len(chosen) >= 2:
        first, *others = (chosen.pop() for _ in range(min(len(chosen), int(rng.integers(2, 4)))))
        bodies.pace[first] *= _GROUP_SHARE_OF_PACE
        bodies.speed[first] = bodies.pace[first]
        for place, other in enumerate(others, 1):
            bodies.leader[other] = first
            bodies.target[other] = -1
            bodies.pace[other] = bodies.pace[first]
            beside = bodies.position[first] + (0.7 * place, 0.0)
            if ground.clearance_at(float(beside[0]), float(beside[1])) > _SPACE_M:
                bodies.position[other] = beside


def _queue_spots(
    ground: Ground, longest: int, rng: np.random.Generator
) -> list[tuple[float, float]]:
    return [
        (float(a.x + (b.x - a.x) * share), float(a.y + (b.y - a.y) * share))
        for counter in ground.site.counters
        if len(counter.queue) >= 2
        for a, b in [(counter.queue[0], counter.queue[-1])]
        for share in _QUEUE_STEP_M * np.arange(rng.integers(0, longest + 1)) / a.distance(b)
        if share <= 1.0
    ]


def _free_spots(
    ground: Ground, robot: Pose2, count: int, rng: np.random.Generator
) -> list[tuple[float, float]]:
    terrain = ground.terrain
    free = np.isfinite(terrain.fields[0]) & (terrain.clearance > _SPACE_M)
    rows, columns = np.nonzero(free)
    spots: list[tuple[float, float]] = []
    for _ in range(200 * count):
        if len(spots) == count:
            break
        pick = int(rng.integers(len(rows)))
        x = float(terrain.origin[0] + (columns[pick] + 0.5) * terrain.resolution)
        y = float(terrain.origin[1] + (rows[pick] + 0.5) * terrain.resolution)
        near_robot = math.hypot(x - robot.x, y - robot.y) < _FROM_ROBOT_M
        if not near_robot and all(math.hypot(x - a, y - b) > _APART_M for a, b in spots):
            spots.append((x, y))
    return spots
