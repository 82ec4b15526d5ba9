"""A conversation through the real graph: words in; reply, card, voice, motion out."""

import time
from pathlib import Path

import numpy as np
import pytest

from letan.hearing.utterance import Utterance
from letan.ports.synthesiser import Prosody
from letan_msgs import msg
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg
from tests.ros.graph import Graph, Watcher

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


def test_a_typed_question_is_answered_shown_and_spoken(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    sound, marks, cards = (
        watcher.of(t) for t in (topics.AUDIO_OUT, topics.SPEECH_MARK, topics.CARD)
    )
    for kept in (sound, marks):
        kept.clear()
    reply = typed(watcher, "trợ cấp hưu trí xã hội cho người từ đủ 75 tuổi", "q1")
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
    marks, sound = watcher.of(topics.SPEECH_MARK), watcher.of(topics.AUDIO_OUT)
    marks.clear()
    typed(watcher, "trợ cấp hưu trí xã hội cho người từ đủ 75 tuổi", "q2")
    words = msg.SpeechMark.WORD
    watcher.until(lambda: any(m.kind == words for m in marks), 20, "the voice")
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="stop", kind=msg.Touch.STOP))
    began = time.monotonic()
    ends = msg.SpeechMark.END
    watcher.until(lambda: any(m.kind == ends for m in marks), 10, "silence")
    took_s = time.monotonic() - began
    listening(watcher)
    sound.clear()
    assert took_s < 1.0  # the figure itself is measured by `letan bench`, on a quiet machine
    assert max(m.index for m in marks if m.kind == words) < 40


def test_a_malformed_message_stops_nothing(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="x", kind=200))
    watcher.publish(topics.TYPED, msg.Utterance(turn_id="y", kind=1, source=77, text="a"))
    watcher.publish(topics.AUDIO_IN, msg.AudioChunk(sample_rate_hz=44_100, samples=[1, 2, 3]))
    assert typed(watcher, "đăng ký khai sinh", "q3").turn_id == "q3"
    listening(watcher)


def test_the_robot_leads_to_the_counter_and_comes_back(hall: tuple[Graph, Watcher]) -> None:
    _, watcher = hall
    guide, odometry = watcher.of(topics.GUIDE_STATE), watcher.of(topics.ODOM)
    reply = typed(watcher, "trợ cấp hưu trí xã hội cho người từ đủ 75 tuổi", "q4")
    assert reply.place
    listening(watcher)
    before = odometry[-1].pose.pose.position
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="lead", kind=msg.Touch.LEAD, value=reply.place))
    watcher.until(lambda: guide[-1].state == "leading", 20, "leading")
    assert guide[-1].place == reply.place

    def driven() -> float:
        now = odometry[-1].pose.pose.position
        return float(np.hypot(now.x - before.x, now.y - before.y))

    watcher.until(lambda: driven() > 0.5, 40, "half a metre")
    speeds = [abs(m.linear.x) for m in watcher.of(topics.CMD_VEL)]
    assert 0.0 < max(speeds) <= 0.81
    # Nobody follows: it waits, and stands.
    watcher.until(lambda: guide[-1].state in ("waiting", "calling"), 40, "waiting")
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="stop", kind=msg.Touch.STOP))
    watcher.until(lambda: guide[-1].state == "idle", 20, "the stop")


def test_a_spoken_question_is_heard_and_answered(hall: tuple[Graph, Watcher]) -> None:
    from letan_engines.speech.espeak import EspeakSynthesiser

    _, watcher = hall
    watcher.publish(topics.TOUCH, msg.Touch(turn_id="bye", kind=msg.Touch.LEAVE))
    watcher.until(lambda: state(watcher) == "idle", 30, "idle")
    utterances, replies = watcher.of(topics.UTTERANCE), watcher.of(topics.REPLY)
    utterances.clear()
    voice = EspeakSynthesiser()
    blocks = voice.synthesise("đăng ký khai sinh cho cháu", "vi", Prosody())
    watcher.say(np.concatenate([block.pcm for block in blocks]), voice.sample_rate_hz)
    finals = lambda: [u for u in utterances if u.kind == msg.Utterance.FINAL]  # noqa: E731
    watcher.until(finals, 40, "a final utterance")
    heard = finals()[0]
    assert heard.text
    assert heard.phrases
    watcher.until(lambda: any(r.turn_id == heard.turn_id for r in replies), 20, "its reply")
    listening(watcher)


@pytest.mark.audio
def test_a_human_voice_is_heard(hall: tuple[Graph, Watcher], test_audio: Path) -> None:
    import csv

    from letan_engines.sound_in.audio_file import read_sound

    _, watcher = hall
    table = next(test_audio.glob("*.tsv"))
    rows = list(csv.DictReader(table.open(encoding="utf-8"), delimiter="\t"))
    assert rows
    assert read_sound is not None
