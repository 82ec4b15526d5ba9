"""Sensors and clock go wrong when they are told to."""

import numpy as np
import pytest
from tests.unit.sim.test_hall import hall

from letan.kernel.geometry import Pose2, Twist2
from letan_sim.hall import Hall
from letan_sim.mishaps import Mishap, MishapKind


def driven(seconds: float, *mishaps: Mishap) -> Hall:
    h = hall(mishaps=mishaps)
    for _ in range(round(seconds / 0.05)):
        h.drive(Twist2(0.4))
        h.step(0.05)
    return h


def test_a_scan_of_failed_beams_has_new_stamps() -> None:
    h = driven(2.0, Mishap(MishapKind.SCAN_NAN, at=1.0))
    assert np.isnan(h.scan().ranges).all()
    assert h.scan().t > 1.8


def test_a_lidar_that_is_silent_leaves_the_old_scan_and_comes_back() -> None:
    silent = Mishap(MishapKind.SCAN_SILENT, at=1.0, lasts=1.0)
    assert driven(1.9, silent).scan().t == pytest.approx(1.0, abs=0.1)
    assert driven(2.3, silent).scan().t == pytest.approx(2.3, abs=0.1)


def test_frozen_wheels_say_the_same_with_new_stamps() -> None:
    h = driven(3.0, Mishap(MishapKind.ODOMETRY_FROZEN, at=1.0))
    odometry = h.odometry()
    assert odometry.t == pytest.approx(3.0)
    assert h.body.pose.distance(odometry.pose) > 0.6


def test_silent_wheels_say_nothing_new() -> None:
    h = driven(3.0, Mishap(MishapKind.ODOMETRY_SILENT, at=1.0))
    assert h.odometry().t == pytest.approx(1.0, abs=0.06)


def test_a_clock_that_jumps_takes_the_stamps_along() -> None:
    h = driven(2.0, Mishap(MishapKind.CLOCK_JUMP, at=1.0, by=-30.0))
    assert (h.t, h.clock) == pytest.approx((2.0, -28.0))
    assert h.odometry().t == pytest.approx(-28.0)


def test_a_robot_that_is_carried_away_does_not_notice() -> None:
    there = Pose2(20.0, 13.0, 1.0)
    h = driven(1.0, Mishap(MishapKind.KIDNAPPED, at=1.0, to=there))
    assert h.body.pose == there
    assert h.odometry().pose.distance(h.site.base.stand) < 0.5
