"""`letan converse`: sound files are the turns of one conversation with the whole robot."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan_apps.content.mind import moment
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.talk import LONGEST_S, Turn, converse
from letan_engines.recognition.choice import DEFAULT
from letan_engines.sound_in.audio_file import read_sound


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


def _turn(word: str) -> Turn:
    name, at, moment = word.rpartition("@")
    if not at or Path(word).exists():
        return Turn(read_sound(Path(word)), None)
    try:
        start = float(moment)
    except ValueError:
        return Turn(read_sound(Path(word)), None)
    if not 0.0 <= start <= LONGEST_S:
        raise LetanError(word, f"second {moment} is not in 0..{LONGEST_S:.0f}", "Change the number")
    return Turn(read_sound(Path(name)), start)


def _readable(event: RobotEvent) -> str:
    words = " ".join(
        f"{key}={value}" for key, value in event.fields.items() if value not in (None, "", [])
    )
    return f"{event.t_s:7.2f} s  {event.name:<12} {words}"
