"""What every recogniser owes its port; the scripted one of the unit tests as well."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from tests.unit.hearing.fakes import ScriptedRecogniser, sound

from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis, Recogniser
from letan_engines.sound_in.audio_file import read_sound

pytestmark = pytest.mark.engines


def finish(engine: Recogniser, pcm: Pcm, step: int = 1_600) -> tuple[list[str], Hypothesis]:
    stream = engine.start()
    partials = [stream.feed(pcm[index : index + step]) for index in range(0, len(pcm), step)]
    return [text for text in partials if text is not None], stream.finish()


def check_shape(
    engine: Recogniser, partials: list[str], hypothesis: Hypothesis, audio_s: float
) -> None:
    assert hypothesis.text == hypothesis.text.lower().strip()
    if hypothesis.words:  # the wheel's own interface has none
        assert " ".join(word.text for word in hypothesis.words) == hypothesis.text
    assert all(a != b for a, b in itertools.pairwise(partials))
    times = [time for word in hypothesis.words for time in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert all(0 <= time <= audio_s + 0.6 for time in times)
    confidences = [hypothesis.confidence, *(word.confidence for word in hypothesis.words)]
    assert all(0 < value <= 1 for value in confidences if value is not None)
    assert (hypothesis.log_probs is None) == (engine.vocabulary is None)
    if hypothesis.log_probs is not None and engine.vocabulary is not None:
        values = hypothesis.log_probs.values
        assert values.dtype == np.float32
        assert values.shape[1] == len(engine.vocabulary)
        assert np.exp(values.astype(np.float64)).sum(axis=1) == pytest.approx(1.0, abs=1e-3)
        reach_s = len(values) * hypothesis.log_probs.frame_s + hypothesis.log_probs.start_s
        assert reach_s >= audio_s - 0.1


def test_silence_has_no_words(recogniser: Recogniser) -> None:
    partials, hypothesis = finish(recogniser, np.zeros(32_000, np.int16))
    assert (partials, hypothesis.text, hypothesis.words) == ([], "", ())
    check_shape(recogniser, partials, hypothesis, 2.0)


def test_no_sound_at_all(recogniser: Recogniser) -> None:
    stream = recogniser.start()
    assert stream.feed(np.empty(0, np.int16)) is None
    assert stream.finish().text == ""


@pytest.mark.audio
def test_a_sentence(recogniser: Recogniser, test_audio: Path) -> None:
    pcm = read_sound(test_audio / "vn_example_4.flac")
    partials, hypothesis = finish(recogniser, pcm)
    check_shape(recogniser, partials, hypothesis, len(pcm) / 16_000)
    assert len(partials) > 3
    assert "năm mới" in hypothesis.text


@pytest.mark.audio
def test_a_look_ahead_is_the_end_and_changes_nothing(
    recogniser: Recogniser, test_audio: Path
) -> None:
    pcm = read_sound(test_audio / "vn_example_4.flac")
    half, whole = recogniser.start(), recogniser.start()
    for stream in (half, whole):
        stream.feed(pcm[: len(pcm) // 2])
    ahead = whole.peek()
    if ahead is None:
        pytest.skip(f"{recogniser.name} cannot look ahead")
    whole.feed(pcm[len(pcm) // 2 :])
    end = half.finish()
    assert (ahead.text, ahead.words) == (end.text, end.words)
    if engine_scores := ahead.log_probs:
        assert end.log_probs is not None
        assert np.array_equal(engine_scores.values, end.log_probs.values)
    assert whole.finish().text == finish(recogniser, pcm)[1].text


@pytest.mark.audio
def test_two_streams_at_once_do_not_mix(recogniser: Recogniser, test_audio: Path) -> None:
    first, second = (read_sound(test_audio / f"{name}.flac") for name in ("vn_Ly", "vn_example_3"))
    alone = [finish(recogniser, pcm)[1].text for pcm in (first, second)]
    streams = [recogniser.start(), recogniser.start()]
    for index in range(0, max(len(first), len(second)), 1_600):
        for stream, pcm in zip(streams, (first, second), strict=True):
            stream.feed(pcm[index : index + 1_600])
    assert [stream.finish().text for stream in streams] == alone


@pytest.mark.audio
def test_the_length_of_the_blocks_does_not_matter(recogniser: Recogniser, test_audio: Path) -> None:
    pcm = read_sound(test_audio / "vn_example_3.flac")
    assert finish(recogniser, pcm, 333)[1].text == finish(recogniser, pcm, len(pcm))[1].text


@pytest.mark.parametrize("scores", [True, False])
def test_the_scripted_one_keeps_the_contract(scores: bool) -> None:
    engine = ScriptedRecogniser("_ khai sinh ở đâu", scores=scores)
    partials, hypothesis = finish(engine, sound(("speech", 1.0)))
    check_shape(engine, partials, hypothesis, 1.0)
    assert hypothesis.text == "khai sinh ở đâu"
