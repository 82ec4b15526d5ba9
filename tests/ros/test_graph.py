"""The life of the real graph: it comes up whole, comes back after a kill, ends without a trace."""

import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import psutil
import pytest
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Graph, Watcher, free_domain, running

from letan_apps.graph.memory import domain_ports
from letan_apps.graph.node_table import load_profile
from letan_ros import topics

PROFILE = load_profile("sim")
DESK = ("--profile", "desk", "--set", "screen.port=0", "--set", "screen.staff_port=0")


def shared_memory(processes: list[psutil.Process], domain: int) -> set[Path]:
    """Return the shared memory that these processes alone use: segments, ports of their domain."""
    found = {
        Path(part.path)
        for process in processes
        for part in process.memory_maps()
        if part.path.startswith("/dev/shm/fastrtps_")
    }
    ports = {f"fastrtps_port{port}" for port in domain_ports(domain)}
    return {path for path in found if "_port" not in path.name or path.name in ports}


def states(watcher: Watcher) -> dict[str, str]:
    """Return the state that each node told last."""
    return {
        status.name: {pair.key: pair.value for pair in status.values}["state"]
        for message in watcher.of(topics.DIAGNOSTICS)
        for status in message.status
    }


@pytest.mark.timeout(300)
def test_every_node_works_and_tells_so(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    expected = dict.fromkeys(PROFILE.nodes, "active")
    watcher.until(lambda: states(watcher) == expected, 20, f"{expected}")


def test_diagnostics_hold_no_word_of_a_visitor(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    watcher.until(lambda: len(watcher.of(topics.DIAGNOSTICS)) > 20, 20, "diagnostics")
    keys = {
        (status.name, pair.key)
        for message in watcher.of(topics.DIAGNOSTICS)
        for status in message.status
        for pair in status.values
    }
    assert keys <= {
        *((node, key) for node in PROFILE.nodes for key in ("state", "pid")),
        *(("hearing", "turns"), ("hearing", "lost_s"), ("hearing", "release")),
        *(("faq", "asked"), ("faq", "release")),
        ("voice", "speaking"),
        *(("collision_monitor", "monitor"), ("screen", "address"), ("screen", "pages")),
        *(("screen", "staff_address"), ("attention", "camera"), ("attention", "frames")),
        *(("surroundings", "fit"), ("surroundings", "spread_m"), ("surroundings", "lost")),
        *(("sim", "t_s"), ("sim", "wall_contacts"), ("sim", "trajectories")),
    }


def test_the_clock_runs_at_20_hz_in_real_time(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    clock = watcher.of(topics.CLOCK)
    clock.clear()
    watcher.until(lambda: len(clock) > 20, 20, "21 ticks")
    times = [message.clock.sec + message.clock.nanosec / 1e9 for message in clock]
    steps = [after - before for before, after in pairwise(times)]
    assert all(0.0 < step <= 0.26 for step in steps)


def test_a_second_copy_is_refused_in_one_line(hall: tuple[Graph, Watcher]) -> None:
    graph, _ = hall
    second = subprocess.run(
        [sys.executable, "-m", "letan_apps.cli", "up", *QUIET_HALL],
        env={**os.environ, "LETAN_HOME": str(graph.home), "ROS_DOMAIN_ID": str(graph.domain)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (second.returncode, second.stdout) == (2, "")
    assert "another copy of the robot runs already" in second.stderr
    assert second.stderr.count("\n") == 1


@pytest.mark.timeout(300)
@pytest.mark.parametrize("process", [entry.name for entry in PROFILE.processes])
def test_a_killed_process_is_back_and_works(hall: tuple[Graph, Watcher], process: str) -> None:
    graph, watcher = hall
    nodes = PROFILE.process(process).nodes
    before = {node: len(graph.told("active", node)) for node in nodes}
    killed = graph.pids()[process]
    os.kill(killed, signal.SIGKILL)
    watcher.until(
        lambda: all(len(graph.told("active", node)) > before[node] for node in nodes),
        200,
        f"{process} works again",
    )
    assert graph.pids()[process] != killed
    assert graph.told("died", process)[-1]["detail"] == "signal 9"


@pytest.mark.timeout(200)
def test_it_ends_within_three_seconds_without_a_trace(tmp_path: Path) -> None:
    domain = free_domain()
    with running(tmp_path / "home", *DESK, domain=domain) as (
        graph,
        watcher,
    ):
        children = psutil.Process(graph.process.pid).children(recursive=True)
        assert len(children) >= len(load_profile("desk").processes)
        used = shared_memory(children, domain)
        assert len(used) > len(children)
        watcher.close()
        took_s = graph.stop()
        assert graph.process.returncode == 0
    assert took_s < 15.0  # a busy machine; the figure itself stands in docs/ros.md
    assert [child for child in children if child.is_running()] == []
    assert [path for path in used if path.exists()] == []


@pytest.mark.timeout(200)
def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    with running(
        tmp_path / "home",
        "--profile",
        "desk",
        "--set",
        "screen.port=0",
        "--set",
        "screen.staff_port=0",
    ) as (
        graph,
        watcher,
    ):
        children = psutil.Process(graph.process.pid).children(recursive=True)
        graph.process.kill()
        graph.process.wait()
        watcher.until(lambda: not any(c.is_running() for c in children), 20, "the children's end")
        # The next start is not kept from running by what the killed one left.
        with running(graph.home, *DESK) as (again, _):
            assert again.stop() < 15.0
