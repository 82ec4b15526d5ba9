"""A browser for a module, a page for each size of screen, and a robot of one's own where needed.

Opening a page costs more than most tests do with it, so the tests of a module share one: `stage`
puts it back to an idle page before each of them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.browser import Robot, chromium_path, launch
from tests.web.stage import Stage

from letan_web.shell.server import PageServer


@pytest.fixture(scope="module")  # its event loop would stand in the way of asyncio tests
def browser() -> Iterator[Browser]:
    executable = chromium_path()
    if executable is None:
        pytest.skip("did not run: no Chromium that can be driven (on Ubuntu it is a snap)")
    with sync_playwright() as playwright:
        yield launch(playwright, executable)


@pytest.fixture(scope="module")
def whole_stage(browser: Browser) -> Iterator[Stage]:
    stage = Stage(browser)
    yield stage
    stage.close()


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    whole_stage.clear()
    yield whole_stage
    whole_stage.check()


@pytest.fixture
def robot(request: pytest.FixtureRequest) -> Robot:
    """The robot behind the shared page; one of its own for a test that serves it itself."""
    if "stage" in request.fixturenames:
        shared: Robot = request.getfixturevalue("stage").robot
        return shared
    return Robot()


@pytest.fixture
def server(robot: Robot) -> Iterator[PageServer]:
    server = robot.serve()
    yield server
    assert server.stop(), "the server did not stop"
