"""The whole robot, from a voice in the hall to words and walking, with scripted engines."""

import numpy as np
import pytest
from tests.unit.apps.robot.composition import Scene, answer, order, scripted
from tests.unit.hearing.fakes import RATE_HZ, Leaves, ScriptedRecogniser, ScriptedStream
from tests.unit.voice.scripted_voice import ScriptedSynthesiser

from letan.dialogue.events import (
    Appeared,
    BargedIn,
    Left,
    SpeechDiscarded,
    Touched,
    TouchKind,
)
from letan.dialogue.state import Idle, Leading, Listening, Speaking
from letan.hearing.own_voice import OwnVoice
from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm

WIFI = answer("Có wifi miễn phí ạ.")
QUESTION = "tôi muốn khai sinh"
OTHER = "nhà vệ sinh ở đâu"
WORDY = answer(" ".join(["lời"] * 60))


def test_a_spoken_question_is_answered_aloud() -> None:
    scene = Scene(scripted(QUESTION), {QUESTION: WIFI})
    scene.say()
    said = scene.until("say_end")
    assert scene.names() == [
        "speech_start",
        "endpoint",
        "final",
        "reply",
        "say_start",
        "say_end",
    ]
    assert dict(said.fields) == {"say_id": 1, "completed": True}
    scene.wait(0.1)
    assert isinstance(scene.robot.conversation.phase, Listening)
    assert scene.robot.at_rest


def test_every_event_of_a_turn_carries_its_id() -> None:
    scene = Scene(scripted(QUESTION), {QUESTION: WIFI})
    scene.say()
    scene.until("say_start")
    about = [e for e in scene.events if e.name != "say_mark"]
    assert {e.fields["turn_id"] for e in about} == {"t1"}
    assert [e.t_s for e in about] == sorted(e.t_s for e in about)


def test_the_last_topic_is_the_context_of_the_next_question() -> None:
    scene = Scene(scripted(QUESTION, "ở đâu"), {QUESTION: WIFI})
    scene.ask()
    scene.ask()
    assert [(text, context.context_intent) for text, context in scene.mind.asked] == [
        (QUESTION, ""),
        ("ở đâu", "tien_ich.wifi"),
    ]


@pytest.mark.parametrize(
    ("broken", "before"),
    [
        pytest.param("hỏng lời này", ["fault"], id="before the first sound"),
        pytest.param("một hai ba bốn năm sáu bảy tám hỏng", ["say_start", "fault"], id="midway"),
    ],
)
def test_a_failing_voice_is_a_fault_and_the_conversation_goes_on(
    broken: str, before: list[str]
) -> None:
    replies = {QUESTION: answer(broken), OTHER: WIFI}
    scene = Scene(scripted(QUESTION, OTHER), replies, ScriptedSynthesiser(fails_at="hỏng"))
    scene.say()
    scene.until("reply")
    fault = scene.until("fault")
    assert fault.fields["code"] == "VOICE-002"
    assert scene.names()[4:] == before
    scene.wait(1.5)
    assert isinstance(scene.robot.conversation.phase, Listening)
    scene.ask()
    assert scene.events[-1].fields["completed"] is True


def test_the_ear_opens_again_after_the_voice_has_failed() -> None:
    replies = {QUESTION: answer("một hai ba bốn năm sáu hỏng"), OTHER: WIFI}
    voice = ScriptedSynthesiser(fails_at="hỏng")
    scene = Scene(scripted(QUESTION, OTHER), replies, voice, hears_itself=True)
    scene.say()
    scene.until("fault")
    scene.wait(0.5)
    scene.say()
    assert scene.until("final").fields["text"] == OTHER


class _FailingOnce(ScriptedRecogniser):
    """Its first stream fails at the first sound."""

    def start(self) -> ScriptedStream:
        stream = super().start()
        return _Broken([], scores=False) if len(self.streams) == 1 else stream


class _Broken(ScriptedStream):
    def feed(self, pcm: Pcm) -> str | None:
        raise LetanError("scripted", "failed", "Try again")


def test_a_failing_recogniser_is_a_fault_and_the_ear_goes_on() -> None:
    scene = Scene(_FailingOnce("", QUESTION, scores=False), {QUESTION: WIFI})
    scene.say()
    fault = scene.until("fault")
    assert dict(fault.fields) == {"code": "HEAR-005", "reason": "failed"}
    assert scene.until("final").fields["text"] == QUESTION
    assert scene.until("say_end").fields["completed"] is True
    assert scene.names().count("fault") == 1


def test_a_stop_on_the_page_silences_the_voice_at_once() -> None:
    scene = Scene(scripted(QUESTION), {QUESTION: WORDY})
    scene.say()
    scene.until("say_start")
    scene.wait(1.0)
    scene.happen(Touched(TouchKind.STOP))
    scene.wait(0.1)
    assert scene.names()[-2:] == ["say_end", "stop"]
    assert scene.robot.conversation.session.held is not None
    assert isinstance(scene.robot.conversation.phase, Listening)


def test_the_stop_word_over_its_own_voice_is_obeyed() -> None:
    scene = Scene(scripted(QUESTION, "dừng lại"), {QUESTION: WORDY}, hears_itself=True)
    scene.say()
    scene.until("say_start")
    scene.wait(1.0)
    scene.say(0.6)
    scene.until("stop")
    scene.wait(2.0)
    assert isinstance(scene.robot.conversation.phase, Listening)
    assert scene.names().count("reply") == 1


def test_a_question_over_the_voice_replaces_it() -> None:
    scene = Scene(scripted(QUESTION, OTHER), {QUESTION: WORDY, OTHER: WIFI})
    scene.say()
    scene.until("say_start")
    scene.wait(1.5)
    scene.say()
    cut = scene.until("say_end")
    assert (cut.fields["say_id"], cut.fields["completed"]) == (1, False)
    assert scene.until("say_start").fields["text"] == WIFI.text
    assert isinstance(scene.robot.conversation.phase, Speaking)
    assert dict(scene.until("say_end").fields) == {"say_id": 2, "completed": True}


def test_a_sure_interruption_is_told_before_its_end() -> None:
    own = OwnVoice(Leaves())
    scene = Scene(scripted(QUESTION, "dừng lại cho tôi giấy"), {QUESTION: WORDY}, own_voice=own)
    scene.say()
    scene.until("say_start")
    scene.wait(1.0)
    own.play(np.full(4 * RATE_HZ, 99, np.int16), scene.robot.t)
    scene.say()
    cut = scene.until("say_end")
    assert BargedIn("t2") in scene.seen
    assert cut.t_s < scene.until("final").t_s


def test_the_words_of_a_visitor_who_left_are_not_the_next_ones() -> None:
    scene = Scene(scripted("tôi muốn", QUESTION), {QUESTION: WIFI})
    scene.happen(Appeared())
    scene.until("say_end")
    scene.say(0.5)
    scene.wait(0.7)
    scene.happen(Left())
    scene.wait(0.1)
    assert SpeechDiscarded("t1") in scene.seen
    scene.happen(Appeared())
    scene.wait(1.5)
    scene.say()
    assert scene.until("final").fields["text"] == QUESTION


def test_two_questions_in_a_row_are_each_thought_about() -> None:
    scene = Scene(scripted(QUESTION, OTHER), {QUESTION: WORDY, OTHER: WIFI})
    scene.say(0.5)
    scene.until("reply")
    scene.wait(1.5)
    scene.say(0.5)
    scene.until("say_end")
    scene.until("say_end")
    assert [text for text, _ in scene.mind.asked] == [QUESTION, OTHER]


def test_a_yes_leads_to_the_counter_and_home() -> None:
    replies = {QUESTION: answer("Ở quầy số một ạ.", place="quay_1"), "có": order("lenh.dong_y")}
    scene = Scene(scripted(QUESTION, "có"), replies, walks=True)
    scene.ask()
    scene.say(0.4)
    assert dict(scene.until("guide_start").fields) == {"place": "quay_1", "turn_id": "t2"}
    assert isinstance(scene.robot.conversation.phase, Leading)
    assert dict(scene.until("arrived").fields) == {"place": "quay_1"}
    scene.until("say_end")
    scene.wait(8.5)
    assert isinstance(scene.robot.conversation.phase, Idle)
    assert scene.rest() > 5.0
    assert "fault" not in scene.names()


def test_a_touch_stops_the_way_and_the_robot_says_so() -> None:
    scene = Scene(scripted(), {}, walks=True)
    scene.happen(Touched(TouchKind.LEAD, "quay_1"))
    scene.until("guide_start")
    scene.wait(2.0)
    scene.happen(Touched(TouchKind.STOP))
    ended = scene.until("guide_end")
    assert dict(ended.fields) == {"place": "quay_1", "outcome": "stopped"}
    assert "đứng lại" in str(scene.until("say_start").fields["text"])


def test_a_place_that_is_not_there_is_a_fault_and_calls_an_officer() -> None:
    scene = Scene(scripted(), {}, walks=True)
    scene.happen(Touched(TouchKind.LEAD, "quay_9"))
    assert scene.until("fault").fields["code"] == "GUIDE-001"
    assert scene.until("staff_call").fields["reason"] == "robot_trouble"
    scene.until("say_end")
    said = [e.fields["completed"] for e in scene.events if e.name == "say_end"]
    assert said == [False, True]
    scene.wait(0.1)
    assert isinstance(scene.robot.conversation.phase, Listening)


def test_a_robot_without_legs_says_that_it_stays() -> None:
    scene = Scene(scripted(), {})
    scene.happen(Touched(TouchKind.LEAD, "quay_1"))
    assert "bản đồ" in str(scene.until("say_start").fields["text"])
    assert scene.names() == ["say_start"]


def test_who_appears_is_greeted_and_who_stays_silent_is_let_go() -> None:
    scene = Scene(scripted(), {})
    scene.happen(Appeared())
    scene.until("say_end")
    asked_s = scene.until("say_start").t_s
    assert 15.0 < asked_s < 20.0
    scene.until("say_end")
    scene.wait(30.5)
    assert isinstance(scene.robot.conversation.phase, Idle)


def test_a_language_chosen_on_the_page_is_spoken() -> None:
    scene = Scene(scripted(), {})
    scene.happen(Touched(TouchKind.LANGUAGE, "en", "t1"))
    assert "English" in str(scene.until("say_start").fields["text"])
