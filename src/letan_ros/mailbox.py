"""How a worker thread hands its results to a node: the only way across."""

from collections import deque
from collections.abc import Callable

from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.node import Node


class Mailbox:
    """Runs calls posted by any thread inside the node's executor, in the order of posting.

    rclpy's entities are not thread-safe, and a multi-threaded executor makes every round trip ten
    times slower; so long work runs in a thread of its own, touches nothing of ROS, and posts.
    """

    def __init__(self, node: Node) -> None:
        """Attach to `node`; calls run while its executor spins."""
        self._calls: deque[Callable[[], object]] = deque()
        self._node = node
        # Its own group: a coroutine that awaits a posted result holds the node's default one.
        group = ReentrantCallbackGroup()
        self._guard = node.create_guard_condition(self._drain, callback_group=group)

    def post(self, call: Callable[[], object]) -> None:
        """Run `call` soon, in the executor's thread. Safe from any thread, also after the end."""
        self._calls.append(call)
        try:
            self._guard.trigger()
        except Exception:  # noqa: BLE001  rclpy raises a private InvalidHandle once destroyed
            self._calls.clear()

    def close(self) -> None:
        """Take no more calls."""
        self._node.destroy_guard_condition(self._guard)
        self._calls.clear()

    def _drain(self) -> None:
        while self._calls:
            self._calls.popleft()()
