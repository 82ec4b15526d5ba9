"""A conversation through the real graph: words in; reply, card, voice, motion out."""

import time
from pathlib import Path

import numpy as np
import pytest
from letan_msgs import msg
from tests.ros.graph import Graph, Watcher

from letan.hearing.utterance import Utterance
from letan.ports.synthesiser import Prosody
from letan_engines.sound_in.audio_file import read_sound
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg

QUESTION = "trợ cấp hưu trí xã hội cho người từ đủ 75 tuổi"

pytestmark = pytest.mark.timeout(300)


def typed(watcher: Watcher, text: str, turn: str) -> msg.Reply:
    """Type a question; return the reply."""
    replies = watcher.of(topics.REPLY)
    watcher.publish(topics.TYPED, utterance_to_msg(Utterance(turn, text), time.time()))
    watcher.until(lambda: any(r.turn_id == turn for r in replies), 20, f"the reply to {turn}")
    return next(r for r in replies if r.turn_id == turn)


def state(watcher: Watcher) -> str:
    seen = watcher.of(topics.DIALOGUE_STATE)
    return seen[-1].state if seen else ""


def listening(watcher: Watcher) -> None:
    watcher.until(lambda: state(watcher) in ("listening", "idle"), 60, "the robot to have spoken")


def finals(utterances: list[msg.Utterance]) -> list[msg.Utterance]:
    return [u for u in utterances if u.kind == msg.Utterance.FINAL]


def test_a_typed_question_is_answered_shown_and_spoken(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    sound, marks, cards = (
        watcher.of(t) for t in (topics.AUDIO_OUT, topics.SPEECH_MARK, topics.CARD)
    )
    for kept in (sound, marks):
        kept.clear()
    reply = typed(watcher, QUESTION, "q1")
    assert (reply.kind, reply.intent) == (msg.Reply.ANSWER, "xa_hoi.huu_tri_75")
    watcher.until(lambda: any(c.intent == reply.intent for c in cards), 20, "its card")
    ends = msg.SpeechMark.END
    watcher.until(lambda: any(m.kind == ends for m in marks), 60, "the end of the speech")
    listening(watcher)
    spoken = [m for m in marks if m.kind == msg.SpeechMark.WORD]
    assert [m.index for m in spoken] == sorted({m.index for m in spoken})
    assert len(spoken) > 10
    loudest = max(int(np.abs(np.asarray(chunk.samples, np.int32)).max()) for chunk in sound)
    assert loudest > 3000


def test_a_touch_on_stop_silences_the_voice(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    marks = watcher.of(topics.SPEECH_MARK)
    marks.clear()
    typed(watcher, QUESTION, "q2")
    words = msg.SpeechMark.WORD
    watcher.until(lambda: any(m.kind == words for m in marks), 20, "the voice")
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="stop", kind=msg.Touch.STOP))
    began = time.monotonic()
    ends = msg.SpeechMark.END
    watcher.until(lambda: any(m.kind == ends for m in marks), 10, "silence")
    took_s = time.monotonic() - began
    listening(watcher)
    assert took_s < 1.0  # the figure itself is measured by `letan bench`, on a quiet machine
    assert max(m.index for m in marks if m.kind == words) < 40


def test_a_sure_interruption_silences_the_voice(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    marks = watcher.of(topics.SPEECH_MARK)
    marks.clear()
    typed(watcher, QUESTION, "q2b")
    words, ends = msg.SpeechMark.WORD, msg.SpeechMark.END
    watcher.until(lambda: any(m.kind == words for m in marks), 20, "the voice")
    activity = msg.SpeechActivity
    watcher.publish(topics.SPEECH_ACTIVITY, activity(turn_id="over", event=activity.INTERRUPTION))
    watcher.until(lambda: any(m.kind == ends for m in marks), 10, "silence")
    assert max(m.index for m in marks if m.kind == words) < 40
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="stop", kind=msg.Touch.STOP))
    listening(watcher)


def test_a_malformed_message_stops_nothing(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="x", kind=200))
    watcher.publish(topics.TYPED, msg.Utterance(turn_id="y", kind=1, source=77, text="a"))
    watcher.publish(topics.AUDIO_IN, msg.AudioChunk(sample_rate_hz=44_100, samples=[1, 2, 3]))
    assert typed(watcher, "đăng ký khai sinh", "q3").turn_id == "q3"
    listening(watcher)


def test_nobody_follows_so_it_waits_and_a_touch_ends_it(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    guide = watcher.of(topics.GUIDE_STATE)
    reply = typed(watcher, QUESTION, "q4")
    assert reply.place
    listening(watcher)
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="lead", kind=msg.Touch.LEAD, value=reply.place))
    watcher.until(lambda: guide[-1].state in ("waiting", "calling"), 40, "waiting")
    assert guide[-1].place == reply.place
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="stop", kind=msg.Touch.STOP))
    watcher.until(lambda: guide[-1].state == "idle", 20, "the stop")


def test_a_spoken_question_is_heard_and_answered(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="bye", kind=msg.Touch.LEAVE))
    watcher.until(lambda: state(watcher) == "idle", 30, "idle")
    utterances, replies = watcher.of(topics.UTTERANCE), watcher.of(topics.REPLY)
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="wake", kind=msg.Touch.WAKE))
    # He is served now: an unclear sentence gets a word too.
    watcher.until(lambda: state(watcher) == "listening", 60, "the end of the greeting")
    utterances.clear()
    voice = EspeakSynthesiser()
    blocks = voice.synthesise("đăng ký khai sinh cho cháu", "vi", Prosody())
    watcher.say(np.concatenate([block.pcm for block in blocks]), voice.sample_rate_hz)
    watcher.until(lambda: finals(utterances), 40, "a final utterance")
    heard = finals(utterances)[0]
    assert heard.text
    assert heard.phrases
    watcher.until(lambda: any(r.turn_id == heard.turn_id for r in replies), 20, "its reply")
    listening(watcher)


HUMAN = (
    pytest.param(
        "dd_TRAJMAYTEEM001.flac", {(msg.Reply.ANSWER, "chi_duong.cay_atm")}, id="trạm ATM"
    ),
    pytest.param("dd_DDUSNG0001.flac", {(msg.Reply.COMMAND, "lenh.dong_y")}, id="đúng"),
    pytest.param("dd_KHOONG0001.flac", {(msg.Reply.COMMAND, "lenh.tu_choi")}, id="không"),
    pytest.param("vn_Ly.flac", {(msg.Reply.REFER, ""), (msg.Reply.ASK_BACK, "")}, id="no business"),
    pytest.param("vn_Vĩnh.flac", {(msg.Reply.REFER, ""), (msg.Reply.ASK_BACK, "")}, id="fishing"),
)


@pytest.mark.audio
@pytest.mark.parametrize(("file", "allowed"), HUMAN)
def test_a_human_voice_is_heard_and_answered(
    hall: tuple[Graph, Watcher], test_audio: Path, file: str, allowed: set[tuple[int, str]]
) -> None:
    _, watcher = hall
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="bye", kind=msg.Touch.LEAVE))
    watcher.until(lambda: state(watcher) == "idle", 30, "idle")
    utterances, replies = watcher.of(topics.UTTERANCE), watcher.of(topics.REPLY)
    utterances.clear()
    watcher.say(read_sound(test_audio / file), 16_000)
    watcher.until(lambda: finals(utterances), 60, "a final utterance")
    turn = finals(utterances)[0].turn_id
    # Out of an idle hall only the first of them is surely meant for the robot.
    watcher.until(
        lambda: any(r.turn_id == turn for r in replies) or state(watcher) == "idle",
        30,
        "its reply, or none",
    )
    found = {(r.kind, r.intent) for r in replies if r.turn_id == turn}
    assert found <= allowed
    assert found or (msg.Reply.ANSWER, "chi_duong.cay_atm") not in allowed
    if found:
        listening(watcher)
