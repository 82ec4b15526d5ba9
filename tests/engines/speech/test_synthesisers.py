"""The contract of the Synthesiser port, on each engine and on the fake.

piper runs where its voice was fetched, else it is reported as not measured.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from tests.engines.speech.tiny_piper import tiny_piper
from tests.unit.voice.scripted_voice import ScriptedSynthesiser

from letan.kernel.units import Pcm
from letan.ports.synthesiser import Prosody, SpeechBlock, Synthesiser
from letan_apps.resources import state_home
from letan_engines.speech.background import BackgroundSynthesiser
from letan_engines.speech.choose import open_synthesiser

SENTENCE = "dạ, lệ phí là năm mươi nghìn đồng, mời bác đến quầy số ba ạ."
_MODELS = state_home() / "models"
_OPEN: dict[str, Callable[[], Synthesiser]] = {
    "scripted": ScriptedSynthesiser,
    "tiny piper": tiny_piper,
    "espeak": lambda: open_synthesiser("espeak", "north", _MODELS),
    "espeak central": lambda: open_synthesiser("espeak", "central", _MODELS),
    "espeak south": lambda: open_synthesiser("espeak", "south", _MODELS),
    "background espeak": lambda: BackgroundSynthesiser(
        open_synthesiser("espeak", "north", _MODELS)
    ),
    "pyttsx3": lambda: open_synthesiser("pyttsx3", "south", _MODELS),
    "piper": lambda: open_synthesiser("piper", "north", _MODELS),
}
_REAL = [name for name in _OPEN if name not in ("scripted", "tiny piper")]

pytestmark = pytest.mark.engines


@pytest.fixture(params=_OPEN)
def engine(request: pytest.FixtureRequest) -> Synthesiser:
    return _open(request.param)


@pytest.fixture(params=_REAL)
def real_engine(request: pytest.FixtureRequest) -> Synthesiser:
    return _open(request.param)


def _open(name: str) -> Synthesiser:
    if name == "piper" and not any((_MODELS / "piper-vais1000").glob("*.onnx")):
        pytest.skip("not measured: the voice piper-vais1000 is not fetched")
    return _OPEN[name]()


def _speak(engine: Synthesiser, text: str = SENTENCE, **prosody: float) -> list[SpeechBlock]:
    return list(engine.synthesise(text, "vi", Prosody(**prosody)))


def _sound(blocks: list[SpeechBlock]) -> Pcm:
    return np.concatenate([block.pcm for block in blocks])


def test_it_gives_mono_sound_of_its_rate(engine: Synthesiser) -> None:
    pcm = _sound(_speak(engine))
    assert pcm.dtype == np.int16
    assert pcm.ndim == 1
    assert len(pcm) / engine.sample_rate_hz > 0.05 * len(SENTENCE.split())


def test_each_word_is_marked_once_in_order(engine: Synthesiser) -> None:
    blocks = _speak(engine)
    marks = [mark for block in blocks for mark in block.marks]
    spoken = [SENTENCE[mark.start : mark.end].strip(",.") for mark in marks]
    assert spoken == SENTENCE.replace(",", "").replace(".", "").split()
    duration = len(_sound(blocks)) / engine.sample_rate_hz
    assert marks[0].t_s < 0.2
    assert all(a.t_s < b.t_s < duration for a, b in pairwise(marks))


def test_a_mark_never_lies_before_its_block(engine: Synthesiser) -> None:
    at = 0.0
    for block in _speak(engine):
        assert all(mark.t_s >= at - 1e-9 for mark in block.marks)
        at += len(block.pcm) / engine.sample_rate_hz


def test_the_next_sentence_starts_afresh(engine: Synthesiser) -> None:
    _speak(engine, "xin chào.")
    first = _speak(engine, "mời bác ngồi.")
    again = _speak(engine, "mời bác ngồi.")
    assert len(_sound(first)) == len(_sound(again))
    assert [block.marks for block in first] == [block.marks for block in again]


def test_closing_the_iterator_leaves_the_engine_usable(engine: Synthesiser) -> None:
    blocks = iter(engine.synthesise(SENTENCE, "vi", Prosody()))
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]  # every engine's iterator has it
    assert len(_sound(_speak(engine, "vâng ạ.")))


def test_a_faster_rate_is_shorter(real_engine: Synthesiser) -> None:
    slow, fast = (len(_sound(_speak(real_engine, rate=rate))) for rate in (0.8, 1.4))
    assert slow > 1.3 * fast


def test_it_is_loud_enough_and_not_clipped(real_engine: Synthesiser) -> None:
    pcm = _sound(_speak(real_engine)).astype(float) / 32768
    assert 20 * np.log10(np.sqrt(np.mean(pcm**2))) > -30
    assert np.mean(np.abs(pcm) > 0.999) < 0.001
