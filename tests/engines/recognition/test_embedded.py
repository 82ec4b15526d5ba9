"""The default recogniser on human voices, directly and through the whole ear."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.commands.transcribe import transcribe
from letan_engines.recognition import embedded_weights
from letan_engines.recognition.embedded_asr import EmbeddedRecogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import read_sound

pytestmark = pytest.mark.engines

SENTENCES = (
    *("vn_Bình", "vn_Ly", "vn_Ngọc", "vn_Tuyên", "vn_Vĩnh", "vn_Đoan", "f5_ref"),
    *("vn_example", "vn_example_2", "vn_example_3", "vn_example_4"),
)


def reference(folder: Path, name: str) -> list[str]:
    with (folder / "manifest.tsv").open(encoding="utf-8") as file:
        texts = {row["file"]: row["text"] for row in csv.DictReader(file, delimiter="\t")}
    text = unicodedata.normalize("NFC", texts[f"{name}.flac"]).lower()
    spoken = re.sub(r"[^\w ]", " ", text).replace("19", "mười chín").replace(" 2", " hai")
    return spoken.split()


def errors(wanted: list[str], heard: list[str]) -> int:
    """Word edit distance."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


@pytest.mark.audio
def test_full_sentences_lose_at_most_one_word_in_fifty(
    embedded: EmbeddedRecogniser, test_audio: Path
) -> None:
    wrong = words = 0
    for name in SENTENCES:
        stream = embedded.start()
        stream.feed(read_sound(test_audio / f"{name}.flac"))
        wanted = reference(test_audio, name)
        wrong += errors(wanted, stream.finish().text.split())
        words += len(wanted)
    assert words == 142
    assert wrong <= 2


@pytest.mark.audio
def test_the_whole_ear_loses_no_more(embedded: EmbeddedRecogniser, test_audio: Path) -> None:
    ear = SileroVad()
    heard = {name: transcribe(test_audio / f"{name}.flac", embedded, ear) for name in SENTENCES}
    wrong = sum(
        errors(reference(test_audio, name), transcript.text.split())
        for name, transcript in heard.items()
    )
    assert wrong <= 2
    assert {name: len(t.utterances) for name, t in heard.items()} == dict.fromkeys(SENTENCES, 1)


@pytest.mark.audio
def test_one_word_over_the_telephone(embedded: EmbeddedRecogniser, test_audio: Path) -> None:
    ear = SileroVad()
    heard = [
        transcribe(test_audio / f"dd_KHOONG000{number}.flac", embedded, ear).text
        for number in range(1, 9)
    ]
    assert heard.count("không") >= 7


def test_a_library_without_the_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "libvietasr.so").write_bytes(b"no library")
    with (
        pytest.raises(LetanError, match=r"libvietasr.so cannot be loaded .* \./letan setup"),
        embedded_weights.open_weights(tmp_path / "libvietasr.so"),
    ):
        pass


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_weights, "MODEL_SHA256", "0" * 64)
    with (
        pytest.raises(LetanError, match="the model has the hash b34e699e…, not 00000000…"),
        embedded_weights.open_weights(),
    ):
        pass


def test_a_missing_wheel_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(LetanError, match=r"viet-asr is not installed. Run ./letan setup"):
        embedded_weights.library_path()
