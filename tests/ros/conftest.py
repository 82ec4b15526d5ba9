"""Graphs that several tests share: starting one takes as long as most tests."""

from collections.abc import Iterator

import pytest
from tests.ros.graph import Graph, Watcher, running

from letan_ros import topics

QUIET_HALL = (
    *("--profile", "sim", "--set", "screen.port=0", "--set", "sim.people=0"),
    *("--set", "screen.staff_port=0"),
    *("--set", "sim.queues=0", "--set", "sim.snr_db=60.0", "--set", "faq.now=2026-11-24T09:00"),
)
"""Nobody in the way and no babble: what is tested is the graph."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ros/" in item.nodeid:
            item.add_marker(pytest.mark.ros)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, Watcher]]:
    """The whole robot in an empty, quiet hall, ready to listen."""
    with running(tmp_path_factory.mktemp("graph"), *QUIET_HALL) as (graph, watcher):
        watcher.watch(*topics.recordable().values())
        yield graph, watcher
