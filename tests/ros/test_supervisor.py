"""The supervisor's parts, with small processes instead of nodes."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from letan.kernel.faults import LetanError
from letan_apps.graph.children import Child, stop_all
from letan_apps.graph.lock import SingleCopy, holder
from letan_apps.graph.memory import domain_ports, remove_stale
from letan_apps.graph.node_table import ProcessEntry

WAITS = "import signal; print('up', flush=True); signal.pause()"
DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('up', flush=True)
while True: signal.pause()
"""
PARENT = (
    "import subprocess, sys, signal; "
    "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']); "
    "print(child.pid, flush=True); signal.pause()"
)
ORPHAN = "from letan_apps.graph.children import die_with_parent; die_with_parent(); " + WAITS


def until(done: Callable[[], object], what: str, within_s: float = 20.0) -> None:
    """Look again and again; the test has a cap, and no step of it sleeps for a fixed time."""
    deadline = time.monotonic() + within_s
    while not done():
        assert time.monotonic() < deadline, f"waited in vain for: {what}"
        os.sched_yield()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Child]]:
    children: list[Child] = []

    def start(code: str) -> Child:
        entry = ProcessEntry(f"p{len(children)}", ("node",))
        command = [sys.executable, "-c", code]
        child = Child(entry, command, tmp_path / "log" / f"p{len(children)}.log", {})
        child.start()
        children.append(child)
        return child

    yield start
    stop_all(children)


def is_up(child: Child) -> bool:
    return child.log.read_text().strip() != ""


def alive(pid: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_a_killed_process_is_back(make: Callable[[str], Child]) -> None:
    child = make(WAITS)
    until(lambda: is_up(child), "the process")
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    statuses: list[int] = []
    until(lambda: statuses.append(s) if (s := child.poll()) is not None else statuses, "its end")
    assert statuses == [-signal.SIGKILL]
    assert child.pid is None
    until(child.restart_if_due, "the restart")
    assert child.restarts == 1
    assert child.pid not in (None, first)


def test_what_dies_at_once_is_started_ever_more_rarely(make: Callable[[str], Child]) -> None:
    child = make("raise SystemExit(3)")
    pauses = []
    for _ in range(3):
        until(lambda: child.poll() is not None, "the end")
        assert child.due_s is not None
        pauses.append(child.due_s - time.monotonic())
        until(child.restart_if_due, "the restart")
    assert pauses == [pytest.approx(p, abs=0.1) for p in (0.2, 0.4, 0.8)]


def test_the_reason_of_a_death_is_its_last_line(make: Callable[[str], Child]) -> None:
    child = make("raise ValueError('no microphone')")
    until(lambda: child.poll() is not None, "the end")
    assert child.last_line() == "ValueError: no microphone"


def test_stop_leaves_nothing(make: Callable[[str], Child]) -> None:
    children = [make(WAITS), make(WAITS)]
    until(lambda: all(map(is_up, children)), "the processes")
    pids = [child.pid for child in children]
    assert stop_all(children) == []
    assert not any(alive(pid) for pid in pids if pid is not None)


def test_who_does_not_hear_is_killed_within_three_seconds(make: Callable[[str], Child]) -> None:
    child = make(DEAF)
    until(lambda: is_up(child), "the process")
    pid = child.pid
    began = time.monotonic()
    assert stop_all([child]) == ["p0"]
    assert time.monotonic() - began < 3.0
    assert pid is not None
    assert not alive(pid)


def test_the_children_of_a_process_end_with_it(make: Callable[[str], Child]) -> None:
    child = make(PARENT)
    until(lambda: is_up(child), "the process")
    grandchild = int(child.log.read_text())
    stop_all([child])
    until(lambda: not alive(grandchild), "the grandchild's end")


def test_a_process_ends_with_its_supervisor(tmp_path: Path) -> None:
    supervisor = (
        "import os, subprocess, sys, signal\n"
        "e = {**os.environ, 'LETAN_SUPERVISOR_PID': str(os.getpid())}\n"
        f"c = subprocess.Popen([sys.executable, '-c', {ORPHAN!r}], env=e, stdout=2, "
        "start_new_session=True)\n"
        "print(c.pid, flush=True)\n"
        "signal.pause()"
    )
    with (tmp_path / "up").open("w+b") as up:
        process = subprocess.Popen(
            [sys.executable, "-c", supervisor], stdout=subprocess.PIPE, stderr=up
        )
        assert process.stdout is not None
        child = int(process.stdout.readline())
        until(lambda: (tmp_path / "up").read_text().strip() == "up", "the child")
        process.kill()
        process.wait()
        process.stdout.close()
    until(lambda: not alive(child), "the child's end")


def test_a_second_copy_is_refused(tmp_path: Path) -> None:
    with SingleCopy(tmp_path):
        with pytest.raises(LetanError) as caught, SingleCopy(tmp_path):
            pass
        assert str(os.getpid()) in caught.value.problem
        assert holder(tmp_path) == os.getpid()
    assert holder(tmp_path) is None
    with SingleCopy(tmp_path):
        pass


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LetanError, match="Set LETAN_HOME"), SingleCopy(tmp_path / "file"):
        pass


def lock(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def test_only_what_the_dead_left_is_removed(tmp_path: Path) -> None:
    ours = domain_ports(5)[11]
    others = domain_ports(6)[11]
    names = (
        *("fastrtps_00000000000000aa", "fastrtps_00000000000000aa_el"),
        *("fastrtps_00000000000000bb", "fastrtps_00000000000000bb_el"),
        *(f"fastrtps_port{ours}", f"fastrtps_port{ours}_el", f"sem.fastrtps_port{ours}_mutex"),
        *(f"fastrtps_port{others}", "fastrtps_port7000", "lttng-ust-wait-6", "psm_other"),
    )
    for name in names:
        (tmp_path / name).write_text("")
    living = lock(tmp_path / "fastrtps_00000000000000bb_el")
    removed = remove_stale(5, tmp_path)
    os.close(living)
    assert sorted(removed) == sorted(
        [
            *("fastrtps_00000000000000aa", "fastrtps_00000000000000aa_el"),
            *(f"fastrtps_port{ours}", f"fastrtps_port{ours}_el"),
            *(f"sem.fastrtps_port{ours}_mutex", "fastrtps_port7000"),
        ]
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names) - set(removed))
