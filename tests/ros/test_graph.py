"""The life of the real graph: it comes up whole, comes back after a kill, ends without a trace."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from letan_apps.node_table import load_profile
from letan_apps.supervisor_memory import domain_ports
from letan_ros import topics
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Graph, Watcher, free_domain, running

PROFILE = load_profile("sim")


def shared_memory() -> set[str]:
    return {path.name for path in Path("/dev/shm").glob("*fastrtps_*")}


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
        *(("hearing", "turns"), ("hearing", "lost_s"), ("faq", "asked"), ("voice", "speaking")),
        *(("collision_monitor", "monitor"), ("screen", "address"), ("screen", "pages")),
        *(("sim", "t_s"), ("sim", "wall_contacts"), ("sim", "trajectories")),
    }


def test_the_clock_runs_at_20_hz_in_real_time(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    clock = watcher.of(topics.CLOCK)
    clock.clear()
    watcher.until(lambda: len(clock) > 20, 20, "21 ticks")
    times = [message.clock.sec + message.clock.nanosec / 1e9 for message in clock]
    steps = [after - before for before, after in zip(times, times[1:], strict=False)]
    assert all(0.0 < step <= 0.26 for step in steps)


def test_a_second_copy_is_refused_in_one_line(hall: tuple[Graph, Watcher]) -> None:
    graph, _ = hall
    second = subprocess.run(
        [sys.executable, "-m", "letan_apps.cli", "up", *QUIET_HALL],
        env={**os.environ, "LETAN_HOME": str(graph.home), "ROS_DOMAIN_ID": str(graph.domain)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (second.returncode, second.stdout) == (2, "")
    assert "another copy of the robot runs already" in second.stderr
    assert second.stderr.count("\n") == 1


@pytest.mark.timeout(200)
@pytest.mark.parametrize("process", [entry.name for entry in PROFILE.processes])
def test_a_killed_process_is_back_and_works(hall: tuple[Graph, Watcher], process: str) -> None:
    graph, watcher = hall
    nodes = PROFILE.process(process).nodes
    before = {node: len(graph.told("active", node)) for node in nodes}
    killed = graph.pids()[process]
    os.kill(killed, signal.SIGKILL)
    watcher.until(
        lambda: all(len(graph.told("active", node)) > before[node] for node in nodes),
        90,
        f"{process} works again",
    )
    assert graph.pids()[process] != killed
    assert graph.told("died", process)[-1]["detail"] == "signal 9"


@pytest.mark.timeout(200)
def test_it_ends_within_three_seconds_without_a_trace(tmp_path: Path) -> None:
    before = shared_memory()
    domain = free_domain()
    with running(tmp_path / "home", "--profile", "desk", "--set", "screen.port=0", domain=domain) as (
        graph,
        watcher,
    ):
        children = psutil.Process(graph.process.pid).children(recursive=True)
        assert len(children) >= len(load_profile("desk").processes)
        watcher.close()
        took_s = graph.stop()
        assert graph.process.returncode == 0
    assert took_s < 3.5
    assert [child for child in children if child.is_running()] == []
    left = {name for name in shared_memory() - before if not _of_others(name, domain)}
    assert left == set()


def _of_others(name: str, domain: int) -> bool:
    """Whether a port belongs to another domain: other tests of this machine run at the same time."""
    digits = "".join(c for c in name.partition("port")[2] if c.isdigit())
    return bool(digits) and int(digits) not in domain_ports(domain)


@pytest.mark.timeout(200)
def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    with running(tmp_path / "home", "--profile", "desk", "--set", "screen.port=0") as (graph, watcher):
        children = psutil.Process(graph.process.pid).children(recursive=True)
        graph.process.kill()
        graph.process.wait()
        watcher.until(lambda: not any(c.is_running() for c in children), 20, "the children's end")
        # The next start is not kept from running by what the killed one left.
        with running(graph.home, "--profile", "desk", "--set", "screen.port=0") as (again, _):
            assert again.stop() < 3.5
