"""The description beside a piper voice, and phonemes to the ids its model takes.

Source: the JSON files of published voices: audio.sample_rate, espeak.voice, inference.*
(noise_scale, length_scale, noise_w), phoneme_id_map, num_speakers; a sentence is bos, then each
phoneme followed by pad, then eos.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letan.kernel.faults import LetanError

_BOS, _EOS, _PAD = "^", "$", "_"


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """What a voice's JSON file says.

    Attributes:
        sample_rate_hz: Rate of the model's sound.
        espeak_voice: Voice whose front end made the phonemes in training, e.g. "vi".
        ids: Ids of each phoneme character.
        noise_scale: Liveliness of the sound, 0..1.
        length_scale: Stretch, 1 is the speaker's own speed.
        noise_w: Liveliness of the rhythm, 0..1.
        speakers: Number of speakers in the model.
    """

    sample_rate_hz: int
    espeak_voice: str
    ids: Mapping[str, Sequence[int]]
    noise_scale: float = 0.667
    length_scale: float = 1.0
    noise_w: float = 0.8
    speakers: int = 1

    def phoneme_ids(self, phonemes: str) -> list[int]:
        """Turn a sentence in IPA, with its marks, into ids; unknown characters are skipped."""
        pad = self.ids[_PAD]
        ids = [*self.ids[_BOS], *pad]
        for character in unicodedata.normalize("NFD", phonemes):
            if character in self.ids:
                ids += [*self.ids[character], *pad]
        return [*ids, *self.ids[_EOS]]


def read_piper_voice(path: Path) -> PiperVoice:
    """Read a voice's JSON file.

    Raises:
        LetanError: If it is missing, broken, or of a kind this engine cannot speak.
    """
    remedy = "Fetch the voice again: letan models fetch piper-vais1000"
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        if described.get("phoneme_type", "espeak") != "espeak":
            raise LetanError(
                str(path), "its phonemes are not those of eSpeak", "Choose another voice"
            )
        inference = described.get("inference", {})
        voice = PiperVoice(
            sample_rate_hz=int(described["audio"]["sample_rate"]),
            espeak_voice=str(described["espeak"]["voice"]),
            ids={
                str(key): tuple(map(int, ids)) for key, ids in described["phoneme_id_map"].items()
            },
            noise_scale=float(inference.get("noise_scale", 0.667)),
            length_scale=float(inference.get("length_scale", 1.0)),
            noise_w=float(inference.get("noise_w", 0.8)),
            speakers=int(described.get("num_speakers", 1)),
        )
    except OSError as error:
        raise LetanError(str(path), f"cannot be read ({error.strerror})", remedy) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LetanError(str(path), f"is no voice description ({error!r})", remedy) from None
    missing = [mark for mark in (_BOS, _EOS, _PAD) if mark not in voice.ids]
    if missing:
        raise LetanError(str(path), f"phoneme_id_map lacks {' '.join(missing)}", remedy)
    return voice
