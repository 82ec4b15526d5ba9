"""One process of the graph: some nodes, one single-threaded executor, a clean end."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import rclpy
from rclpy.executors import SingleThreadedExecutor
from rclpy.signals import SignalHandlerOptions
from rclpy.task import Future

from letan_ros.node import LetanNode

RCL_ARGUMENTS = ["--ros-args", "--disable-external-lib-logs"]
"""Logs go to standard error alone; the supervisor keeps them in one file a process."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(build: Callable[[], Sequence[LetanNode]]) -> int:
    """Build the nodes, spin until SIGINT or SIGTERM, close them; return the exit status.

    rclpy's own handlers end the context at once, and a node could no longer say that it stops or
    that the wheels shall stand; so the signals only end the spinning.
    """
    rclpy.init(args=RCL_ARGUMENTS, signal_handler_options=SignalHandlerOptions.NO)
    nodes: list[LetanNode] = []
    try:
        with _stop_on_signal() as stop:
            executor = SingleThreadedExecutor()
            nodes.extend(build())
            for node in nodes:
                executor.add_node(node)
            executor.spin_until_future_complete(stop)
            for node in nodes:
                node.close()
            executor.spin_once(timeout_sec=0.0)
    finally:
        for node in nodes:
            node.destroy_node()
        rclpy.try_shutdown()
    return 0


@contextmanager
def _stop_on_signal() -> Iterator[Future]:
    """Yield a future that a signal completes, also while the executor waits in C."""
    stop = Future()
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    former = {number: signal.signal(number, lambda *_: None) for number in _SIGNALS}
    former_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)

    def wait() -> None:
        while reader.recv(1) in {bytes([number]) for number in _SIGNALS}:
            if not stop.done():
                stop.set_result(None)

    thread = threading.Thread(target=wait, name="signals", daemon=True)
    thread.start()
    try:
        yield stop
    finally:
        signal.set_wakeup_fd(former_fd)
        for number, handler in former.items():
            signal.signal(number, handler)
        writer.send(b"\0")
        thread.join()
        reader.close()
        writer.close()
