"""Who is there, from the legs that the lidar sees."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.people.walks import ROBOT, Walk, scans, standing, straight
from tests.unit.site.halls import small

from letan.kernel.geometry import Point2
from letan.people.track import Track
from letan.people.tracker import Tracker
from letan.ports.body import Person
from letan.site.grid import occupancy_grid


def tracker() -> Tracker:
    return Tracker(occupancy_grid(small()))


def after(seconds: float, *walks: Walk) -> tuple[Track, ...]:
    watch = tracker()
    found: tuple[Track, ...] = ()
    for scan in scans(seconds, *walks):
        found = watch.step(scan, ROBOT)
    return found


def test_an_empty_hall_has_nobody_in_it() -> None:
    assert after(2.0) == ()


def test_who_stands_is_where_he_stands() -> None:
    (track,) = after(3.0, standing(1.8, 4.0))
    assert track.position.distance(Point2(1.8, 4.0)) < 0.05
    assert math.hypot(*track.velocity) < 0.1
    assert track.age == pytest.approx(2.9)
    assert (track.unseen, track.confidence) == (0.0, 1.0)
    assert 0.0 < track.spread < 0.1


def test_of_who_stands_sideways_only_one_leg_is_seen() -> None:
    (track,) = after(3.0, standing(4.0, 1.6))
    assert track.position.distance(Point2(4.0, 1.6)) < 0.15


def test_who_walks_has_his_velocity() -> None:
    (track,) = after(3.0, straight(Point2(5.5, 1.0), -0.3, 1.0))
    assert track.position.distance(Point2(4.6, 4.0)) < 0.12
    assert track.velocity == pytest.approx((-0.3, 1.0), abs=0.2)
    (vx, vy), at = track.velocity, track.position
    soon = track.person(track.t + 0.1, is_follower=True)
    assert soon == Person(track.id, at.x + vx * 0.1, at.y + vy * 0.1, vx, vy, 0.25, True)


def test_two_abreast_are_two_and_the_nearest_comes_first() -> None:
    tracks = after(2.0, standing(4.0, 1.0), standing(3.4, 1.0), standing(2.5, 4.0))
    places = [(4.0, 1.0), (3.4, 1.0), (2.5, 4.0)]
    found = [
        min(range(3), key=lambda i: track.position.distance(Point2(*places[i]))) for track in tracks
    ]
    assert found == [1, 0, 2]
    assert len({track.id for track in tracks}) == 3


def test_nobody_is_believed_in_after_one_scan() -> None:
    assert after(0.2, standing(4.0, 1.6)) == ()
    assert len(after(0.3, standing(4.0, 1.6))) == 1


def test_who_passes_behind_somebody_keeps_his_track() -> None:
    watch, ids = tracker(), []
    passes = straight(Point2(4.6, 0.6), 0.0, 0.8)
    for scan in scans(3.5, passes, standing(3.0, 1.7)):
        tracks = watch.step(scan, ROBOT)
        near = [t for t in tracks if t.position.distance(Point2(*passes(scan.t) or (0, 0))) < 0.35]
        ids += [t.id for t in near]
    assert len(set(ids)) == 1
    assert len(ids) > 25


def test_who_stands_hidden_is_still_there_and_comes_out_as_himself() -> None:
    """Somebody stops for six seconds between the robot and a queue."""
    watch, ids, counts = tracker(), set(), []

    def covers(t: float) -> tuple[float, float]:
        return (2.3, 1.5) if 1.5 <= t < 7.5 else (2.3, 0.5)

    for scan in scans(9.0, standing(4.5, 1.5), covers):
        tracks = watch.step(scan, ROBOT)
        behind = [t for t in tracks if t.position.distance(Point2(4.5, 1.5)) < 0.4]
        counts.append(len(behind))
        ids |= {track.id for track in behind}
    assert len(ids) == 1
    assert min(counts[5:]) == 1


def test_who_passes_close_to_somebody_who_stands_does_not_take_his_track() -> None:
    watch = tracker()
    passes = straight(Point2(3.45, 0.6), 0.0, 1.0)
    seen: dict[str, set[str]] = {"stands": set(), "walks": set()}
    for scan in scans(3.4, passes, standing(4.0, 1.7)):
        for track in watch.step(scan, ROBOT):
            walker = Point2(*passes(scan.t) or (0.0, 0.0))
            nearer = track.position.distance(walker) < track.position.distance(Point2(4.0, 1.7))
            seen["walks" if nearer else "stands"].add(track.id)
    assert [len(names) for names in seen.values()] == [1, 1]
    assert not seen["stands"] & seen["walks"]


def test_who_was_hidden_too_long_to_be_believed_in_comes_back_under_his_name() -> None:
    watch, ids = tracker(), []
    walks = straight(Point2(4.6, 0.6), 0.0, 1.0)
    for scan in scans(3.8, lambda t: walks(t) if not 1.0 < t < 2.7 else None):
        tracks = watch.step(scan, ROBOT)
        near = [t for t in tracks if t.position.distance(Point2(*walks(scan.t) or (0, 0))) < 0.35]
        ids += [track.id for track in near]
        if 1.9 < scan.t < 2.7:
            assert tracks == ()  # his way is seen to be empty
    assert len(set(ids)) == 1
    assert len(ids) > 12


def test_who_has_gone_is_forgotten_when_the_spot_is_seen_to_be_empty() -> None:
    watch = tracker()
    leaves = scans(3.0, lambda t: (4.0, 1.6) if t < 2.0 else None)
    counts = [len(watch.step(scan, ROBOT)) for scan in leaves]
    assert counts[18] == 1
    assert counts[20] == 1  # a scan or two may miss him
    assert counts[27:] == [0, 0, 0]


def test_failed_beams_do_not_count_as_absence() -> None:
    watch = tracker()
    tracks: tuple[Track, ...] = ()
    for scan in scans(3.0, standing(4.0, 1.6)):
        blind = replace(scan, ranges=np.full_like(scan.ranges, np.nan))
        tracks = watch.step(blind if scan.t > 2.0 else scan, ROBOT)
    assert [t.unseen for t in tracks] == [pytest.approx(1.0)]


def test_the_same_scan_twice_changes_nothing_and_a_jump_of_the_clock_forgets() -> None:
    watch = tracker()
    turns = list(scans(1.0, standing(4.0, 1.6)))
    before = [watch.step(scan, ROBOT) for scan in turns][-1]
    again = watch.step(turns[-1], ROBOT)
    assert [(t.id, t.position) for t in again] == [(t.id, t.position) for t in before]
    assert watch.step(replace(turns[-1], t=500.0), ROBOT) == ()
    assert watch.step(replace(turns[-1], t=3.0), ROBOT) == ()


def test_a_pose_that_is_a_little_wrong_makes_no_people_of_walls() -> None:
    watch = tracker()
    wrong = replace(ROBOT, x=ROBOT.x + 0.05, yaw=ROBOT.yaw + 0.01)
    assert [watch.step(scan, wrong) for scan in scans(2.0)][-1] == ()
