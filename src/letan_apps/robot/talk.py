"""A conversation from recordings: turns are laid into the ear when it is their time."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from letan.kernel.units import Pcm, Seconds
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.robot import Robot
from letan_sim.ear import Ear

_FIRST_AT_S = 0.5
_PAUSE_S = 0.6
"""Between the end of the robot's turn and the next file."""
_QUIET_END_S = 1.5
"""The conversation is over when nothing has happened for so long after the last file."""
LONGEST_S = 900.0
"""No conversation lasts longer; a turn that starts later is refused."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One file; `at` is None for "when it is the visitor's turn"."""

    pcm: Pcm
    at: Seconds | None


def converse(robot: Robot, ear: Ear, turns: list[Turn]) -> Iterator[RobotEvent]:
    """Play the turns to the robot; yield what happens until it is at rest after the last one."""
    for turn in turns:
        if turn.at is not None:
            ear.lay(turn.pcm, turn.at)
    waiting = deque(turn for turn in turns if turn.at is None)
    sound_until = max((_end(turn) for turn in turns if turn.at is not None), default=0.0)
    rest_since = _FIRST_AT_S - _PAUSE_S
    while robot.t < LONGEST_S:
        yield from robot.step()
        if not robot.at_rest or robot.t < sound_until:
            rest_since = robot.t
        pause = robot.t - rest_since
        if waiting and pause >= _PAUSE_S:
            turn = waiting.popleft()
            ear.lay(turn.pcm, robot.t)
            rest_since = sound_until = robot.t + len(turn.pcm) / ear.sample_rate_hz
        elif not waiting and pause >= _QUIET_END_S:
            return


def _end(turn: Turn) -> Seconds:
    return (turn.at or 0.0) + len(turn.pcm) / 16_000
