import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.hearing.fakes import (
    BLOCK_S,
    RATE_HZ,
    VOCABULARY,
    Leaves,
    LoudVoiceActivity,
    ScriptedRecogniser,
    near,
    sound,
)

from letan.hearing.events import (
    Discarded,
    Endpoint,
    Final,
    HearingEvent,
    LevelReport,
    MicrophoneFault,
    Partial,
    SpeechStarted,
    Spotted,
)
from letan.hearing.listener import Listener
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.phrases import Phrase, compile_phrases
from letan.hearing.utterance import Source
from letan.kernel.units import Pcm

QUESTION = "_ _ _ khai sinh ở đâu"
PARAMS = HearingParams(dead_after_s=0.0, half_duplex=False)
START_S = 0.992
"""Speech begins here in `said`; whole blocks of 32 ms."""


def said(speech_s: float = 0.8, after_s: float = 1.5) -> Pcm:
    return sound(("hush", 1.0), ("speech", speech_s), ("hush", after_s))


def listener(*scripts: str, params: HearingParams = PARAMS, scores: bool = True) -> Listener:
    numbers = itertools.count(1)
    return Listener(
        ScriptedRecogniser(*scripts, scores=scores),
        LoudVoiceActivity(),
        lambda: f"t{next(numbers)}",
        params,
    )


def listen(ear: Listener, pcm: Pcm, start: float = 0.0, step: int = 512) -> list[HearingEvent]:
    events: list[HearingEvent] = []
    for index in range(0, len(pcm), step):
        events += ear.push(pcm[index : index + step], start + index / RATE_HZ)
    return [event for event in events if not isinstance(event, LevelReport)]


def kinds(events: Sequence[HearingEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def round_times(event: HearingEvent) -> str:
    return re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.5f}", repr(event))


def test_a_question_from_onset_to_final() -> None:
    events = listen(listener(QUESTION), said())
    assert events[0] == SpeechStarted("t1", near(START_S + 2 * BLOCK_S), START_S)
    texts = [event.text for event in events if isinstance(event, Partial)]
    assert texts == ["khai", "khai sinh", "khai sinh ở", "khai sinh ở đâu"]
    end = near(START_S + 0.8)
    assert events[-2] == Endpoint("t1", near(START_S + 0.8 + 10 * BLOCK_S), end)
    final = events[-1]
    assert isinstance(final, Final)
    utterance = final.utterance
    assert (utterance.turn_id, utterance.text, utterance.source, utterance.engine) == (
        "t1",
        "khai sinh ở đâu",
        Source.MICROPHONE,
        "scripted",
    )
    assert (utterance.start, utterance.end) == (START_S, end)
    assert utterance.level_dbfs == near(-13.3, abs=0.1)
    assert utterance.confidence == near(0.98)


def test_word_times_count_from_the_start_of_speech() -> None:
    final = listen(listener(QUESTION), said())[-1]
    assert isinstance(final, Final)
    # The pre-roll of 0.512 s was fed first; "khai" lights its frame at 0.68..0.72 s of the stream.
    assert final.utterance.words[0].start_s == near(0.68 - 0.512)


def test_the_recogniser_gets_the_sound_before_the_onset() -> None:
    recogniser = ScriptedRecogniser(QUESTION)
    ear = Listener(recogniser, LoudVoiceActivity(), lambda: "t", PARAMS)
    listen(ear, sound(("hush", 1.0), ("speech", 0.064)))
    assert recogniser.streams[0].samples == (16 + 2) * 512


@pytest.mark.parametrize("step", [1, 160, 512, 1_000, 16_000])
def test_blocks_of_any_length_give_the_same(step: int) -> None:
    whole = listen(listener(QUESTION), said())
    assert [round_times(e) for e in listen(listener(QUESTION), said(), step=step)] == [
        round_times(e) for e in whole
    ]


def test_the_caller_s_clock_may_begin_anywhere() -> None:
    events = listen(listener(QUESTION), said(), start=1_000.0)
    assert isinstance(events[0], SpeechStarted)
    assert events[0].start == near(1_000.0 + START_S)


def finals(events: Sequence[HearingEvent]) -> list[tuple[str, str]]:
    return [
        (event.utterance.turn_id, event.utterance.text)
        for event in events
        if isinstance(event, Final)
    ]


def test_an_unfinished_sentence_is_waited_for() -> None:
    pcm = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.96), ("speech", 0.4), ("hush", 1.5))
    alone = replace(PARAMS, rejoin_s=0.0)
    cut = listen(listener("_ _ khai sinh _ _ _", "con", params=alone), pcm)
    assert finals(cut) == [("t1", "khai sinh"), ("t2", "con")]
    whole = listen(listener("_ _ khai sinh cho _ _ _ _ _ con", params=alone), pcm)
    assert finals(whole) == [("t1", "khai sinh cho con")]


def test_who_goes_on_soon_continues_the_same_utterance() -> None:
    pcm = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.96), ("speech", 0.4), ("hush", 1.5))
    events = listen(listener("_ _ khai sinh ở đâu _ _ _ nhà _"), pcm)
    assert finals(events) == [("t1", "khai sinh ở đâu"), ("t1", "khai sinh ở đâu nhà")]
    assert [event.start for event in events if isinstance(event, SpeechStarted)] == [
        START_S,
        near(START_S + 0.8 + 0.96),
    ]


def test_what_is_said_after_a_stop_is_a_new_utterance() -> None:
    pcm = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.96), ("speech", 0.4), ("hush", 1.5))
    events = listen(listener("_ _ _ _ _ dừng lại _ _ _ _", "nhà"), pcm)
    assert [event.intent for event in events if isinstance(event, Spotted)] == ["lenh.dung"]
    assert finals(events) == [("t1", "dừng lại"), ("t2", "nhà")]


def test_what_is_said_after_an_answer_is_a_new_utterance() -> None:
    ear = listener(QUESTION, "con")
    first = listen(ear, sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.5)))
    ear.set_speaking(True, 2.3)
    ear.set_speaking(False, 2.4)
    second = listen(ear, sound(("hush", 0.1), ("speech", 0.4), ("hush", 1.5)), start=2.4)
    assert finals(first + second) == [("t1", "khai sinh ở đâu"), ("t2", "con")]


def test_the_next_visitor_does_not_continue_the_last_ones_words() -> None:
    ear = listener(QUESTION, "con")
    first = listen(ear, sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.5)))
    assert ear.new_visitor() == ()
    second = listen(ear, sound(("hush", 0.1), ("speech", 0.4), ("hush", 1.5)), start=2.3)
    assert finals(first + second) == [("t1", "khai sinh ở đâu"), ("t2", "con")]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        pytest.param(1.4, ["t2: khai sinh ở đâu"], id="he left while he spoke"),
        pytest.param(0.9, ["t1: con"], id="somebody began after he had left"),
        pytest.param(None, ["t1: con"], id="nobody has left"),
    ],
)
def test_words_of_who_left_are_dropped(left: float | None, expected: list[str]) -> None:
    ear = listener("con", QUESTION)
    begun = listen(ear, sound(("hush", 1.0), ("speech", 0.512)))
    dropped = ear.new_visitor(left)
    assert dropped == ((Discarded("t1", 1.4),) if left == 1.4 else ())
    if not dropped:
        begun += listen(ear, sound(("hush", 1.5)), start=1.504)
    else:
        begun += listen(ear, said(), start=1.504)
    assert [f"{turn}: {text}" for turn, text in finals(begun)] == expected


def test_nobody_has_words_when_nobody_speaks() -> None:
    assert listener().new_visitor(1.0) == ()


def test_a_noise_after_the_end_adds_nothing() -> None:
    pcm = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.96), ("speech", 0.2), ("hush", 1.5))
    events = listen(listener("_ _ khai sinh ở đâu _ _ _ _"), pcm)
    assert kinds(events)[-3:] == ["Final", "SpeechStarted", "Discarded"]


def test_a_stop_word_is_found_in_what_was_added() -> None:
    pcm = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.96), ("speech", 0.4), ("hush", 1.5))
    events = listen(listener("_ _ khai sinh ở đâu _ _ _ _ dừng lại _ _"), pcm)
    assert [event.intent for event in events if isinstance(event, Spotted)] == ["lenh.dung"]


def test_who_speaks_slowly_is_waited_for_longer() -> None:
    slow = sound(("hush", 1.0), ("speech", 0.8), ("hush", 0.8), ("speech", 0.4), ("hush", 1.5))
    ear = listener("_ _ khai cho _ _ _ _ _ _ _ con", QUESTION, QUESTION)
    assert finals(listen(ear, slow)) == [("t1", "khai cho con")]
    after_slow = listen(ear, said(), start=10.0)[-1]
    ear.new_visitor()
    after_other = listen(ear, said(), start=20.0)[-1]
    assert isinstance(after_slow, Final)
    assert isinstance(after_other, Final)
    assert after_slow.t - after_slow.utterance.end == near(14 * BLOCK_S)
    assert after_other.t - after_other.utterance.end == near(10 * BLOCK_S)


@pytest.mark.parametrize(
    ("script", "pcm", "expected"),
    [
        pytest.param("", sound(("speech", 0.032), ("hush", 1.0)), [], id="a click begins nothing"),
        pytest.param(
            "không", sound(("speech", 0.096), ("hush", 1.0)),
            ["SpeechStarted", "Partial", "Discarded"], id="too short",
        ),
        pytest.param(
            "_", sound(("speech", 0.512), ("hush", 1.0)), ["SpeechStarted", "Discarded"],
            id="a cough has no words",
        ),
        pytest.param(
            "_", sound(("speech", 1.024), ("hush", 1.0)), ["SpeechStarted", "Endpoint", "Final"],
            id="long speech without words is told",
        ),
    ],
)  # fmt: skip
def test_what_is_no_question(script: str, pcm: Pcm, expected: list[str]) -> None:
    assert kinds(listen(listener(script), pcm)) == expected


def test_a_loud_short_word_that_voice_activity_doubts_is_heard() -> None:
    pcm = sound(("hush", 1.0), ("bang", 0.2), ("hush", 1.0))
    assert kinds(listen(listener("_ _ _ không"), pcm))[-1] == "Final"
    never = HearingParams(dead_after_s=0.0, half_duplex=False, loud_db=60.0)
    assert listen(listener("_ _ _ không", params=never), sound(("hush", 1.0), ("bang", 0.2))) != []
    doubt = HearingParams(dead_after_s=0.0, half_duplex=False, doubt_threshold=0.5)
    assert listen(listener("_ _ _ không", params=doubt), pcm) == []


def test_an_endless_talk_is_cut_and_memory_bounded() -> None:
    recogniser = ScriptedRecogniser(*(["khai"] * 9))
    params = HearingParams(dead_after_s=0.0, half_duplex=False, longest_utterance_s=3.0)
    ear = Listener(recogniser, LoudVoiceActivity(), lambda: "t", params)
    finals = [e for e in listen(ear, sound(("speech", 10.0))) if isinstance(e, Final)]
    assert len(finals) == 3
    assert all(stream.samples <= 3.7 * RATE_HZ for stream in recogniser.streams)


def test_flush_ends_what_is_in_progress() -> None:
    ear = listener(QUESTION)
    pcm = sound(("hush", 1.0), ("speech", 0.8))
    assert kinds(listen(ear, pcm))[-1] == "Partial"
    assert ear.listening
    assert kinds(ear.flush(len(pcm) / RATE_HZ)) == ["Endpoint", "Final"]
    assert (ear.listening, ear.flush(9.0)) == (False, ())


def test_phrases_are_scored_against_the_release() -> None:
    graph = compile_phrases([Phrase("ho_tich.khai_sinh", "where", "khai sinh ở đâu")], VOCABULARY)
    ear = listener(QUESTION, QUESTION)
    before = listen(ear, said())[-1]
    ear.use_release(graph, "r7")
    after = listen(ear, said(), start=10.0)[-1]
    assert isinstance(before, Final)
    assert isinstance(after, Final)
    assert (before.utterance.phrases, before.utterance.release) == ((), "")
    [found] = after.utterance.phrases
    assert after.utterance.release == "r7"
    assert (found.intent, found.facet) == ("ho_tich.khai_sinh", "where")
    assert found.llr > 5.0
    assert found.start_s == near(0.68 - 0.512)


@pytest.mark.parametrize("scores", [True, False], ids=["by sound", "by text"])
def test_a_command_is_spotted_before_the_endpoint(scores: bool) -> None:
    events = listen(listener("_ _ _ dừng lại _ _ _ _", scores=scores), said(speech_s=0.5))
    assert kinds(events).index("Spotted") < kinds(events).index("Endpoint")
    spotted = next(event for event in events if isinstance(event, Spotted))
    assert (spotted.turn_id, spotted.intent) == ("t1", "lenh.dung")
    assert kinds(events).count("Spotted") == 1


DUPLEX = HearingParams(dead_after_s=0.0, half_duplex=True, echo_tail_s=0.25)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("_ _ _ khai sinh ở đâu _ _", [], id="its own words are no question"),
        pytest.param("_ _ _ dừng lại _ _ _ _", ["Spotted", "Discarded"], id="stop is heard"),
        pytest.param("_ _ _ không _ _ _ _", [], id="no is not: the robot says it itself"),
    ],
)
def test_while_the_robot_speaks(script: str, expected: list[str]) -> None:
    ear = listener(script, params=DUPLEX)
    assert ear.set_speaking(True, 0.0) == ()
    assert kinds(listen(ear, said())) == expected


def test_the_echo_after_the_voice_is_not_heard() -> None:
    ear = listener("khai", params=DUPLEX)
    ear.set_speaking(True, 0.0)
    listen(ear, sound(("hush", 0.512)))
    ear.set_speaking(False, 0.512)
    assert listen(ear, sound(("speech", 0.224), ("hush", 1.0)), start=0.512) == []


def test_the_visitor_is_heard_again_after_the_voice() -> None:
    ear = listener("khai", QUESTION, params=DUPLEX)
    ear.set_speaking(True, 0.0)
    listen(ear, sound(("speech", 0.512)))
    assert ear.set_speaking(False, 0.512) == ()
    events = listen(ear, said(), start=0.512)
    assert (kinds(events)[0], kinds(events)[-1]) == ("SpeechStarted", "Final")


def test_the_voice_drops_what_was_being_said() -> None:
    ear = listener(QUESTION, params=DUPLEX)
    listen(ear, sound(("hush", 1.0), ("speech", 0.5)))
    assert ear.set_speaking(True, 1.5) == (Discarded("t1", 1.5),)


def test_an_utterance_whose_engine_failed_is_given_up() -> None:
    ear = listener("khai", QUESTION)
    listen(ear, sound(("hush", 1.0), ("speech", 0.5)))
    assert ear.give_up(1.5) == (Discarded("t1", 1.5),)
    assert ear.give_up(1.5) == ()
    assert kinds(listen(ear, said(), start=1.5))[-1] == "Final"


def test_without_echo_the_voice_changes_nothing() -> None:
    ear = listener(QUESTION)
    assert ear.set_speaking(True, 0.0) == ()
    assert kinds(listen(ear, said()))[-1] == "Final"


def test_a_dead_microphone_is_told() -> None:
    events = listen(listener(params=HearingParams()), np.zeros(6 * RATE_HZ, np.int16))
    assert kinds(events) == ["MicrophoneFault"]
    assert isinstance(events[0], MicrophoneFault)
    assert events[0].fault.code == "HEAR-002"


def test_engines_of_two_rates_are_refused() -> None:
    slow = LoudVoiceActivity()
    slow.sample_rate_hz = 8_000
    with pytest.raises(ValueError, match="different sample rates"):
        Listener(ScriptedRecogniser(), slow, lambda: "t")


def robot_voice(seconds: float) -> Pcm:
    """What the mouth plays; its echo is not in the sound, and so no delay is found."""
    rng = np.random.default_rng(1)
    return rng.integers(-99, 100, round(seconds * RATE_HZ)).astype(np.int16)


def over_the_voice(script: str, saying: str = "", share: float = 1.0) -> Listener:
    """An ear that hears while the robot speaks, for twelve seconds."""
    own = OwnVoice(Leaves(share))
    own.play(robot_voice(12.0), 0.0)
    ear = Listener(
        ScriptedRecogniser(script),
        LoudVoiceActivity(),
        lambda: "t1",
        HearingParams(),
        own_voice=own,
    )
    assert ear.set_speaking(True, 0.0, saying) == ()
    return ear


@pytest.mark.parametrize(
    ("script", "saying", "expected"),
    [
        pytest.param(
            "_ _ _ khai sinh ở đâu _ _", "", ["SpeechStarted", "Endpoint", "Final"],
            id="a question is told when it is whole",
        ),
        pytest.param("_ _ _ _ _", "", [], id="a cough"),
        pytest.param(
            "_ _ _ dừng lại _ _ _ _", "",
            ["Spotted", "SpeechStarted", "Interruption", "Partial", "Endpoint", "Final"],
            id="stop is heard at once",
        ),
        pytest.param(
            "_ _ _ không _ _ _", "", ["SpeechStarted", "Endpoint", "Final"],
            id="no is for the conversation to judge",
        ),
    ],
)  # fmt: skip
def test_what_is_said_over_the_voice(script: str, saying: str, expected: list[str]) -> None:
    assert kinds(listen(over_the_voice(script, saying), said())) == expected


def test_an_unclear_stop_counts_over_the_voice_alone() -> None:
    script = "_ _ _ giấy lại _ _ _ _"
    events = [*listen(over_the_voice(script), said()), *listen(listener(script), said())]
    spotted = [(event.turn_id, event.intent) for event in events if isinstance(event, Spotted)]
    assert spotted == [("t1", "lenh.dung")]


CHOICES = "Quý khách hỏi việc nào ạ? Thứ nhất, khai sinh cho con; thứ hai, khai tử."


@pytest.mark.parametrize(
    ("script", "share", "expected"),
    [
        pytest.param(
            "_ _ _ khai tử _ _", 1.0, ["SpeechStarted", "Endpoint", "Final"], id="a visitor"
        ),
        pytest.param(
            "_ _ _ khai tử _ _", 0.15, ["SpeechStarted", "Endpoint", "Final"], id="and the voice"
        ),
        pytest.param("_ _ _ khai tử _ _", 0.06, [], id="what the canceller leaves of the voice"),
        pytest.param("_ _ _ sinh _ _", 0.06, [], id="one word of it"),
        pytest.param(
            "_ _ _ giấy nhà _ _", 0.06, ["SpeechStarted", "Endpoint", "Final"], id="other words"
        ),
    ],
)
def test_the_robots_own_words_over_its_voice(
    script: str, share: float, expected: list[str]
) -> None:
    loud = sound(("hush", 1.0), ("loud", 0.8), ("hush", 1.5))
    assert kinds(listen(over_the_voice(script, CHOICES, share), loud)) == expected


@pytest.mark.parametrize(
    ("heard_s", "share", "begun"),
    [
        pytest.param(2.016, 0.06, 1, id="somebody"),
        pytest.param(2.016, 0.03, 0, id="the voice's rest"),
        pytest.param(0.512, 0.06, 1, id="somebody, as soon as it begins"),
        pytest.param(0.512, 0.03, 0, id="the voice's rest, as soon as it begins"),
    ],
)
def test_the_rest_of_the_voice_begins_nothing(heard_s: float, share: float, begun: int) -> None:
    own = OwnVoice(Leaves(share))
    own.play(robot_voice(12.0), 0.0)
    recogniser = ScriptedRecogniser("_ _ _ _")
    ear = Listener(recogniser, LoudVoiceActivity(), lambda: "t1", PARAMS, own_voice=own)
    listen(ear, sound(("hush", heard_s), ("loud", 0.8), ("hush", 1.5)))
    assert len(recogniser.streams) == begun


def test_the_rest_of_the_voice_does_not_go_on_with_a_question() -> None:
    own = OwnVoice(Leaves(0.03))
    script = "_ _ _ khai sinh ở đâu _ _ khai tử khai tử"
    ear = Listener(
        ScriptedRecogniser(script), LoudVoiceActivity(), lambda: "t1", PARAMS, own_voice=own
    )
    before = listen(ear, said(after_s=0.512))
    own.play(robot_voice(2.0), 2.304)
    ear.set_speaking(True, 2.304, "Khai tử, khai tử.")
    after = listen(ear, sound(("hush", 0.2), ("loud", 0.8), ("hush", 1.5)), start=2.304)
    assert finals(before) == [("t1", "khai sinh ở đâu")]
    assert after == []


def test_a_question_goes_on_when_the_voice_begins() -> None:
    own = OwnVoice(Leaves())
    ear = Listener(
        ScriptedRecogniser(QUESTION),
        LoudVoiceActivity(),
        lambda: "t1",
        HearingParams(),
        own_voice=own,
    )
    before = listen(ear, sound(("hush", 1.0), ("speech", 0.5)))
    own.play(robot_voice(1.0), 1.5)
    assert ear.set_speaking(True, 1.5) == ()
    after = listen(ear, sound(("speech", 0.3), ("hush", 1.0)), start=1.472)
    assert finals(before + after) == [("t1", "khai sinh ở đâu")]
