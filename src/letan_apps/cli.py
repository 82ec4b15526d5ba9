"""`letan …`: the command line. It loads the one command asked for; errors become one line."""

import argparse
import errno
import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

from letan.kernel.faults import LetanError
from letan_apps.resources import state_home

COMMANDS: dict[str, str] = {
    "ask": "answer a question given as text or as a sound file",
    "eval": "measure the answers on a table of questions",
    "transcribe": "write down what is said in sound files",
    "say": "speak a text into a sound file",
    "converse": "hold a conversation with the whole robot in one process, in virtual time",
    "demo": "show the main job: scripted visitors are answered and led",
    "up": "start the robot's nodes by a profile",
    "models": "list, fetch and check speech models",
    "content": "check, change, publish and roll back the answers",
    "site": "check a hall's file and build its maps",
    "doctor": "look for missing things and name the remedy",
    "sim": "run a simulated hall",
    "bench": "measure speed",
    "journal": "show what was asked",
    "accounts": "say who may sign in to the staff's pages",
}
"""Every command with its line of help, each a module of `letan_apps.commands`."""


class Command(Protocol):
    """What a module in `letan_apps.commands` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; return the exit status 0 or 1. Bad input raises LetanError (status 2)."""


class OneLineParser(argparse.ArgumentParser):
    """Tells wrong usage in one line; the whole usage is what --help is for."""

    def error(self, message: str) -> NoReturn:
        """Print the line and leave with status 2."""
        self.exit(2, f"{self.prog}: {message}. Run {self.prog} --help.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 failed, 2 wrong usage or input."""
    _speak_utf8()
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
        parser = OneLineParser(prog=f"letan {name}", description=COMMANDS[name])
        command.add_arguments(parser)
        return command.run(parser.parse_args(words[1:]))
    except LetanError as error:
        print(f"letan {name}: {_without_doubling(name, error)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"letan {name}: {_os_problem(error)}", file=sys.stderr)
        return 1
    except Exception:  # noqa: BLE001  # the last resort: a person reads one line, no traceback
        print(f"letan {name}: {_own_mistake(name)}", file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """Print UTF-8 under every locale; bytes of a file name that are none come out escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _without_doubling(name: str, error: LetanError) -> str:
    if error.place in (name, f"letan {name}"):
        return f"{error.problem}. {error.remedy}."
    return str(error)


def _os_problem(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    remedies = {
        errno.ENOSPC: "Free some space and run it again",
        errno.EDQUOT: "Free some space and run it again",
        errno.EACCES: "Change its permissions, or name another place",
        errno.EPERM: "Change its permissions, or name another place",
        errno.EROFS: "Name a place that can be written",
        errno.EMFILE: "End other programs and run it again",
    }
    remedy = remedies.get(error.errno or 0, "Check the path and the disk")
    return f"{place}{error.strerror or error}. {remedy}."


def _own_mistake(name: str) -> str:
    """Keep the traceback for a report; return the line for the person."""
    kind, error, _ = sys.exc_info()
    words = " ".join(str(error).split())
    what = f"a mistake in letan itself ({kind.__name__ if kind else ''}: {words})"
    story = state_home() / "log" / f"mistake-{name}.txt"
    try:
        story.parent.mkdir(parents=True, exist_ok=True)
        story.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return f"{what}. Please report it with the command that you gave."
    return f"{what}. Please report it with {story}."


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = (f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    return "letan COMMAND …    (letan COMMAND --help tells more)\n\n" + "\n".join(lines)


def _load(name: str) -> Command:
    return cast(Command, importlib.import_module(f"letan_apps.commands.{name}"))


if __name__ == "__main__":
    sys.exit(main())
