"""The processes of a graph: start, watch, restart with back-off, stop without an orphan."""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from letan_apps.graph.node_table import ProcessEntry

_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_STABLE_AFTER_S = 30.0
"""A process that ran this long starts again with the first pause."""
_STOP_WITHIN_S = 2.6
PARENT = "LETAN_SUPERVISOR_PID"
"""Names the process with which a process of the graph, or a whole graph, ends."""

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """End this process when the supervisor that started it dies; called by the child itself.

    Does nothing in a process that no supervisor started.
    """
    parent = os.environ.get(PARENT)
    if parent is None:
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):
        raise SystemExit(1)


def leave_no_dump() -> None:
    """Let a crash write no core dump: memory holds pictures and what was said.

    Collectors of dumps (systemd's, Ubuntu's) keep none under a limit of zero either.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@dataclass(slots=True)
class Child:
    """One process and its history.

    Attributes:
        entry: Its row of the node table.
        command: What is run.
        log: Where its output goes.
        started_s: When it was started last, monotonic.
        restarts: How often it was started again.
        due_s: When it is to be started again; None while it runs.
    """

    entry: ProcessEntry
    command: list[str]
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_s: float = 0.0
    restarts: int = 0
    due_s: float | None = None
    _pause_s: float = field(default=_FIRST_PAUSE_S)

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return None if self.process is None else self.process.pid

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches the supervisor alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, **self.environment, PARENT: str(os.getpid())}
        nice = ["nice", "-n", str(self.entry.nice)] if self.entry.nice else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*nice, *self.command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_s = time.monotonic()
        self.due_s = None

    def poll(self) -> int | None:
        """Return the exit status when it has just ended, and plan the restart; else None."""
        if self.process is None or self.process.poll() is None:
            return None
        status = self.process.returncode
        self._kill_group()
        self.process = None
        now_s = time.monotonic()
        if now_s - self.started_s >= _STABLE_AFTER_S:
            self._pause_s = _FIRST_PAUSE_S
        self.due_s = now_s + self._pause_s
        self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S)
        return status

    def restart_if_due(self) -> bool:
        """Start it again when its pause is over; tell whether that was done."""
        if self.due_s is None or time.monotonic() < self.due_s:
            return False
        self.restarts += 1
        self.start()
        return True

    def kill(self) -> None:
        """End a process that hangs; `poll` then plans its restart."""
        if self.process is not None:
            self._kill_group()

    def last_line(self) -> str:
        """Return the last line it wrote, for a person who asks why it died."""
        try:
            with self.log.open("rb") as log:
                log.seek(max(0, log.seek(0, os.SEEK_END) - 4000))
                lines = log.read().decode("utf-8", "replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1].strip() if lines else ""

    def _kill_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def stop_all(children: list[Child]) -> list[str]:
    """Stop all processes within three seconds; return the names of those that were killed."""
    running = [(child, child.process) for child in children if child.process is not None]
    for child in children:
        child.due_s = None
    for _, process in running:
        process.send_signal(signal.SIGTERM)
    deadline_s = time.monotonic() + _STOP_WITHIN_S
    killed = []
    for child, process in running:
        try:
            process.wait(max(0.0, deadline_s - time.monotonic()))
        except subprocess.TimeoutExpired:
            killed.append(child.entry.name)
        child.kill()
        process.wait()
        child.process = None
    return killed
