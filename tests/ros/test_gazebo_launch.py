"""The Gazebo launch file starts what belongs together; `launch` itself is a stub here."""

import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from tests.ros.test_launch_file import Argument, Configuration, Context, Description, Opaque

from letan_apps.resources import shipped
from letan_ros import topics


@dataclass
class Process:
    cmd: list[str]
    name: str
    output: str


@dataclass
class Node:
    package: str
    executable: str
    output: str
    parameters: list[dict[str, Any]] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)


@dataclass
class Source:
    path: str


@dataclass
class Include:
    source: Source
    launch_arguments: list[tuple[str, str]]


@pytest.fixture
def launch_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    stubs: dict[str, dict[str, Any]] = {
        "launch": {"LaunchContext": Context, "LaunchDescription": Description},
        "launch.actions": {
            "DeclareLaunchArgument": Argument,
            "ExecuteProcess": Process,
            "IncludeLaunchDescription": Include,
            "OpaqueFunction": Opaque,
        },
        "launch.launch_description_sources": {"PythonLaunchDescriptionSource": Source},
        "launch.substitutions": {"LaunchConfiguration": Configuration},
        "launch_ros": {},
        "launch_ros.actions": {"Node": Node},
    }
    for name, members in stubs.items():
        module = ModuleType(name)
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, name, module)
    path = shipped("launch/gazebo.launch.py")
    spec = importlib.util.spec_from_file_location("gazebo_launch", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_simulator_bridge_description_and_letan_share_one_hall(
    launch_file: ModuleType, tmp_path: Path
) -> None:
    description = launch_file.generate_launch_description()
    arguments = {e.name: e.default_value for e in description.entities if isinstance(e, Argument)}
    (opaque,) = [e for e in description.entities if isinstance(e, Opaque)]
    folder = tmp_path / "gazebo"
    simulator, bridge, publisher, robot, letan = opaque.function(Context(arguments))
    assert simulator.cmd == ["gz", "sim", "-r", str(folder / "world.sdf")]
    (settings,) = bridge.parameters
    assert settings == {"config_file": str(folder / "gazebo_bridge.yaml"), "use_sim_time": True}
    (published,) = publisher.parameters
    urdf = (folder / "robot.harmonic.urdf").read_text("utf-8")
    assert published == {"robot_description": urdf, "use_sim_time": True}
    assert robot.arguments == [
        *("-name", "letan", "-file", str(folder / "robot.harmonic.urdf"), "-z", "0.02"),
        *("-x", "12.000", "-y", "3.000", "-Y", "-0.3491"),
    ]
    hall = str(shipped("sim/worlds/phuong_mau.yaml"))
    assert letan.launch_arguments == [("profile", "gazebo"), ("site", hall)]
    headless = opaque.function(Context({**arguments, "headless": "true"}))[0]
    assert headless.cmd[2:4] == ["-s", "--headless-rendering"]


def test_the_bridge_carries_the_types_of_our_topics(
    launch_file: ModuleType, tmp_path: Path
) -> None:
    opaque = next(
        e for e in launch_file.generate_launch_description().entities if isinstance(e, Opaque)
    )
    opaque.function(Context({"site": "", "headless": "false"}))
    rows = yaml.safe_load((tmp_path / "gazebo/gazebo_bridge.yaml").read_text("utf-8"))
    bridged = {row["ros_topic_name"]: row["ros_type_name"] for row in rows}
    ours = {
        topic.name: f"{topic.type.__module__.split('.')[0]}/msg/{topic.type.__name__}"
        for topic in (
            *(topics.CLOCK, topics.SCAN, topics.ODOM, topics.TF, topics.CMD_VEL),
            *(topics.JOINTS, topics.CAMERA_IMAGE),
        )
    }
    assert ours.items() <= bridged.items()
    assert set(bridged) - set(ours) == {"/joint_states"}
