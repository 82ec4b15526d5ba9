"""Spread marks, working ahead, and rendering."""

import threading
from collections.abc import Iterator
from typing import cast

import numpy as np
import pytest
from tests.unit.voice.scripted_voice import ScriptedSynthesiser

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody, SpeechBlock, WordMark
from letan_engines.speech.background import BackgroundSynthesiser
from letan_engines.speech.choose import open_synthesiser
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_engines.speech.spread import heard_marks, snap_marks, spread_marks


def _about(seconds: float) -> float:
    return cast(float, pytest.approx(seconds))


def test_marks_are_spread_by_length_and_pauses() -> None:
    assert spread_marks("ba, bốn.", 1.1) == (
        WordMark(0, 2, 0.0),
        WordMark(4, 7, _about(0.66)),
    )
    assert spread_marks(" . ", 1.0) == ()


def test_events_are_snapped_to_words_and_gaps_filled() -> None:
    events = [(0, 0.0), (3, 0.4), (4, 0.5), (10, 2.0)]  # "lệ" twice, "phí" missing
    assert snap_marks("dạ, lệ phí là.", events, 2.5) == (
        WordMark(0, 2, 0.0),
        WordMark(4, 6, 0.4),
        WordMark(7, 10, _about(1.2)),
        WordMark(11, 13, 2.0),
    )
    assert snap_marks("...", [(0, 0.0)], 1.0) == ()


def test_background_begins_when_asked() -> None:
    begun = threading.Event()

    class Announcing(ScriptedSynthesiser):
        def synthesise(self, sentence, language, prosody) -> Iterator[SpeechBlock]:
            begun.set()
            return super().synthesise(sentence, language, prosody)

    blocks = BackgroundSynthesiser(Announcing()).synthesise("một hai", "vi", Prosody())
    assert begun.wait(10)
    assert [len(block.pcm) for block in blocks] == [100, 100]


def test_background_hands_on_the_failure() -> None:
    engine = BackgroundSynthesiser(ScriptedSynthesiser(fails_at="hai"))
    with pytest.raises(LetanError, match="scripted: failed"):
        next(engine.synthesise("một hai", "vi", Prosody()))


@pytest.mark.engines
def test_render_gives_16_khz_in_the_length_of_the_speech() -> None:
    engine = EspeakSynthesiser("south")
    once, twice = (render(text, engine) for text in ("Phí 50.000đ.", "Phí 50.000đ. Phí 50.000đ."))
    assert once.dtype == np.int16
    assert 1.0 < len(once) / 16_000 < 4.0
    assert len(twice) == pytest.approx(2 * len(once), rel=0.02)


def test_an_unknown_engine_is_refused(tmp_path) -> None:
    with pytest.raises(LetanError, match="Choose one of espeak, pyttsx3, piper"):
        open_synthesiser("festival", "north", tmp_path)


def _tones(*stretches: float) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """Sound and silence in turns, seconds each, at 1 kHz, beginning with silence."""
    parts = [np.full(round(s * 1000), 1000 * (n % 2), np.int16) for n, s in enumerate(stretches)]
    return np.concatenate(parts)


def test_words_after_a_pause_begin_where_it_ends() -> None:
    pcm = _tones(0.1, 0.5, 0.2, 0.4, 0.15, 0.3, 0.1)
    marks = heard_marks("dạ, hai ba, mời bác.", pcm, 1000)
    assert [round(mark.t_s, 2) for mark in marks] == [0.1, 0.8, 1.01, 1.35, 1.5]
    assert [(mark.start, mark.end) for mark in marks] == [
        (0, 2),
        (4, 7),
        (8, 10),
        (12, 15),
        (16, 19),
    ]


def test_a_written_pause_that_is_not_heard_spreads_all() -> None:
    pcm = _tones(0.0, 1.0)
    assert heard_marks("dạ, vâng.", pcm, 1000) == spread_marks("dạ, vâng.", 1.0)
    assert heard_marks("dạ.", np.zeros(500, np.int16), 1000) == spread_marks("dạ.", 0.5)
    assert heard_marks("", pcm, 1000) == ()


@pytest.mark.engines
def test_marks_from_pauses_agree_with_an_engine_that_knows() -> None:
    """espeak's own word events are the measure: a tenth of a second for most words."""
    engine = EspeakSynthesiser("north")
    text = "dạ, lệ phí là năm mươi nghìn đồng, mời quý khách đến quầy số ba, chứng thực."
    (block,) = engine.synthesise(text, "vi", Prosody())
    heard = heard_marks(text, block.pcm, engine.sample_rate_hz)
    off = [abs(a.t_s - b.t_s) for a, b in zip(heard, block.marks, strict=True)]
    assert sorted(off)[len(off) // 2] < 0.1
    assert max(off) < 0.3
