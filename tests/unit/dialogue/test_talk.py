"""Words that open a talk, hold it up or smooth it."""

import pytest
from tests.unit.dialogue.scenes import GREETED, OFFERED, SPEAKING, play, robot, said

from letan.dialogue import words
from letan.dialogue.commands import Ask, Command, Say
from letan.dialogue.events import Heard
from letan.dialogue.state import Conversation
from letan.kernel.text import Text


def answer(text: str, start: Conversation = GREETED) -> tuple[Command, ...]:
    return play(Heard(said("t9", text)), start=start)[1][0]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("cho tôi hỏi với", words.ASK_AWAY),
        ("robot cho mình hỏi tí", words.ASK_AWAY),
        ("để bác lấy cái kính đã", words.TAKE_YOUR_TIME),
        ("xin lỗi cháu nhé", words.NO_MATTER),
    ],
)
def test_they_are_answered_and_ask_nothing(text: str, reply: Text) -> None:
    assert [c.text for c in answer(text) if isinstance(c, Say)] == [robot(reply)]
    assert not any(isinstance(c, Ask) for c in answer(text))


@pytest.mark.parametrize(
    "text",
    ["hỏi", "cho tôi hỏi wifi", "tôi đã nộp rồi", "hồ sơ để ở đâu đã", "xin lỗi hỏi quầy một"],
)
def test_all_others_are_questions(text: str) -> None:
    assert any(isinstance(c, Ask) for c in answer(text))


def test_how_far_it_is_is_told_of_the_way_that_was_offered() -> None:
    (told,) = (c.text for c in answer("xa không cháu", OFFERED) if isinstance(c, Say))
    assert told == f"{robot(words.NOT_FAR)} {robot(words.OFFER_TO_LEAD)}"
    assert any(isinstance(c, Ask) for c in answer("xa không cháu"))


def test_what_did_you_say_repeats_and_going_home_parts() -> None:
    last = OFFERED.session.told
    assert last is not None
    assert [c.text for c in answer("nói gì vậy cháu", OFFERED) if isinstance(c, Say)] == [last.text]
    parting = [c.text for c in answer("thôi để bác về hỏi con", OFFERED) if isinstance(c, Say)]
    assert parting == [f"{robot(words.FAREWELL)} {robot(words.RATE_US)}"]


def test_over_the_voice_they_are_nothing_special() -> None:
    assert any(isinstance(c, Ask) for c in answer("cho tôi hỏi với", SPEAKING))
