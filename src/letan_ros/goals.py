"""Actions without a multi-threaded executor: both ends, one goal at a time."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rclpy.action import ActionClient, ActionServer, CancelResponse
from rclpy.action.client import ClientGoalHandle
from rclpy.action.server import ServerGoalHandle
from rclpy.task import Future

from letan.kernel.units import Seconds
from letan_ros.node import LetanNode


@dataclass(slots=True)
class _Current:
    handle: ServerGoalHandle
    done: Future = field(default_factory=Future)


class GoalDesk:
    """The server's end. A new goal stops the present one; `finish` ends the present one.

    `begin(goal)` starts the work and returns at once. `stop()` asks the work to end soon, because
    of a cancel or a newer goal: the work still answers by `finish`, in the executor's thread.
    """

    def __init__(
        self,
        node: LetanNode,
        action: Any,
        name: str,
        begin: Callable[[Any], None],
        stop: Callable[[], None],
    ) -> None:
        """Offer the action until the node stops."""
        self._node, self._begin, self._stop = node, begin, stop
        self._current: _Current | None = None
        server = ActionServer(node, action, name, self._execute, cancel_callback=self._on_cancel)
        node.keep(lambda thing: thing.destroy(), server)

    @property
    def busy(self) -> bool:
        """Whether a goal is being worked on."""
        return self._current is not None

    def feedback(self, message: Any) -> None:
        """Send feedback on the present goal; ignored when there is none."""
        if self._current is not None and self._current.handle.is_active:
            self._current.handle.publish_feedback(message)

    def finish(self, result: Any, *, succeeded: bool) -> None:
        """End the present goal; ignored when there is none."""
        current, self._current = self._current, None
        if current is not None:
            current.done.set_result((result, succeeded))

    def _on_cancel(self, handle: ServerGoalHandle) -> CancelResponse:
        if self._current is not None and self._current.handle is handle:
            self._stop()
        return CancelResponse.ACCEPT

    async def _execute(self, handle: ServerGoalHandle) -> Any:
        while self._current is not None:
            former = self._current
            self._stop()
            await former.done
        current = self._current = _Current(handle)
        if self._node.active and not handle.is_cancel_requested:
            self._begin(handle.request)
        else:
            self._stop()
        result, succeeded = await current.done
        if handle.is_cancel_requested:
            handle.canceled()
        elif succeeded:
            handle.succeed()
        else:
            handle.abort()
        return result


def _ignore(_result: Any) -> None:
    """Wait for no result."""


@dataclass(slots=True)
class _Sent:
    on_end: Callable[[Any], None]
    news_s: Seconds
    handle: ClientGoalHandle | None = None
    cancelled: bool = False


class GoalSender:
    """The client's end. Every goal sent ends in exactly one call of its `on_end`.

    `on_end(None)` tells of a goal that the server refused, could not take, or died with.
    """

    def __init__(self, node: LetanNode, action: Any, name: str) -> None:
        """Talk to the action until the node stops."""
        self._node = node
        self._client = ActionClient(node, action, name)
        node.keep(lambda client: client.destroy(), self._client)
        self._open: list[_Sent] = []

    def send(
        self,
        goal: Any,
        on_end: Callable[[Any], None] = _ignore,
        on_feedback: Callable[[Any], None] | None = None,
    ) -> None:
        """Send a goal; a server that is not there ends it at once."""
        sent = _Sent(on_end, self._node.now_s)
        if not self._client.server_is_ready():
            on_end(None)
            return
        self._open.append(sent)

        def hand_on(message: Any) -> None:
            sent.news_s = self._node.now_s
            if sent in self._open and on_feedback is not None:
                on_feedback(message.feedback)

        future = self._client.send_goal_async(goal, feedback_callback=hand_on)
        future.add_done_callback(lambda done: self._on_answer(sent, done.result()))

    def cancel(self) -> None:
        """Ask the server to end all goals that were sent; their `on_end` follows."""
        for sent in self._open:
            sent.cancelled = True
            if sent.handle is not None:
                sent.handle.cancel_goal_async()

    def look(self, silent_s: Seconds = math.inf) -> None:
        """End the goals of a server that died; to be called now and then.

        Args:
            silent_s: A server that gives no feedback for so long has died. The middleware misses a
                killed one only after its lease, and not at all once it runs again.
        """
        if not self._open:
            return
        gone, now = not self._client.server_is_ready(), self._node.now_s
        for sent in list(self._open):
            if gone or now - sent.news_s > silent_s:
                self._end(sent, None)

    def _on_answer(self, sent: _Sent, handle: ClientGoalHandle) -> None:
        if not handle.accepted:
            self._end(sent, None)
            return
        sent.handle = handle
        handle.get_result_async().add_done_callback(
            lambda done: self._end(sent, done.result().result)
        )
        if sent.cancelled:
            handle.cancel_goal_async()

    def _end(self, sent: _Sent, result: Any) -> None:
        if sent in self._open:
            self._open.remove(sent)
            sent.on_end(result)
