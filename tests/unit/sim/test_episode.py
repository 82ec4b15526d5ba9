"""Guiding in the simulated hall, from the base to the counter."""

from dataclasses import replace

import pytest
from tests.unit.sim.test_hall import ground
from tests.unit.site.halls import sample

from letan.guide.lead import Outcome
from letan.kernel.geometry import Pose2, Twist2
from letan.ports.body import Person
from letan_apps.visitors import demo_visitors
from letan_sim.episode import Episode, EpisodeResult, run_episode
from letan_sim.metrics import Meter
from letan_sim.picture import arms
from letan_sim.rehearsal import rehearse
from letan_sim.scenarios import SCENARIOS, Scenario


def untimed(result: EpisodeResult) -> EpisodeResult:
    return replace(result, wall_s=0.0)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_visitor_is_led_among_aware_people_without_a_contact(seed: int) -> None:
    result = run_episode(sample(), Episode(seed, people=12), ground())
    m = result.metrics
    assert (result.success, result.outcome) == (True, Outcome.ARRIVED)
    assert result.visitor_to_place_m <= 1.5
    assert (m.robot_on_person_contacts, m.person_on_robot_contacts, result.wall_contacts) == (
        0,
        0,
        0,
    )
    assert m.time_s < 180.0


def test_the_same_episode_is_the_same() -> None:
    episode = Episode(5, people=6, place="may_lay_so")
    assert untimed(run_episode(sample(), episode, ground())) == untimed(
        run_episode(sample(), episode, ground())
    )


def test_with_people_seen_by_the_lidar_alone_he_is_led_too_and_the_same_again() -> None:
    scenario = replace(SCENARIOS["guide_20_estimated"], people=8, queues=1, place="may_lay_so")
    first, again = (run_episode(sample(), scenario.episode(4), ground()) for _ in range(2))
    assert untimed(first) == untimed(again)
    assert (first.success, first.metrics.robot_on_person_contacts) == (True, 0)


@pytest.mark.parametrize("place", ["quay_2", "nha_ve_sinh", "may_tinh", "cay_atm", "loi_ra"])
def test_in_an_empty_hall_it_leads_to_counters_and_amenities(place: str) -> None:
    result = run_episode(sample(), Episode(3, people=0, queues=0, place=place), ground())
    assert (result.success, result.wall_contacts) == (True, 0)


def test_it_points_at_the_counter_and_the_picture_shows_the_arm() -> None:
    episode = Episode(3, people=0, queues=0, place="quay_2")
    recorded = run_episode(sample(), episode, ground(), record=True)
    assert recorded.digest == run_episode(sample(), episode, ground()).digest
    out = [arms(m.robot, m.posture) for m in recorded.moments]
    assert out[0] == []
    ((shoulder, hand),) = max(out, key=len)
    robot = next(m.robot for m, found in zip(recorded.moments, out, strict=True) if found)
    stand = sample().place("quay_2").stand.point
    assert robot.distance(hand) > robot.distance(shoulder)
    assert hand.distance(stand) < robot.distance(stand)


def test_the_demo_visitors_come_one_after_the_other_and_one_is_led() -> None:
    result = rehearse(sample(), demo_visitors(), Scenario("few", 3, queues=1), 2, ground())
    assert (result.success, result.place, result.outcome) == (True, "quay_3", Outcome.ARRIVED)
    assert result.metrics.time_s < 400.0


def person(x: float, track: str = "a", follows: bool = False) -> Person:
    return Person(track, x, 0.0, radius=0.25, is_follower=follows)


ROBOT, GO, STAND = Pose2(0.0, 0.0, 0.0), Twist2(0.5), Twist2()


def meter(*takes: tuple[Twist2, tuple[Person, ...]]) -> Meter:
    counted = Meter(0.3)
    for twist, people in takes:
        counted.take(1.0, ROBOT, twist, people)
    return counted


def test_a_contact_is_the_robots_when_the_robot_moves_towards_the_person() -> None:
    ahead, behind = (person(0.5),), (person(-0.5),)
    assert [
        (m.result().robot_on_person_contacts, m.result().person_on_robot_contacts)
        for m in (meter((GO, ahead)), meter((STAND, ahead)), meter((GO, behind)))
    ] == [(1, 0), (0, 1), (0, 1)]


def test_a_contact_that_lasts_counts_once_and_a_new_one_again() -> None:
    touch, apart = (person(0.5),), (person(1.0),)
    counted = meter((GO, touch), (GO, touch), (GO, apart), (GO, touch)).result()
    assert counted.robot_on_person_contacts == 2


def test_zones_and_gaps() -> None:
    result = meter(
        (STAND, (person(0.9), person(-4.0, "v", True))),
        (STAND, (person(1.5), person(-2.0, "v", True))),
        (GO, (person(3.0), person(-1.0, "v", True))),
        (GO, (person(3.0), person(-0.5, "v", True))),
    ).result()
    assert (result.intimate_share, result.personal_share) == (0.25, 0.25)
    assert result.gap_over_3m_share == 0.25
    assert result.gap_max_m == pytest.approx(3.45)
    assert result.min_person_distance_m == pytest.approx(0.35)
    assert result.still_share == 0.5
    assert (result.robot_on_person_contacts, result.person_on_robot_contacts) == (0, 0)
