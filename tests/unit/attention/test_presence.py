"""Who counts as a visitor, and when he has left."""

import pytest
from tests.unit.attention.test_reception import someone

from letan.attention.presence import Attention, AttentionParams, Presence, PresenceSource
from letan.attention.reception import Choice
from letan.kernel.geometry import Pose2
from letan.ports.body import Person

PARAMS = AttentionParams()
ROBOT = Pose2(0.0, 0.0, 0.0)
NOBODY = Presence(False)


def person(x: float, *, vx: float = 0.0, follower: bool = False) -> Person:
    return Person("p", x, 0.0, vx, radius=0.25, is_follower=follower)


def watch(attention: Attention, someone: Person | None, start: float, seconds: float) -> float:
    """See the same thing ten times a second; return the moment after."""
    for step in range(round(seconds * 10) + 1):
        attention.see((someone,) if someone else (), ROBOT, start + step / 10)
    return start + seconds


def test_nobody_is_there_at_first() -> None:
    assert Attention().presence(100.0) == NOBODY


@pytest.mark.parametrize(
    ("someone", "expected"),
    [
        pytest.param(person(1.5), True, id="stands near"),
        pytest.param(person(1.76), False, id="a hand's breadth too far"),
        pytest.param(person(1.5, vx=1.2), False, id="passes by"),
    ],
)
def test_who_settles_near_is_a_visitor(someone: Person, expected: bool) -> None:
    attention = Attention()
    now = watch(attention, someone, 0.0, 2.0)
    assert attention.presence(now).present is expected


def test_the_visitor_is_told_with_track_and_distance() -> None:
    attention = Attention()
    now = watch(attention, person(1.5), 0.0, 1.0)
    found = attention.presence(now)
    gap = 1.5 - 0.25 - PARAMS.robot_radius
    assert found == Presence(True, PresenceSource.SIMULATOR, "p", gap, visit=1)


def test_who_has_not_settled_is_not_greeted() -> None:
    attention = Attention()
    now = watch(attention, person(1.5), 0.0, PARAMS.settle - 0.1)
    assert attention.presence(now) == NOBODY


def test_a_visitor_who_steps_back_stays_a_visitor() -> None:
    attention = Attention()
    now = watch(attention, person(1.5), 0.0, 1.0)
    now = watch(attention, person(2.4), now, 5.0)
    assert attention.presence(now).track_id == "p"


def test_a_visitor_who_goes_away_has_left_whatever_he_said_before() -> None:
    attention = Attention()
    now = watch(attention, person(1.5), 0.0, 1.0)
    attention.sign(PresenceSource.SPEECH, now)
    now = watch(attention, person(4.0), now, PARAMS.stay + 0.2)
    assert attention.presence(now) == NOBODY


def test_a_follower_is_present_however_far_behind_he_walks() -> None:
    attention = Attention()
    now = watch(attention, person(4.0, vx=0.6, follower=True), 0.0, 5.0)
    assert attention.presence(now).present


def test_a_touch_counts_for_a_while() -> None:
    attention = Attention()
    attention.sign(PresenceSource.TOUCH, 10.0)
    assert attention.presence(10.0 + PARAMS.quiet - 0.1) == Presence(True, PresenceSource.TOUCH)
    assert attention.presence(10.0 + PARAMS.quiet) == NOBODY


def test_a_touch_is_forgotten_with_the_conversation() -> None:
    attention = Attention()
    attention.sign(PresenceSource.TOUCH, 10.0)
    attention.forget()
    assert attention.presence(10.1) == NOBODY


def test_whom_the_reception_chose_is_the_visitor_and_his_leaving_ends_it() -> None:
    attention = Attention()
    attention.choose(Choice(someone(x=1.3), None, 4), ROBOT)
    gap = 1.3 - 0.25 - PARAMS.robot_radius
    found = attention.presence(1.0)
    assert found == Presence(True, PresenceSource.CAMERA, "v1", gap, 0.9, facing=True, visit=4)
    attention.sign(PresenceSource.SPEECH, 1.0)
    attention.choose(Choice(None, None, 4), ROBOT)
    assert attention.presence(1.1) == NOBODY


def test_without_the_camera_positions_and_words_count_again() -> None:
    attention = Attention()
    attention.choose(Choice(someone(x=1.3), None, 1), ROBOT)
    attention.sign(PresenceSource.SPEECH, 1.0)
    attention.see((), ROBOT, 1.2)
    assert attention.presence(1.2) == Presence(True, PresenceSource.SPEECH)
