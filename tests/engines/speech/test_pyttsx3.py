"""pyttsx3's process: hangs, crashes, silence, and two utterances in a row."""

import sys
from pathlib import Path

import psutil
import pytest

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody
from letan_engines.speech.pyttsx3_engine import Pyttsx3Synthesiser

pytestmark = pytest.mark.engines


def _child(tmp_path: Path, code: str) -> list[str]:
    script = tmp_path / "child.py"
    script.write_text(code, encoding="utf-8")
    return [sys.executable, str(script)]


def _speak(engine: Pyttsx3Synthesiser) -> int:
    return sum(len(block.pcm) for block in engine.synthesise("xin chào.", "vi", Prosody()))


@pytest.mark.timeout(8)
def test_a_hanging_process_is_ended(tmp_path: Path) -> None:
    command = _child(tmp_path, "import signal; signal.pause()")
    with pytest.raises(LetanError, match=r"gave no sound within 0.3 s and was ended"):
        _speak(Pyttsx3Synthesiser(command=command, timeout_s=0.3))
    children = psutil.Process().children(recursive=True)
    assert not [c for c in children if str(tmp_path) in " ".join(c.cmdline())]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import sys; sys.exit('no voice')", r"failed with status 1 \(no voice\)"),
        ("import os; os.abort()", "failed with status -6"),
        ("pass", "wrote no sound"),
    ],
)
def test_a_failing_process_is_named(tmp_path: Path, code: str, problem: str) -> None:
    with pytest.raises(LetanError, match=problem):
        _speak(Pyttsx3Synthesiser(command=_child(tmp_path, code)))


def test_a_missing_program_is_named() -> None:
    with pytest.raises(LetanError, match="did not start"):
        _speak(Pyttsx3Synthesiser(command=["/nowhere/python"]))


def test_two_utterances_both_sound() -> None:
    engine = Pyttsx3Synthesiser()
    assert (_speak(engine) > 5000, _speak(engine) > 5000) == (True, True)
