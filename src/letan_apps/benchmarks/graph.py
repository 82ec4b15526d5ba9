"""How fast the real graph leads visitors: hall, senses, navigator, monitor, guide, gestures.

Every node runs in the process that profile `sim` gives it; ear, mind, voice and screen are left
out, as nobody speaks. The hall runs faster than real time as long as it can: what it reached is
the real-time factor, and that nobody drove on stale data is told by the monitor's stops.
"""

import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from letan_apps.benchmarks.figure import Figure
from letan_apps.graph.node_table import RunChoice, load_profile
from letan_apps.graph.supervisor import RunEvent, Supervisor
from letan_apps.resources import shipped, state_home
from letan_engines.site_yaml import load_site

_PROCESSES = ("sim", "motion", "collision_monitor")
_SPEEDS = (3.0, 20.0)
"""What must be reached, and more than can be."""
_VISITORS = 3
_FIRST_COMES_S = 30.0
"""By then (simulated) every node has loaded its compiled loops."""
_READY_WITHIN_S = 120.0
_VISIT_WITHIN_S = 240.0
"""Simulated seconds from one visitor's arrival to the next."""
_TICKS_S = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class _Run:
    """What was seen of one run; times of the hall in seconds."""

    clock: float = math.nan
    arrived: int = 0
    led: int = 0
    ended: int = 0
    stale: int = 0
    gestures: int = 0
    outcomes: list[int] = field(default_factory=list)


def measure() -> tuple[Figure, ...]:
    """Lead three visitors among twenty people at each speed."""
    figures: list[Figure] = []
    for speed in _SPEEDS:
        figures += _at_speed(speed, _PROCESSES)
    return tuple(figures)


def _profile(folder: Path, processes: Sequence[str]) -> Path:
    """Write profile `sim` with these processes alone, the gestures beside the guide."""
    whole = load_profile("sim")
    groups = {entry.name: [*entry.nodes] for entry in whole.processes if entry.name in processes}
    groups["motion"].append("gesture")
    chosen = {node for nodes in groups.values() for node in nodes}
    data = {
        "description": "what moves",
        "use_sim_time": True,
        "site": whole.site,
        "processes": [{"name": name, "nodes": nodes} for name, nodes in groups.items()],
        "parameters": {
            node: dict(values) for node, values in whole.parameters.items() if node in chosen
        },
    }
    path = folder / "walk.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


def _visitors(folder: Path) -> Path:
    """Write a script of visitors who stand there and follow."""
    visitors = [
        {
            "name": f"bác {i}",
            "arrives_s": 1.0 if i else _FIRST_COMES_S,
            "follows": True,
            "says": [{"text": "xin chào", "pause_s": 60}],
            **({"after": f"bác {i - 1}"} if i else {}),
        }
        for i in range(_VISITORS)
    ]
    path = folder / "visitors.yaml"
    path.write_text(yaml.safe_dump({"visitors": visitors}, allow_unicode=True), encoding="utf-8")
    return path


def _at_speed(speed: float, processes: Sequence[str]) -> list[Figure]:
    with TemporaryDirectory(dir=state_home()) as folder:
        changes = {
            "sim": {
                "speed": speed,
                "people": 20,
                "queues": 3,
                "seed": 1,
                "visitors": str(_visitors(Path(folder))),
            }
        }
        choice = RunChoice(str(_profile(Path(folder), processes)), None, None, changes)
        supervisor = Supervisor(choice, _ignore)
        try:
            supervisor.start()
            return _watch(supervisor, speed)
        finally:
            supervisor.stop()


def _ignore(_event: RunEvent) -> None:
    """Nobody reads along."""


def _watch(supervisor: Supervisor, speed: float) -> list[Figure]:
    run = _Run()
    goals = _Goals(supervisor.node, run)
    _until_ready(supervisor, goals)
    before, began = _cpu_s(supervisor), (time.monotonic(), run.clock)
    while run.ended < _VISITORS and not goals.stuck(_VISIT_WITHIN_S):
        supervisor.step(0.05)
    wall_s, hall_s = time.monotonic() - began[0], run.clock - began[1]
    after = _cpu_s(supervisor)
    name = f"graph_{speed:g}x"
    cpu = {key: (after[key] - before.get(key, 0.0)) / hall_s for key in after}
    return [
        Figure(f"{name}_real_time_factor", round(hall_s / wall_s, 2), "x", 1),
        Figure(f"{name}_visitors_led", run.led, f"of {_VISITORS}", 1),
        Figure(f"{name}_stale_stops", run.stale, "", 1),
        Figure(f"{name}_trajectories", run.gestures, "", 1),
        Figure(f"{name}_simulated", round(hall_s, 1), "s", 1),
        Figure(f"{name}_cpu_all", round(sum(cpu.values()), 4), "s/s", 1),
        *(Figure(f"{name}_cpu_{key}", round(value, 4), "s/s", 1) for key, value in cpu.items()),
    ]


def _until_ready(supervisor: Supervisor, goals: "_Goals") -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while not (supervisor.ready and goals.connected):
        supervisor.step()
        if time.monotonic() > deadline:
            raise AssertionError("the graph did not come up; see log/ in the state folder")


def _cpu_s(supervisor: Supervisor) -> dict[str, float]:
    """CPU seconds of every process so far."""
    spent = {}
    for name, pid in supervisor.pids.items():
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent[name] = (int(words[11]) + int(words[12])) / _TICKS_S
    return spent


class _Goals:
    """Sends the guide to a counter with each visitor who comes, and home after him."""

    def __init__(self, node: Any, run: _Run) -> None:
        """Listen on the supervisor's node."""
        from letan_msgs.action import LeadTo
        from rclpy.action import ActionClient

        from letan_ros import topics

        self._run, self._goal, self._node = run, LeadTo.Goal, node
        self._events = topics.SIM_EVENTS.name
        self._site = load_site(shipped(load_profile("sim").site))
        self._client = ActionClient(node, LeadTo, topics.LEAD_ACTION)
        self._last = math.nan
        for topic, callback in (
            (topics.CLOCK, self._on_clock),
            (topics.SIM_EVENTS, self._on_event),
            (topics.COLLISION_STATE, self._on_collision),
            (topics.JOINTS, self._on_joints),
        ):
            node.create_subscription(topic.type, topic.name, callback, topic.subscribe)

    @property
    def connected(self) -> bool:
        """Are the hall's time, its events and the guide heard? What is sent before is lost."""
        events = self._node.count_publishers(self._events) > 0
        return not math.isnan(self._run.clock) and events and self._client.server_is_ready()

    def stuck(self, within_s: float) -> bool:
        """Has nothing come to an end for so many simulated seconds?"""
        return self._run.clock - self._last > within_s

    def _on_clock(self, message: Any) -> None:
        self._run.clock = message.clock.sec + message.clock.nanosec / 1e9
        if math.isnan(self._last):
            self._last = self._run.clock

    def _on_event(self, event: Any) -> None:
        if event.event == "arrived":
            counters = self._site.counters
            place = counters[self._run.arrived % len(counters)].id
            self._run.arrived += 1
            self._send(place, with_visitor=True)
        elif event.event == "reached":
            self._run.led += 1

    def _on_collision(self, message: Any) -> None:
        self._run.stale += message.state == message.STALE

    def _on_joints(self, _message: Any) -> None:
        self._run.gestures += 1

    def _send(self, place: str, *, with_visitor: bool) -> None:
        goal = self._goal(place=place, with_visitor=with_visitor)
        self._client.send_goal_async(goal).add_done_callback(
            lambda sent: (
                sent.result()
                .get_result_async()
                .add_done_callback(lambda done: self._ended(done.result().result, with_visitor))
            )
        )

    def _ended(self, result: Any, with_visitor: bool) -> None:
        self._last = self._run.clock
        self._run.outcomes.append(result.outcome)
        if with_visitor:
            self._send(self._site.base.id, with_visitor=False)
        else:
            self._run.ended += 1
