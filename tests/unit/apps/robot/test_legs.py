"""The legs in virtual time, in a small hall."""

import pytest
from tests.unit.site.halls import small

from letan.guide.lead import Outcome
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan_apps.robot.legs import VirtualLegs, Walked
from letan_sim.hall import Hall

STEP_S = 0.064
LONGEST_S = 60.0


def legs() -> tuple[VirtualLegs, Hall]:
    hall = Hall(small(), seed=0)
    hall.add_visitor("visitor", Point2(2.6, 1.5))
    return VirtualLegs(hall, "visitor"), hall


def walk(robot: VirtualLegs) -> Walked:
    """Walk until something is over; return that step."""
    for _ in range(round(LONGEST_S / STEP_S)):
        walked = robot.step(STEP_S)
        if walked.outcome is not None:
            return walked
    raise AssertionError("it never ended")


def test_it_leads_to_the_counter_and_drives_home_alone() -> None:
    robot, hall = legs()
    robot.lead_to("quay_1")
    arrived = Walked("arrived", Outcome.ARRIVED, "quay_1", alone=False)
    assert (robot.driving, walk(robot), robot.driving) == (True, arrived, False)
    robot.go_home()
    home = walk(robot)
    assert (home.outcome, home.place, home.alone) == (Outcome.ARRIVED, "goc", True)
    assert hall.body.pose.distance(small().base.stand) < 0.5


def test_a_stop_tells_where_it_was_going_once() -> None:
    robot, _ = legs()
    assert robot.stop() is None
    robot.lead_to("quay_1")
    assert robot.stop() == "quay_1"
    assert (robot.stop(), robot.driving) == (None, False)


def test_an_unknown_place_is_refused_and_nothing_moves() -> None:
    robot, _ = legs()
    with pytest.raises(LetanError, match="quay_9"):
        robot.lead_to("quay_9")
    assert not robot.driving
