"""Starts a profile where ROS 2 comes from apt: `ros2 launch letan letan.launch.py profile:=robot`.

The node table of `launch/profiles` says what runs, as for `letan up`: each process is started by
the same command, and one more brings the lifecycle nodes up. Nothing is listed here twice.
"""

from pathlib import Path

from launch import LaunchContext, LaunchDescription
from launch.actions import DeclareLaunchArgument, ExecuteProcess, OpaqueFunction
from launch.substitutions import LaunchConfiguration

from letan_apps.graph.node_table import (
    RunChoice,
    bringup_command,
    parameters_of,
    process_command,
    process_environment,
    profile_of,
)

RESTART_AFTER_S = 1.0


def processes(context: LaunchContext) -> list[ExecuteProcess]:
    """Return one action for each process of the chosen profile, and the bring-up."""
    profile, site, params = (
        LaunchConfiguration(name).perform(context) for name in ("profile", "site", "params")
    )
    choice = RunChoice(profile, Path(site) if site else None, Path(params) if params else None)
    parameters_of(choice)  # a wrong file refuses to start, in one clear line
    commands = {
        entry.name: process_command(choice, entry.name) for entry in profile_of(choice).processes
    }
    return [
        ExecuteProcess(
            cmd=command,
            name=name,
            additional_env=process_environment(),
            respawn=True,
            respawn_delay=RESTART_AFTER_S,
            output="screen",
        )
        for name, command in {**commands, "bringup": bringup_command(choice)}.items()
    ]


def generate_launch_description() -> LaunchDescription:
    """Return the description; `profile`, `site` and `params` are its arguments."""
    return LaunchDescription(
        [
            DeclareLaunchArgument("profile", default_value="robot", description="node table"),
            DeclareLaunchArgument("site", default_value="", description="site file"),
            DeclareLaunchArgument("params", default_value="", description="parameter file"),
            OpaqueFunction(function=processes),
        ]
    )
