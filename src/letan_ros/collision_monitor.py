"""The node between everybody who commands the wheels and the wheels."""

from collections.abc import Mapping

from geometry_msgs.msg import Twist
from letan_msgs.msg import CollisionState
from nav_msgs.msg import Odometry as OdometryMsg
from sensor_msgs.msg import LaserScan
from std_msgs.msg import Bool, Empty

from letan.guide.collision_monitor import CollisionMonitor, MonitorLimits, Verdict
from letan.kernel.geometry import STANDSTILL, Twist2
from letan.ports.body import Odometry, Scan
from letan_ros import topics
from letan_ros.convert.body import odometry_from_msg, scan_from_msg, twist_from_msg, twist_to_msg
from letan_ros.convert.moment import time_to_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments

_WATCHDOG_S = 0.1
_QUIET_AFTER_S = 1.0
"""Nothing commanded for that long and standing: nothing is published any more."""


class CollisionMonitorNode(LetanNode):
    """Carries `letan.guide.collision_monitor` out. Parameters: section `collision_monitor`.

    In: /cmd_vel_raw, /scan, /odom, /emergency_stop, /emergency_release. Out: /cmd_vel,
    /collision/state. Each command is judged when it comes; a watchdog judges it again while it
    is in force, so that a scan that stops or an obstacle that appears stops the robot.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; see LetanNode."""
        name = "collision_monitor"
        super().__init__(name, SCHEMA[name], values, use_sim_time=use_sim_time, remaps=remaps)
        self._command: tuple[Twist2, float] | None = None
        self._scan: Scan | None = None
        self._odometry: Odometry | None = None
        self._emergency = False
        self._last: Verdict | None = None

    def on_start(self) -> None:
        """Subscribe and advertise; the emergency latch starts released."""
        self._monitor = CollisionMonitor(
            MonitorLimits(**core_arguments("collision_monitor", self.values))
        )
        self._velocity_out = self.talk(topics.CMD_VEL)
        self._state_out = self.talk(topics.COLLISION_STATE)
        self.listen(topics.CMD_VEL_RAW, self._on_command)
        self.listen(topics.SCAN, self._on_scan)
        self.listen(topics.ODOM, self._on_odometry)
        self.listen(topics.EMERGENCY_STOP, self._on_emergency)
        self.listen(topics.EMERGENCY_RELEASE, self._on_release)
        self.every(_WATCHDOG_S, self._watch)

    def on_idle(self) -> None:
        """Stand still."""
        self._velocity_out(twist_to_msg(STANDSTILL))

    def on_parameters(self) -> None:
        """Use the new limits from the next command on."""
        self._monitor.limits = MonitorLimits(**core_arguments("collision_monitor", self.values))

    def diagnostics(self) -> Mapping[str, str]:
        """Return what the monitor does."""
        return {} if self._last is None else {"monitor": self._last.state.name.lower()}

    def _on_command(self, message: Twist) -> None:
        try:
            twist = twist_from_msg(message)
        except ValueError:
            twist = Twist2(float("nan"), 0.0)  # the core stops the robot and says why
        self._command = (twist, self.now_s)
        self._judge()

    def _on_scan(self, message: LaserScan) -> None:
        self._scan = scan_from_msg(message)

    def _on_odometry(self, message: OdometryMsg) -> None:
        try:
            self._odometry = odometry_from_msg(message)
        except ValueError as error:
            self._odometry = None
            self.get_logger().warning(f"dropped odometry: {error}")

    def _on_emergency(self, message: Bool) -> None:
        self._emergency = bool(message.data)
        self._judge()

    def _on_release(self, message: Empty) -> None:
        self._monitor.release()
        self._judge()

    def _watch(self) -> None:
        moving = self._last is not None and self._last.twist != STANDSTILL
        recent = self._command is not None and self.now_s - self._command[1] < _QUIET_AFTER_S
        if moving or recent:
            self._judge()

    def _judge(self) -> None:
        command, given = self._command if self._command is not None else (None, None)
        verdict = self._monitor.step(
            self.now_s, command, given, self._scan, self._odometry, self._emergency
        )
        before, self._last = self._last, verdict
        self._velocity_out(twist_to_msg(verdict.twist))
        if before is None or (before.state, before.reason) != (verdict.state, verdict.reason):
            self._tell(verdict)

    def _tell(self, verdict: Verdict) -> None:
        message = CollisionState(
            state=verdict.state.value,
            speed_limit_mps=verdict.speed_limit,
            nearest_m=verdict.nearest,
            reason=verdict.reason,
        )
        message.header.stamp = time_to_msg(self.now_s)
        self._state_out(message)
