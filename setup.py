"""Packages and installed files; everything else stands in pyproject.toml and setup.cfg.

The file exists because colcon's ament_python build starts it.
"""

from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
SHARE = Path("share/letan")
FOLDERS = ("launch", "models", "faq_data", "sim/worlds", "sim/visitors")


def shared_files() -> list[tuple[str, list[str]]]:
    """Every file of FOLDERS, by the folder below `share/letan` it is installed to."""
    found: dict[str, list[str]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                relative = path.relative_to(ROOT)
                found.setdefault(str(SHARE / relative.parent), []).append(str(relative))
    return list(found.items())


setup(
    python_requires=">=3.11,<3.14",
    packages=[*find_packages("src"), *find_packages("sim", include=["letan_sim*"])],
    package_dir={"": "src", "letan_sim": "sim/letan_sim"},
    package_data={"": ["py.typed"], "letan_web": ["static/**", "templates/**"]},
    data_files=[
        ("share/ament_index/resource_index/packages", ["resource/letan"]),
        (str(SHARE), ["package.xml"]),
        *shared_files(),
    ],
)
