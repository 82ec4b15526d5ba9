"""One's own question becomes a visitor's script."""

import wave
from pathlib import Path

import pytest
import yaml

from letan.kernel.faults import LetanError
from letan_apps.demo.question import write_question

YES = {"text": "có, dẫn tôi đi", "only_if_offered": True}


def script(path: Path) -> object:
    return yaml.safe_load(path.read_text("utf-8"))


def test_a_text_is_said_by_a_visitor_who_follows(tmp_path: Path) -> None:
    path = write_question(tmp_path / "new", "làm khai sinh ở đâu", None)
    assert script(path) == {
        "visitors": [
            {"name": "bạn", "follows": True, "says": [{"text": "làm khai sinh ở đâu"}, YES]}
        ]
    }


def test_a_recording_is_played(tmp_path: Path) -> None:
    recording = tmp_path / "hỏi.wav"
    with wave.open(str(recording), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(3200))
    path = write_question(tmp_path, None, recording)
    line = {"text": "hỏi.wav", "wav": str(recording.resolve())}
    assert script(path) == {"visitors": [{"name": "bạn", "follows": True, "says": [line, YES]}]}


@pytest.mark.parametrize("text", [None, "", "  "])
def test_nothing_to_say_is_refused_and_nothing_is_written(tmp_path: Path, text: str | None) -> None:
    with pytest.raises(LetanError, match="--say: there is nothing to say"):
        write_question(tmp_path, text, None)
    assert list(tmp_path.iterdir()) == []


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match=r"none\.wav"):
        write_question(tmp_path, None, tmp_path / "none.wav")
    assert list(tmp_path.iterdir()) == []
