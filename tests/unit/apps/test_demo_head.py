"""The first lines of the demo tell the truth about who speaks."""

import argparse

import pytest

from letan_apps.commands import demo


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "three visitors in a simulated hall."),
        (["--say", "xin chào"], "a visitor in a simulated hall asks your question."),
        (["--wav", "a.wav"], "a visitor in a simulated hall plays your recording."),
        (["--mic"], "ask through the microphone; Ctrl-C ends."),
    ],
)
def test_the_head_names_who_asks(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    demo._Teller(quiet=False).head(demo._asked(parser.parse_args(words)), "Pages: x")
    assert capsys.readouterr().out.startswith(f"letan demo: {told}")
