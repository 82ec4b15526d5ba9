"""The node table: every profile can be started, and a broken one is told."""

import argparse
import importlib.util
from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.cli import main
from letan_apps.commands.up import with_recorder
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import (
    ProcessEntry,
    RunChoice,
    load_profile,
    parameters_of,
    process_command,
    process_environment,
    profile_names,
    profile_of,
)
from letan_apps.resources import shipped

ALONE = {"hearing", "voice", "collision_monitor", "screen"}


def test_the_profiles_of_the_design_are_there() -> None:
    assert profile_names() == ("desk", "gazebo", "robot", "sim")


@pytest.mark.parametrize("name", profile_names())
def test_every_node_of_a_profile_can_be_composed(name: str) -> None:
    for node in load_profile(name).nodes:
        assert importlib.util.find_spec(f"letan_apps.nodes.{node}") is not None, node


@pytest.mark.parametrize("name", profile_names())
def test_what_must_not_wait_has_a_process_of_its_own(name: str) -> None:
    shared = [entry.nodes for entry in load_profile(name).processes if len(entry.nodes) > 1]
    assert not ALONE & {node for nodes in shared for node in nodes}


@pytest.mark.parametrize("name", profile_names())
def test_the_collision_monitor_runs_in_every_profile(name: str) -> None:
    assert "collision_monitor" in load_profile(name).nodes


@pytest.mark.parametrize("name", profile_names())
def test_the_site_of_a_profile_ships(name: str) -> None:
    assert shipped(load_profile(name).site).is_file()


def test_a_profile_changes_the_parameters_of_the_file() -> None:
    values = parameters_of(RunChoice("sim"))
    assert (values["hearing"]["source"], values["voice"]["sink"]) == ("topic", "topic")
    assert parameters_of(RunChoice("robot"))["hearing"]["source"] == "device"


def test_the_command_line_changes_the_profile() -> None:
    choice = RunChoice("sim", changes={"hearing": {"source": "device"}})
    assert parameters_of(choice)["hearing"]["source"] == "device"


def test_a_choice_survives_its_way_to_the_process(tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text("")
    changes: dict[str, dict[str, object]] = {
        "sim": {"visitors": "", "snr_db": 12.5, "voice_loop": True, "seed": 7},
        "faq": {"now": "2026-10-05", "pack": "/a b/c"},
    }
    choice = RunChoice("sim", site=site, params=Path("/x/letan.yaml"), changes=changes)
    parser = argparse.ArgumentParser()
    add_choice(parser)
    assert choice_of(parser.parse_args(choice.words())) == choice


def test_a_process_is_one_python_module() -> None:
    command = process_command(RunChoice("desk"), "voice")
    assert command[1:] == [
        *("-m", "letan_apps.nodes", "--process", "voice", "--profile", "desk"),
    ]


def test_recording_adds_a_process_and_its_parameters(tmp_path: Path) -> None:
    chosen = RunChoice("desk", changes={"recorder": {"keep_free_mb": 300}})
    choice = with_recorder(chosen, tmp_path / "a.mcap", sound=True)
    assert profile_of(choice).processes[-1] == ProcessEntry("recorder", ("recorder",), 5)
    assert parameters_of(choice)["recorder"] == {
        "path": str(tmp_path / "a.mcap"),
        "sound": True,
        "keep_free_mb": 300,
    }


def test_recording_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.mcap").write_text("kept")
    with pytest.raises(LetanError, match="the file exists"):
        with_recorder(RunChoice("desk"), tmp_path / "a.mcap", sound=False)


def test_sound_is_recorded_into_a_file_or_not_at_all() -> None:
    with pytest.raises(LetanError, match="there is no --record"):
        with_recorder(RunChoice("desk"), None, sound=True)


@pytest.mark.parametrize(
    "word", ["screen.port", "port=1", ".port=1", "screen.=1", "screen.port=[1"]
)
def test_a_set_without_its_form_is_told(word: str) -> None:
    parser = argparse.ArgumentParser()
    add_choice(parser)
    with pytest.raises(LetanError) as caught:
        choice_of(parser.parse_args(["--set", word]))
    assert caught.value.place == f"--set {word}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("processes: [{name: a, nodes: [voise]}]", "voise: no such node"),
        ("processes: [{name: a, nodes: [voice, voice]}]", "named twice"),
        ("processes: [{name: a, nodes: []}]", "no nodes"),
        ("processes: []", "processes: missing or empty"),
        ("proceses: []", "proceses: no such key"),
        ("processes: [{name: a, nodes: [voice], nise: 1}]", "nise: no such key"),
        ("processes: [{name: a, nodes: [voice], nice: 40}]", "nice=40"),
        (
            "processes: [{name: a, nodes: [voice]}]\nparameters: {voice: {rat: 1}}",
            "voice.rat: no such parameter",
        ),
        ("processes: [", "is no YAML"),
        ("[]", "no table"),
    ],
)
def test_a_broken_profile_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LetanError, match=told) as caught:
        load_profile(str(path))
    assert caught.value.place.startswith(str(path))


def test_a_broken_hall_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site.yaml"
    site.write_text("walls: [1\n", "utf-8")
    monkeypatch.setattr("letan_apps.commands.up.die_with_parent", lambda: None)
    monkeypatch.setattr("letan_apps.commands.up.Supervisor", None)
    assert main(["up", "--site", str(site)]) == 2
    assert capsys.readouterr().err.startswith(f"letan up: {site}:2: did not find expected")


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    with pytest.raises(LetanError, match="Use desk, gazebo, robot, sim"):
        load_profile("dsk")


def test_discovery_stays_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FASTRTPS_DEFAULT_PROFILES_FILE", "ROS_AUTOMATIC_DISCOVERY_RANGE"):
        monkeypatch.delenv(name, raising=False)
    environment = process_environment()
    assert environment["ROS_AUTOMATIC_DISCOVERY_RANGE"] == "LOCALHOST"
    profile = Path(environment["FASTRTPS_DEFAULT_PROFILES_FILE"])
    assert "<address>127.0.0.1</address>" in profile.read_text("utf-8")


@pytest.mark.parametrize("domain", ["102", "-1", "x", "1.5"])
def test_a_wrong_domain_is_told(monkeypatch: pytest.MonkeyPatch, domain: str) -> None:
    monkeypatch.setenv("ROS_DOMAIN_ID", domain)
    with pytest.raises(LetanError, match=r"is not a number within 0\.\.101"):
        process_environment()
