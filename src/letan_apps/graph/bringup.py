"""Brings lifecycle nodes to work, whoever started their processes, and hears their heartbeats."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from diagnostic_msgs.msg import DiagnosticArray
from lifecycle_msgs.msg import State, Transition
from lifecycle_msgs.srv import ChangeState, GetState
from rclpy.node import Node

from letan_ros import topics

_CHANGE_WITHIN_S = 90.0
"""Loading a model on a busy machine is slow; a node that takes longer is asked again."""
_STATE_WITHIN_S = 1.0
"""Discovery believes in a killed process for five seconds more: what is sent to it is lost."""
_RETRY_S = 3.0
"""Pause after a node refused to start (no microphone, no model)."""
_LOOK_S = 0.1
_STEPS = {
    State.PRIMARY_STATE_UNCONFIGURED: Transition.TRANSITION_CONFIGURE,
    State.PRIMARY_STATE_INACTIVE: Transition.TRANSITION_ACTIVATE,
}


class NodeEvent(Enum):
    """What happened to a node."""

    ACTIVE = "active"
    REFUSED = "refused"


@dataclass(slots=True)
class _Watched:
    """A node and what is known of it; times are monotonic seconds."""

    name: str
    get: Any
    change: Any
    active: bool = False
    pending_since: float | None = None
    patience_s: float = _STATE_WITHIN_S
    not_before: float = 0.0
    heard: float | None = None
    state: str = ""
    problem: str = ""
    told: str = ""
    generation: int = 0

    @property
    def busy(self) -> bool:
        return self.pending_since is not None


class Bringup:
    """Drives nodes from unconfigured to active, again after each restart of their process.

    A node is asked for its state, then moved one step; nothing blocks. `on_event` is called with
    the node's name, what happened, and for REFUSED the node's own reason.
    """

    def __init__(
        self, node: Node, names: Sequence[str], on_event: Callable[[str, NodeEvent, str], None]
    ) -> None:
        """Use `node`, which some executor spins, to talk to the nodes `names`."""
        self._on_event = on_event
        self._watched = {
            name: _Watched(
                name,
                node.create_client(GetState, f"/{name}/get_state"),
                node.create_client(ChangeState, f"/{name}/change_state"),
            )
            for name in names
        }
        topic = topics.DIAGNOSTICS
        node.create_subscription(topic.type, topic.name, self._on_diagnostics, topic.subscribe)
        node.create_timer(_LOOK_S, self._look)

    @property
    def all_active(self) -> bool:
        """Whether every node works."""
        return all(watched.active for watched in self._watched.values())

    def silent_s(self, name: str) -> float | None:
        """Seconds since a node's last heartbeat; None before the first, and while it loads."""
        watched = self._watched[name]
        if watched.heard is None or watched.busy:
            return None
        return time.monotonic() - watched.heard

    def forget(self, name: str) -> None:
        """The node's process ended: a new one starts from the beginning."""
        watched = self._watched[name]
        watched.active, watched.pending_since, watched.heard = False, None, None
        watched.not_before, watched.state, watched.problem = 0.0, "", ""
        watched.generation += 1

    def _look(self) -> None:
        now_s = time.monotonic()
        for watched in self._watched.values():
            if watched.busy and now_s - (watched.pending_since or 0.0) > watched.patience_s:
                watched.pending_since = None
                watched.generation += 1
            if watched.active or watched.busy or now_s < watched.not_before:
                continue
            if watched.get.service_is_ready() and watched.change.service_is_ready():
                self._call(watched, watched.get, GetState.Request(), self._on_state)

    def _call(
        self, watched: _Watched, client: Any, request: Any, then: Callable[[_Watched, Any], None]
    ) -> None:
        watched.pending_since = time.monotonic()
        watched.patience_s = _CHANGE_WITHIN_S if client is watched.change else _STATE_WITHIN_S
        generation = watched.generation

        def done(future: Any) -> None:
            if watched.generation == generation:
                watched.pending_since = None
                watched.heard = time.monotonic() if watched.heard is not None else None
                then(watched, future.result())

        client.call_async(request).add_done_callback(done)

    def _on_state(self, watched: _Watched, answer: Any) -> None:
        state = answer.current_state.id
        if state == State.PRIMARY_STATE_ACTIVE:
            self._note_active(watched)
        elif state in _STEPS:
            request = ChangeState.Request(transition=Transition(id=_STEPS[state]))
            self._call(watched, watched.change, request, self._on_changed)
        else:
            watched.not_before = time.monotonic() + _LOOK_S

    def _on_changed(self, watched: _Watched, answer: Any) -> None:
        if answer.success:
            self._call(watched, watched.get, GetState.Request(), self._on_state)
        else:
            watched.not_before = time.monotonic() + _RETRY_S
            self._tell_refused(watched)

    def _tell_refused(self, watched: _Watched) -> None:
        """Tell why a node cannot start, once for each reason."""
        if watched.problem and watched.problem != watched.told:
            watched.told = watched.problem
            self._on_event(watched.name, NodeEvent.REFUSED, watched.problem)

    def _note_active(self, watched: _Watched) -> None:
        watched.active, watched.told = True, ""
        self._on_event(watched.name, NodeEvent.ACTIVE, "")

    def _on_diagnostics(self, message: DiagnosticArray) -> None:
        for status in message.status:
            watched = self._watched.get(status.name)
            if watched is None:
                continue
            watched.heard = time.monotonic()
            values = {pair.key: pair.value for pair in status.values}
            watched.state = values.get("state", "")
            watched.problem = values.get("problem", "")
            if watched.problem and not watched.active:
                self._tell_refused(watched)
            if watched.active and watched.state in ("unconfigured", "inactive"):
                watched.active = False
