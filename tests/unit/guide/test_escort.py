"""Lead and navigator together."""

import pytest
from tests.unit.guide.scans import odom, scan
from tests.unit.site.halls import small

from letan.guide.escort import Escort
from letan.guide.lead import Finished, LookBack, Outcome
from letan.kernel.faults import LetanError
from letan.kernel.geometry import STANDSTILL, Point2, Pose2

START = Pose2(1.5, 1.5, 0.0)
NEAR = Point2(0.7, 1.5)


def test_driving_is_done_inside_and_words_come_out() -> None:
    escort = Escort(small())
    assert escort.lead_to("quay_1", 0.0, START) == (LookBack(False),)
    step = escort.step(0.05, START, odom(0.05), scan(0.05), NEAR)
    assert (step.state, step.commands) == ("leading", ())
    assert step.gap == pytest.approx(0.25)
    assert step.path[-1].distance(small().place("quay_1").stand) < 1.6


def test_the_robot_waits_for_who_stays_behind() -> None:
    escort = Escort(small())
    escort.lead_to("quay_1", 0.0, START)
    far = Point2(7.0, 1.5)
    twists = [
        escort.step(t / 20, START, odom(t / 20), scan(t / 20), far).twist for t in range(1, 40)
    ]
    assert twists[-1] == STANDSTILL
    assert escort.lead.state_name == "waiting"


def test_an_unknown_place_is_refused_before_a_word() -> None:
    escort = Escort(small())
    with pytest.raises(LetanError, match="quay_9"):
        escort.lead_to("quay_9", 0.0, START)
    assert escort.lead.state_name == "idle"


def test_stop_ends_it() -> None:
    escort = Escort(small())
    escort.lead_to("quay_1", 0.0, START)
    assert Finished("quay_1", Outcome.STOPPED) in escort.stop()
    step = escort.step(0.05, START, odom(0.05), scan(0.05), NEAR)
    assert (step.twist, step.state) == (STANDSTILL, "idle")


def test_at_the_base_the_way_home_is_short() -> None:
    escort = Escort(small())
    escort.return_to_base(0.0, START)
    escort.step(0.05, START, odom(0.05), scan(0.05), None)
    step = escort.step(0.10, START, odom(0.10), scan(0.10), None)
    assert step.commands == (Finished("goc", Outcome.ARRIVED),)
