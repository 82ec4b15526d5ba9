"""What is said on the way and at its end leaves an open question open."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import LEADING, TWO, WHICH, order, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import Lead, Say
from letan.dialogue.events import (
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    OnTheWay,
    Replied,
    SayFinished,
)
from letan.dialogue.expectations import AnythingElse, Choices
from letan.dialogue.moves import which
from letan.dialogue.state import Session
from letan.guide.lead import Outcome
from letan.guide.remarks import Remark, RemarkKind

ASKED = play(
    SayFinished(3, completed=True), Heard(said("t3")), Replied("t3", WHICH), start=LEADING
)[0]
HEARD = play(SayFinished(4, completed=True), start=ASKED)[0]
OPEN = Choices(TWO)
ARRIVED = LeadFinished(Outcome.ARRIVED, "quay_3")
QUESTION = which(Session(), TWO)


@pytest.mark.parametrize("event", [FollowerLagging(), OnTheWay(Remark(RemarkKind.TURN_LEFT))])
def test_a_word_by_the_way_closes_no_question(event: Event) -> None:
    end, (commands,) = play(event, start=HEARD)
    assert any(isinstance(c, Say) for c in commands)
    assert end.session.expects == OPEN
    assert end.session.told is not None
    assert end.session.told.text == QUESTION


def test_arriving_while_a_question_is_open_keeps_it() -> None:
    end, (commands,) = play(ARRIVED, start=HEARD)
    assert [c.text for c in commands if isinstance(c, Say)] == [robot(words.HERE)]
    assert (end.session.expects, end.session.closing) == (OPEN, False)


def test_arriving_while_the_question_is_being_said_says_it_again() -> None:
    end, (commands,) = play(ARRIVED, start=ASKED)
    assert [c.text for c in commands if isinstance(c, Say)] == [f"{robot(words.HERE)} {QUESTION}"]
    assert end.session.expects == OPEN


def test_arriving_with_nothing_open_asks_whether_there_is_more() -> None:
    end, _ = play(ARRIVED, start=LEADING)
    assert (end.session.expects, end.session.closing) == (AnythingElse(), True)


@pytest.mark.parametrize(("times", "speed"), [(1, 0.5), (2, 0.35), (3, 0.35)])
def test_who_asks_to_walk_slowly_is_led_slowly_and_more_slowly(times: int, speed: float) -> None:
    asked = [
        event
        for n in range(times)
        for event in (Heard(said(f"w{n}")), Replied(f"w{n}", order("lenh.cho_toi")))
    ]
    end, commands = play(*asked, start=replace(LEADING, voice=0))
    assert commands[-1][-1] == Lead("quay_3", f"w{times - 1}", speed)
    assert end.session.walk_speed == speed
