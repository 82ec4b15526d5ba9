"""What who waits for an officer says about him."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import GREETED, order, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import Ask, CallOffStaff, CallStaff, Say, StaffReason
from letan.dialogue.events import Heard, Replied, SayFinished, StaffAnswered
from letan.dialogue.state import Conversation

CALLED = play(
    Heard(said("t1")), Replied("t1", order("lenh.gap_can_bo")), SayFinished(2, True), start=GREETED
)[0]
FAINTED = play(
    Heard(said("t1")), Replied("t1", order("khan_cap.y_te")), SayFinished(2, True), start=GREETED
)[0]


def answer(text: str, start: Conversation = CALLED) -> tuple[Conversation, list[object]]:
    end, (commands,) = play(Heard(said("t2", text)), start=start)
    return end, [c for c in commands if isinstance(c, Ask | CallOffStaff | CallStaff)] + [
        c.text for c in commands if isinstance(c, Say)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "thôi khỏi gọi nữa",
        "không cần cán bộ nữa đâu",
        "thôi",
        "thôi không chờ nữa",
        "đừng gọi nữa cháu",
        "hủy cuộc gọi đi",
    ],
)
def test_who_changes_his_mind_calls_the_officer_off(text: str) -> None:
    end, done = answer(text)
    assert done == [CallOffStaff(StaffReason.ASKED, "t2"), robot(words.CALLED_OFF)]
    assert end.session.staff is None


@pytest.mark.parametrize(
    "text",
    [
        "sao không gọi cán bộ",
        "thôi gọi cán bộ đi cháu",
        "đừng để bác chờ",
        "làm căn cước cho con",
        "bao giờ nghỉ trưa",
        "chưa đến lượt tôi à",
    ],
)
def test_other_words_are_a_question(text: str) -> None:
    _, (asked,) = answer(text)
    assert isinstance(asked, Ask)


def test_an_emergency_is_not_called_off_by_words() -> None:
    end, (asked,) = answer("thôi khỏi gọi nữa", FAINTED)
    assert isinstance(asked, Ask)
    assert end.session.staff == FAINTED.session.staff


@pytest.mark.parametrize("text", ["lâu thế", "bao giờ họ ra", "sao chưa thấy ai ra", "đợi mãi"])
def test_who_is_impatient_hears_of_the_officer(text: str) -> None:
    assert answer(text)[1] == [robot(words.STAFF_STILL_COMES)]
    coming = play(StaffAnswered(), start=replace(CALLED, voice=0))[0]
    quiet = play(SayFinished(3, True), start=coming)[0]
    assert answer(text, quiet)[1] == [robot(words.STAFF_ANSWERED)]


def test_over_the_voice_a_bare_word_is_about_the_voice() -> None:
    assert isinstance(answer("thôi", replace(CALLED, voice=7))[1][0], Ask)
