"""A browser for the whole run, and a robot with its server for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.browser import Robot, chromium_path, launch

from letan_web.shell.server import PageServer


@pytest.fixture(scope="module")  # its event loop would stand in the way of asyncio tests
def browser() -> Iterator[Browser]:
    executable = chromium_path()
    if executable is None:
        pytest.skip("did not run: no Chromium that can be driven (on Ubuntu it is a snap)")
    with sync_playwright() as playwright:
        yield launch(playwright, executable)


@pytest.fixture
def robot() -> Robot:
    return Robot()


@pytest.fixture
def server(robot: Robot) -> Iterator[PageServer]:
    server = robot.serve()
    yield server
    assert server.stop(), "the server did not stop"
