"""What every test may use: recordings, a browser, and a state folder of its own.

A test that lacks something of the machine says «did not run» and why; it never passes silently.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

AUDIO_VARIABLE = "LETAN_TEST_AUDIO"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _audio_folder() -> Path | None:
    named = os.environ.get(AUDIO_VARIABLE)
    return Path(named) if named and Path(named).is_dir() else None


def _browser() -> str | None:
    """A Chromium that a program can drive: Ubuntu's snap, which has no access to /tmp, is none."""
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path and "/snap/" not in os.path.realpath(path)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking: dict[str, str] = {}
    if _audio_folder() is None:
        lacking["audio"] = f"did not run: {AUDIO_VARIABLE} names no folder with recordings"
    if _browser() is None:
        lacking["web"] = "did not run: no Chromium that can be driven (on Ubuntu it is a snap)"
    for item in items:
        for marker, reason in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def test_audio() -> Path:
    """Folder of recorded human voices; mark the test `audio` to use it."""
    folder = _audio_folder()
    if folder is None:
        pytest.skip(f"did not run: {AUDIO_VARIABLE} names no folder with recordings")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium; mark the test `web` to use it."""
    browser = _browser()
    if browser is None:
        pytest.skip("did not run: no Chromium that can be driven")
    return browser


@pytest.fixture(scope="session", autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A `LETAN_HOME` of this run: tests share models and caches with the user, and nothing else."""
    before = os.environ.get("LETAN_HOME")
    own = Path(before) if before else Path.home() / ".local/state/letan"
    home = tmp_path_factory.mktemp("letan_home")
    (own / "cache").mkdir(parents=True, exist_ok=True)
    for shared in ("models", "cache"):
        if (own / shared).is_dir():
            (home / shared).symlink_to(own / shared)
    os.environ["LETAN_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["LETAN_HOME"]
    else:
        os.environ["LETAN_HOME"] = before
