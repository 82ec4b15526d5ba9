"""From a topic of the graph to the painted screen, at the rate of partial captions."""

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.screen.chromium import opened
from letan_apps.graph.node_table import (
    RunChoice,
    parameters_of,
    process_environment,
    profile_of,
)
from letan_apps.nodes.context import Context
from letan_apps.resources import shipped

RATE_HZ = 20.0
_COUNT = 400
_WATCH = """(() => {
  globalThis.delays = [];
  const words = document.getElementById("heard-words");
  new MutationObserver(() => {
    const sent = Number(words.textContent);
    requestAnimationFrame(() => {
      const channel = new MessageChannel();  // its message comes after the frame was painted
      const now = () => performance.timeOrigin + performance.now();
      channel.port1.onmessage = () => delays.push(now() - sent);
      channel.port2.postMessage(0);
    });
  }).observe(words, { childList: true, characterData: true, subtree: true });
})()"""


def latency_figures(count: int = _COUNT) -> tuple[Figure, ...]:
    """Publish partial readings on /hearing/utterance; measure until each is painted.

    The `screen` node runs in this process, its topics go through the middleware as always.
    """
    with _screen_node() as (address, publish), opened(address) as page:
        page.run(_WATCH)
        due = time.monotonic()
        for _ in range(count):
            publish(repr(time.time() * 1000))
            due += 1 / RATE_HZ
            time.sleep(max(0.0, due - time.monotonic()))
        time.sleep(0.5)
        delays = [float(delay) for delay in page.run("delays")]
    return (
        Figure("captions_sent", count, "", 1),
        Figure("captions_painted", len(delays), "", 1),
        *percentiles("topic_to_painted", delays, "ms"),
    )


@contextlib.contextmanager
def _screen_node() -> Iterator[tuple[str, Callable[[str], None]]]:
    """Run the node; yield the page's address and a function that publishes a partial reading."""
    import rclpy
    from letan_msgs.msg import Utterance
    from rclpy.executors import SingleThreadedExecutor

    from letan_apps.nodes.screen import build
    from letan_ros import topics
    from letan_ros.process import RCL_ARGUMENTS

    os.environ.update(process_environment())
    rclpy.init(args=RCL_ARGUMENTS, domain_id=1 + os.getpid() % 101)
    with tempfile.TemporaryDirectory() as home:
        node = build(_context(Path(home)))
        talker = rclpy.create_node("talker")
        utterances = talker.create_publisher(Utterance, topics.UTTERANCE.name, 20)
        executor = SingleThreadedExecutor()
        executor.add_node(node)
        spinning = threading.Thread(target=executor.spin, daemon=True)
        try:
            node.trigger_configure()
            node.trigger_activate()
            spinning.start()
            address = node.diagnostics()["address"]
            yield address, lambda text: utterances.publish(Utterance(text=text, language="en"))
        finally:
            executor.shutdown()
            node.close()
            rclpy.try_shutdown()


def _context(home: Path) -> Context:
    changes = {"screen": {"port": 0, "staff_port": 0}}
    choice = RunChoice(profile="desk", changes=changes)
    profile = profile_of(choice)
    site = shipped(profile.site) if profile.site else None
    return Context(profile, parameters_of(choice), site, home)
