"""Brings a profile's nodes up where `ros2 launch` starts the processes."""

import argparse
import sys
from collections.abc import Sequence

from letan.kernel.faults import LetanError
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import profile_of


def main(argv: Sequence[str] | None = None) -> int:
    """Configure and activate every node, and again whenever one comes back; until a signal."""
    parser = argparse.ArgumentParser(prog="python -m letan_apps.graph.launched")
    add_choice(parser)
    try:
        return _run(profile_of(choice_of(parser.parse_args(argv))).nodes)
    except LetanError as error:
        print(f"bringup: {error}", file=sys.stderr)
        return 2


def _run(names: Sequence[str]) -> int:
    import rclpy
    from rclpy.executors import ExternalShutdownException

    from letan_apps.graph.bringup import Bringup, NodeEvent
    from letan_ros.process import RCL_ARGUMENTS

    rclpy.init(args=RCL_ARGUMENTS)
    node = rclpy.create_node("bringup", start_parameter_services=False)

    def tell(name: str, event: NodeEvent, reason: str) -> None:
        node.get_logger().info(f"{name}: {event.value} {reason}".rstrip())

    Bringup(node, names, tell)
    try:
        rclpy.spin(node)
    except (KeyboardInterrupt, ExternalShutdownException):
        pass
    finally:
        node.destroy_node()
        rclpy.try_shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
