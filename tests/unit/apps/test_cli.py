import argparse
import errno
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from letan.kernel.faults import LetanError
from letan_apps import cli


def give(monkeypatch: pytest.MonkeyPatch, raised: BaseException | None, status: int = 0) -> None:
    """Let every command be one that does nothing but raise, or return `status`."""

    def run(_args: argparse.Namespace) -> int:
        if raised is not None:
            raise raised
        return status

    command = SimpleNamespace(add_arguments=lambda parser: None, run=run)
    monkeypatch.setattr(cli, "_load", lambda name: command)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nix"], "letan: there is no command 'nix'. Run letan --help."),
        (
            ["ask"],
            "letan ask: give one of TEXT, --wav FILE, --batch FILE.tsv. See letan ask --help.",
        ),
        (
            ["ask", "a", "b"],
            "letan ask: unrecognized arguments: b. Run letan ask --help.",
        ),
        (
            ["say", "a"],
            "letan say: the following arguments are required: --out. Run letan say --help.",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    try:
        status: object = cli.main(words)
    except SystemExit as end:
        status = end.code
    assert (status, *capsys.readouterr()) == (2, "", line + "\n")


@pytest.mark.parametrize(
    ("raised", "status", "line"),
    [
        (LetanError("a.tsv:3", "is odd", "Mend it"), 2, "letan ask: a.tsv:3: is odd. Mend it."),
        (
            OSError(errno.ENOSPC, "No space left on device", "x/y"),
            1,
            "letan ask: x/y: No space left on device. Free some space and run it again.",
        ),
        (
            OSError(errno.EACCES, "Permission denied", "x"),
            1,
            "letan ask: x: Permission denied. Change its permissions, or name another place.",
        ),
    ],
)
def test_a_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    raised: Exception,
    status: int,
    line: str,
) -> None:
    give(monkeypatch, raised)
    assert (cli.main(["ask"]), *capsys.readouterr()) == (status, "", line + "\n")


def test_a_mistake_of_letan_is_one_line_and_its_story_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    give(monkeypatch, ZeroDivisionError("one\ntwo"))
    story = tmp_path / "log/mistake-ask.txt"
    line = f"a mistake in letan itself (ZeroDivisionError: one two). Please report it with {story}."
    assert (cli.main(["ask"]), *capsys.readouterr()) == (1, "", f"letan ask: {line}\n")
    assert "ZeroDivisionError: one" in story.read_text(encoding="utf-8")


def test_a_mistake_is_told_also_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LETAN_HOME", str(tmp_path / "file"))
    give(monkeypatch, KeyError("x"))
    told = "a mistake in letan itself (KeyError: 'x'). Please report it with the command"
    status = cli.main(["ask"])
    assert (status, capsys.readouterr().err) == (1, f"letan ask: {told} that you gave.\n")


def test_output_is_utf8_whatever_the_locale_and_the_file_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    command = SimpleNamespace(
        add_arguments=lambda parser: None,
        run=lambda args: print(json.dumps({"file": "ố\udcff"}, ensure_ascii=False)) or 0,
    )
    monkeypatch.setattr(cli, "_load", lambda name: command)
    assert cli.main(["ask"]) == 0
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode("utf-8")) == {"file": "ố\udcff"}
