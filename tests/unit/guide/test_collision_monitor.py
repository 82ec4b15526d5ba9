"""The last word on motion."""

import ast
import inspect
import math

import numpy as np
import pytest
from tests.unit.guide.scans import blind, odom, scan

from letan.guide import collision_monitor
from letan.guide.collision_monitor import CollisionMonitor, MonitorState, Verdict
from letan.kernel.geometry import STANDSTILL, Pose2, Twist2
from letan.ports.body import Odometry, Scan

GO = Twist2(0.5, 0.0)


def judge(command: Twist2 | None, seen: Scan | None, **more: object) -> Verdict:
    arguments: dict[str, object] = {
        "command_t": 0.0,
        "odom": odom(),
        "emergency": False,
        "now": 0.0,
    }
    arguments |= more
    return CollisionMonitor().step(command=command, scan=seen, **arguments)  # type: ignore[arg-type]


def test_a_free_way_lets_the_command_through() -> None:
    assert judge(GO, scan()) == Verdict(GO, MonitorState.FREE, 0.8, -1.0, "")


def test_near_things_slow_it_and_nearer_ones_stop_it() -> None:
    limits = [judge(Twist2(0.8), scan(ahead=d)).speed_limit for d in (1.2, 0.8, 0.6, 0.5)]
    assert limits == sorted(limits, reverse=True)
    assert judge(GO, scan(ahead=0.5)).state is MonitorState.SLOWED
    stopped = judge(GO, scan(ahead=0.4))
    assert (stopped.twist, stopped.state) == (STANDSTILL, MonitorState.STOPPED)


def test_what_is_not_in_the_way_does_not_matter() -> None:
    assert judge(GO, scan(behind=0.35, left=0.45, right=0.45)).state is MonitorState.FREE


def test_backwards_it_looks_backwards() -> None:
    assert judge(Twist2(-0.5), scan(ahead=0.4)).state is MonitorState.FREE
    assert judge(Twist2(-0.5), scan(behind=0.4)).state is MonitorState.STOPPED


def test_it_may_drive_away_from_what_touches_it() -> None:
    assert judge(GO, scan(behind=0.31)).state is MonitorState.FREE


def test_a_curve_is_followed() -> None:
    side = scan()
    ranges = side.ranges.copy()
    ranges[215] = 0.75  # 35 degrees to the left
    seen = Scan(0.0, ranges, side.angle_min, side.angle_increment, side.range_max)
    assert judge(Twist2(0.8, 0.0), seen).nearest == -1.0
    assert judge(Twist2(0.8, 0.8), seen).state is MonitorState.SLOWED


def test_the_cap_keeps_the_curve() -> None:
    assert judge(Twist2(1.6, 0.4), scan()).twist == Twist2(0.8, 0.2)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"command_t": -0.6}, "command is 0.6 s old", id="old command"),
        pytest.param({"command_t": None, "command": None}, "no command yet", id="no command"),
        pytest.param({"scan": scan(-0.7)}, "scan is 0.7 s old", id="old scan"),
        pytest.param({"scan": None}, "no scan yet", id="no scan"),
        pytest.param({"odom": odom(-0.51)}, "odometry is 0.5 s old", id="frozen odometry"),
        pytest.param({"odom": None}, "no odometry yet", id="no odometry"),
        pytest.param({"scan": scan(0.3)}, "scan is -0.3 s old", id="scan of the future"),
        pytest.param({"scan": scan(math.nan)}, "scan is nan s old", id="stamp is not a number"),
        pytest.param(
            {"command": Twist2(math.nan)}, "the command is not a number", id="NaN command"
        ),
        pytest.param(
            {"odom": Odometry(0.0, Pose2(0, math.inf, 0), STANDSTILL)},
            "the odometry is not a number",
            id="odometry infinite",
        ),
        pytest.param({"scan": blind()}, "the lidar is blind towards the motion", id="all NaN"),
    ],
)
def test_never_a_motion_on_what_is_not_known(changes: dict[str, object], reason: str) -> None:
    arguments = {"command": GO, "scan": scan()} | changes
    command, seen = arguments.pop("command"), arguments.pop("scan")
    verdict = judge(command, seen, **arguments)  # type: ignore[arg-type]
    assert verdict == Verdict(STANDSTILL, MonitorState.STALE, 0.0, -1.0, reason)


def test_a_few_failed_beams_do_not_stop_it() -> None:
    seen = scan()
    ranges = seen.ranges.copy()
    ranges[::5] = np.nan
    some = Scan(0.0, ranges, seen.angle_min, seen.angle_increment, seen.range_max)
    assert judge(GO, some).state is MonitorState.FREE


@pytest.mark.parametrize("jump", [-5.0, 3600.0])
def test_a_clock_jump_stops_one_step(jump: float) -> None:
    monitor = CollisionMonitor()
    monitor.step(10.0, GO, 10.0, scan(10.0), odom(10.0))
    then = 10.0 + jump
    first = monitor.step(then, GO, then, scan(then), odom(then))
    second = monitor.step(then + 0.05, GO, then, scan(then), odom(then))
    assert (first.state, first.reason) == (MonitorState.STALE, "the clock jumped")
    assert second.state is MonitorState.FREE


def test_the_emergency_stop_latches_until_it_is_released() -> None:
    monitor = CollisionMonitor()
    states = []
    for emergency, release in ((True, False), (False, False), (True, True), (False, True)):
        if release:
            monitor.release()
        states.append(monitor.step(0.0, GO, 0.0, scan(), odom(), emergency).state)
    latched = MonitorState.EMERGENCY
    assert states == [latched, latched, latched, MonitorState.FREE]


def test_it_brakes_in_time_for_a_wall() -> None:
    """Driven by its own verdicts towards a wall, the footprint never comes nearer than 2 cm."""
    monitor, x, v, dt = CollisionMonitor(), 0.0, 0.0, 0.05
    for step in range(200):
        t = step * dt
        verdict = monitor.step(t, Twist2(0.8), t, scan(t, ahead=3.0 - x), odom(t, v))
        v = (
            max(verdict.twist.v_mps, v - 0.8 * dt)
            if verdict.twist.v_mps < v
            else verdict.twist.v_mps
        )
        x += v * dt
    assert 3.0 - x - 0.30 > 0.02
    assert x > 2.3


def test_it_imports_nothing_of_who_commands() -> None:
    tree = ast.parse(inspect.getsource(collision_monitor))
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    own = {m for m in modules if m.startswith("letan.")}
    assert own == {
        "letan.guide.scan_points",
        "letan.kernel.geometry",
        "letan.kernel.units",
        "letan.ports.body",
    }
