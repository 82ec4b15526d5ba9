"""The last word on motion."""

import ast
import inspect
import math

import numpy as np
import pytest
from tests.unit.guide.scans import BEAMS, blind, odom, scan

from letan.guide import collision_monitor
from letan.guide.collision_monitor import CollisionMonitor, MonitorState, Verdict
from letan.kernel.geometry import STANDSTILL, Pose2, Twist2
from letan.ports.body import Odometry, Scan
from letan_sim.lidar import cast

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


def test_who_is_stopped_right_before_something_may_still_turn_away_from_it() -> None:
    stopped = judge(Twist2(0.3, -0.4), scan(ahead=0.34))
    assert (stopped.twist, stopped.state) == (Twist2(0.0, -0.4), MonitorState.STOPPED)


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
        verdict = monitor.step(
            t, Twist2(0.8), t, scan(t, ahead=3.0 - x), odom(t, v, Pose2(x, 0.0, 0.0))
        )
        v = (
            max(verdict.twist.v_mps, v - 0.8 * dt)
            if verdict.twist.v_mps < v
            else verdict.twist.v_mps
        )
        x += v * dt
    assert 3.0 - x - 0.30 > 0.02
    assert x > 2.3


def person_seen(x: float, y: float, t: float, robot: Pose2) -> Scan:
    """A person's body of 0.25 m at (x, y), and nothing else."""
    angles = -math.pi + math.tau * np.arange(BEAMS) / BEAMS
    body = np.array([[x, y, 0.25]])
    ranges = cast((robot.x, robot.y, robot.yaw), angles, np.empty((0, 4)), body, 12.0)
    return Scan(t, ranges.astype(np.float32), -math.pi, math.tau / BEAMS, 12.0)


@pytest.mark.parametrize(
    ("start", "walks"),
    [
        pytest.param((6.0, 0.0), (-1.3, 0.0), id="towards it"),
        pytest.param((2.6, -3.3), (0.0, 1.3), id="across its way"),
        pytest.param((2.9, 2.0), (-0.2, -0.8), id="slantwise"),
    ],
)
def test_it_does_not_drive_into_who_walks_into_its_way(
    start: tuple[float, float], walks: tuple[float, float]
) -> None:
    """Nobody steps aside: when they meet, the robot stands."""
    monitor, x, v, dt = CollisionMonitor(), 0.0, 0.0, 0.05
    gaps = []
    for step in range(120):
        t = step * dt
        px, py = start[0] + walks[0] * t, start[1] + walks[1] * t
        gap = math.hypot(px - x, py) - 0.25 - 0.30
        gaps.append((gap, v * (px - x) / math.hypot(px - x, py)))
        if gap <= 0.0:
            break
        robot = Pose2(x, 0.0, 0.0)
        seen = person_seen(px, py, t - t % 0.1, robot)
        wanted = monitor.step(t, Twist2(0.7), t, seen, odom(t, v, robot)).twist.v_mps
        v += min(max(wanted - v, -1.0 * dt), 0.6 * dt)
        x += v * dt
    assert max(towards for _, towards in gaps) > 0.2
    assert [towards for gap, towards in gaps if gap <= 0.02 and towards > 0.05] == []


def test_who_only_passes_does_not_stop_it() -> None:
    monitor, verdicts = CollisionMonitor(), []
    for step in range(60):
        t = step * 0.05
        robot = Pose2(0.5 * t, 0.0, 0.0)
        seen = person_seen(4.0 - 1.3 * t, 1.2, t, robot)
        verdicts.append(monitor.step(t, GO, t, seen, odom(t, 0.5, robot)))
    assert {v.state for v in verdicts} == {MonitorState.FREE}
    assert {v.time_to_collision for v in verdicts} == {math.inf}


def test_odometry_that_does_not_change_while_the_wheels_turn_stops_it_for_good() -> None:
    monitor = CollisionMonitor()
    verdicts = [
        monitor.step(t / 20, GO, t / 20, scan(t / 20), odom(t / 20, 0.5)) for t in range(60)
    ]
    moved = [v.twist.v_mps > 0.0 for v in verdicts]
    assert moved == [True] * 20 + [False] * 40
    assert (verdicts[-1].state, verdicts[-1].reason) == (
        MonitorState.STALE,
        "the odometry is frozen",
    )
    moving = odom(3.0, 0.5, Pose2(0.1, 0.0, 0.0))
    assert monitor.step(3.0, GO, 3.0, scan(3.0), moving).state is MonitorState.FREE


def test_it_imports_nothing_of_who_commands() -> None:
    tree = ast.parse(inspect.getsource(collision_monitor))
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    own = {m for m in modules if m.startswith("letan.")}
    assert own == {
        "letan.guide.approaching",
        "letan.guide.scan_points",
        "letan.kernel.geometry",
        "letan.kernel.units",
        "letan.ports.body",
    }
