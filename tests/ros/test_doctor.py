"""`letan doctor` names what is missing, and its remedy."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.doctor.checks import CHECKS, CheckResult, run_checks
from letan_apps.graph.lock import SingleCopy
from letan_apps.graph.node_table import RunChoice

CHOICE = RunChoice("desk")


def found(name: str, choice: RunChoice = CHOICE) -> CheckResult:
    (result,) = run_checks(choice, tuple(check for check in CHECKS if check[0] == name))
    return result


def test_a_failing_check_keeps_no_other_from_running() -> None:
    def missing(choice: RunChoice) -> str:
        raise LetanError("model", "is missing", "letan models fetch it")

    def broken(choice: RunChoice) -> str:
        raise OSError("libx.so: cannot open shared object file")

    checks = (("a", True, missing), ("b", False, broken), ("c", True, lambda choice: "here"))
    assert run_checks(CHOICE, checks) == [
        CheckResult("a", False, True, "model: is missing", "letan models fetch it"),
        CheckResult(
            "b", False, False, "OSError: libx.so: cannot open shared object file", "./letan setup"
        ),
        CheckResult("c", True, True, "here"),
    ]


def test_a_running_copy_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    assert found("other_copy").ok
    with SingleCopy(tmp_path):
        result = found("other_copy")
    assert (result.ok, result.required) == (False, False)
    assert "kill" in result.remedy


def test_a_taken_port_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = found("port", RunChoice("desk", changes={"screen": {"port": port}}))
    assert not result.ok
    assert str(port) in result.detail


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("params", RunChoice("desk", changes={"voice": {"rate": 9.0}})),
        ("profile", RunChoice("nowhere")),
        ("content", RunChoice("desk", changes={"faq": {"pack": "/nowhere"}})),
        ("site", RunChoice("desk", site=Path("/nowhere.yaml"))),
        ("voice", RunChoice("desk", changes={"voice": {"engine": "piper"}})),
    ],
)
def test_what_is_wrong_is_required_and_has_a_remedy(name: str, choice: RunChoice) -> None:
    result = found(name, choice)
    assert (result.ok, result.required) == (False, True)
    assert result.remedy


def test_a_state_folder_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LETAN_HOME", str(tmp_path / "file"))
    assert found("state_folder").remedy == "Set LETAN_HOME to a folder of your own"


def test_the_command_prints_one_object_with_every_check() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "letan_apps.cli", "doctor", "--json"],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    checks = json.loads(run.stdout)["checks"]
    assert [check["name"] for check in checks] == [name for name, _, _ in CHECKS]
    assert all(set(c) == {"name", "ok", "required", "detail", "remedy"} for c in checks)
    bad = [check for check in checks if check["required"] and not check["ok"]]
    assert run.returncode == (1 if bad else 0)
