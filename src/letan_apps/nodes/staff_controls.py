"""What an operator may have the robot do, carried out in the node's thread."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from letan_msgs import action, msg
from rcl_interfaces.msg import Parameter, ParameterType, ParameterValue
from rcl_interfaces.srv import SetParameters
from std_msgs.msg import Bool, Empty

from letan.kernel.faults import LetanError
from letan_apps.nodes.context import Context
from letan_apps.nodes.recorder import RecorderNode
from letan_apps.nodes.staff_view import StaffView
from letan_apps.staff.settings_file import SettingsFile
from letan_ros import topics
from letan_ros.convert.moment import time_to_msg
from letan_ros.goals import GoalSender
from letan_ros.node import LetanNode
from letan_ros.schema import SCHEMA
from letan_web.operator.routes import SETTINGS

_TEST_WORDS = "Xin chào. Đây là câu thử loa của robot lễ tân."
_LOG = logging.getLogger("letan.screen")


class StaffControls:
    """`letan_web.operator.routes.Controls`; each call posts to the node and returns."""

    def __init__(self, node: LetanNode, context: Context, view: StaffView) -> None:
        """Advertise until the node stops; called from its `on_start`."""
        self._node, self._context, self._view = node, context, view
        self._stop_out = node.talk(topics.EMERGENCY_STOP)
        self._release_out = node.talk(topics.EMERGENCY_RELEASE)
        self._call_out = node.talk(topics.STAFF_CALL)
        self._recording_out = node.talk(topics.RECORDING)
        self._voice = GoalSender(node, action.Say, topics.SAY_ACTION)
        self._values = {
            (setting.node, setting.name): float(str(context.values[setting.node][setting.name]))
            for setting in SETTINGS
        }
        self._setters = {}
        for name in sorted({setting.node for setting in SETTINGS}):
            client = node.create_client(SetParameters, f"/{name}/set_parameters")
            node.keep(node.destroy_client, client)
            self._setters[name] = client
        self._kept = SettingsFile(context.home)
        self._recorder: RecorderNode | None = None

    def settings(self) -> Mapping[tuple[str, str], float]:
        """Return the values by node and name, as far as this page set them."""
        return dict(self._values)

    def change(self, node: str, name: str, value: float) -> None:
        """Set a parameter, and keep it for the next start."""
        kind, typed = ParameterType.PARAMETER_DOUBLE, ParameterValue(double_value=float(value))
        typed.type = kind
        request = SetParameters.Request(parameters=[Parameter(name=name, value=typed)])
        self._kept.keep(node, name, value)
        self._values[node, name] = value
        self._post(lambda: self._setters[node].call_async(request))

    def stop(self) -> None:
        """Stop the wheels, and keep them stopped."""
        self._post(lambda: self._stop_out(Bool(data=True)))

    def release(self) -> None:
        """Let the robot move again: the button is out, and somebody says so."""

        def let_go() -> None:
            self._stop_out(Bool(data=False))
            self._release_out(Empty())

        self._post(let_go)

    def watch(self, *, on: bool) -> None:
        """Turn the camera's live picture on or off."""
        self._post(lambda: self._view.watch(on=on))

    def picture(self) -> bytes | None:
        """Return the newest live picture; the server's thread asks."""
        return self._view.picture

    def acknowledge(self, call: str) -> None:
        """Tell the robot that somebody comes; nothing happens for a call that is not known."""

        def answer() -> None:
            asked = self._view.calls.get(call)
            if asked is not None:
                told = msg.StaffCall(
                    call_id=asked.call_id,
                    turn_id=asked.turn_id,
                    reason=asked.reason,
                    place=asked.place,
                    pose=asked.pose,
                    acknowledged=True,
                )
                told.header.stamp = time_to_msg(self._node.now_s)
                self._call_out(told)

        self._post(answer)

    def test_speaker(self) -> None:
        """Say a sentence."""
        goal = action.Say.Goal(text=_TEST_WORDS, language="vi", volume=-1.0, interruptible=True)
        self._post(lambda: self._voice.send(goal))

    def record(self, *, on: bool) -> None:
        """Begin or end a recording into `$LETAN_HOME/recordings`, without sound.

        Raises:
            LetanError: If the profile records anyway.
        """
        if any("recorder" in process.nodes for process in self._context.profile.processes):
            raise LetanError("recording", "this run records anyway", "Stop it with the run")
        self._post(self._begin if on else self._end)

    def close(self) -> None:
        """End what the node must not leave behind; in its thread."""
        self._end()

    def _begin(self) -> None:
        executor = self._node.executor
        if self._recorder is not None or executor is None:
            return
        arguments = self._context.arguments("recorder")
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}.mcap"
        path = self._context.home / "recordings" / name
        arguments["values"] = {**arguments["values"], "path": str(path), "sound": False}
        recorder = RecorderNode("recorder", SCHEMA["recorder"], **arguments)
        executor.add_node(recorder)
        recorder.trigger_configure()
        recorder.trigger_activate()
        self._recorder = recorder

    def _end(self) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return
        recorder.close()
        if self._node.executor is not None:
            self._node.executor.remove_node(recorder)
        recorder.destroy_node()
        self._recording_out(Bool(data=False))

    def _post(self, work: Callable[[], object]) -> None:
        self._node.mailbox.post(lambda: _quietly(work))


def _quietly(work: Callable[[], object]) -> None:
    """Do it; what goes wrong is a line in the log, and the node lives on."""
    try:
        work()
    except (LetanError, OSError) as error:
        _LOG.warning("an operator's wish was not fulfilled: %s", error)
