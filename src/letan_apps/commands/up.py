"""`letan up`: start the robot's nodes by a profile, and keep them running."""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from letan.kernel.faults import LetanError
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.graph.children import die_with_parent
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import RunChoice, load_profile, profile_names
from letan_apps.graph.supervisor import RunEvent, RunEventKind, Supervisor
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site

_WORDS = {
    RunEventKind.STARTED: "starts",
    RunEventKind.ACTIVE: "works",
    RunEventKind.REFUSED: "cannot start yet:",
    RunEventKind.READY: "ready to listen",
    RunEventKind.DIED: "died:",
    RunEventKind.HUNG: "hangs, it is ended:",
    RunEventKind.RESTARTED: "starts again",
    RunEventKind.STOPPED: "stopped",
    RunEventKind.FAULT: "reports",
    RunEventKind.CLEARED: "in order again:",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_choice(parser)
    parser.add_argument("--list", action="store_true", help="list the profiles and their nodes")
    parser.add_argument("--json", action="store_true", help="print one JSON object an event")
    parser.add_argument("--record", type=Path, metavar="FILE.mcap", help="record the topics")
    parser.add_argument(
        "--record-sound",
        action="store_true",
        help="record what is heard and said too; a notice stands on the screen meanwhile",
    )


def run(args: argparse.Namespace) -> int:
    """Run the graph until SIGINT or SIGTERM."""
    if args.list:
        return _list(args.json)
    die_with_parent()  # a test that is killed takes its graph along
    choice = with_recorder(choice_of(args), args.record, args.record_sound)
    load_site(site_file(choice))  # a broken one would let several nodes die and come back
    supervisor = Supervisor(choice, _print_json if args.json else _print_line)
    with stop_signals() as stopping:
        try:
            supervisor.start()
            while not stopping():
                supervisor.step()
        finally:
            supervisor.stop()
    return 0


def site_file(choice: RunChoice) -> Path:
    """Return the hall's file of a run: the chosen one, the profile's, or the sample centre's."""
    return choice.site or shipped(load_profile(choice.profile).site or DEFAULT_SITE)


def with_recorder(choice: RunChoice, path: Path | None, sound: bool) -> RunChoice:
    """Return the choice with a recorder that writes `path`; without one where it is None.

    Raises:
        LetanError: If the file exists, or sound is to be recorded into no file.
    """
    if path is None:
        if sound:
            raise LetanError("--record-sound", "there is no --record", "Add --record FILE.mcap")
        return choice
    if path.is_file():
        raise LetanError(f"--record {path}", "the file exists", "Name a new file")
    values = {**choice.changes.get("recorder", {}), "path": str(path.absolute()), "sound": sound}
    return replace(choice, record=True, changes={**choice.changes, "recorder": values})


@contextmanager
def stop_signals() -> Iterator[Callable[[], bool]]:
    """Turn SIGINT and SIGTERM into a flag; the former handlers come back at the end."""
    seen: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        seen.append(number)

    former = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(seen)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _list(as_json: bool) -> int:
    for name in profile_names():
        profile = load_profile(name)
        processes = {entry.name: list(entry.nodes) for entry in profile.processes}
        if as_json:
            print(json.dumps({"profile": name, "processes": processes}))
        else:
            rows = "; ".join(
                f"{process}: {', '.join(nodes)}" for process, nodes in processes.items()
            )
            print(f"{name:8} {profile.description}\n         {rows}")
    return 0


def _print_line(event: RunEvent) -> None:
    detail = "" if event.kind is RunEventKind.READY else event.detail
    line = f"{event.t_s:7.1f} s  {event.subject:18} {_WORDS[event.kind]} {detail}"
    print(line.rstrip(), flush=True)


def _print_json(event: RunEvent) -> None:
    fields = {
        "t_s": event.t_s,
        "event": event.kind.value,
        "subject": event.subject,
        "detail": event.detail,
    }
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    sys.stdout.flush()
