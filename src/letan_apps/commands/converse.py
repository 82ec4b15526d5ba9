"""`letan converse`: sound files are the turns of one conversation with the whole robot."""

import argparse
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds
from letan_apps.mind import moment
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.robot import Robot
from letan_engines.recognition.choice import DEFAULT
from letan_engines.sound_in.audio_file import read_sound
from letan_sim.ear import Ear

_FIRST_AT_S = 0.5
_PAUSE_S = 0.6
"""Between the end of the robot's turn and the next file."""
_QUIET_END_S = 1.5
"""The conversation is over when nothing has happened for so long after the last file."""
_LONGEST_S = 900.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One file; `at` is None for "when it is the visitor's turn"."""

    pcm: Pcm
    at: Seconds | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="WAV[@T]",
        help="a turn; with @T it starts at second T, over the robot's speech too",
    )
    parser.add_argument(
        "--voice-loop", action="store_true", help="the ear hears the mouth through the room"
    )
    parser.add_argument("--engine", default=DEFAULT, metavar="NAME", help="recogniser")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the hall")
    parser.add_argument("--seed", type=int, default=0, help="of the hall and its sound")
    parser.add_argument("--now", metavar="ISO", help="the moment of the start (default: now)")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")


def run(args: argparse.Namespace) -> int:
    """Hold the conversation; print what happens."""
    turns = [_turn(word) for word in args.files]
    workshop = Workshop(args.engine, args.site)
    start = moment(args.now) if args.now else datetime.now().astimezone()
    robot, ear = workshop.robot(start, voice_loop=args.voice_loop, seed=args.seed)
    for event in converse(robot, ear, turns):
        if args.json:
            print(json.dumps(event.to_json(), ensure_ascii=False), flush=True)
        elif event.name != "say_mark":
            print(_readable(event), flush=True)
    return 0


def converse(robot: Robot, ear: Ear, turns: list[Turn]) -> Iterator[RobotEvent]:
    """Play the turns to the robot; yield what happens until it is at rest after the last one."""
    for turn in turns:
        if turn.at is not None:
            ear.lay(turn.pcm, turn.at)
    waiting = deque(turn for turn in turns if turn.at is None)
    sound_until = max((_end(turn) for turn in turns if turn.at is not None), default=0.0)
    rest_since = _FIRST_AT_S - _PAUSE_S
    while robot.t < _LONGEST_S:
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


def _turn(word: str) -> Turn:
    name, at, moment = word.rpartition("@")
    if not at or Path(word).exists():
        return Turn(read_sound(Path(word)), None)
    try:
        start = float(moment)
    except ValueError:
        return Turn(read_sound(Path(word)), None)
    if not 0.0 <= start <= _LONGEST_S:
        raise LetanError(
            word, f"second {moment} is not in 0..{_LONGEST_S:.0f}", "Change the number"
        )
    return Turn(read_sound(Path(name)), start)


def _readable(event: RobotEvent) -> str:
    words = " ".join(
        f"{key}={value}" for key, value in event.fields.items() if value not in (None, "", [])
    )
    return f"{event.t_s:7.2f} s  {event.name:<12} {words}"
