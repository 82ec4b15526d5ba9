"""The drift of the wheels is corrected; who is carried away finds himself again."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.site.halls import sample

from letan.kernel.geometry import STANDSTILL, Pose2, compose, wrap_angle
from letan.localisation.estimate import PoseEstimate
from letan.localisation.localiser import Localiser
from letan.ports.body import Odometry, Scan
from letan.site.grid import occupancy_grid
from letan.site.shapes import circles, segments
from letan_sim.lidar import cast

BASE = Pose2(12.0, 3.0, -0.35)
GRID = occupancy_grid(sample())
ANGLES = -math.pi + math.tau * np.arange(360) / 360


def scan_from(pose: Pose2, t: float, *people: tuple[float, float]) -> Scan:
    bodies = np.array([(x, y, 0.2) for x, y in people]).reshape(-1, 3)
    things = np.vstack((circles(sample()), bodies))
    seen = cast((pose.x, pose.y, pose.yaw), ANGLES, segments(sample()), things, 12.0)
    return Scan(t, seen.astype(np.float32), float(ANGLES[0]), math.tau / 360, 12.0)


def localiser(start: Pose2 | None = BASE, seed: int = 1) -> Localiser:
    return Localiser(GRID, start, np.random.default_rng(seed))


class Drive:
    """A robot that drives a circle, whose wheels count a turn that is none (1.7°/m)."""

    def __init__(self, pose: Pose2 = BASE) -> None:
        self.pose, self.wheels, self.t = pose, pose, 0.0

    def on(self, seconds: float, *, scans: bool = True, where: Localiser) -> PoseEstimate:
        estimates = []
        for _ in range(round(seconds * 10)):
            self.t += 0.1
            self.pose = compose(self.pose, Pose2(0.05, 0.0, 0.012))
            self.wheels = compose(self.wheels, Pose2(0.051, 0.0, 0.0135))
            scan = scan_from(self.pose, self.t, (13.0, 4.0), (16.0, 5.0)) if scans else None
            estimates.append(where.step(Odometry(self.t, self.wheels, STANDSTILL), scan))
        return estimates[-1]

    def error(self, estimate: PoseEstimate) -> tuple[float, float]:
        turned = wrap_angle(estimate.pose.yaw - self.pose.yaw)
        return estimate.pose.distance(self.pose), abs(turned)


def test_the_drift_is_corrected() -> None:
    drive, where = Drive(), localiser()
    estimate = drive.on(20.0, where=where)
    off, turned = drive.error(estimate)
    assert drive.wheels.distance(drive.pose) > 0.5
    assert (off < 0.08, turned < 0.02, estimate.lost) == (True, True, False)
    assert estimate.fit > 0.8
    assert estimate.spread < 0.08
    back = compose(estimate.correction, drive.wheels)
    assert back.distance(estimate.pose) == pytest.approx(0.0, abs=1e-9)


def test_between_scans_the_wheels_are_believed() -> None:
    drive, where = Drive(), localiser()
    drive.on(2.0, where=where)
    estimate = drive.on(2.0, scans=False, where=where)
    assert drive.error(estimate)[0] < 0.15


def test_the_same_seed_says_the_same() -> None:
    poses = [Drive().on(3.0, where=localiser()).pose for _ in range(2)]
    assert poses[0] == poses[1]


def test_somewhere_in_the_hall_it_finds_itself() -> None:
    drive, where = Drive(Pose2(20.0, 4.0, 1.2)), localiser(None)
    first = drive.on(0.1, where=where)
    assert first.lost
    found = drive.on(5.0, where=where)
    assert not found.lost
    assert drive.error(found)[0] < 0.1


def test_who_is_carried_away_is_lost_first_and_then_found() -> None:
    drive, where = Drive(), localiser()
    drive.on(3.0, where=where)
    drive.pose = Pose2(22.0, 13.0, 2.0)
    lost = [drive.on(0.1, where=where).lost for _ in range(60)]
    assert lost[0] is False
    assert True in lost[:15]
    assert lost[-1] is False
    assert drive.error(drive.on(0.1, where=where))[0] < 0.1


def test_told_where_it_is_it_believes() -> None:
    drive, where = Drive(), localiser(Pose2(20.0, 13.0, 0.0))
    drive.on(0.3, where=where)
    where.set_pose(drive.pose)
    estimate = drive.on(1.0, where=where)
    assert drive.error(estimate)[0] < 0.08


def test_a_blind_lidar_and_wheels_that_are_no_number_leave_the_pose() -> None:
    drive, where = Drive(), localiser()
    before = drive.on(2.0, where=where)
    scan = scan_from(drive.pose, drive.t + 0.1)
    blind = replace(scan, ranges=np.full(360, np.nan, np.float32))
    broken = Odometry(drive.t + 0.1, Pose2(math.nan, 0.0, 0.0), STANDSTILL)
    after = where.step(broken, blind)
    assert (after.pose, after.lost) == (before.pose, False)


def test_a_clock_that_is_turned_back_begins_anew_where_it_was() -> None:
    drive, where = Drive(), localiser()
    before = drive.on(2.0, where=where)
    drive.t = 0.0
    after = drive.on(1.0, where=where)
    assert drive.error(after)[0] < 0.1
    assert after.pose.distance(before.pose) > 0.3
