"""The parameter file: what it may say, and how a mistake is told."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from letan.attention.presence import AttentionParams
from letan.dialogue.state import DialogueParams
from letan.guide.collision_monitor import MonitorLimits
from letan.guide.lead import LeadSettings
from letan.guide.steering.situation import NavigatorLimits
from letan.hearing.params import HearingParams
from letan.kernel.faults import LetanError
from letan_apps.resources import shipped
from letan_ros.parameter_file import parameter_file
from letan_ros.parameters import Parameter, defaults, override, read_parameters
from letan_ros.schema import SCHEMA, core_arguments

SMALL = {
    "guide": (
        Parameter("speed_mps", 0.5, "How fast", "m/s", 0.1, 0.8),
        Parameter("tries", 2, "How often", "", 1, 5),
        Parameter("loud", False, "Whether"),
        Parameter("engine", "espeak", "Which", choices=("espeak", "piper")),
        Parameter("words", ("có",), "What"),
    )
}


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "letan.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    text = "guide:\n  ros__parameters:\n    speed_mps: 0.8\n    loud: true\n    words: [a, b]\n"
    assert read_parameters(written(tmp_path, text), SMALL) == {
        "guide": {
            "speed_mps": 0.8,
            "tries": 2,
            "loud": True,
            "engine": "espeak",
            "words": ("a", "b"),
        }
    }


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    parameter = Parameter("x_m", 0.5, "", "m", 0.0, 2.0)
    assert parameter.check(1) == 1.0
    assert isinstance(parameter.check(1), float)


@pytest.mark.parametrize("text", ["", "# nothing\n", "guide:\n", "guide: {}\n"])
def test_an_empty_file_is_all_defaults(tmp_path: Path, text: str) -> None:
    assert read_parameters(written(tmp_path, text), SMALL) == defaults(SMALL)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("gide: {}\n", 1, "gide: no such node"),
        ("guide:\n  parameters: {}\n", 2, "guide.parameters: only ros__parameters"),
        ("guide:\n  ros__parameters:\n    sped: 1\n", 3, "guide.sped: no such parameter"),
        ("guide:\n  ros__parameters:\n    speed_mps: 0.9\n", 3, "must be within 0.1..0.8 m/s"),
        ("guide:\n  ros__parameters:\n    speed_mps: .nan\n", 3, "must be within 0.1..0.8 m/s"),
        ("guide:\n  ros__parameters:\n    speed_mps: fast\n", 3, "must be a number"),
        ("guide:\n  ros__parameters:\n    speed_mps: true\n", 3, "must be a number"),
        ("guide:\n  ros__parameters:\n    tries: 2.5\n", 3, "must be a whole number"),
        ("guide:\n  ros__parameters:\n    loud: 1\n", 3, "must be true or false"),
        ("guide:\n  ros__parameters:\n    engine: piiper\n", 3, "must be one of espeak, piper"),
        ("guide:\n  ros__parameters:\n    engine: 3\n", 3, "must be a text"),
        ("guide:\n  ros__parameters:\n    words: a\n", 3, "must be a list of strings"),
        ("guide:\n  ros__parameters:\n    tries: 2\n    tries: 3\n", 4, "tries is set twice"),
        ("guide:\n  ros__parameters: [1]\n", 2, "expected keys and values"),
        ("- guide\n", 1, "expected keys and values"),
        ("guide: [\n", 2, "is no YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(LetanError) as caught:
        read_parameters(file, SMALL)
    assert caught.value.place == f"{file}:{line}"
    assert told in caught.value.problem
    assert caught.value.remedy


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="cannot be read"):
        read_parameters(tmp_path / "nowhere.yaml", SMALL)


def test_a_change_wins_over_the_file_and_is_checked() -> None:
    before = defaults(SMALL)
    after = override(before, {"guide": {"tries": 5}}, SMALL, "--set")
    assert (before["guide"]["tries"], after["guide"]["tries"]) == (2, 5)
    with pytest.raises(LetanError, match=r"--set: guide\.tries=6 must be within 1\.\.5"):
        override(before, {"guide": {"tries": 6}}, SMALL, "--set")
    with pytest.raises(LetanError, match=r"--set: guide\.try: no such parameter"):
        override(before, {"guide": {"try": 1}}, SMALL, "--set")
    with pytest.raises(LetanError, match="--set: guid: no such node"):
        override(before, {"guid": {"try": 1}}, SMALL, "--set")


def test_the_shipped_file_is_the_schema_s() -> None:
    assert shipped("launch/params/letan.yaml").read_text("utf-8") == parameter_file()


def test_the_shipped_file_sets_every_parameter_to_its_default() -> None:
    assert read_parameters(shipped("launch/params/letan.yaml"), SCHEMA) == defaults(SCHEMA)


@pytest.mark.parametrize(
    ("node", "settings"),
    [
        ("dialogue", DialogueParams),
        ("guide", LeadSettings),
        ("navigator", NavigatorLimits),
        ("collision_monitor", MonitorLimits),
        ("attention", AttentionParams),
        ("hearing", HearingParams),
    ],
)
def test_the_core_s_settings_have_the_schema_s_defaults(node: str, settings: type) -> None:
    values = core_arguments(node, defaults(SCHEMA)[node])
    if node == "dialogue":  # told by the machine that `tickets` names
        values["has_tickets"] = False
    assert values == {field.name: field.default for field in fields(settings)}


def test_every_default_is_within_its_own_range() -> None:
    for parameters in SCHEMA.values():
        for parameter in parameters:
            assert parameter.check(parameter.default) == parameter.default


def test_a_wrong_file_refuses_to_start_in_one_line(tmp_path: Path) -> None:
    file = written(tmp_path, "guide:\n  ros__parameters:\n    cruise_sped_mps: 0.5\n")
    up = subprocess.run(
        [sys.executable, "-m", "letan_apps.cli", "up", "--profile", "sim", "--params", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (up.returncode, up.stdout) == (2, "")
    assert up.stderr.startswith(f"letan up: {file}:3: guide.cruise_sped_mps: no such parameter.")
    assert up.stderr.count("\n") == 1
