"""`letan say`: the contract of the command line."""

import io
import json
import sys
import wave
from pathlib import Path

import pytest

from letan_apps.cli import main

pytestmark = pytest.mark.engines


def test_json_tells_what_was_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.wav"
    assert main(["say", "Phí 50.000đ ạ.", "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    with wave.open(str(out)) as file:
        duration = file.getnframes() / file.getframerate()
    assert said == {
        "spoken": "phí năm mươi nghìn đồng ạ.",
        "audio_s": pytest.approx(duration, abs=0.001),
        "first_audio_ms": pytest.approx(0, abs=5000),
        "engine": "espeak",
        "file": str(out),
    }
    assert said["first_audio_ms"] > 0
    assert duration > 1


def test_text_from_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "Mời bác. ".encode() + b"\xff\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert main(["say", "-", "--out", str(tmp_path / "a.wav"), "--dialect", "south"]) == 0
    assert capsys.readouterr().out.startswith("mời bác.\n")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["😀", "--out", "a.wav"], "holds nothing that can be said"),
        (["", "--out", "a.wav"], "holds nothing that can be said"),
        (["ạ", "--out", "no/where/a.wav"], "cannot be written"),
        (["ạ", "--out", "."], "cannot be written"),
        (["ạ", "--out", "a.wav", "--engine", "festival"], "Choose one of espeak, pyttsx3, piper"),
        (["ạ", "--out", "a.wav", "--engine", "piper"], "letan models fetch piper-vais1000"),
        (["ạ", "--out", "a.wav", "--rate", "9"], "Give a number from 0.5 to 2"),
        (["ạ", "--out", "a.wav", "--rate", "nan"], "Give a number from 0.5 to 2"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    words: list[str],
    problem: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    assert main(["say", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert problem in captured.err
    assert list(tmp_path.glob("*.wav")) == []
