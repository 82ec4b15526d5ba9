"""What the people of the hall want: where to walk, when to stop, whom to walk beside."""

import math

import numpy as np

from letan.kernel.units import Seconds
from letan_sim.bodies import Bodies, Kind
from letan_sim.ground import Ground
from letan_sim.social_force import wish_directions

_ARRIVED_M = 0.8
_BESIDE_M = 0.7
_CATCHES_UP_S = 0.8
_OLD_WALK_S, _OLD_STOP_S = 15.0, (2.0, 6.0)
_CHILD_CHANGE_S = (1.5, 5.0)
_CHILD_WALKS = 0.45
"""Share of its running speed at which a child walks."""


def stroll(bodies: Bodies, ground: Ground, now: Seconds, rng: np.random.Generator) -> None:
    """Write each walker's wished direction and speed; visitors' rows are left alone."""
    wish_directions(bodies.position, bodies.target, ground.terrain, bodies.direction)
    for i in map(int, np.flatnonzero(bodies.target >= 0)):
        spot = ground.targets[bodies.target[i]]
        x, y = bodies.position[i]
        if math.hypot(x - spot.x, y - spot.y) < _ARRIVED_M:
            bodies.target[i] = rng.choice(ground.strolls)
    for i in map(int, np.flatnonzero(bodies.changes_at <= now)):
        _change(bodies, i, ground, now, rng)
    for i in map(int, np.flatnonzero(bodies.leader >= 0)):
        _walk_beside(bodies, i)


def _change(bodies: Bodies, i: int, ground: Ground, now: Seconds, rng: np.random.Generator) -> None:
    """Somebody stops, walks on, or turns somewhere else."""
    if bodies.kind[i] == Kind.CHILD:
        running = bodies.speed[i] > 0.99 * bodies.pace[i]
        bodies.speed[i] = bodies.pace[i] * (_CHILD_WALKS if running else 1.0)
        bodies.target[i] = rng.choice(ground.strolls)
        bodies.changes_at[i] = now + rng.uniform(*_CHILD_CHANGE_S)
        return
    stops = bodies.speed[i] > 0.0
    bodies.speed[i] = 0.0 if stops else bodies.pace[i]
    bodies.changes_at[i] = now + (
        rng.uniform(*_OLD_STOP_S) if stops else rng.exponential(_OLD_WALK_S)
    )


def _walk_beside(bodies: Bodies, i: int) -> None:
    """Keep abreast of the one he walks with, on the side where he is."""
    first = int(bodies.leader[i])
    along = bodies.direction[first]
    across = np.array([-along[1], along[0]])
    away = bodies.position[i] - bodies.position[first]
    side = 1.0 if float(away @ across) >= 0.0 else -1.0
    abreast = bodies.position[first] + side * _BESIDE_M * across - bodies.position[i]
    wish = bodies.velocity[first] + abreast / _CATCHES_UP_S
    speed = math.hypot(float(wish[0]), float(wish[1]))
    bodies.speed[i] = min(speed, 1.3 * float(bodies.pace[i]))
    bodies.direction[i] = wish / max(speed, 1e-9)
