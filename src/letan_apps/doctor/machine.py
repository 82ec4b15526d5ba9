"""The computer: Python, disk, memory, ports."""

import os
import shutil
import socket
import sys
from pathlib import Path

import psutil

from letan.kernel.faults import LetanError
from letan_apps.graph.lock import holder
from letan_apps.graph.node_table import RunChoice, parameters_of
from letan_apps.resources import state_home

_LEAST_DISK_MB = 200
_LEAST_MEMORY_MB = 1500
_LEAST_SHM_MB = 64
_SHM = Path("/dev/shm")  # noqa: S108  the system's folder of shared memory
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def python(_choice: RunChoice) -> str:
    """Name the Python that runs."""
    version = ".".join(map(str, sys.version_info[:3]))
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise LetanError("Python", f"is {version}", "Install Python 3.11, 3.12 or 3.13")
    return f"{version} at {sys.executable}"


def disk(_choice: RunChoice) -> str:
    """Look for room where state is kept."""
    place = state_home()
    while not place.exists():
        place = place.parent
    free_mb = shutil.disk_usage(place).free // 1_000_000
    if free_mb < _LEAST_DISK_MB:
        raise LetanError(str(place), f"only {free_mb} MB free", "Delete old recordings and logs")
    return f"{free_mb} MB free at {place}"


def memory(_choice: RunChoice) -> str:
    """Look for memory."""
    free_mb = psutil.virtual_memory().available // 1_000_000
    if free_mb < _LEAST_MEMORY_MB:
        raise LetanError("memory", f"only {free_mb} MB available", "End other programs")
    return f"{free_mb} MB available"


def shared_memory(_choice: RunChoice) -> str:
    """Look at the folder through which the nodes talk."""
    if not os.access(_SHM, os.W_OK):
        raise LetanError(str(_SHM), "cannot be written", "Mount it (docker: --shm-size=256m)")
    free_mb = shutil.disk_usage(_SHM).free // 1_000_000
    if free_mb < _LEAST_SHM_MB:
        raise LetanError(
            str(_SHM), f"only {free_mb} MB free", "Enlarge it (docker: --shm-size=256m)"
        )
    return f"{free_mb} MB free at {_SHM}"


def state_folder(_choice: RunChoice) -> str:
    """Look whether state can be written."""
    home = state_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made ({error.strerror})"
        raise LetanError(str(home), problem, "Set LETAN_HOME to a folder of your own") from None
    if not os.access(home, os.W_OK):
        raise LetanError(str(home), "cannot be written", "Set LETAN_HOME to a folder of your own")
    return str(home)


def chromium(_choice: RunChoice) -> str:
    """Look for the browser of the page tests."""
    for name in _BROWSERS:
        path = shutil.which(name)
        if path is not None:
            return path
    raise LetanError("Chromium", "is not installed (page tests only)", "apt-get install chromium")


def port(choice: RunChoice) -> str:
    """Look whether the pages' port is free."""
    values = parameters_of(choice)["screen"]
    host, number = str(values["host"]), int(str(values["port"]))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            problem = f"cannot be used ({error.strerror})"
            remedy = "End the program that uses it, or set screen.port"
            raise LetanError(f"{host}:{number}", problem, remedy) from None
    return f"{host}:{number} is free"


def other_copy(_choice: RunChoice) -> str:
    """Look whether another copy of the robot runs."""
    pid = holder(state_home())
    if pid is not None:
        raise LetanError("letan", f"a copy runs already (process {pid})", f"kill {pid} ends it")
    return "none runs"
