"""The robot's description, expanded, and looked at by Gazebo's own parser where that is there."""

import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from letan.gesture.joints import JOINTS
from letan.kernel.faults import LetanError
from letan.site.export.gazebo_world import Gazebo, world_sdf
from letan.site.export.sdf_check import sdf_errors
from letan_apps.resources import shipped
from letan_apps.site_files import description_file
from letan_engines.robot_description import robot_urdf
from letan_engines.site_yaml import load_site

pytestmark = pytest.mark.engines

FLAVOURS = ("none", "harmonic", "classic")
needs_ign = pytest.mark.skipif(
    shutil.which("ign") is None,
    reason="not measured: no `ign` here (Debian: ignition-tools, libsdformat-dev)",
)


def ign_sdf(*words: str) -> str:
    result = subprocess.run(
        ["ign", "sdf", *words], capture_output=True, text=True, timeout=60, check=False
    )
    return result.stdout


def test_limits_are_those_that_gestures_keep() -> None:
    robot = fromstring(robot_urdf(description_file()))
    limits = {
        joint.get("name"): (float(limit.get("lower", 0)), float(limit.get("upper", 0)))
        for joint in robot.iter("joint")
        if joint.get("type") == "revolute" and (limit := joint.find("limit")) is not None
    }
    assert limits == {name: (joint.lower, joint.upper) for name, joint in JOINTS.items()}


def test_every_frame_has_one_parent_and_the_base_none() -> None:
    robot = fromstring(robot_urdf(description_file()))
    children = [child.get("link") for child in robot.iter("child")]
    links = {link.get("name") for link in robot.iter("link")}
    assert len(children) == len(set(children))
    assert links - set(children) == {"base_link"}


@pytest.mark.parametrize(
    ("gazebo", "sensors"),
    [("none", set()), ("harmonic", {"gpu_lidar", "camera"}), ("classic", {"ray"})],
)
def test_sensors_come_only_with_a_gazebo(gazebo: str, sensors: set[str]) -> None:
    robot = fromstring(robot_urdf(description_file(), gazebo))
    assert {sensor.get("type") for sensor in robot.iter("sensor")} == sensors


def test_a_broken_description_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "robot.xacro"
    path.write_text('<robot xmlns:xacro="http://www.ros.org/wiki/xacro">${wheels}</robot>', "utf-8")
    with pytest.raises(LetanError, match=r"robot\.xacro: .*wheels"):
        robot_urdf(path)


@needs_ign
@pytest.mark.parametrize("gazebo", FLAVOURS)
def test_the_robot_is_sound_as_sdf(tmp_path: Path, gazebo: str) -> None:
    urdf, sdf = tmp_path / "robot.urdf", tmp_path / "robot.sdf"
    urdf.write_text(robot_urdf(description_file(), gazebo), "utf-8")
    sdf.write_text(ign_sdf("-p", str(urdf)), "utf-8")
    assert ign_sdf("--check", str(sdf)).strip() == "Valid."
    assert sdf_errors(sdf.read_text("utf-8"), "robot") == ()


@needs_ign
@pytest.mark.parametrize("gazebo", Gazebo)
def test_the_world_is_sound_as_sdf(tmp_path: Path, gazebo: Gazebo) -> None:
    path = tmp_path / "world.sdf"
    path.write_text(world_sdf(load_site(shipped("sim/worlds/phuong_mau.yaml")), gazebo), "utf-8")
    assert ign_sdf("--check", str(path)).strip() == "Valid."
