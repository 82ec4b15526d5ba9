"""The launch file starts exactly what the node table says; `launch` itself is a stub here."""

import importlib.util
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest

from letan.kernel.faults import LetanError
from letan_apps.graph.node_table import (
    RunChoice,
    bringup_command,
    load_profile,
    process_command,
    process_environment,
    profile_names,
)
from letan_apps.resources import shipped


@dataclass
class Description:
    entities: list[Any]


@dataclass
class Argument:
    name: str
    default_value: str
    description: str


@dataclass
class Process:
    cmd: list[str]
    name: str
    additional_env: dict[str, str]
    respawn: bool
    respawn_delay: float
    output: str


@dataclass
class Opaque:
    function: Any


@dataclass
class Configuration:
    name: str

    def perform(self, context: "Context") -> str:
        return context.values[self.name]


@dataclass
class Context:
    values: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def launch_file(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    stubs: dict[str, dict[str, Any]] = {
        "launch": {"LaunchContext": Context, "LaunchDescription": Description},
        "launch.actions": {
            "DeclareLaunchArgument": Argument,
            "ExecuteProcess": Process,
            "OpaqueFunction": Opaque,
        },
        "launch.substitutions": {"LaunchConfiguration": Configuration},
    }
    for name, members in stubs.items():
        module = ModuleType(name)
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, name, module)
    spec = importlib.util.spec_from_file_location("letan_launch", shipped("launch/letan.launch.py"))
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def started(launch_file: ModuleType, **chosen: str) -> list[Process]:
    description = launch_file.generate_launch_description()
    arguments = {e.name: e.default_value for e in description.entities if isinstance(e, Argument)}
    (opaque,) = [e for e in description.entities if isinstance(e, Opaque)]
    found: list[Process] = opaque.function(Context({**arguments, **chosen}))
    return found


@pytest.mark.parametrize("name", profile_names())
def test_it_starts_the_processes_of_the_table(launch_file: ModuleType, name: str) -> None:
    choice = RunChoice(name)
    expected = [
        Process(command, process, process_environment(), True, 1.0, "screen")
        for process, command in [
            *((p.name, process_command(choice, p.name)) for p in load_profile(name).processes),
            ("bringup", bringup_command(choice)),
        ]
    ]
    assert started(launch_file, profile=name) == expected


def test_a_robot_is_the_default(launch_file: ModuleType) -> None:
    assert started(launch_file) == started(launch_file, profile="robot")


def test_a_wrong_profile_starts_nothing(launch_file: ModuleType) -> None:
    with pytest.raises(LetanError, match="there is no such profile"):
        started(launch_file, profile="robt")
