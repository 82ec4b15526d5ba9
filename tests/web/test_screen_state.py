"""What the page shows after each update, as whole values."""

from dataclasses import replace

import pytest
from tests.web.scenes import ANSWER, NOTICES, OPENING, TILES

from letan.dialogue.commands import Face, StaffReason
from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.geometry import Point2, Pose2
from letan_web.visitor.screen_state import (
    CardShown,
    FaceChanged,
    FaultCleared,
    FaultNotice,
    FaultRaised,
    GuideChanged,
    GuideView,
    HallRedrawn,
    HeardCaption,
    LanguageSwitched,
    NoticesChanged,
    OpeningChanged,
    RecordingChanged,
    RobotMoved,
    SayingEnded,
    SayingStarted,
    ScreenState,
    ScreenUpdate,
    SessionCleared,
    SpokenCaption,
    StaffCalled,
    TilesChanged,
    WatchedChanged,
    WordsHeard,
    WordSpoken,
    apply,
)
from letan_web.visitor.takeaway import card_id

SPEAKING = ScreenState(spoken=SpokenCaption("xin chào", "vi", 4, 8, speaking=True))
DEAF = FaultNotice("HEAR-002", FAULT_TABLE["HEAR-002"].visitor or pytest.fail("no text"))
DEAF_AND_SORRY = ScreenState(face=Face.WORRIED, faults=(DEAF,))


@pytest.mark.parametrize(
    ("before", "update", "after"),
    [
        pytest.param(
            ScreenState(), FaceChanged(Face.THINKING), ScreenState(face=Face.THINKING), id="face"
        ),
        pytest.param(
            ScreenState(),
            WordsHeard("xin", False, "t1"),
            ScreenState(heard=HeardCaption("xin", False, "t1")),
            id="partial",
        ),
        pytest.param(
            SPEAKING,
            SayingStarted("hello", "en"),
            ScreenState(spoken=SpokenCaption("hello", "en", 0, 0, speaking=True)),
            id="another text begins without a marked word",
        ),
        pytest.param(
            SPEAKING,
            WordSpoken(0, 3),
            ScreenState(spoken=SpokenCaption("xin chào", "vi", 0, 3, speaking=True)),
            id="word",
        ),
        pytest.param(
            SPEAKING,
            SayingEnded(),
            ScreenState(spoken=SpokenCaption("xin chào")),
            id="the words stay when the voice ends",
        ),
        pytest.param(
            ScreenState(),
            CardShown(ANSWER, "t1"),
            ScreenState(card=ANSWER, turn_id="t1", card_id=card_id(ANSWER)),
            id="card",
        ),
        pytest.param(
            ScreenState(),
            GuideChanged(GuideView("leading", "quay_3"), (Point2(1, 2),)),
            ScreenState(guide=GuideView("leading", "quay_3"), route=(Point2(1, 2),)),
            id="guide",
        ),
        pytest.param(
            ScreenState(), LanguageSwitched("en"), ScreenState(language="en"), id="language"
        ),
        pytest.param(
            DEAF_AND_SORRY,
            FaultRaised("HEAR-002"),
            DEAF_AND_SORRY,
            id="the same fault is shown once",
        ),
        pytest.param(
            ScreenState(), FaultRaised("HEAR-002"), DEAF_AND_SORRY, id="a robot that waits is sorry"
        ),
        pytest.param(
            ScreenState(face=Face.SPEAKING),
            FaultRaised("HEAR-002"),
            ScreenState(face=Face.SPEAKING, faults=(DEAF,)),
            id="one that speaks goes on",
        ),
        pytest.param(
            ScreenState(face=Face.SPEAKING, faults=(DEAF,)),
            FaceChanged(Face.IDLE),
            DEAF_AND_SORRY,
            id="and is sorry afterwards",
        ),
        pytest.param(DEAF_AND_SORRY, FaultCleared("HEAR-002"), ScreenState(), id="fault over"),
    ],
)
def test_update(before: ScreenState, update: ScreenUpdate, after: ScreenState) -> None:
    assert apply(before, update) == after


def test_a_wipe_keeps_only_what_belongs_to_robot_and_centre() -> None:
    state = ScreenState()
    for update in (
        FaceChanged(Face.SPEAKING),
        WordsHeard("tôi tên là", True, "t1"),
        SayingStarted("dạ", "vi"),
        CardShown(ANSWER, "t1"),
        RobotMoved(Pose2(1, 2, 3)),
        GuideChanged(GuideView("leading", "quay_3"), (Point2(1, 2),)),
        LanguageSwitched("en"),
        TilesChanged(TILES),
        NoticesChanged(NOTICES),
        OpeningChanged(OPENING),
        HallRedrawn("r2"),
        FaultRaised("HEAR-002"),
        StaffCalled(StaffReason.ASKED),
        RecordingChanged(True),
        WatchedChanged(True),
        SessionCleared(),
    ):
        state = apply(state, update)
    kept = ScreenState(
        session=1,
        face=Face.WORRIED,
        robot=Pose2(1, 2, 3),
        tiles=TILES,
        notices=NOTICES,
        opening=OPENING,
        drawing="r2",
        faults=(DEAF,),
        recording=True,
        watched=True,
    )
    assert state == kept


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(KeyError):
        apply(replace(ScreenState(), language="en"), FaultRaised("NONE-999"))
