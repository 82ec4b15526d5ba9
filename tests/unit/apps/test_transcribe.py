import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.unit.hearing.fakes import LoudVoiceActivity, ScriptedRecogniser, sound

from letan_apps.cli import main
from letan_apps.commands import transcribe


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        transcribe,
        "open_recogniser",
        lambda name, models: ScriptedRecogniser("_ _ khai sinh", "_ ở đâu"),
    )
    monkeypatch.setattr(transcribe, "SileroVad", LoudVoiceActivity)


@pytest.fixture
def question(tmp_path: Path) -> str:
    path = tmp_path / "question.wav"
    pcm = sound(("hush", 0.512), ("speech", 0.8), ("hush", 2.048), ("speech", 0.8), ("hush", 0.512))
    soundfile.write(path, pcm, 16_000)
    return str(path)


def test_one_line_a_file(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", question]) == 0
    assert capsys.readouterr().out == f"{question}: khai sinh ở đâu\n"


def test_the_keys_that_other_programs_read(
    question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", "--json", question]) == 0
    line = json.loads(capsys.readouterr().out)
    assert {key: line[key] for key in ("file", "text", "endpoint_s", "audio_s")} == {
        "file": question, "text": "khai sinh ở đâu", "endpoint_s": 4.48, "audio_s": 4.672,
    }  # fmt: skip
    assert [partial["text"] for partial in line["partials"]] == [
        "khai", "khai sinh", "khai sinh ở đâu",
    ]  # fmt: skip
    assert line["partials"][0]["t_s"] == pytest.approx(0.576, abs=0.001)
    assert line["cpu_s"] >= 0
    assert [(part["text"], part["start_s"]) for part in line["utterances"]] == [
        ("khai sinh", 0.512),
        ("ở đâu", 3.36),
    ]


def test_who_goes_on_soon_says_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "_ _ khai sinh ở đâu _ _ _ _ nhà _ _"
    monkeypatch.setattr(
        transcribe, "open_recogniser", lambda name, models: ScriptedRecogniser(script)
    )
    path = tmp_path / "question.wav"
    pcm = sound(("hush", 0.512), ("speech", 0.8), ("hush", 1.024), ("speech", 0.8), ("hush", 0.512))
    soundfile.write(path, pcm, 16_000)
    assert main(["transcribe", "--json", str(path)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["text"] == "khai sinh ở đâu nhà"
    assert [(part["text"], part["start_s"]) for part in line["utterances"]] == [
        ("khai sinh ở đâu nhà", 0.512)
    ]


def test_nothing_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    soundfile.write(tmp_path / "hush.wav", np.zeros(16_000, np.int16), 16_000)
    assert main(["transcribe", "--json", str(tmp_path / "hush.wav")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["text"], line["partials"], line["endpoint_s"]) == ("", [], None)


def test_a_bad_file_is_told_before_anything_is_loaded(
    question: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.wav").write_text("no sound")
    assert main(["transcribe", question, str(tmp_path / "no.wav")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"letan transcribe: {tmp_path / 'no.wav'}: is not a sound file")
    assert err.count("\n") == 1
