"""Plays before the real eyes: pictures are drawn, seen, and the choice is noted."""

import time
from dataclasses import dataclass

import numpy as np

from letan.attention.eyes import Eyes, Glance
from letan.attention.reception import Reception
from letan.kernel.units import Seconds
from letan.ports.camera import CodeReader, FaceDetector, Frame
from letan_sim.camera_plays import ROBOT, Play
from letan_sim.camera_scene import Painter

_FRAME_S = 0.2
_WALL_M = 9.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a play.

    Attributes:
        greeted: Moments at which the robot turned to somebody new.
        left: The moment after the last greeting at which nobody was the visitor any more.
        waved: Moments at which somebody was seen to wave.
        cpu_s: Processor time of each picture, without drawing it.
    """

    greeted: tuple[Seconds, ...]
    left: Seconds | None
    waved: tuple[Seconds, ...]
    cpu_s: tuple[Seconds, ...]


def watch(
    play: Play,
    seed: int,
    detector: FaceDetector,
    reader: CodeReader | None = None,
    begins: Seconds = 0.0,
) -> Seen:
    """Play once before new eyes, five pictures a second from a moment that the seed shifts.

    A play in which somebody leaves is over when he has been let go.
    """
    eyes, reception = Eyes(detector, reader), Reception()
    painter = Painter(eyes.lens, seed)
    walls = np.full(len(painter.rays), _WALL_M)
    greeted: list[Seconds] = []
    waved: list[Seconds] = []
    cpu_s: list[Seconds] = []
    left: Seconds | None = None
    visits = 0
    visitor = ""
    t = begins + _FRAME_S * ((seed * 0.618) % 1.0)
    while t < play.length:
        if left is not None and play.leaves is not None and t > play.leaves:
            break
        image = painter.draw(ROBOT, play.cast(t), walls, play.light, t)
        began = time.process_time()
        glance: Glance = eyes.look(Frame(t, image), ROBOT, visitor)
        choice = reception.step(glance.people, ROBOT, t)
        cpu_s.append(time.process_time() - began)
        if choice.visit != visits:
            visits, left = choice.visit, None
            greeted.append(t)
        if greeted and choice.visitor is None and left is None:
            left = t
            reception.finished(t)
        visitor = "" if choice.visitor is None else choice.visitor.id
        if any(person.waving for person in glance.people):
            waved.append(t)
        t += _FRAME_S
    return Seen(tuple(greeted), left, tuple(waved), tuple(cpu_s))
