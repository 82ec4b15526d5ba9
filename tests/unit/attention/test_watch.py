"""Faces and bodies become anonymous tracks, and the tracks end."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.attention.figures import ROBOT, body, sighting

from letan.attention.someone import Body, Someone
from letan.attention.watch import Watch, WatchParams

FORGET = WatchParams().forget


def look(watch: Watch, *faces: object, now: float) -> tuple[Someone, ...]:
    watch.see_faces(faces, ROBOT, now)  # type: ignore[arg-type]  # sightings
    return watch.people(ROBOT, now)


def test_one_face_is_one_person_however_long_he_is_seen() -> None:
    watch = Watch()
    seen = [look(watch, sighting(3.0 - 0.2 * k), now=k / 5) for k in range(8)]
    assert {person.id for people in seen for person in people} == {"v1"}
    last = seen[-1][0]
    assert last.facing > 0.9
    assert last.velocity[0] == pytest.approx(-1.0, abs=0.35)


def test_two_who_pass_each_other_keep_their_tracks() -> None:
    watch = Watch()
    people: tuple[Someone, ...] = ()
    for k in range(20):
        across = -1.0 + 0.1 * k
        people = look(watch, sighting(2.0, across), sighting(3.4, -across), now=k / 5)
    near, far = people
    assert (near.id, far.id) == ("v1", "v2")
    assert near.point.y == pytest.approx(0.9, abs=0.15)
    assert far.point.y == pytest.approx(-0.9, abs=0.15)


def test_a_single_false_face_is_soon_forgotten_and_a_true_one_a_little_later() -> None:
    watch = Watch()
    look(watch, sighting(3.0, 1.5), now=0.0)
    for k in range(5):
        look(watch, sighting(2.0), now=k / 5)
    assert [p.id for p in watch.people(ROBOT, 1.1)] == ["v2"]
    assert [p.id for p in watch.people(ROBOT, 0.8 + FORGET - 0.01)] == ["v2"]
    assert watch.people(ROBOT, 0.8 + FORGET + 0.01) == ()


def test_nothing_is_kept_of_who_has_gone() -> None:
    watch = Watch()
    for k in range(5):
        look(watch, sighting(2.0), now=k / 5)
    watch.people(ROBOT, 10.0)
    assert vars(watch)["_tracks"] == []


def test_a_head_turned_away_does_not_face() -> None:
    watch = Watch()
    for k in range(6):
        look(watch, sighting(1.5, gaze=0.9), now=k / 5)
    (person,) = watch.people(ROBOT, 1.0)
    assert person.facing < 0.1
    assert person.engagement < 0.1


def test_a_missed_face_faces_no_more() -> None:
    watch = Watch()
    for k in range(6):
        look(watch, sighting(1.5), now=k / 5)
    (person,) = look(watch, now=2.9)
    assert person.facing < 0.1


def test_face_and_legs_are_one_person_with_the_better_place() -> None:
    watch = Watch()
    for k in range(10):
        watch.see_bodies([body("p7", 2.0)], k / 10)
        watch.see_faces([sighting(2.25, 0.02)], ROBOT, k / 10)
    (person,) = watch.people(ROBOT, 0.9)
    assert (person.id, person.body) == ("v1", "p7")
    assert person.point.x == pytest.approx(2.0, abs=0.05)
    assert float(np.trace(person.covariance)) < 0.02, "surer than the legs alone"


def test_a_new_number_of_the_lidar_is_still_the_same_person() -> None:
    watch = Watch()
    watch.see_bodies([body("p7", 2.0)], 0.0)
    watch.see_bodies([], 0.1)
    watch.see_bodies([body("p8", 2.1)], 0.3)
    assert [(p.id, p.body) for p in watch.people(ROBOT, 0.3)] == [("v1", "p8")]


def led(id_: str, x: float) -> Body:
    return replace(body(id_, x), is_follower=True)


def test_who_is_led_stays_it_by_his_face_while_his_legs_are_hidden() -> None:
    watch = Watch()
    for k in range(5):
        watch.see_bodies([led("p7", 2.0), body("p9", 4.0)], k / 5)
        look(watch, sighting(2.0), now=k / 5)
    for k in range(5, 60):
        watch.see_bodies([body("p9", 4.0)], k / 5)
        people = look(watch, sighting(2.0 + k / 100), now=k / 5)
        known = [person.body for person in people if person.is_follower]
        assert known == ([""] if k / 5 <= 0.8 + WatchParams().follows else []), k


def test_who_is_led_stays_it_under_a_new_number_until_another_is() -> None:
    watch = Watch()
    watch.see_bodies([led("p7", 2.0)], 0.0)
    watch.see_bodies([], 0.1)
    for k in range(3, 6):
        watch.see_bodies([body("p8", 2.0)], k / 10)
    assert [(p.body, p.is_follower) for p in watch.people(ROBOT, 0.5)] == [("p8", True)]
    watch.see_bodies([body("p8", 2.0), led("p9", 4.0)], 0.6)
    assert [p.body for p in watch.people(ROBOT, 0.6) if p.is_follower] == ["p9"]


def test_who_was_led_is_not_any_more_when_leading_ends() -> None:
    watch = Watch()
    watch.see_bodies([led("p7", 2.0)], 0.0)
    watch.see_bodies([body("p7", 2.0)], 0.1)
    assert [p.is_follower for p in watch.people(ROBOT, 0.1)] == [False]


def test_a_body_far_from_a_face_is_somebody_else() -> None:
    watch = Watch()
    for k in range(5):
        watch.see_bodies([body("p7", 2.0, 1.5)], k / 5)
        watch.see_faces([sighting(2.0, -1.0)], ROBOT, k / 5)
    assert [p.body for p in watch.people(ROBOT, 0.8)] == ["p7", ""]


def test_who_looks_down_is_still_there_by_his_clothes() -> None:
    rng = np.random.default_rng(1)
    dressed = rng.integers(0, 255, (480, 640, 3)).astype(np.uint8)
    dressed[:] = np.kron(rng.integers(0, 255, (48, 64)), np.ones((10, 10)))[..., None]
    empty = np.full_like(dressed, 120)
    watch = Watch()
    for k in range(5):
        watch.see_faces([sighting(1.4)], ROBOT, k / 5, dressed)
    for k in range(5, 40):
        watch.see_faces([], ROBOT, k / 5, dressed)
    assert [p.id for p in watch.people(ROBOT, 7.8)] == ["v1"]
    for k in range(40, 51):
        watch.see_faces([], ROBOT, k / 5, empty)
    assert watch.people(ROBOT, 10.0) == ()


def test_the_engagement_of_who_walks_past_is_small() -> None:
    watch = Watch()
    for k in range(10):
        watch.see_bodies([body("p1", 1.5, -1.5 + 0.26 * k, v=(0.0, 1.3))], k / 5)
        watch.see_faces([sighting(1.5, -1.5 + 0.26 * k)], ROBOT, k / 5)
    (person,) = watch.people(ROBOT, 1.8)
    assert person.facing > 0.9, "he even looks"
    assert person.engagement == 0.0
    assert math.isfinite(person.face_seen)


def test_nobody_leaves_while_nothing_can_be_seen() -> None:
    watch = Watch()
    for k in range(5):
        look(watch, sighting(1.4), now=k / 5)
    for k in range(5, 50):
        watch.hold(k / 5)
    assert [p.id for p in watch.people(ROBOT, 9.8)] == ["v1"]
    assert watch.people(ROBOT, 9.8 + FORGET + 0.01) == ()
