"""A conversation from recordings: turns are laid into the ear when it is their time."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from letan.kernel.units import Pcm, Seconds
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.robot import Robot
from letan_sim.ear import Ear

_FIRST_AT_S = 0.5
_PAUSE_S = 2.4
"""Between the end of all speech and the next file; the ear joins what comes sooner to it."""
_QUIET_END_S = 3.0
"""The conversation is over when nothing has happened for so long after the last file."""
LONGEST_S = 900.0
"""No conversation lasts longer; a turn that starts later is refused."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One file; `at` is None for "when it is the visitor's turn"."""

    pcm: Pcm
    at: Seconds | None


def converse(robot: Robot, ear: Ear, turns: list[Turn]) -> Iterator[RobotEvent]:
    """Play the turns to the robot; yield what happens until it is at rest after the last one.

    A turn with a time begins then, whatever happens. One without begins when it is the visitor's
    turn, not before those that stand ahead of it have ended.
    """
    laid: list[tuple[Seconds, Seconds]] = []
    waiting: deque[tuple[Turn, Seconds]] = deque()
    ahead_until = 0.0
    for turn in turns:
        if turn.at is None:
            waiting.append((turn, ahead_until))
        else:
            ear.lay(turn.pcm, turn.at)
            laid.append((turn.at, turn.at + len(turn.pcm) / ear.sample_rate_hz))
            ahead_until = max(ahead_until, laid[-1][1])
    rest_since = _FIRST_AT_S - _PAUSE_S
    while robot.t < LONGEST_S:
        yield from robot.step()
        now = robot.t
        if not robot.at_rest or any(start <= now < end for start, end in laid):
            rest_since = now
        pause = now - rest_since
        if waiting and pause >= _PAUSE_S and now >= waiting[0][1]:
            turn, _ = waiting.popleft()
            ear.lay(turn.pcm, now)
            laid.append((now, now + len(turn.pcm) / ear.sample_rate_hz))
            rest_since = now
        elif not waiting and pause >= _QUIET_END_S and all(end <= now for _, end in laid):
            return
