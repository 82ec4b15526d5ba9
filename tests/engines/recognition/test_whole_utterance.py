"""Recognisers that read a whole utterance: the stream, sherpa-onnx and faster-whisper behind it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.engines.recognition.test_recogniser_contract import check_shape, finish
from tests.engines.recognition.tiny_sherpa import write_tiny_sherpa
from tests.engines.recognition.tiny_whisper import write_tiny_whisper

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis, RecognisedWord, Recogniser
from letan_engines.recognition.sherpa_asr import SherpaRecogniser, words_of_pieces
from letan_engines.recognition.whisper_asr import WhisperRecogniser
from letan_engines.recognition.whole_utterance import WholeUtteranceStream, hypothesis_of

pytestmark = pytest.mark.engines


def _hiss(seconds: float, seed: int = 0) -> Pcm:
    noise = np.random.default_rng(seed).standard_normal(round(seconds * 16_000))
    return (noise * 3000).astype(np.int16)


def _silence(seconds: float) -> Pcm:
    return np.zeros(round(seconds * 16_000), np.int16)


class _Lengths:
    """Reads the length of the sound, in tenths of a second."""

    def __init__(self) -> None:
        self.read: list[float] = []

    def __call__(self, sound: NDArray[np.float32]) -> Hypothesis:
        assert sound.dtype == np.float32
        assert np.abs(sound).max() <= 1.0
        self.read.append(len(sound) / 16_000)
        return hypothesis_of(
            (RecognisedWord(f"{len(sound) / 1600:.0f}", 0, 1),), len(sound) / 16_000
        )


def test_readings_grow_apart_so_that_their_cost_is_bounded() -> None:
    read = _Lengths()
    stream = WholeUtteranceStream(read, first_s=1.0, growth=1.5)
    pcm = _hiss(10.0)
    partials = [stream.feed(pcm[at : at + 1600]) for at in range(0, len(pcm), 1600)]
    assert [text for text in partials if text] == ["10", "15", "23", "35", "53", "80"]
    assert stream.finish().text == "100"
    assert sum(read.read) < 10.0 * (1 + 1 / (1 - 1 / 1.5))


def test_silence_is_not_read() -> None:
    read = _Lengths()
    stream = WholeUtteranceStream(read)
    assert stream.feed(_silence(3.0)) is None
    assert stream.finish() == Hypothesis("")
    assert read.read == []
    assert WholeUtteranceStream(read).finish() == Hypothesis("")


def test_words_are_put_in_order_and_stripped_of_signs() -> None:
    words = (
        RecognisedWord(" Xin", -0.1, 0.4, 0.5),
        RecognisedWord(" chào,", 0.3, 0.2, 0.5),
        RecognisedWord("...", 0.5, 0.6, 0.1),
        RecognisedWord(" bác!", 0.9, 9.0, 0.5),
    )
    found = hypothesis_of(words, 1.0)
    assert found.text == "xin chào bác"
    assert [(w.start_s, w.end_s) for w in found.words] == [(0.0, 0.4), (0.4, 0.4), (0.9, 1.0)]
    assert found.confidence == pytest.approx(0.5)


def test_pieces_become_words() -> None:
    pieces, starts = ["▁khai", "▁s", "inh", "▁ở"], [0.1, 0.5, 0.6, 1.9]
    words = list(words_of_pieces(pieces, starts, [0.0, -1.0, -1.0, 0.0], 2.0))
    assert [(w.text, w.start_s, w.end_s) for w in words] == [
        ("khai", 0.1, 0.5),
        ("sinh", 0.5, 1.9),
        ("ở", 1.9, 2.0),
    ]
    assert words[1].confidence == pytest.approx(np.exp(-1.0))
    assert [w.confidence for w in words_of_pieces(pieces, starts, [], 2.0)] == [None] * 3


class _Whisper:
    """What faster-whisper returns, segment by segment."""

    def __init__(self, *segments: Any) -> None:
        self._segments = segments
        self.asked: dict[str, Any] = {}

    def transcribe(self, audio: NDArray[np.float32], **options: Any) -> tuple[Iterator[Any], Any]:
        self.asked = options
        return iter(self._segments), None


def _segment(text: str, silence: float = 0.0, sure: float = -0.3, repeats: float = 1.0) -> Any:
    words = [
        SimpleNamespace(word=f" {word}", start=n * 0.1, end=n * 0.1 + 0.1, probability=0.9)
        for n, word in enumerate(text.split())
    ]
    return SimpleNamespace(
        words=words, no_speech_prob=silence, avg_logprob=sure, compression_ratio=repeats
    )


def test_whisper_drops_what_it_invents() -> None:
    model = _Whisper(
        _segment("Đăng ký khai sinh."),
        _segment("cảm ơn các bạn đã theo dõi", silence=0.9),
        _segment("hẹn gặp lại", sure=-1.5),
        _segment("la la la la", repeats=5.0),
    )
    engine = WhisperRecogniser(Path("nowhere"), model)
    partials, heard = finish(engine, _hiss(2.5))
    assert (partials, heard.text) == (["đăng ký khai sinh"], "đăng ký khai sinh")
    check_shape(engine, partials, heard, 2.5)
    assert model.asked["language"] == "vi"


def test_a_failing_engine_is_one_fault() -> None:
    class Broken:
        def transcribe(self, audio: Any, **options: Any) -> Any:
            raise RuntimeError("out of memory")

    stream = WhisperRecogniser(Path("nowhere"), Broken()).start()
    with pytest.raises(LetanError, match="the engine failed"):
        stream.feed(_hiss(3.0))


@pytest.mark.parametrize(
    ("engine", "remedy"),
    [
        (SherpaRecogniser, "fetch sherpa-zipformer-vi"),
        (WhisperRecogniser, "fetch phowhisper-small"),
    ],
)
def test_a_missing_model_names_the_command(engine: Any, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(LetanError, match=remedy):
        engine(tmp_path)


def _needs(*packages: str) -> None:
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not measured: not installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
def sherpa(tmp_path_factory: pytest.TempPathFactory) -> SherpaRecogniser:
    _needs("sherpa_onnx", "onnx")
    return SherpaRecogniser(write_tiny_sherpa(tmp_path_factory.mktemp("sherpa")))


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> WhisperRecogniser:
    _needs("faster_whisper", "ctranslate2", "tokenizers")
    return WhisperRecogniser(write_tiny_whisper(tmp_path_factory.mktemp("w") / "model"))


def test_sherpa_reads_a_hand_made_model(sherpa: SherpaRecogniser) -> None:
    partials, heard = finish(sherpa, _hiss(2.0))
    check_shape(sherpa, partials, heard, 2.0)
    assert heard.text == "xin chào xin chào xin"
    assert all(text.startswith("xin") for text in partials)
    assert partials


def test_sherpa_keeps_streams_apart_and_block_lengths_do_not_matter(
    sherpa: SherpaRecogniser,
) -> None:
    long, short = _hiss(2.0), _hiss(0.8, seed=1)
    streams = [sherpa.start(), sherpa.start()]
    streams[0].feed(long[:16_000])
    streams[1].feed(short)
    streams[0].feed(long[16_000:])
    assert [stream.finish().text for stream in streams] == ["xin chào xin chào xin", "xin chào"]
    assert finish(sherpa, long, 333)[1] == finish(sherpa, long, len(long))[1]


def test_silence_has_no_words_for_sherpa(sherpa: SherpaRecogniser) -> None:
    assert finish(sherpa, _silence(2.0)) == ([], Hypothesis(""))


def test_whisper_drops_the_babble_of_an_untrained_model(whisper: WhisperRecogniser) -> None:
    partials, heard = finish(whisper, _hiss(3.0))
    check_shape(whisper, partials, heard, 3.0)
    assert heard.text == ""


@pytest.mark.parametrize("name", ["encoder.onnx", "tokens.txt"])
def test_a_damaged_sherpa_model_is_refused(name: str, tmp_path: Path) -> None:
    _needs("sherpa_onnx", "onnx")
    folder = write_tiny_sherpa(tmp_path)
    (folder / name).unlink()
    with pytest.raises(LetanError, match="there is no model"):
        SherpaRecogniser(folder)


def test_the_port_is_kept() -> None:
    engines: list[Recogniser] = [WhisperRecogniser(Path("nowhere"), _Whisper())]
    assert [engine.name for engine in engines] == ["whisper"]
