"""Conversations with the whole robot in one process, in virtual time, with real engines."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from letan.kernel.units import Pcm
from letan.ports.synthesiser import Prosody
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.events import RobotEvent
from letan_apps.robot.talk import Turn, converse
from letan_engines.sound_in.audio_file import read_sound
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render

OPEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def say(text: str) -> Pcm:
    """A synthesised visitor: northern voice, 16 kHz."""
    return render(text, EspeakSynthesiser(), Prosody(rate=0.9))


def hold(workshop: Workshop, turns: Sequence[Turn], **options: bool) -> list[RobotEvent]:
    robot, ear = workshop.robot(OPEN, voice_loop=options.get("voice_loop", False))
    return list(converse(robot, ear, list(turns)))


def named(events: Sequence[RobotEvent], name: str) -> list[RobotEvent]:
    return [event for event in events if event.name == name]


def test_a_question_is_answered_and_the_visitor_led(workshop: Workshop) -> None:
    turns = [Turn(say("trợ cấp hưu trí xã hội"), None), Turn(say("ừ đúng rồi"), None)]
    events = hold(workshop, turns)
    replies = [(event.fields["kind"], event.fields["intent"]) for event in named(events, "reply")]
    assert replies == [("answer", "xa_hoi.huu_tri_75"), ("command", "lenh.dong_y")]
    assert [event.fields["place"] for event in named(events, "guide_start")] == ["quay_3"]
    assert [event.fields["place"] for event in named(events, "arrived")] == ["quay_3"]
    assert named(events, "fault") == []


def test_events_come_in_their_order_and_time_never_goes_back(workshop: Workshop) -> None:
    events = hold(workshop, [Turn(say("nhà vệ sinh ở đâu"), None)])
    names = [event.name for event in events if event.name not in ("partial", "say_mark")]
    assert names[:6] == ["speech_start", "endpoint", "final", "reply", "say_start", "say_end"]
    moments = [event.t_s for event in events]
    assert moments == sorted(moments)


def test_the_same_conversation_is_the_same_twice(workshop: Workshop) -> None:
    turns = [Turn(say("nhà vệ sinh ở đâu"), None)]
    first, second = (
        [(event.name, event.t_s, event.fields) for event in hold(workshop, turns)] for _ in range(2)
    )
    assert first == second


def test_the_stop_word_silences_the_voice(workshop: Workshop) -> None:
    turns = [Turn(say("trợ cấp hưu trí xã hội"), None), Turn(say("dừng lại"), 6.5)]
    events = hold(workshop, turns)
    started = named(events, "say_start")[0]
    cut = next(event for event in named(events, "say_end") if not event.fields["completed"])
    assert started.t_s < 6.5 < cut.t_s
    assert cut.fields["say_id"] == started.fields["say_id"]


def test_silence_and_noise_are_not_answered(workshop: Workshop) -> None:
    noise = np.random.default_rng(3).normal(0, 300, 16_000 * 4).astype(np.int16)
    events = hold(workshop, [Turn(noise, None), Turn(np.zeros(16_000 * 2, np.int16), None)])
    assert named(events, "reply") == []


def test_the_robot_does_not_answer_itself(workshop: Workshop) -> None:
    """Its voice goes through the room into its ear."""
    events = hold(workshop, [Turn(say("trợ cấp hưu trí xã hội"), None)], voice_loop=True)
    assert len(named(events, "reply")) == 1


@pytest.mark.audio
@pytest.mark.parametrize(
    ("recording", "intent"),
    [
        pytest.param("dd_TRAJMAYTEEM001.flac", "chi_duong.cay_atm", id="trạm atm"),
        pytest.param("dd_DDUSNG0001.flac", "lenh.dong_y", id="đúng"),
        pytest.param("dd_KHOONG0001.flac", "lenh.tu_choi", id="không"),
        pytest.param("dd_TROWRLAJI001.flac", "lenh.quay_lai", id="trở lại"),
    ],
)
def test_human_voices_are_understood(
    workshop: Workshop, test_audio: Path, recording: str, intent: str
) -> None:
    events = hold(workshop, [Turn(read_sound(test_audio / recording), None)])
    assert [event.fields["intent"] for event in named(events, "reply")] == [intent]


@pytest.mark.audio
@pytest.mark.parametrize("recording", ["vn_Bình.flac", "vn_Ngọc.flac", "vn_Vĩnh.flac"])
def test_talk_of_other_things_is_not_answered(
    workshop: Workshop, test_audio: Path, recording: str
) -> None:
    events = hold(workshop, [Turn(read_sound(test_audio / recording), None)])
    assert {event.fields["kind"] for event in named(events, "reply")} <= {"refer", "ask_back"}
