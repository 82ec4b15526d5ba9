"""Starts the real graph in processes of its own and watches it: for tests, and for a look by hand.

Each graph has its own ROS domain and state folder; nothing waits by sleeping.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rclpy
from rclpy.context import Context
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node

from letan_apps.graph.children import PARENT
from letan_apps.graph.node_table import DDS_PROFILE
from letan_apps.resources import shipped
from letan_ros import topics
from letan_ros.convert.body import chunk_to_msg
from letan_ros.topics import Topic

ROOT = Path(__file__).parents[2]


def free_domain() -> int:
    """Return a domain that no other run of this machine uses, 1..101, by process and a counter."""
    free_domain.count += 1  # type: ignore[attr-defined]
    return 1 + (os.getpid() * 7 + free_domain.count * 13) % 101  # type: ignore[attr-defined]


free_domain.count = 0  # type: ignore[attr-defined]


@dataclass
class Watcher:
    """A node of the test process in the graph's domain; keeps every message of its topics."""

    domain: int
    seen: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dds = str(shipped(DDS_PROFILE))
        os.environ["FASTRTPS_DEFAULT_PROFILES_FILE"] = dds
        os.environ["FASTDDS_DEFAULT_PROFILES_FILE"] = dds
        os.environ["ROS_AUTOMATIC_DISCOVERY_RANGE"] = "LOCALHOST"
        self.context = Context()
        rclpy.init(context=self.context, domain_id=self.domain)
        self.node: Node = rclpy.create_node("watcher", context=self.context)
        self.executor = SingleThreadedExecutor(context=self.context)
        self.executor.add_node(self.node)
        self._publishers: dict[str, Any] = {}

    def watch(self, *wanted: Topic) -> None:
        """Keep the messages of these topics from now on."""
        for topic in wanted:
            kept = self.seen.setdefault(topic.name, [])
            self.node.create_subscription(topic.type, topic.name, kept.append, topic.subscribe)

    def of(self, topic: Topic) -> list[Any]:
        """Return the messages of a topic so far."""
        return self.seen[topic.name]

    def publish(self, topic: Topic, message: Any, within_s: float = 20.0) -> None:
        """Publish once somebody listens."""
        if topic.name not in self._publishers:
            self._publishers[topic.name] = self.node.create_publisher(
                topic.type, topic.name, topic.publish
            )
        publisher = self._publishers[topic.name]
        self.until(lambda: publisher.get_subscription_count() > 0, within_s, f"{topic.name} heard")
        publisher.publish(message)

    def say(
        self, pcm: "np.ndarray[Any, np.dtype[np.int16]]", rate: int, name: str = "test"
    ) -> None:
        """Let a voice speak before the simulated robot."""
        self.publish(topics.SIM_VOICE, chunk_to_msg(pcm, rate, 0, 0.0, name))

    def until(self, done: Callable[[], Any], within_s: float, what: str) -> Any:
        """Spin until `done()` is true; return its value, fail after `within_s` real seconds."""
        deadline = time.monotonic() + within_s
        while not (value := done()):
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {within_s:.0f} s in vain for: {what}")
            self.executor.spin_once(timeout_sec=0.1)
        return value

    def close(self) -> None:
        """Leave the graph; safe to call twice."""
        if not self.context.ok():
            return
        self.executor.shutdown(timeout_sec=1.0)
        self.node.destroy_node()
        rclpy.try_shutdown(context=self.context)


class Graph:
    """`letan up` in a process of its own."""

    def __init__(self, home: Path, domain: int, words: Sequence[str]) -> None:
        """Start it; `words` follow `letan up --json`."""
        self.home, self.domain = home, domain
        environment = {**os.environ, "LETAN_HOME": str(home), "ROS_DOMAIN_ID": str(domain)}
        environment[PARENT] = str(os.getpid())
        home.mkdir(parents=True, exist_ok=True)
        compiled = Path(os.environ["LETAN_HOME"]) / "cache"
        if compiled.is_dir() and not (home / "cache").exists():
            (home / "cache").symlink_to(compiled.resolve())
        self._output = (home / "up.jsonl").open("wb")
        self.errors = (home / "up.err").open("w+b")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "letan_apps.cli", "up", "--json", *words],
            cwd=ROOT,
            env=environment,
            stdout=self._output,
            stderr=self.errors,
            start_new_session=True,
        )

    @property
    def events(self) -> list[dict[str, Any]]:
        """What the supervisor has told so far."""
        lines = (self.home / "up.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    def told(self, event: str, subject: str = "") -> list[dict[str, Any]]:
        """Return the events of one kind, of one subject where it is given."""
        return [e for e in self.events if e["event"] == event and subject in ("", e["subject"])]

    def pids(self) -> dict[str, int]:
        """Return the process id of each process, as told last."""
        return {
            e["subject"]: int(e["detail"].removeprefix("process "))
            for e in self.events
            if e["event"] in ("started", "restarted")
        }

    def stop(self, within_s: float = 15.0, by: int = signal.SIGINT) -> float:
        """Stop it as a person does; return the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(by)
        self.process.wait(within_s)
        return time.monotonic() - began

    def close(self) -> None:
        """Make sure that nothing of it is left."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._output.close()
        self.errors.close()


@contextmanager
def running(
    home: Path, *words: str, ready_within_s: float = 150.0, domain: int | None = None
) -> Iterator[tuple[Graph, Watcher]]:
    """Run a graph until the block ends; yields once it is ready to listen."""
    domain = free_domain() if domain is None else domain
    graph = Graph(home, domain, words)
    watcher = Watcher(domain)
    try:
        watcher.until(
            lambda: graph.told("ready") or graph.process.poll() is not None,
            ready_within_s,
            f"ready; told so far: {graph.events[-5:]}",
        )
        assert graph.process.poll() is None, (home / "up.err").read_text("utf-8")
        yield graph, watcher
    finally:
        watcher.close()
        graph.close()
