"""Whom the robot turns to."""

import math
from dataclasses import replace

import numpy as np
from tests.unit.attention.figures import ROBOT

from letan.attention.reception import Choice, Reception, ReceptionParams
from letan.attention.someone import Someone
from letan.kernel.geometry import Point2
from letan.ports.camera import Box

PARAMS = ReceptionParams()


def someone(id_: str = "v1", x: float = 1.3, y: float = 0.0, engagement: float = 0.9) -> Someone:
    return Someone(
        id=id_,
        point=Point2(x, y),
        velocity=(0.0, 0.0),
        covariance=np.eye(2) * 0.01,
        radius=0.25,
        facing=1.0,
        gaze=0.0,
        up=1.5,
        box=Box(0.0, 0.0, 1.0, 1.0),
        face_seen=0.0,
        since=0.0,
        moved=2.0,
        engagement=engagement,
        waving=False,
        body="",
        is_follower=False,
        there=0.0,
    )


def watch(
    reception: Reception, people: tuple[Someone, ...], start: float, seconds: float
) -> tuple[Choice, float]:
    """Show the same people five times a second; return the last choice and the moment after."""
    choice, steps = Choice(None, None), round(seconds * 5)
    for step in range(steps + 1):
        now = start + step / 5
        here = tuple(replace(p, there=now) for p in people)
        choice = reception.step(here, ROBOT, now)
    return choice, start + seconds


def name(choice: Choice) -> str:
    return "" if choice.visitor is None else choice.visitor.id


def test_who_looks_and_stands_is_taken_after_a_moment() -> None:
    reception = Reception()
    assert name(watch(reception, (someone(),), 0.0, 0.2)[0]) == ""
    assert name(watch(reception, (someone(),), 0.4, 0.0)[0]) == "v1"


def test_a_back_is_never_greeted() -> None:
    assert name(watch(Reception(), (someone(engagement=0.0),), 0.0, 60.0)[0]) == ""


def test_nobody_far_away_is_greeted() -> None:
    far = someone(x=PARAMS.within + 0.1)
    assert name(watch(Reception(), (far,), 0.0, 10.0)[0]) == ""


def test_of_those_who_come_together_the_nearest_is_addressed() -> None:
    group = (someone("v1", 1.8), someone("v2", 1.2, 0.3), someone("v3", 1.5, -0.4))
    assert name(watch(Reception(), group, 0.0, 1.0)[0]) == "v2"


def test_who_waited_longest_is_next_though_another_is_nearer() -> None:
    reception = Reception()
    first, waiting, newcomer = someone("v1"), someone("v2", 2.0, 0.5), someone("v3", 1.0, -0.4)
    _, now = watch(reception, (first,), 0.0, 2.0)
    _, now = watch(reception, (first, waiting), now, 10.0)
    _, now = watch(reception, (first, waiting, newcomer), now, 5.0)
    reception.finished(now)
    choice, _ = watch(reception, (waiting, newcomer), now, 0.4)
    assert name(choice) == "v2"


def test_who_was_served_is_not_greeted_again_while_he_stays() -> None:
    reception = Reception()
    _, now = watch(reception, (someone(),), 0.0, 2.0)
    reception.answered()
    reception.finished(now)
    choice, now = watch(reception, (someone(), someone("v2", 1.9, 0.6)), now, 1.0)
    assert name(choice) == "v2"
    reception.finished(now)
    choice, now = watch(reception, (someone(), someone("v2", 1.9, 0.6)), now, 30.0)
    assert name(choice) == "v2", "both were served: nobody is greeted anew"


def test_a_poster_is_greeted_once_and_then_not_for_ten_minutes() -> None:
    reception = Reception()
    greeted = 0
    for visit in range(12):  # its track breaks off again and again
        poster = replace(someone(f"v{visit}", 1.6), moved=0.05, since=40.0 * visit)
        choice, now = watch(reception, (poster,), 40.0 * visit, 20.0)
        greeted += choice.visitor is not None
        reception.finished(now)
        watch(reception, (), now + 5.0, 5.0)
    assert greeted == 1


def test_a_child_is_given_time() -> None:
    child = replace(someone(), up=0.9)
    assert name(watch(Reception(), (child,), 0.0, 1.2)[0]) == ""
    assert name(watch(Reception(), (child,), 0.0, 1.8)[0]) == "v1"


def test_who_goes_away_has_left() -> None:
    reception = Reception()
    _, now = watch(reception, (someone(),), 0.0, 2.0)
    gone = replace(someone(x=3.0, engagement=0.0), velocity=(1.0, 0.0))
    assert name(watch(reception, (gone,), now, 0.6)[0]) == "v1"
    assert name(watch(reception, (gone,), now + 0.8, 0.0)[0]) == ""


def test_who_is_not_seen_any_more_has_left() -> None:
    reception = Reception()
    _, now = watch(reception, (someone(),), 0.0, 2.0)
    assert name(watch(reception, (), now, 0.0)[0]) == ""


def test_a_broken_track_is_still_the_visitor() -> None:
    reception = Reception()
    _, now = watch(reception, (someone(),), 0.0, 2.0)
    anew = replace(someone("v9", 1.4), since=now)
    assert name(watch(reception, (anew,), now + 0.2, 0.2)[0]) == "v9"


def test_a_follower_is_the_visitor_wherever_he_is() -> None:
    behind = replace(someone("v5", -3.0, engagement=0.0), is_follower=True)
    assert name(watch(Reception(), (behind, someone()), 0.0, 9.0)[0]) == "v5"


def test_the_eyes_rest_on_the_visitor_then_on_who_waves_then_on_who_comes() -> None:
    reception = Reception()
    comes = someone("v2", 3.5, 1.0, engagement=0.3)
    waves = replace(someone("v3", 4.0, -1.0, engagement=0.0), waving=True)
    seen = [
        watch(Reception(), people, 0.0, 0.0)[0].look_at
        for people in ((someone("v4", 4.0, 0.0, 0.05),), (comes,), (comes, waves))
    ]
    assert [None if p is None else p.id for p in seen] == [None, "v2", "v3"]
    choice, _ = watch(reception, (comes, waves, someone()), 0.0, 2.0)
    assert choice.look_at is not None
    assert choice.look_at.id == "v1"
    assert math.isclose(choice.look_at.point.x, 1.3)
