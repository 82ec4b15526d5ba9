"""Short plays before a standing robot: who comes, passes, waves, leaves; as figures over time.

They have no physics: a play says where everybody is at a moment, so that what the eyes make of it
can be compared with what happened.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, MetresPerSecond, Radians, Seconds
from letan_sim.camera_scene import Figure, Light
from letan_sim.faces import draw_looks

Cast = Callable[[Seconds], tuple[Figure, ...]]
"""Everybody at a moment."""

_FAR: Metres = 6.5
_HEIGHT, _HEIGHT_SD = 1.60, 0.07
_UNSTEADY: Radians = 0.10
_SWAY: Metres = 0.015
"""Who stands sways by about a centimetre and a half and turns his head a little."""
NEAR_M: Metres = 1.8
"""Who has come so near, between middles, has arrived: from then on a greeting is late."""


@dataclass(frozen=True, slots=True)
class Play:
    """A play and what should come of it.

    Attributes:
        cast: Everybody at a moment.
        light: Of its pictures.
        length: Until the end.
        arrives: The moment the visitor is within `NEAR_M`; None where nobody comes.
        leaves: The moment he turns away to go; None where he does not.
    """

    cast: Cast
    light: Light
    length: Seconds
    arrives: Seconds | None = None
    leaves: Seconds | None = None


def draw_light(rng: np.random.Generator) -> Light:
    """Return light by chance: dim to bright, more or less sharp, sometimes a window behind."""
    backlight = float(rng.choice((0.0, 0.0, 0.0, 60.0)))
    return Light(
        gain=float(rng.uniform(0.6, 1.3)),
        blur=float(rng.uniform(0.5, 1.2)),
        noise=float(rng.uniform(2.0, 6.0)),
        side=float(rng.uniform(-1.0, 1.0)),
        backlight=backlight,
    )


def approach(seed: int, *, others: int = 2) -> Play:
    """One who comes, looks at the robot, stands for five seconds and goes away again."""
    rng = np.random.default_rng([seed, 1])
    person = _somebody(rng)
    angle, bend = float(rng.uniform(-0.42, 0.42)), float(rng.uniform(-0.25, 0.25))
    speed, stand = float(rng.uniform(0.6, 1.4)), float(rng.uniform(0.85, 1.5))
    comes = (_FAR - stand) / speed
    leaves = comes + 5.0
    wobble = _wobble(rng)
    crowd = _crowd(rng, others)

    def cast(t: Seconds) -> tuple[Figure, ...]:
        away = t > leaves
        distance = stand + speed * (t - leaves) if away else max(stand, _FAR - speed * t)
        turn = angle + bend * (distance - stand) / _FAR
        x, y = distance * math.cos(turn), distance * math.sin(turn)
        if distance == stand:
            x, y = x + _SWAY * math.sin(1.9 * t), y + _SWAY * math.sin(1.3 * t)
        heading = turn if away else turn + math.pi + wobble(t)
        figures = crowd(t)
        if distance > _FAR + 1.0:
            return figures
        return (*figures, replace(person, x=x, y=y, heading=heading))

    arrives = (_FAR - max(NEAR_M, stand)) / speed
    return Play(cast, draw_light(rng), leaves + 6.0, arrives, leaves)


def passing(seed: int, *, glances: bool) -> Play:
    """One who walks past, one to two and a half metres away; he may look at the robot shortly."""
    rng = np.random.default_rng([seed, 2])
    person, side = _somebody(rng), float(rng.choice((-1.0, 1.0)))
    near, speed = float(rng.uniform(1.0, 2.5)), float(rng.uniform(0.8, 1.5))
    slant, look = float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.4, 1.0))
    length = 7.0 / speed
    crowd = _crowd(rng, 1)

    def cast(t: Seconds) -> tuple[Figure, ...]:
        way = 3.5 - speed * t
        x, y = near + slant * way * 0.4, side * way
        heading = math.atan2(-side, -slant * 0.4)
        until_nearest = way / speed
        if glances and 0.1 < until_nearest < 0.1 + look:
            heading = math.atan2(-y, -x)
        return (*crowd(t), replace(person, x=x, y=y, heading=heading))

    return Play(cast, draw_light(rng), length)


def standing(seed: int, *, waves: bool, scratches: bool = False) -> Play:
    """One who stands two to four metres away; from the second second on he may wave."""
    rng = np.random.default_rng([seed, 3])
    person, wobble = _somebody(rng), _wobble(rng)
    distance, angle = float(rng.uniform(1.6, 3.8)), float(rng.uniform(-0.35, 0.35))
    crowd = _crowd(rng, 2)

    def cast(t: Seconds) -> tuple[Figure, ...]:
        x = distance * math.cos(angle) + _SWAY * math.sin(1.9 * t)
        y = distance * math.sin(angle) + _SWAY * math.sin(1.3 * t)
        raised = scratches and int(t) % 7 == 3
        hand = (waves and t > 2.0) or raised
        heading = angle + math.pi + wobble(t)
        figure = replace(
            person, x=x, y=y, heading=heading, waving=hand, hand_hz=1.4 if waves else 0.2
        )
        return (*crowd(t), figure)

    return Play(cast, draw_light(rng), 6.0, leaves=None, arrives=2.0 if waves else None)


def poster(seed: int) -> Play:
    """A portrait on the wall opposite, at the height of a head."""
    rng = np.random.default_rng([seed, 4])
    distance = float(rng.uniform(1.4, 2.1))
    head = Figure(distance, 0.2, math.pi, 1.65, draw_looks(rng), flat=True)
    return Play(lambda _t: (head,), draw_light(rng), 60.0)


def crowd_of(seed: int, count: int, length: Seconds = 30.0) -> Play:
    """Many who walk about, and nobody who wants anything."""
    rng = np.random.default_rng([seed, 5])
    return Play(_crowd(rng, count), draw_light(rng), length)


def _somebody(rng: np.random.Generator) -> Figure:
    seated = rng.random() < 0.06
    height = float(rng.normal(1.28, 0.03) if seated else rng.normal(_HEIGHT, _HEIGHT_SD))
    return Figure(0.0, 0.0, 0.0, height, draw_looks(rng))


def _wobble(rng: np.random.Generator) -> Callable[[Seconds], Radians]:
    a, b = float(rng.uniform(0.0, 6.0)), float(rng.uniform(0.5, 1.1))
    return lambda t: _UNSTEADY * math.sin(b * t + a) + 0.5 * _UNSTEADY * math.sin(3.1 * b * t)


def _crowd(rng: np.random.Generator, count: int) -> Cast:
    """People who cross the hall behind, three to seven metres away, to and fro."""
    people = [_somebody(rng) for _ in range(count)]
    rows = rng.uniform(3.0, 7.0, count)
    speeds: list[MetresPerSecond] = [float(v) for v in rng.uniform(0.5, 1.4, count)]
    phases = rng.uniform(0.0, 12.0, count)

    def cast(t: Seconds) -> tuple[Figure, ...]:
        figures = []
        for person, row, speed, phase in zip(people, rows, speeds, phases, strict=True):
            way = (speed * t + phase) % 16.0
            there = way < 8.0
            y = way - 4.0 if there else 12.0 - way
            heading = math.pi / 2.0 if there else -math.pi / 2.0
            figures.append(replace(person, x=float(row), y=float(y), heading=heading))
        return tuple(figures)

    return cast


ROBOT = Pose2(0.0, 0.0, 0.0)
"""The plays' robot stands at the origin and looks along x."""
