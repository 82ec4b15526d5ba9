"""The parts of the packaging that nothing else would notice until somebody installs letan."""

import re
import runpy
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import setuptools
from catkin_pkg.package import parse_package

ROOT = Path(__file__).parents[2]
ROS_PACKAGES = sorted(
    path.relative_to(ROOT)
    for pattern in ("package.xml", "robot_ws/*/*/package.xml")
    for path in ROOT.glob(pattern)
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def normal(name: str) -> str:
    """A distribution's name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def setup_arguments(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What setup.py hands to setuptools, without running it."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(setuptools, "setup", given.update)
    monkeypatch.chdir(ROOT)
    runpy.run_path(str(ROOT / "setup.py"))
    return given


@pytest.mark.parametrize("path", ROS_PACKAGES, ids=str)
def test_package_xml_is_valid(path: Path) -> None:
    warnings: list[str] = []
    package = parse_package(str(ROOT / path), warnings=warnings)
    assert (package.name, warnings) == (path.parent.name or "letan", [])


def test_every_version_is_the_same() -> None:
    versions = {
        path: parse_package(str(ROOT / path)).version
        for path in ROS_PACKAGES
        if "compat" not in path.parts
    }
    assert set(versions.values()) == {PROJECT["project"]["version"]}, versions


def test_every_package_of_the_design_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = setup_arguments(monkeypatch)
    roots = {name for name in arguments["packages"] if "." not in name}
    assert roots == set(PROJECT["tool"]["importlinter"]["root_packages"])
    assert all(name.isidentifier() for name in roots)


def test_no_folder_with_modules_lacks_its_init() -> None:
    folders = {path.parent for layer in ("src", "sim") for path in (ROOT / layer).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("folder", ["launch", "models", "faq_data", "sim/worlds", "sim/visitors"])
def test_setup_installs_every_shipped_file(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {
        (target, source)
        for target, sources in setup_arguments(monkeypatch)["data_files"]
        for source in sources
    }
    shipped = {
        (f"share/letan/{path.relative_to(ROOT).parent}", str(path.relative_to(ROOT)))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped, f"{folder} is empty"
    assert shipped <= installed


def test_the_ament_index_knows_letan(monkeypatch: pytest.MonkeyPatch) -> None:
    files = dict(setup_arguments(monkeypatch)["data_files"])
    assert files["share/ament_index/resource_index/packages"] == ["resource/letan"]
    assert files["share/letan"] == ["package.xml"]


def test_every_direct_dependency_is_locked() -> None:
    groups = PROJECT["dependency-groups"].values()
    direct = [*PROJECT["project"]["dependencies"], *(row for group in groups for row in group)]
    names = {normal(re.split(r"[\s<>=!~;\[]", row)[0]) for row in direct if isinstance(row, str)}
    locked = {normal(row.split("==")[0]) for row in re.findall(r"^\S+==\S+", LOCK, re.MULTILINE)}
    assert sorted(names - locked) == []


def test_every_locked_package_has_a_hash_and_no_place() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://|^-", LOCK, flags=re.MULTILINE) == []


@pytest.mark.parametrize("heavy", ["torch", "torchaudio", "tensorflow"])
def test_the_lock_stays_light(heavy: str) -> None:
    assert f"\n{heavy}==" not in LOCK


def test_the_door_is_readable_by_bash() -> None:
    checked = subprocess.run(
        ["bash", "-n", ROOT / "letan"], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_door_explains_itself_without_a_setup() -> None:
    shown = subprocess.run(
        [str(ROOT / "letan"), "help"], capture_output=True, text=True, check=True
    )
    assert [
        word for word in ("setup", "demo", "test", "lint", "clean") if word not in shown.stdout
    ] == []
