"""`letan demo`: the whole ROS graph in a simulated hall; visitors speak, are answered and led."""

import argparse
import json
import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from letan.kernel.faults import LetanError
from letan_apps.commands.up import site_file, stop_signals, with_recorder
from letan_apps.demo.memory import pss_mb
from letan_apps.demo.question import write_question
from letan_apps.demo.story import Story, Turn
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import RunChoice
from letan_apps.graph.supervisor import RunEvent, RunEventKind, Supervisor
from letan_apps.resources import shipped, state_home
from letan_apps.visitors import load_visitors
from letan_engines.site_yaml import load_site

_LONGEST_S = 420.0
_PORT = 8080
_ROBOT = "The robot's voice is synthesised (eSpeak NG, Vietnamese)."
_WHO = {
    "script": "three visitors in a simulated hall. Their voices, and the robot's, are\n"
    "synthesised (eSpeak NG, Vietnamese): no recordings are shipped.",
    "say": "a visitor in a simulated hall asks your question. His voice, and the robot's,\n"
    "are synthesised (eSpeak NG, Vietnamese).",
    "wav": f"a visitor in a simulated hall plays your recording.\n{_ROBOT}",
    "mic": f"ask through the microphone; Ctrl-C ends.\n{_ROBOT}",
}
"""What the first lines say, by who asks."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    question = parser.add_mutually_exclusive_group()
    question.add_argument("--wav", type=Path, metavar="FILE", help="ask with a recording")
    question.add_argument("--say", metavar="TEXT", help="ask a question of your own")
    question.add_argument("--mic", action="store_true", help="ask through the microphone")
    parser.add_argument("--stay", action="store_true", help="stay up until Ctrl-C")
    parser.add_argument("--record", type=Path, metavar="FILE.mcap", help="record the topics")
    parser.add_argument("--record-sound", action="store_true", help="record the sound too")
    parser.add_argument("--seed", type=int, default=1, help="of the hall")
    parser.add_argument("--json", action="store_true", help="one JSON object at the end")
    add_choice(parser, profile="sim")


def run(args: argparse.Namespace) -> int:
    """Run the demonstration; the exit status tells whether every visitor got a reply."""
    script = _script(args)
    visitors = 0 if args.mic else len(load_visitors(script))
    choice = with_recorder(_choice(args, script), args.record, args.record_sound)
    tell = _Teller(quiet=args.json)
    site = load_site(site_file(choice))
    titles = {place.id: place.title.vi for place in site.destinations}
    story = Story(tell.line, titles)
    supervisor = Supervisor(choice, tell.graph)
    port = choice.changes["screen"]["port"]
    tell.head(_asked(args), f"Pages: http://127.0.0.1:{port}/   Logs: {state_home() / 'log'}")
    figures: dict[str, Any] = {}
    with stop_signals() as stopping:
        watch = None
        try:
            supervisor.start()
            from letan_apps.demo.watch import Watch

            watch = Watch(supervisor.node, story, state_home() / "demo.wav")
            stay = args.stay or args.mic
            while not stopping() and (stay or (story.left < visitors and watch.now < _LONGEST_S)):
                supervisor.step()
                if supervisor.ready and "ready_s" not in figures:
                    figures["ready_s"] = tell.ready_s
            figures["pss_mb"] = round(pss_mb(supervisor.pids.values()), 1)
        finally:
            if watch is not None:
                watch.close()
            supervisor.stop()
    figures = {"ready_s": None, **figures, "turns": [turn.to_json() for turn in story.turns]}
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _summary(figures, story.turns)
    served = len({turn.visitor for turn in story.turns if turn.kind})
    return 0 if args.mic or args.stay or served >= visitors else 1


def _asked(args: argparse.Namespace) -> str:
    """Return who asks: a key of `_WHO`."""
    return next((name for name in ("mic", "wav", "say") if getattr(args, name)), "script")


def _script(args: argparse.Namespace) -> Path:
    if args.wav is None and args.say is None:
        return shipped("sim/visitors/demo.yaml")
    return write_question(state_home() / "demo", args.say, args.wav)


def _choice(args: argparse.Namespace, script: Path) -> RunChoice:
    choice = choice_of(args)
    changes = {node: dict(values) for node, values in choice.changes.items()}
    sim = changes.setdefault("sim", {})
    sim.setdefault("seed", args.seed)
    sim.setdefault("visitors", "" if args.mic else str(script))
    if args.mic:
        changes.setdefault("hearing", {})["source"] = "device"
        changes.setdefault("dialogue", {})["can_lead"] = False
    screen = changes.setdefault("screen", {})
    screen.setdefault("port", _free_port())
    return replace(choice, changes=changes)


def _free_port() -> int:
    """Return the usual port, or any other one where that is taken."""
    for port in (_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise LetanError("screen.port", "no port is free on this machine", "End another program")


class _Teller:
    """Prints the story: who, what, when."""

    def __init__(self, *, quiet: bool) -> None:
        self._out = sys.stderr if quiet else sys.stdout
        self.ready_s: float | None = None

    def head(self, asked: str, words: str) -> None:
        print(f"letan demo: {_WHO[asked]}", file=self._out)
        print(f"{words}\n", file=self._out, flush=True)

    def line(self, now: float, who: str, words: str) -> None:
        print(f"{now:6.1f} s  {who:<18} {words}", file=self._out, flush=True)

    def graph(self, event: RunEvent) -> None:
        match event.kind:
            case RunEventKind.READY:
                if self.ready_s is None:
                    self.ready_s = event.t_s
                self.line(event.t_s, "robot", f"is ready to listen after {event.t_s:.1f} s")
            case (
                RunEventKind.DIED
                | RunEventKind.HUNG
                | RunEventKind.RESTARTED
                | RunEventKind.REFUSED
                | RunEventKind.FAULT
                | RunEventKind.CLEARED
            ):
                self.line(event.t_s, event.subject, f"{event.kind.value} {event.detail}".rstrip())
            case RunEventKind.STARTED | RunEventKind.ACTIVE | RunEventKind.STOPPED:
                pass


def _summary(figures: dict[str, Any], turns: list[Turn]) -> None:
    ready = figures["ready_s"]
    ready_text = "never" if ready is None else f"{ready:.1f} s"
    print(
        f"\nReady to listen after {ready_text}; memory of the graph {figures['pss_mb']:.0f} MB.\n"
    )
    for turn in turns:
        stages = turn.stage_ms()
        total = stages["question_end_to_first_audio"]
        print(f"  {turn.visitor}")
        print(f"    said        {turn.said}")
        print(f"    heard       {turn.heard or '–'}")
        print(f"    understood  {turn.intent or turn.kind or 'nothing'}")
        print(f"    answered    {turn.text or '–'}")
        print(f"    led to      {turn.led_to or '–'}")
        parts = ", ".join(
            f"{name} {ms} ms" for name, ms in stages.items() if ms is not None and "_" not in name
        )
        took = "–" if total is None else f"{total} ms"
        print(f"    time        {took} from its end to the first sound ({parts})")
    sound = state_home() / "demo.wav"
    if sound.exists():
        print(f"\nThe robot's voice is in {sound}")
