"""Piper (VITS) voices that the owner of the robot fetched, run on onnxruntime."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.kernel.units import Language, Pcm
from letan.ports.synthesiser import Prosody, SpeechBlock
from letan_engines.speech.espeak_library import espeak_library
from letan_engines.speech.espeak_voices import voice_file
from letan_engines.speech.piper_voice import PiperVoice, read_piper_voice
from letan_engines.speech.spread import heard_marks

_CLAUSE = re.compile(r"([^,.!?]+)([,.!?]*)")


class PiperModel(Protocol):
    """What the engine needs of an ONNX session."""

    def run(
        self, outputs: None, inputs: dict[str, NDArray[np.generic]]
    ) -> list[NDArray[np.float32]]:
        """Return [sound], float32 in -1..1, any leading axes of length 1."""
        ...


class PiperSynthesiser:
    """A neural voice: a sentence is made at once, word times come from the pauses in its sound."""

    def __init__(self, voice: PiperVoice, model: PiperModel) -> None:
        """Speak with a loaded model; `load` reads both from a folder."""
        self._voice = voice
        self._model = model
        self._library = espeak_library()

    @classmethod
    def load(cls, folder: Path) -> "PiperSynthesiser":
        """Load the one `*.onnx` of a folder, with its `*.onnx.json`.

        Raises:
            LetanError: If they are missing or broken.
        """
        remedy = "Fetch the voice: letan models fetch piper-vais1000"
        models = sorted(folder.glob("*.onnx"))
        if not models:
            raise LetanError(str(folder), "holds no piper voice", remedy)
        voice = read_piper_voice(models[0].with_name(models[0].name + ".json"))
        return cls(voice, _session(models[0], remedy))

    @property
    def name(self) -> str:
        """Short name."""
        return "piper"

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the voice."""
        return self._voice.sample_rate_hz

    def synthesise(
        self, sentence: str, language: Language, prosody: Prosody
    ) -> Iterator[SpeechBlock]:
        """Speak one sentence; it comes as one block. The pitch is the speaker's own.

        Raises:
            LetanError: If the language is not the voice's, or the model fails.
        """
        if language != "vi":
            raise LetanError(
                "piper", f"this voice does not speak {language!r}", "Use the engine espeak"
            )
        pcm = self._speak(self._voice.phoneme_ids(self._phonemes(sentence)), prosody)
        yield SpeechBlock(pcm, heard_marks(sentence, pcm, self.sample_rate_hz))

    def _phonemes(self, sentence: str) -> str:
        """IPA with the sentence's marks, which eSpeak drops and the model knows."""
        clauses: list[str] = []
        for clause in _CLAUSE.finditer(sentence):
            ipa = " ".join(self._library.phonemes(clause[1].strip(), voice_file("vi-north")))
            if ipa:
                clauses.append(ipa + clause[2][:1])
        return " ".join(clauses)

    def _speak(self, ids: list[int], prosody: Prosody) -> Pcm:
        voice = self._voice
        scales = (voice.noise_scale, voice.length_scale / prosody.rate, voice.noise_w)
        inputs: dict[str, NDArray[np.generic]] = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array(scales, np.float32),
        }
        if voice.speakers > 1:
            inputs["sid"] = np.zeros(1, np.int64)
        try:
            sound = self._model.run(None, inputs)[0].reshape(-1)
        except Exception as error:  # noqa: BLE001 - onnxruntime raises classes of its own
            raise LetanError(
                "piper", f"the model failed ({error})", "Use the engine espeak"
            ) from None
        loud: Pcm = (np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)
        return loud


def _session(path: Path, remedy: str) -> PiperModel:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # noqa: BLE001 - onnxruntime raises classes of its own
        raise LetanError(str(path), f"does not load ({type(error).__name__})", remedy) from None
    return cast(PiperModel, session)
