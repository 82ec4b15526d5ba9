"""piper: ids, scales, the files of a voice."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.engines.speech.tiny_piper import IDS, RATE, TinyModel, tiny_piper

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody
from letan_engines.speech.piper import PiperSynthesiser
from letan_engines.speech.piper_voice import PiperVoice, read_piper_voice

DESCRIPTION = {
    "audio": {"sample_rate": 22050},
    "espeak": {"voice": "vi"},
    "inference": {"noise_scale": 0.6, "length_scale": 1.1, "noise_w": 0.7},
    "num_speakers": 1,
    "phoneme_type": "espeak",
    "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [14]},
}


def _symbols(model: TinyModel) -> str:
    names = {ids[0]: symbol for symbol, ids in IDS.items()}
    return "".join(names[int(number)] for number in model.calls[0]["input"][0])


def test_ids_stand_between_bos_and_eos_with_pads_and_unknown_ones_are_skipped() -> None:
    voice = PiperVoice(RATE, "vi", {"_": (0,), "^": (1,), "$": (2,), "a": (14,), ".": (10,)})
    assert voice.phoneme_ids("aX.") == [1, 0, 14, 0, 10, 0, 2]


def test_the_model_gets_phonemes_with_the_marks_of_the_sentence() -> None:
    model = TinyModel()
    list(tiny_piper(model).synthesise("ba, ba.", "vi", Prosody(rate=2.0)))
    assert _symbols(model).replace("_", "") == "^bˈaː, bˈaː.$"
    inputs = model.calls[0]
    assert inputs["input"].dtype == np.int64
    assert inputs["input_lengths"].tolist() == [inputs["input"].shape[1]]
    assert inputs["scales"].tolist() == pytest.approx([0.667, 0.5, 0.8])
    assert "sid" not in inputs


def test_a_voice_of_many_speakers_gets_the_first() -> None:
    model = TinyModel()
    voice = PiperVoice(RATE, "vi", IDS, speakers=3)
    list(PiperSynthesiser(voice, model).synthesise("ba.", "vi", Prosody()))
    assert model.calls[0]["sid"].tolist() == [0]


def test_english_is_refused() -> None:
    with pytest.raises(LetanError, match="does not speak 'en'"):
        list(tiny_piper().synthesise("hello", "en", Prosody()))


def test_a_failing_model_is_named() -> None:
    class Broken(TinyModel):
        def run(self, outputs, inputs):
            raise RuntimeError("bad shape")

    with pytest.raises(LetanError, match=r"piper: the model failed \(bad shape\)"):
        list(tiny_piper(Broken()).synthesise("ba.", "vi", Prosody()))


def test_a_description_is_read(tmp_path: Path) -> None:
    path = tmp_path / "v.onnx.json"
    path.write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    assert read_piper_voice(path) == PiperVoice(
        22050, "vi", {"_": (0,), "^": (1,), "$": (2,), "a": (14,)}, 0.6, 1.1, 0.7, 1
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is no voice description"),
        ("[]", "is no voice description"),
        (json.dumps({**DESCRIPTION, "audio": {}}), "is no voice description"),
        (json.dumps({**DESCRIPTION, "phoneme_type": "text"}), "not those of eSpeak"),
        (json.dumps({**DESCRIPTION, "phoneme_id_map": {"a": [1]}}), "phoneme_id_map lacks"),
    ],
)
def test_a_broken_description_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "v.onnx.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LetanError, match=problem):
        read_piper_voice(path)


def test_without_a_voice_the_remedy_is_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="letan models fetch piper-vais1000"):
        PiperSynthesiser.load(tmp_path)


def test_a_broken_model_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v.onnx").write_bytes(b"no model")
    (tmp_path / "v.onnx.json").write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    with pytest.raises(LetanError, match="does not load"):
        PiperSynthesiser.load(tmp_path)
