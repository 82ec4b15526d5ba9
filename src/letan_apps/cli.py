"""`letan …`: the command line. It loads the one command asked for; errors become one line."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from letan.kernel.faults import LetanError

COMMANDS: dict[str, str] = {
    "ask": "answer a question given as text or as a sound file",
    "eval": "measure the answers on a table of questions",
    "transcribe": "write down what is said in sound files",
    "say": "speak a text into a sound file",
    "converse": "hold a conversation with the whole robot in one process, in virtual time",
    "demo": "show the main job: scripted visitors are answered and led",
    "up": "start the robot's nodes by a profile",
    "models": "list, fetch and check speech models",
    "content": "check the answers",
    "site": "check a hall's file and build its maps",
    "doctor": "look for missing things and name the remedy",
    "sim": "run a simulated hall",
    "bench": "measure speed",
    "journal": "show what was asked",
}
"""Every command with its line of help. A command whose module is not there yet says so."""


class Command(Protocol):
    """What a module in `letan_apps.commands` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; return the exit status 0 or 1. Bad input raises LetanError (status 2)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 failed, 2 wrong usage or input."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if words else 2
    name = words[0]
    if name not in COMMANDS:
        print(f"letan: there is no command {name!r}. Run letan --help.", file=sys.stderr)
        return 2
    try:
        command = _load(name)
        parser = argparse.ArgumentParser(prog=f"letan {name}", description=COMMANDS[name])
        command.add_arguments(parser)
        return command.run(parser.parse_args(words[1:]))
    except LetanError as error:
        print(f"letan {name}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = (f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    return "letan COMMAND …    (letan COMMAND --help tells more)\n\n" + "\n".join(lines)


def _load(name: str) -> Command:
    module = f"letan_apps.commands.{name}"
    try:
        return cast(Command, importlib.import_module(module))
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise LetanError(name, "not yet", "This command comes with a later version") from None


if __name__ == "__main__":
    sys.exit(main())
