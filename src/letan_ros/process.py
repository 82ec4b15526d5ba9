"""One process of the graph: some nodes, one single-threaded executor, a clean end."""

from collections.abc import Callable, Sequence

import rclpy
from rclpy.executors import ExternalShutdownException, SingleThreadedExecutor
from rclpy.signals import SignalHandlerOptions

from letan_ros.node import LetanNode


def run(build: Callable[[], Sequence[LetanNode]]) -> int:
    """Build the nodes, spin until SIGINT or SIGTERM, close them; return the exit status."""
    rclpy.init(args=[], signal_handler_options=SignalHandlerOptions.ALL)
    nodes: Sequence[LetanNode] = ()
    try:
        nodes = build()
        executor = SingleThreadedExecutor()
        for node in nodes:
            executor.add_node(node)
        executor.spin()
    except (KeyboardInterrupt, ExternalShutdownException):
        pass
    finally:
        for node in nodes:
            node.close()
        for node in nodes:
            node.destroy_node()
        rclpy.try_shutdown()
    return 0
