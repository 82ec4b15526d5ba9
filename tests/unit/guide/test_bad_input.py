"""What goes wrong on the way: the wheels stand still, whatever the rest of the robot believes."""

import itertools
import math

import pytest
from tests.unit.site.halls import small

from letan.guide.lead import Call, Command, Finished, Outcome
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan_sim.hall import Hall, HallSettings
from letan_sim.mishaps import Mishap, MishapKind
from letan_sim.robot import STEP_S, Robot

AT_S, LASTS_S = 4.0, 4.0
REACTS_S = 1.6
"""0.5 s until data is stale, or 1 s until frozen wheels are known, and braking."""


def leading(*mishaps: Mishap) -> Robot:
    """A robot that leads a visitor to the counter."""
    hall = Hall(small(), 0, HallSettings(mishaps=mishaps))
    visitor = hall.add_visitor("visitor", Point2(0.9, 1.5))
    visitor.follow(hall.t)
    robot = Robot(hall, 0)
    robot.lead_to("quay_1")
    return robot


def speeds(robot: Robot, until_s: float) -> list[tuple[float, float]]:
    """Time and greatest wheel motion of each step."""
    found = []
    while robot.hall.t < until_s:
        robot.step()
        twist = robot.hall.body.twist
        found.append((robot.hall.t, max(abs(twist.v_mps), 0.3 * abs(twist.w_radps))))
    return found


@pytest.mark.parametrize(
    "kind",
    [
        MishapKind.SCAN_NAN,
        MishapKind.SCAN_SILENT,
        MishapKind.ODOMETRY_FROZEN,
        MishapKind.ODOMETRY_SILENT,
    ],
    ids=lambda kind: kind.value,
)
def test_it_stands_while_a_sensor_fails_and_goes_on_after(kind: MishapKind) -> None:
    robot = leading(Mishap(kind, AT_S, LASTS_S))
    driven = speeds(robot, AT_S + LASTS_S + 8.0)
    before = [speed for t, speed in driven if t < AT_S]
    during = [speed for t, speed in driven if AT_S + REACTS_S < t < AT_S + LASTS_S]
    after = [speed for t, speed in driven if t > AT_S + LASTS_S]
    assert max(before) > 0.1
    assert max(during) < 0.01
    assert max(after) > 0.1


@pytest.mark.parametrize("by", [-30.0, 3600.0], ids=["back", "an hour ahead"])
def test_a_clock_that_jumps_stops_it_and_does_not_make_it_dash(by: float) -> None:
    robot = leading(Mishap(MishapKind.CLOCK_JUMP, AT_S, by=by))
    driven = speeds(robot, AT_S + 6.0)
    limits = robot.escort.navigator.limits
    steps = [b - a for (_, a), (_, b) in itertools.pairwise(driven)]
    assert max(steps) <= 4.0 * 0.3 * STEP_S + limits.acceleration * STEP_S
    assert max(speed for _, speed in driven) <= limits.cruise + 1e-9


def test_who_was_carried_away_stands_until_it_knows_where_it_is() -> None:
    away = small().base.stand
    robot = leading(Mishap(MishapKind.KIDNAPPED, AT_S, to=away))
    lost_for, fastest, ever = 0.0, 0.0, False
    while robot.hall.t < AT_S + 12.0:
        robot.step()
        lost_for = lost_for + STEP_S if robot.seen.lost else 0.0
        if lost_for > 0.7:
            ever, fastest = True, max(fastest, abs(robot.hall.body.twist.v_mps))
    assert (ever, fastest) == (True, 0.0)


def outcome_of(robot: Robot, limit_s: float) -> tuple[list[Command], float]:
    """All commands until leading ends, and the fastest motion of the 3 s after it."""
    commands: list[Command] = []
    while robot.hall.t < limit_s:
        commands += robot.step().commands
        if any(isinstance(command, Finished) for command in commands):
            break
    speeds(robot, robot.hall.t + 1.5)  # it brakes
    return commands, max(speed for _, speed in speeds(robot, robot.hall.t + 1.5))


def test_a_visitor_who_is_gone_is_called_and_then_given_up() -> None:
    robot = leading()
    speeds(robot, AT_S)
    robot.hall.remove_visitor("visitor")
    commands, fastest = outcome_of(robot, AT_S + 60.0)
    assert commands.count(Call()) >= 4
    assert commands[-1] == Finished("quay_1", Outcome.LOST_VISITOR)
    assert fastest == pytest.approx(0.0, abs=1e-6)


def test_blocked_for_a_minute_it_gives_up_and_touches_nobody() -> None:
    walls = [{"points": [[2.2, 0], [2.2, 2.0]]}, {"points": [[2.2, 3.1], [2.2, 6]]}]
    hall = Hall(small(walls=walls), 0)
    hall.add_visitor("visitor", Point2(0.9, 1.5)).follow(hall.t)
    hall.add_visitor("in the gap", Point2(2.2, 2.55))
    robot = Robot(hall, 0)
    robot.lead_to("quay_1")
    commands, fastest = outcome_of(robot, 120.0)
    assert commands[-1] == Finished("quay_1", Outcome.BLOCKED)
    assert fastest == pytest.approx(0.0, abs=1e-6)
    assert robot.pose.distance(Point2(2.2, 2.55)) > 0.55


def test_an_unknown_place_is_refused_before_anything_moves() -> None:
    robot = leading()
    with pytest.raises(LetanError, match="quay_9"):
        robot.lead_to("quay_9")
    assert max(speed for _, speed in speeds(leading(), 0.1)) < 0.1


def test_a_stop_at_any_moment_ends_in_standing_still() -> None:
    for at in (0.05, 1.0, 3.0, 6.0):
        robot = leading()
        speeds(robot, at)
        assert Finished("quay_1", Outcome.STOPPED) in robot.escort.stop()
        assert speeds(robot, at + 3.0)[-1][1] == pytest.approx(0.0, abs=1e-6)
        assert math.isfinite(robot.hall.body.pose.x)
