"""The workspace builds as on a robot: unmodified, by colcon, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHEELS = ROOT / "robot_ws/cmake/ros_wheels.cmake"


def environment() -> dict[str, str]:
    """This one with colcon and the wheels' CMake files in reach; nothing of letan is sourced."""
    prefix = sys.prefix
    return os.environ | {
        "PATH": f"{prefix}/bin:{os.environ['PATH']}",
        "AMENT_PREFIX_PATH": os.environ.get("AMENT_PREFIX_PATH", prefix),
        "CMAKE_PREFIX_PATH": f"{prefix}:{os.environ.get('CMAKE_PREFIX_PATH', '')}",
    }


@pytest.mark.colcon
@pytest.mark.ros
@pytest.mark.timeout(400)
def test_colcon_builds_the_workspace(tmp_path: Path) -> None:
    if not shutil.which("colcon", path=environment()["PATH"]):
        pytest.skip("did not run: no colcon in this environment")
    log, build, install = (tmp_path / name for name in ("log", "build", "install"))
    arguments = ["-GNinja", "-DCMAKE_C_FLAGS=-O0", "-DCMAKE_CXX_FLAGS=-O0", "-DBUILD_TESTING=OFF"]
    if not Path("/opt/ros").is_dir():
        arguments.append(f"-DCMAKE_PROJECT_INCLUDE={WHEELS}")
    command = f"colcon --log-base {log} build --base-paths . robot_ws/src --merge-install"
    places = f"--build-base {build} --install-base {install} --cmake-args"
    built = subprocess.run(
        [*command.split(), *places.split(), *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout[-4000:] + built.stderr[-4000:]

    share = install / "share"
    index = share / "ament_index/resource_index/packages"
    assert {path.name for path in index.iterdir()} >= {"letan", "letan_msgs"}
    assert (share / "letan/package.xml").is_file()
    assert (share / "letan/launch/fastdds_local.xml").is_file()
    assert (install / "lib/letan/letan").is_file(), "`ros2 run letan letan` would not find it"
    messages = {path.stem for path in (share / "letan_msgs/msg").glob("*.msg")}
    sources = ROOT / "robot_ws/src/letan_msgs/msg"
    assert messages == {path.stem for path in sources.glob("*.msg")}
