"""What all nodes share: parameters, the life cycle, diagnostics, faults, clocks."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
from letan_msgs.msg import FaultReport
from rcl_interfaces.msg import (
    FloatingPointRange,
    IntegerRange,
    ParameterDescriptor,
    SetParametersResult,
)
from rclpy.clock import Clock, ClockType
from rclpy.lifecycle import LifecycleNode, LifecycleState, TransitionCallbackReturn
from rclpy.parameter import Parameter as RclParameter

from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.faults import Fault, LetanError, Severity
from letan_ros import topics
from letan_ros.mailbox import Mailbox
from letan_ros.parameters import Parameter, Value, Values
from letan_ros.topics import Topic

HEARTBEAT_S = 1.0
"""Period of /diagnostics, in real time: the supervisor takes three missing ones for a hang."""


class LetanNode(LifecycleNode):
    """A lifecycle node that wires a faculty of the core to the graph.

    A subclass fills `on_start` (make the faculty, subscribe, publish) and `on_stop` (let go of
    everything `on_start` took, in any state of completion), and may fill `on_active`, `on_idle`.
    Inputs that arrive while the node is not active must be dropped: `listen` does that.
    """

    def __init__(
        self,
        name: str,
        schema: Sequence[Parameter],
        values: Mapping[str, Value],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Declare the parameters and begin to publish diagnostics.

        Args:
            name: Name in the graph.
            schema: The node's parameters.
            values: Checked values, one for each parameter.
            use_sim_time: Take the time from /clock.
            remaps: New name by old name.
        """
        rules = [word for old, new in (remaps or {}).items() for word in ("-r", f"{old}:={new}")]
        overrides = [RclParameter("use_sim_time", value=use_sim_time)]
        super().__init__(
            name,
            parameter_overrides=overrides,
            cli_args=["--ros-args", *rules] if rules else None,
            enable_logger_service=False,
        )
        self.active = False
        self._schema = {parameter.name: parameter for parameter in schema}
        self.values: Values = dict(values)
        for parameter in schema:
            self.declare_parameter(
                parameter.name, _to_ros(self.values[parameter.name]), _describe(parameter)
            )
        self.add_on_set_parameters_callback(self._on_set_parameters)
        self.mailbox = Mailbox(self)
        self._steady = Clock(clock_type=ClockType.STEADY_TIME)
        self._made: list[tuple[Callable[[Any], object], Any]] = []
        self._faults: dict[str, Fault] = {}
        self._problem = ""
        self._fault_out = self.create_publisher(
            FaultReport, topics.FAULTS.name, topics.FAULTS.publish
        )
        self._diagnostics = self.create_publisher(
            DiagnosticArray, topics.DIAGNOSTICS.name, topics.DIAGNOSTICS.publish
        )
        self.create_timer(HEARTBEAT_S, self._publish_diagnostics, clock=self._steady)

    # What a subclass fills

    def on_start(self) -> None:
        """Make everything; a LetanError leaves the node unconfigured, with one clear line."""

    def on_active(self) -> None:
        """Begin to work."""

    def on_idle(self) -> None:
        """Pause: stop moving, sounding, listening."""

    def on_stop(self) -> None:
        """Let go of what `on_start` took; may be called after a half-done start, and twice."""

    def on_parameters(self) -> None:
        """`self.values` changed while running."""

    def diagnostics(self) -> Mapping[str, str]:
        """Return figures for the operator; never what a visitor said."""
        return {}

    # What a subclass uses

    @property
    def now_s(self) -> float:
        """Seconds on the node's clock (the simulator's under `use_sim_time`)."""
        return float(self.get_clock().now().nanoseconds) / 1e9

    def number(self, name: str) -> float:
        """Return a parameter that is a number."""
        value = self.values[name]
        if isinstance(value, int | float):
            return value
        raise TypeError(f"{name} is no number")

    def word(self, name: str) -> str:
        """Return a parameter that is a text."""
        return str(self.values[name])

    def listen(self, topic: Topic, callback: Callable[[Any], None]) -> None:
        """Subscribe until `on_stop`; what arrives while the node is not active is dropped."""

        def when_active(message: Any) -> None:
            if self.active:
                callback(message)

        subscription = self.create_subscription(
            topic.type, topic.name, when_active, topic.subscribe
        )
        self._made.append((self.destroy_subscription, subscription))

    def talk(self, topic: Topic) -> Callable[[Any], None]:
        """Advertise until `on_stop`; return the function that publishes."""
        publisher = self.create_publisher(topic.type, topic.name, topic.publish)
        self._made.append((self.destroy_publisher, publisher))
        return publisher.publish  # type: ignore[no-any-return]  # rclpy carries no types

    def every(self, period_s: float, callback: Callable[[], None], *, steady: bool = False) -> None:
        """Call back while active, on the node's clock or (steady) on real time, until `on_stop`."""

        def when_active() -> None:
            if self.active:
                callback()

        clock = self._steady if steady else None
        timer = self.create_timer(period_s, when_active, clock=clock)
        self._made.append((self.destroy_timer, timer))

    def keep(self, destroy: Callable[[Any], object], thing: Any) -> None:
        """Destroy `thing` by `destroy(thing)` after `on_stop`."""
        self._made.append((destroy, thing))

    def report(self, fault: Fault) -> None:
        """Publish a fault, once until it is cleared."""
        if self._faults.get(fault.code) == fault:
            return
        self._faults[fault.code] = fault
        severe = FAULT_TABLE[fault.code].severity is Severity.ERROR
        self._publish_fault(fault, FaultReport.ERROR if severe else FaultReport.WARN)
        fields = " ".join(f"{key}={value}" for key, value in fault.fields.items())
        self.get_logger().warning(f"fault code={fault.code} node={self.get_name()} {fields}")

    def clear(self, code: str) -> None:
        """Say that a fault is over; nothing happens when it was not reported."""
        if self._faults.pop(code, None) is not None:
            self._publish_fault(Fault(code), FaultReport.CLEARED)

    # The life cycle

    def on_configure(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Start; FAILURE (still unconfigured) when something is missing."""
        try:
            self.on_start()
        except LetanError as error:
            self._refuse(error)
            self._release()
            return TransitionCallbackReturn.FAILURE
        self._problem = ""
        return TransitionCallbackReturn.SUCCESS

    def on_activate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Work."""
        self.active = True
        try:
            self.on_active()
        except LetanError as error:
            self.active = False
            self._refuse(error)
            return TransitionCallbackReturn.FAILURE
        self._problem = ""
        return TransitionCallbackReturn.SUCCESS

    def on_deactivate(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Pause."""
        self.active = False
        self.on_idle()
        return TransitionCallbackReturn.SUCCESS

    def on_cleanup(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Let go of everything."""
        self._release()
        return TransitionCallbackReturn.SUCCESS

    def on_shutdown(self, state: LifecycleState) -> TransitionCallbackReturn:
        """Let go of everything, for good."""
        self.close()
        return TransitionCallbackReturn.SUCCESS

    def close(self) -> None:
        """Stop from any state; the process ends. Safe to call twice."""
        if self.active:
            self.active = False
            self.on_idle()
        self._release()

    def _refuse(self, error: LetanError) -> None:
        """Log why the node cannot work, once for each reason, and tell the supervisor."""
        if self._problem != str(error):
            self._problem = str(error)
            self.get_logger().error(self._problem)
        self._publish_diagnostics()

    def _release(self) -> None:
        self.on_stop()
        while self._made:
            destroy, thing = self._made.pop()
            destroy(thing)

    # Parameters, faults, diagnostics

    def _on_set_parameters(self, changes: Sequence[RclParameter]) -> SetParametersResult:
        accepted = dict(self.values)
        for change in changes:
            parameter = self._schema.get(change.name)
            if parameter is None:
                continue
            try:
                accepted[change.name] = parameter.check(change.value)
            except ValueError as error:
                return SetParametersResult(successful=False, reason=f"{change.name} {error}")
        previous, self.values = self.values, accepted
        try:
            if self.active:
                self.on_parameters()
        except (LetanError, ValueError) as error:
            self.values = previous
            return SetParametersResult(successful=False, reason=str(error))
        return SetParametersResult(successful=True)

    def _publish_fault(self, fault: Fault, severity: int) -> None:
        message = FaultReport(code=fault.code, node=self.get_name(), severity=severity)
        message.header.stamp = self.get_clock().now().to_msg()
        message.fields = [KeyValue(key=key, value=value) for key, value in fault.fields.items()]
        self._fault_out.publish(message)

    def _publish_diagnostics(self) -> None:
        level, words = DiagnosticStatus.OK, self._state_label()
        for code in self._faults:
            severe = FAULT_TABLE[code].severity is Severity.ERROR
            level = max(level, DiagnosticStatus.ERROR if severe else DiagnosticStatus.WARN)
            words = f"{words}, {code}"
        pairs = {"state": self._state_label(), "pid": str(os.getpid()), **self.diagnostics()}
        if self._problem:
            level, pairs["problem"] = DiagnosticStatus.ERROR, self._problem
        status = DiagnosticStatus(
            level=level,
            name=self.get_name(),
            message=words,
            values=[KeyValue(key=key, value=value) for key, value in pairs.items()],
        )
        message = DiagnosticArray(status=[status])
        message.header.stamp = self.get_clock().now().to_msg()
        self._diagnostics.publish(message)

    def _state_label(self) -> str:
        return str(self._state_machine.current_state[1])


def _to_ros(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _describe(parameter: Parameter) -> ParameterDescriptor:
    unit = f" [{parameter.unit}]" if parameter.unit else ""
    words = ParameterDescriptor(
        description=parameter.description + unit,
        additional_constraints=", ".join(parameter.choices),
        read_only=parameter.read_only,
    )
    if parameter.low is not None and parameter.high is not None:
        if isinstance(parameter.default, float):
            span = FloatingPointRange(
                from_value=float(parameter.low), to_value=float(parameter.high)
            )
            words.floating_point_range = [span]
        else:
            words.integer_range = [
                IntegerRange(from_value=int(parameter.low), to_value=int(parameter.high), step=1)
            ]
    return words
