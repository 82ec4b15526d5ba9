"""Out of a hall full of talk only what is meant for the robot is answered."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import GREETED, OFFERED, PENSION, UNKNOWN, WHICH, order, play

from letan.dialogue.commands import ClearScreen, Disregard, Face, Say, SetFace
from letan.dialogue.events import (
    Appeared,
    Event,
    Heard,
    Left,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
)
from letan.dialogue.meant import calls, is_doubted, is_for_robot, is_others_talk
from letan.dialogue.state import Conversation, DialogueParams, Idle, Listening, Thinking
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.hearing.utterance import Source, Utterance

PARAMS = DialogueParams()
NEAR, FAR = -26.0, -44.0
ASKED = "làm giấy khai sinh cho con cần gì"
CHAT = "hôm qua con tôi đi đá bóng về bị ngã"


def heard(text: str, level_dbfs: float = NEAR, turn: str = "t1") -> Utterance:
    return Utterance(
        turn,
        text,
        source=Source.MICROPHONE,
        confidence=0.9,
        level_dbfs=level_dbfs,
        engine="embedded",
    )


def answer(probability: float, intent: str = "ho_tich.khai_sinh") -> Reply:
    one = Candidate(intent, "Khai sinh", probability)
    return replace(PENSION, intent=intent, candidates=(one,), probability=probability)


KNOWN_BY_NAME = Reply(
    ReplyKind.REFER, "Việc này ở quầy một.", Card("", "", ""), procedure="1.001193"
)
HELLO = answer(0.9, "giao_tiep.chao")


@pytest.mark.parametrize(
    ("reply", "utterance", "expected"),
    [
        pytest.param(answer(0.90), heard(ASKED), True, id="surely a question, at the threshold"),
        pytest.param(answer(0.89), heard(ASKED), False, id="a little less sure"),
        pytest.param(answer(0.5), heard(f"cháu ơi {ASKED}"), True, id="not sure, but it calls"),
        pytest.param(answer(0.96), heard(ASKED, FAR), False, id="far away"),
        pytest.param(answer(0.97), heard(ASKED, FAR), True, id="far away, and very sure"),
        pytest.param(answer(0.96), heard("cháu ơi", FAR), False, id="calls somebody far away"),
        pytest.param(WHICH, heard(ASKED), True, id="two that are surely one of them"),
        pytest.param(UNKNOWN, heard(CHAT), False, id="talk about something else"),
        pytest.param(UNKNOWN, heard(f"em ơi {CHAT}"), False, id="somebody else is called"),
        pytest.param(
            answer(0.49), heard(f"cháu ơi {ASKED}"), False, id="it calls, and says nothing clear"
        ),
        pytest.param(HELLO, heard("xin chào"), True, id="a greeting"),
        pytest.param(HELLO, heard("hôm nay trời đẹp"), False, id="small talk of others"),
        pytest.param(KNOWN_BY_NAME, heard(ASKED), True, id="a procedure read clearly"),
        pytest.param(
            KNOWN_BY_NAME, replace(heard(ASKED), confidence=0.6), False, id="and one guessed at"
        ),
        pytest.param(order("lenh.dong_y"), heard("có"), False, id="a yes to nobody"),
        pytest.param(order("lenh.tiep_tuc"), heard("cháu ơi tiếp đi"), False, id="go on with what"),
        pytest.param(answer(0.9, "khan_cap.chay"), heard("cháy rồi"), True, id="a cry for help"),
    ],
)
def test_what_a_robot_that_serves_nobody_answers(
    reply: Reply, utterance: Utterance, expected: bool
) -> None:
    two = tuple(replace(one, score=0.45) for one in reply.candidates)
    reply = replace(reply, candidates=two) if reply is WHICH else reply
    assert is_for_robot(reply, utterance, PARAMS) is expected


@pytest.mark.parametrize(
    ("conversation", "utterance", "expected"),
    [
        pytest.param(Conversation(), heard(CHAT), True, id="sound in an empty hall"),
        pytest.param(Conversation(), Utterance("t1", CHAT), False, id="typed"),
        pytest.param(Conversation(present=True), heard(CHAT), False, id="somebody is seen"),
        pytest.param(GREETED, heard(CHAT), False, id="somebody was greeted"),
    ],
)
def test_only_sound_with_nobody_there_is_doubted(
    conversation: Conversation, utterance: Utterance, expected: bool
) -> None:
    assert is_doubted(conversation, utterance) is expected


def test_talk_of_others_leaves_no_trace() -> None:
    end, commands = play(SpeechStarted("t1"), Heard(heard(CHAT)), Replied("t1", UNKNOWN))
    assert commands[-1] == (Disregard("t1"), ClearScreen(), SetFace(Face.IDLE))
    assert (end.phase, end.session) == (Idle(), Conversation().session)


@pytest.mark.parametrize("text", ["", "có", "một"])
def test_an_unclear_or_small_word_gets_no_word_back(text: str) -> None:
    events: tuple[Event, ...] = (SpeechStarted("t1"), Heard(heard(text)), Replied("t1", UNKNOWN))
    _, commands = play(*events)
    assert not [c for step in commands for c in step if isinstance(c, Say)]


def test_who_goes_on_after_a_part_that_meant_nothing_is_answered() -> None:
    end, _ = play(Heard(heard("bác nghe nói là")), Replied("t1", UNKNOWN))
    whole = Heard(heard(f"bác nghe nói là {ASKED}"))
    _, commands = play(SpeechStarted("t1"), whole, Replied("t1", answer(0.95)), start=end)
    assert [c.text for c in commands[-1] if isinstance(c, Say)]


def test_who_comes_after_talk_of_others_is_greeted() -> None:
    end, _ = play(Heard(heard(CHAT)), Replied("t1", UNKNOWN), SpeechStarted("t2"))
    end, _ = play(SpeechDiscarded("t2"), start=end)
    _, commands = play(Appeared(), start=end)
    assert any(isinstance(c, Say) for c in commands[0])


def test_presence_outlasts_the_conversation_and_ends_with_the_person() -> None:
    end, _ = play(Appeared(), SayFinished(1, completed=True), Left(), Appeared())
    assert end.present
    assert not play(Left(), start=end)[0].present


@pytest.mark.parametrize(
    ("reply", "utterance", "expected"),
    [
        pytest.param(UNKNOWN, heard(CHAT), True, id="several words that ask for nothing"),
        pytest.param(UNKNOWN, heard("giá vàng hôm nay bao nhiêu"), False, id="a question"),
        pytest.param(UNKNOWN, heard("tôi muốn mua một con gà"), False, id="a wish"),
        pytest.param(UNKNOWN, heard("con gà trống"), False, id="few words may be an answer"),
        pytest.param(UNKNOWN, heard("giá vàng bao nhiêu", -40.0), True, id="from further away"),
        pytest.param(answer(0.5), heard(ASKED, -40.0), False, id="soft, but a question"),
        pytest.param(UNKNOWN, Utterance("t1", CHAT), False, id="typed"),
    ],
)
def test_talk_beside_a_visitor(reply: Reply, utterance: Utterance, expected: bool) -> None:
    served = replace(OFFERED, session=replace(OFFERED.session, usual_dbfs=NEAR))
    assert is_others_talk(reply, utterance, served) is expected


def test_talk_beside_a_visitor_leaves_him_his_turn_and_his_offer() -> None:
    talk = heard(CHAT, turn="t9")
    end, commands = play(Heard(talk), Replied("t9", UNKNOWN), start=OFFERED)
    assert isinstance(play(Heard(talk), start=OFFERED)[0].phase, Thinking)
    assert commands[-1] == (Disregard("t9"), SetFace(Face.LISTENING))
    assert isinstance(end.phase, Listening)
    assert end.session.expects == OFFERED.session.expects


@pytest.mark.parametrize(
    ("text", "expected"),
    [("em ơi", True), ("cho bác hỏi tí", True), ("xin chào", True), ("em ăn cơm", False)],
)
def test_calls(text: str, expected: bool) -> None:
    assert calls(text) is expected
