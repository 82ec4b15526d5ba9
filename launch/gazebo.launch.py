"""Starts Gazebo Harmonic with a hall and the robot in it, and letan's profile `gazebo` on top.

`ros2 launch letan gazebo.launch.py site:=FILE headless:=true`. World, bridge configuration and
robot are made anew from the site file at each start, by the code of `letan site build`.
"""

from pathlib import Path

from launch import LaunchContext, LaunchDescription
from launch.actions import (
    DeclareLaunchArgument,
    ExecuteProcess,
    IncludeLaunchDescription,
    OpaqueFunction,
)
from launch.launch_description_sources import PythonLaunchDescriptionSource
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import Node

from letan.site.export.gazebo_world import Gazebo
from letan.site.export.route_graph import route_network
from letan_apps.resources import shipped, state_home
from letan_apps.site_files import ROBOTS, WORLDS, write_site
from letan_engines.site_yaml import load_site

ROBOT_NAME = "letan"


def actions(context: LaunchContext) -> list[object]:
    """Return what runs: simulator, bridge, description, the robot itself, letan."""
    chosen, headless = (LaunchConfiguration(name).perform(context) for name in ("site", "headless"))
    path = Path(chosen) if chosen else shipped("sim/worlds/phuong_mau.yaml")
    site = load_site(path)
    folder = state_home() / "gazebo"
    write_site(site, route_network(site), folder)
    robot = folder / ROBOTS["harmonic"]
    base = site.base.stand
    simulator = ["gz", "sim", "-r", str(folder / WORLDS[Gazebo.HARMONIC])]
    if headless == "true":
        simulator[2:2] = ["-s", "--headless-rendering"]
    return [
        ExecuteProcess(cmd=simulator, name="gazebo", output="screen"),
        Node(
            package="ros_gz_bridge",
            executable="parameter_bridge",
            parameters=[{"config_file": str(folder / "gazebo_bridge.yaml"), "use_sim_time": True}],
            output="screen",
        ),
        Node(
            package="robot_state_publisher",
            executable="robot_state_publisher",
            parameters=[{"robot_description": robot.read_text("utf-8"), "use_sim_time": True}],
            output="screen",
        ),
        Node(
            package="ros_gz_sim",
            executable="create",
            arguments=[
                *("-name", ROBOT_NAME, "-file", str(robot), "-z", "0.02"),
                *("-x", f"{base.x:.3f}", "-y", f"{base.y:.3f}", "-Y", f"{base.yaw:.4f}"),
            ],
            output="screen",
        ),
        IncludeLaunchDescription(
            PythonLaunchDescriptionSource(str(shipped("launch/letan.launch.py"))),
            launch_arguments=[("profile", "gazebo"), ("site", str(path))],
        ),
    ]


def generate_launch_description() -> LaunchDescription:
    """Return the description; `site` and `headless` are its arguments."""
    return LaunchDescription(
        [
            DeclareLaunchArgument("site", default_value="", description="site file"),
            DeclareLaunchArgument("headless", default_value="false", description="no window"),
            OpaqueFunction(function=actions),
        ]
    )
