"""A goal ends once, whatever becomes of its server."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("rclpy")

from letan_ros import goals


class Server:
    """The client's view of an action server: it accepts, and says what the test says."""

    def __init__(self, *_: Any) -> None:
        self.ready = True
        self.tell: Callable[[Any], None] = print

    def server_is_ready(self) -> bool:
        return self.ready

    def send_goal_async(self, _goal: Any, feedback_callback: Callable[[Any], None]) -> Any:
        self.tell = feedback_callback
        return SimpleNamespace(add_done_callback=lambda _: None)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> tuple[goals.GoalSender, Any, Server, list[Any]]:
    monkeypatch.setattr(goals, "ActionClient", Server)
    node = SimpleNamespace(now_s=0.0, keep=lambda *_: None)
    sender = goals.GoalSender(node, object, "/voice/say")  # type: ignore[arg-type]  # a fake node
    ended: list[Any] = []
    sender.send("text", ended.append)
    return sender, node, sender._client, ended  # the fake server


@pytest.mark.parametrize(
    ("word_at", "looked_at", "ended"),
    [
        pytest.param(None, 10.0, [], id="it may take a while to begin"),
        pytest.param(None, 10.1, [None], id="it was killed before its first word"),
        pytest.param(5.0, 15.0, [], id="it tells its words"),
        pytest.param(5.0, 15.1, [None], id="it was killed, and another runs already"),
    ],
)
def test_a_server_that_falls_silent_has_died(
    sent: Any, word_at: float | None, looked_at: float, ended: list[Any]
) -> None:
    sender, node, server, found = sent
    if word_at is not None:
        node.now_s = word_at
        server.tell(SimpleNamespace(feedback="word"))
    node.now_s = looked_at
    sender.look(10.0)
    sender.look(10.0)
    assert found == ended


def test_a_server_that_is_missed_has_died_at_once(sent: Any) -> None:
    sender, _, server, found = sent
    sender.look()
    assert found == []
    server.ready = False
    sender.look()
    assert found == [None]
