"""The moves of a conversation, each by itself."""

from dataclasses import replace

from tests.unit.dialogue.scenes import (
    LEADING,
    robot,
)

from letan.dialogue import words
from letan.dialogue.commands import (
    ClearScreen,
    EndSession,
    Face,
    Gesture,
    Lead,
    ReturnToBase,
    Say,
    SetFace,
    StopSaying,
)
from letan.dialogue.moves import end, lead, listen
from letan.dialogue.state import (
    Idle,
    Leading,
    Session,
)


def test_leading_to_the_same_place_again_goes_on() -> None:
    following, commands = lead(LEADING, "quay_3", 9.0, "t5")
    assert following.phase == LEADING.phase
    assert commands == (
        StopSaying(),
        SetFace(Face.POINTING),
        Say(4, robot(words.LEADING), "vi", "t5"),
    )


def test_leading_elsewhere_sets_out_anew() -> None:
    following, commands = lead(LEADING, "quay_5", 9.0, "t5")
    assert following.phase == Leading(9.0, "quay_5")
    assert commands[3:] == (Gesture("point", "quay_5"), Lead("quay_5", "t5"))


def test_a_guide_that_leads_is_not_forgotten_by_listening() -> None:
    assert listen(LEADING, 9.0) == (LEADING, ())


def test_a_visitor_who_ends_on_the_way_is_left_in_silence() -> None:
    following, commands = end(LEADING, 9.0)
    assert commands == (
        StopSaying(),
        EndSession(),
        ClearScreen(),
        SetFace(Face.IDLE),
        ReturnToBase(),
    )
    assert following == replace(
        LEADING, phase=Idle(), session=Session(), voice=0, heard=None, gone_at=9.0
    )
