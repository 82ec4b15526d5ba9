"""Driving to a pose: with a body that does what it is told, in a hall that is only there."""

import itertools
import math

import numpy as np
import pytest
from tests.unit.guide.scans import BEAMS, odom, scan
from tests.unit.site.halls import small

from letan.guide.navigator import Navigator, NavigatorStatus, NavigatorStep
from letan.guide.steering.situation import NavigatorLimits
from letan.kernel.geometry import STANDSTILL, Point2, Pose2, wrap_angle
from letan.ports.body import Odometry, Person, Scan
from letan.site.shapes import circles, segments
from letan.site.site import Site
from letan_sim.lidar import cast

DT = 0.05
GOAL = Pose2(6.5, 4.5, math.pi / 2)
START = Pose2(1.5, 1.5, 0.0)


def look(site: Site, pose: Pose2, t: float, people: tuple[Point2, ...] = ()) -> Scan:
    angles = -math.pi + math.tau * np.arange(BEAMS) / BEAMS
    bodies = np.array([(p.x, p.y, 0.25) for p in people]).reshape(-1, 3)
    hit = cast(
        (pose.x, pose.y, pose.yaw), angles, segments(site), np.vstack((circles(site), bodies)), 12.0
    )
    return Scan(t, hit.astype(np.float32), -math.pi, math.tau / BEAMS, 12.0)


def drive(
    navigator: Navigator,
    site: Site,
    seconds: float,
    people: tuple[Point2, ...] = (),
    cap: float = math.inf,
) -> tuple[Pose2, list[NavigatorStep]]:
    """Run with an ideal body; return the last pose and all steps."""
    pose, steps, twist = START, [], STANDSTILL
    for index in range(round(seconds / DT)):
        t = index * DT
        step = navigator.step(t, pose, Odometry(t, pose, twist), look(site, pose, t, people), cap)
        steps.append(step)
        twist = step.twist
        if step.status in (NavigatorStatus.REACHED, NavigatorStatus.BLOCKED):
            break
        pose = Pose2(
            pose.x + twist.v_mps * DT * math.cos(pose.yaw),
            pose.y + twist.v_mps * DT * math.sin(pose.yaw),
            wrap_angle(pose.yaw + twist.w_radps * DT),
        )
    return pose, steps


def test_it_reaches_the_pose_within_tolerance() -> None:
    site = small()
    navigator = Navigator(site)
    assert navigator.go(GOAL, START) is NavigatorStatus.DRIVING
    pose, steps = drive(navigator, site, 60.0)
    assert steps[-1].status is NavigatorStatus.REACHED
    assert pose.distance(GOAL) < 0.25
    assert abs(wrap_angle(pose.yaw - GOAL.yaw)) <= 0.12


def test_it_speeds_up_and_brakes_gently() -> None:
    site, limits = small(), NavigatorLimits()
    navigator = Navigator(site, limits)
    navigator.go(GOAL, START)
    _, steps = drive(navigator, site, 60.0)
    changes = [b.twist.v_mps - a.twist.v_mps for a, b in itertools.pairwise(steps)]
    assert max(changes) <= limits.acceleration * DT + 1e-9
    assert min(changes) >= -limits.braking * DT - 1e-9
    assert max(s.twist.v_mps for s in steps) > 0.5


def test_remaining_falls_and_the_path_ends_at_the_goal() -> None:
    site = small()
    navigator = Navigator(site)
    navigator.go(GOAL, START)
    _, steps = drive(navigator, site, 10.0)
    assert steps[0].remaining == pytest.approx(6.8, abs=0.3)
    assert steps[0].remaining > steps[80].remaining > steps[150].remaining
    assert steps[0].path[-1].distance(GOAL) < 0.3


def test_a_cap_of_zero_holds_without_giving_up() -> None:
    site = small()
    navigator = Navigator(site, NavigatorLimits(give_up_after=2.0))
    navigator.go(GOAL, START)
    pose, steps = drive(navigator, site, 6.0, cap=0.0)
    assert pose == START
    assert steps[-1].status is NavigatorStatus.DRIVING


@pytest.mark.parametrize(
    ("gap", "status"),
    [(0.76, NavigatorStatus.UNREACHABLE), (0.90, NavigatorStatus.DRIVING)],
)
def test_a_way_that_the_collision_monitor_would_close_is_none(
    gap: float, status: NavigatorStatus
) -> None:
    """0.60 m of footprint and 0.08 m of margin on either side."""
    walls = [{"points": [[2.2, 0], [2.2, 2.0]]}, {"points": [[2.2, 2.0 + gap], [2.2, 6]]}]
    assert Navigator(small(walls=walls)).go(GOAL, START) is status


def test_it_goes_round_somebody_who_stays_in_the_way() -> None:
    site = small()
    navigator = Navigator(site)
    navigator.go(Pose2(6.5, 1.5, 0.0), START)
    pose, steps = drive(navigator, site, 60.0, (Point2(3.0, 1.5),))
    assert steps[-1].status is NavigatorStatus.REACHED
    assert pose.distance(Point2(6.5, 1.5)) < 0.25


def test_a_closed_way_ends_as_blocked() -> None:
    """Somebody stands in the only gap between two walls: it does not try for ever."""
    walls = [{"points": [[2.2, 0], [2.2, 2.0]]}, {"points": [[2.2, 3.1], [2.2, 6]]}]
    site = small(walls=walls)
    navigator = Navigator(site, NavigatorLimits(give_up_after=8.0))
    assert navigator.go(GOAL, START) is NavigatorStatus.DRIVING
    pose, steps = drive(navigator, site, 40.0, (Point2(2.2, 2.55),))
    assert steps[-1].status is NavigatorStatus.BLOCKED
    assert pose.distance(Point2(2.2, 2.55)) > 0.55
    after = navigator.step(99.0, pose, odom(99.0), scan(99.0))
    assert (after.twist, after.status) == (STANDSTILL, NavigatorStatus.BLOCKED)


@pytest.mark.parametrize(
    "goal", [Pose2(4.0, 3.0, 0.0), Pose2(40.0, 3.0, 0.0)], ids=["pillar", "far"]
)
def test_an_impossible_goal_is_unreachable_at_once(goal: Pose2) -> None:
    navigator = Navigator(small())
    assert navigator.go(goal, START) is NavigatorStatus.UNREACHABLE
    step = navigator.step(0.0, START, odom(), scan())
    assert (step.twist, step.status) == (STANDSTILL, NavigatorStatus.UNREACHABLE)


@pytest.mark.parametrize(
    ("pose", "odometry", "seen"),
    [
        pytest.param(START, None, scan(1.0), id="no odometry"),
        pytest.param(START, odom(1.0), None, id="no scan"),
        pytest.param(START, odom(0.4), scan(1.0), id="old odometry"),
        pytest.param(START, odom(1.0), scan(0.4), id="old scan"),
        pytest.param(START, odom(1.0), scan(1.5), id="scan of the future"),
        pytest.param(Pose2(math.nan, 0, 0), odom(1.0), scan(1.0), id="pose is not a number"),
    ],
)
def test_no_motion_on_stale_data(pose: Pose2, odometry: Odometry | None, seen: Scan | None) -> None:
    navigator = Navigator(small())
    navigator.go(GOAL, START)
    navigator.step(0.9, START, odom(0.9), scan(0.9))
    navigator.step(0.95, START, odom(0.95), scan(0.95))
    step = navigator.step(1.0, pose, odometry, seen)
    assert (step.twist, step.status) == (STANDSTILL, NavigatorStatus.WAITING)


def test_cancel_brakes_to_a_standstill() -> None:
    site = small()
    navigator = Navigator(site)
    navigator.go(GOAL, START)
    pose, _ = drive(navigator, site, 4.0)
    navigator.cancel()
    speeds = []
    for index in range(40):
        t = 4.0 + index * DT
        speeds.append(navigator.step(t, pose, odom(t), scan(t)).twist.v_mps)
    assert speeds[0] > 0.3
    assert speeds == sorted(speeds, reverse=True)
    assert speeds[-1] == 0.0


def arrived(stays: bool) -> list[float]:
    """Distances from the spot after arriving, while somebody walks over it for 3 s."""
    navigator, pose = Navigator(small()), START
    navigator.go(START, START)
    now, twist, gone = 0.0, STANDSTILL, [0.0]
    navigator.step(now, pose, odom(now), scan(now))
    if stays:
        navigator.stay()
    for index in range(1, round(3.0 / DT)):
        now = index * DT
        walker = Person("w", START.x + 3.0 - 1.2 * now, START.y + 0.1, -1.2, 0.0)
        step = navigator.step(now, pose, Odometry(now, pose, twist), scan(now), people=(walker,))
        assert (step.status, step.remaining) == (
            NavigatorStatus.IDLE if stays else NavigatorStatus.REACHED,
            0.0,
        )
        twist = step.twist
        pose = Pose2(
            pose.x + twist.v_mps * DT * math.cos(pose.yaw),
            pose.y + twist.v_mps * DT * math.sin(pose.yaw),
            wrap_angle(pose.yaw + twist.w_radps * DT),
        )
        gone.append(pose.distance(START))
    return gone


def test_who_has_arrived_and_stays_steps_aside_for_somebody() -> None:
    assert max(arrived(stays=False)) == 0.0
    assert max(arrived(stays=True)) > 0.3


def test_staying_without_a_goal_is_standing() -> None:
    navigator = Navigator(small())
    navigator.stay()
    step = navigator.step(0.0, START, odom(), scan(), people=(Person("w", 2.2, 1.5, -1.0, 0.0),))
    assert (step.twist, step.status) == (STANDSTILL, NavigatorStatus.IDLE)


def test_the_fields_of_old_goals_are_forgotten() -> None:
    navigator = Navigator(small())
    first = navigator.field(Point2(1.0, 1.0))
    assert navigator.field(Point2(1.0, 1.0)) is first
    for index in range(32):
        navigator.field(Point2(1.5 + index * 0.05, 1.0))
    assert navigator.field(Point2(1.0, 1.0)) is not first


def test_slow_zones_are_kept() -> None:
    zone = {"slow": [{"id": "z", "area": [[2, 0], [8, 0], [8, 6], [2, 6]], "max_speed_mps": 0.3}]}
    site = small(zones=zone)
    navigator = Navigator(site)
    navigator.go(GOAL, START)
    _, steps = drive(navigator, site, 8.0)
    assert max(s.twist.v_mps for s in steps[-40:]) <= 0.3 + 1e-9
