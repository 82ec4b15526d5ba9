"""The supervisor: starts the processes of a profile, brings their nodes up, restarts what dies."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.faults import LetanError
from letan_apps.graph.children import Child, stop_all
from letan_apps.graph.lock import SingleCopy
from letan_apps.graph.memory import remove_stale
from letan_apps.graph.node_table import (
    RunChoice,
    parameters_of,
    process_command,
    process_environment,
    profile_of,
)
from letan_apps.resources import state_home

_SILENT_S = 10.0
"""A process all of whose nodes miss this many heartbeats hangs."""
_KEEP_LOG_BYTES = 5_000_000


class RunEventKind(Enum):
    """What the supervisor tells."""

    STARTED = "started"
    ACTIVE = "active"
    REFUSED = "refused"
    READY = "ready"
    DIED = "died"
    HUNG = "hung"
    RESTARTED = "restarted"
    STOPPED = "stopped"
    FAULT = "fault"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class RunEvent:
    """Something happened to the graph.

    Attributes:
        t_s: Seconds since the supervisor was told to start.
        kind: What.
        subject: Process or node (FAULT and CLEARED: a node); the profile for READY and STOPPED.
        detail: Words for a person; "" for none.
    """

    t_s: float
    kind: RunEventKind
    subject: str
    detail: str = ""


@dataclass(slots=True)
class _Run:
    """What exists only while the graph runs."""

    node: Any
    executor: Any
    bringup: Any
    lock: SingleCopy
    announced: bool = False
    children: list[Child] = field(default_factory=list)


class Supervisor:
    """Runs one graph. `start`, then `step` again and again, then `stop`; all from one thread."""

    def __init__(self, choice: RunChoice, on_event: Callable[[RunEvent], None]) -> None:
        """Check the choice: profile, parameters, domain.

        Raises:
            LetanError: If one of them is wrong; nothing has been started then.
        """
        self.profile = profile_of(choice)
        parameters_of(choice)
        self._choice = choice
        self._on_event = on_event
        self._environment = process_environment()
        self._began_s = 0.0
        self._run: _Run | None = None

    @property
    def domain(self) -> int:
        """The DDS domain of the graph."""
        return int(self._environment["ROS_DOMAIN_ID"])

    @property
    def ready(self) -> bool:
        """Whether all nodes work."""
        return self._run is not None and bool(self._run.bringup.all_active)

    @property
    def pids(self) -> dict[str, int]:
        """Process ids by process name, of the processes that run now."""
        children = self._run.children if self._run is not None else []
        return {child.entry.name: child.pid for child in children if child.pid is not None}

    @property
    def node(self) -> Any:
        """The supervisor's own rclpy node, spun by `step`; None before `start`."""
        return None if self._run is None else self._run.node

    def start(self) -> None:
        """Start all processes.

        Raises:
            LetanError: If another copy runs, or the state folder cannot be written.
        """
        self._began_s = time.monotonic()
        lock = SingleCopy(state_home())
        lock.__enter__()
        children = [self._child(entry.name) for entry in self.profile.processes]
        try:
            remove_stale(self.domain)
            for child in children:
                _shorten(child)
                child.start()
                self._tell(RunEventKind.STARTED, child.entry.name, f"process {child.pid}")
            os.environ.update(self._environment)
            self._run = self._open(lock)
        except BaseException:
            stop_all(children)
            lock.__exit__(None, None, None)
            raise
        self._run.children = children

    def step(self, timeout_s: float = 0.2) -> None:
        """Wait for news for at most `timeout_s`, and do what has to be done."""
        run = self._running()
        run.executor.spin_once(timeout_sec=timeout_s)
        for child in run.children:
            self._watch(run, child)
        if run.bringup.all_active and not run.announced:
            run.announced = True
            self._tell(RunEventKind.READY, self.profile.name, "ready to listen")

    def stop(self) -> None:
        """Stop everything within three seconds; safe to call twice, and after a failed start."""
        run, self._run = self._run, None
        if run is None:
            return
        killed = stop_all(run.children)
        run.executor.shutdown(timeout_sec=0.5)
        run.node.destroy_node()
        import rclpy

        rclpy.try_shutdown()
        remove_stale(self.domain)
        run.lock.__exit__(None, None, None)
        detail = f"had to kill {', '.join(killed)}" if killed else ""
        self._tell(RunEventKind.STOPPED, self.profile.name, detail)

    def _child(self, name: str) -> Child:
        return Child(
            entry=self.profile.process(name),
            command=process_command(self._choice, name),
            log=state_home() / "log" / f"{name}.log",
            environment=self._environment,
        )

    def _open(self, lock: SingleCopy) -> _Run:
        """Join the graph; rclpy is imported only now, while the children start."""
        import rclpy
        from rclpy.executors import SingleThreadedExecutor
        from rclpy.signals import SignalHandlerOptions

        from letan_apps.graph.bringup import Bringup
        from letan_ros import topics
        from letan_ros.process import RCL_ARGUMENTS

        rclpy.init(
            args=RCL_ARGUMENTS,
            signal_handler_options=SignalHandlerOptions.NO,
        )
        node = rclpy.create_node("supervisor", start_parameter_services=False, enable_rosout=False)
        executor = SingleThreadedExecutor()
        executor.add_node(node)
        bringup = Bringup(node, self.profile.nodes, self._on_node)
        faults = topics.FAULTS
        node.create_subscription(faults.type, faults.name, self._on_fault, faults.subscribe)
        return _Run(node, executor, bringup, lock)

    def _watch(self, run: _Run, child: Child) -> None:
        status = child.poll()
        if status is not None:
            for name in child.entry.nodes:
                run.bringup.forget(name)
            run.announced = False
            end = f"signal {-status}" if status < 0 else f"status {status}"
            reason = child.last_line() if status > 0 else ""
            self._tell(RunEventKind.DIED, child.entry.name, f"{end} {reason}".strip())
        elif child.restart_if_due():
            self._tell(RunEventKind.RESTARTED, child.entry.name, f"process {child.pid}")
        elif child.pid is not None:
            silent = [run.bringup.silent_s(name) for name in child.entry.nodes]
            if all(s is not None and s > _SILENT_S for s in silent):
                self._tell(RunEventKind.HUNG, child.entry.name, "no heartbeat")
                child.kill()

    def _on_node(self, name: str, event: Any, reason: str) -> None:
        self._tell(RunEventKind(event.value), name, reason)

    def _on_fault(self, message: Any) -> None:
        kind = FAULT_TABLE.get(message.code)
        over = message.severity == message.CLEARED
        words = "" if over or kind is None else f" {kind.admin.of('en')}"
        event = RunEventKind.CLEARED if over else RunEventKind.FAULT
        self._tell(event, message.node, f"{message.code}{words}")

    def _tell(self, kind: RunEventKind, subject: str, detail: str) -> None:
        t_s = time.monotonic() - self._began_s
        self._on_event(RunEvent(round(t_s, 3), kind, subject, detail))

    def _running(self) -> _Run:
        if self._run is None:
            raise LetanError("supervisor", "the graph does not run", "Call start first")
        return self._run


def _shorten(child: Child) -> None:
    """Keep one older log of a process beside the present one."""
    if child.log.exists() and child.log.stat().st_size > _KEEP_LOG_BYTES:
        child.log.replace(child.log.with_suffix(".log.1"))
