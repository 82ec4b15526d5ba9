"""The simulated hall: motion, sensors, people, and the same again."""

import functools
import itertools
import math
import subprocess
import sys

import numpy as np
import pytest
from tests.unit.site.halls import sample

from letan.kernel.geometry import Point2, Pose2, Twist2
from letan_sim.bodies import Kind
from letan_sim.follower import FollowerSettings
from letan_sim.ground import Ground, ground_of
from letan_sim.hall import Hall, HallSettings, Touch, before
from letan_sim.mishaps import Mishap
from letan_sim.population import CrowdSettings
from letan_sim.robot import Robot
from letan_sim.sensors import LidarSettings


@functools.cache
def ground() -> Ground:
    return ground_of(sample())


def hall(
    seed: int = 1,
    crowd: CrowdSettings | None = None,
    lidar: LidarSettings | None = None,
    mishaps: tuple[Mishap, ...] = (),
) -> Hall:
    settings = HallSettings(crowd or CrowdSettings(), lidar or LidarSettings(), mishaps=mishaps)
    return Hall(sample(), seed, settings, ground())


def test_it_drives_what_it_is_told_within_its_acceleration() -> None:
    h = hall()
    start = h.body.pose
    for _ in range(40):
        h.drive(Twist2(0.5))
        h.step(0.05)
    assert h.t == pytest.approx(2.0)
    assert h.body.twist.v_mps == pytest.approx(0.5)
    assert h.body.pose.distance(start) == pytest.approx(2.0 * 0.5 - 0.5**2 / 1.5 / 2, abs=0.02)


def test_without_commands_the_motors_stop() -> None:
    h = hall()
    for _ in range(20):
        h.drive(Twist2(0.5))
        h.step(0.05)
    h.step(1.2)
    assert h.body.twist.v_mps == 0.0


def drift(seed: int) -> float:
    h = hall(seed)
    h.step(5.0)
    assert h.odometry().pose == h.body.pose
    for _ in range(200):
        h.drive(Twist2(0.5, 0.2))
        h.step(0.05)
    return h.odometry().pose.distance(h.body.pose)


def test_odometry_drifts_only_when_moving_and_every_robot_otherwise() -> None:
    drifts = [drift(seed) for seed in range(1, 7)]
    assert min(drifts) > 0.0
    assert 0.05 < sum(drifts) / 6 < 0.4  # of five metres


def test_a_wall_stops_the_body_once() -> None:
    h = hall()
    for _ in range(600):
        h.drive(Twist2(0.8))
        h.step(0.05)
    assert h.wall_contacts == 1
    assert h.ground.clearance_at(h.body.pose.x, h.body.pose.y) > 0.15


@pytest.mark.parametrize(
    ("legs", "nearest"),
    [
        pytest.param(False, 1.5 - 0.25, id="a round body"),
        pytest.param(True, math.hypot(1.5, 0.10) - 0.07, id="two legs, he faces the robot"),
    ],
)
def test_the_scan_sees_a_person_and_drops_beams(legs: bool, nearest: float) -> None:
    h = hall(lidar=LidarSettings(dropout=0.2, legs=legs))
    h.add_visitor("v", before(h.site.base.stand, 1.5))
    h.step(0.1)
    scan = h.scan()
    assert np.nanmin(scan.ranges[170:191]) == pytest.approx(nearest, abs=0.03)
    assert 0.1 < np.isnan(scan.ranges).mean() < 0.3


def run_into(h: Hall, name: str, speed: float, seconds: float) -> list[Touch]:
    """Everybody stands but the robot and the one who is told to walk; who touches whom?"""
    met = []
    for _ in range(round(seconds / 0.05)):
        h.drive(Twist2(speed))
        h.step(0.05)
        met += [touch for touch in h.touches if touch.name == name]
        gap = h.body.pose.distance(h.visitor_position(name)) - 0.55
        assert gap > -1e-6
    return met


def test_a_robot_that_drives_into_somebody_is_stopped_at_his_body() -> None:
    h = hall()
    h.add_visitor("v", before(h.site.base.stand, 1.5)).stand()
    start = h.body.pose
    met = run_into(h, "v", 0.5, 4.0)
    assert h.body.pose.distance(start) == pytest.approx(1.5 - 0.55, abs=0.002)
    assert (met[0].robot_mps, met[0].person_mps) == pytest.approx((0.5, 0.0))


def test_who_does_not_feel_the_robot_is_stopped_by_it_and_then_walks_around_it() -> None:
    h = hall()
    h.add_visitor("v", before(h.site.base.stand, 2.0)).go_to("may_lay_so")
    h._people.aware[0] = False
    h.body.place(Pose2(11.2, 2.5, 0.0))  # right on his way
    met = run_into(h, "v", 0.0, 12.0)
    assert met[0].robot_mps == 0.0
    assert met[0].person_mps > 0.3
    assert h.visitor_position("v").distance(h.site.place("may_lay_so").stand) < 0.5


def test_a_scan_is_new_every_tenth_of_a_second() -> None:
    h = hall()
    stamps = []
    for _ in range(8):
        h.step(0.05)
        stamps.append(round(h.scan().t, 6))
    assert stamps == [0.05, 0.05, 0.15, 0.15, 0.25, 0.25, 0.35, 0.35]


def test_people_walk_and_keep_off_each_other_and_a_standing_robot() -> None:
    h = hall(3, CrowdSettings(20))
    start = {p.track_id: Point2(p.x, p.y) for p in h.people()}
    overlapping, touched = 0, 0
    for _ in range(600):
        h.step(0.05)
        spots = [Point2(p.x, p.y) for p in h.people()]
        overlapping += sum(a.distance(b) < 0.4 for i, a in enumerate(spots) for b in spots[i + 1 :])
        touched += any(h.body.pose.distance(p) < 0.5 for p in spots)
    assert (overlapping, touched) == (0, 0)
    moved = [start[p.track_id].distance(Point2(p.x, p.y)) for p in h.people()]
    assert sorted(moved)[5] > 1.0


def test_the_unaware_do_not_feel_the_robot() -> None:
    assert hall(crowd=CrowdSettings(20, aware=0.5))._people.aware.sum() == 10
    assert hall(crowd=CrowdSettings(20))._people.aware.all()


def test_queues_stand_at_counters() -> None:
    h = hall(5, CrowdSettings(queues=4))
    h.step(2.0)
    queue = h.people()
    assert queue
    assert all((p.vx, p.vy) == (0.0, 0.0) for p in queue)
    assert all(13.0 < p.y < 16.5 for p in queue)


def test_a_mixed_crowd_has_old_people_children_wheelchairs_and_groups() -> None:
    h = hall(2, CrowdSettings(20, mixed=0.8))
    bodies = h._people
    kinds = [Kind(k).name for k in bodies.kind]
    assert {name: kinds.count(name) for name in ("ELDERLY", "CHILD", "WHEELCHAIR")} == {
        "ELDERLY": 7,
        "CHILD": 4,
        "WHEELCHAIR": 2,
    }
    friends = np.flatnonzero(bodies.leader >= 0)
    apart, stood = [], set()
    for _ in range(400):
        h.step(0.05)
        off = bodies.position[friends] - bodies.position[bodies.leader[friends]]
        apart.append(np.hypot(*off.T))
        stood |= set(np.flatnonzero((bodies.kind == Kind.ELDERLY) & (bodies.speed == 0.0)))
    assert np.median(np.array(apart[100:])) < 1.5
    assert stood
    assert max(np.hypot(*bodies.velocity.T)[bodies.kind == Kind.WHEELCHAIR]) < 1.4


def test_a_visitor_who_strays_leaves_and_comes_back() -> None:
    h = hall(3)
    walks = FollowerSettings(stop_every=math.inf, stray_every=6.0)
    h.add_visitor("v", before(h.site.base.stand), walks).follow(h.t)
    gaps = []
    for _ in range(1200):
        h.step(0.05)
        gaps.append(h.body.pose.distance(h.visitor_position("v")))
    assert max(gaps) > 2.2
    assert min(gaps[gaps.index(max(gaps)) :]) < 1.4


def test_a_visitor_who_sees_the_robot_walks_to_it_and_not_along_its_loops() -> None:
    h = hall(3, CrowdSettings(0, queues=0))
    start = before(h.site.base.stand)
    h.add_visitor("v", start, FollowerSettings(stop_every=math.inf)).follow(h.t)
    for angle in np.linspace(0.0, math.pi, 40):  # half a circle, out to one side and back
        side = 2.0 * math.sin(angle)
        h.body.carry(Pose2(start.x + 1.0 - side, start.y + 3.0 * angle / math.pi, 0.0))
        h.step(0.05)
    robot = h.body.pose.point
    way = [h.visitor_position("v")]
    for _ in range(60):
        h.step(0.05)
        way.append(h.visitor_position("v"))
    driven = sum(a.distance(b) for a, b in itertools.pairwise(way))
    assert driven == pytest.approx(way[0].distance(robot) - way[-1].distance(robot), rel=0.03)
    assert driven > 1.0


def digest_of(seed: int) -> str:
    """Of a hall with everybody in it, led through by the whole robot: senses, guide, monitor."""
    crowd = HallSettings(CrowdSettings(12, queues=2, mixed=0.5), LidarSettings(dropout=0.05))
    h = Hall(sample(), seed, crowd, ground())
    h.add_visitor("v", before(sample().base.stand)).follow(h.t)
    robot = Robot(h, seed, estimated=True)
    robot.lead_to("quay_3")
    for _ in range(200):
        robot.step()
    assert h.body.pose.distance(sample().base.stand) > 1.0
    return h.digest()


def test_same_seed_same_digest_in_this_and_another_process() -> None:
    here = digest_of(7)
    assert digest_of(7) == here
    assert digest_of(8) != here
    program = "from tests.unit.sim.test_hall import digest_of; print(digest_of(7))"
    path = [*sys.path]
    there = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {path!r}; {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here
