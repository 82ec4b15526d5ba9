"""A short run of the kiosk benchmark: every conversation is shown, and nothing of it stays."""

from pathlib import Path

import pytest
from tests.web.browser import chromium_path

from letan_apps.benchmarks.screen.chromium import KIOSK_FLAGS
from letan_apps.benchmarks.screen.kiosk import kiosk_figures

PAGE = Path(__file__).parents[2] / "docs" / "screen.md"

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]


def test_two_hundred_conversations_leave_nothing_behind() -> None:
    if chromium_path() is None:
        pytest.skip("did not run: no Chromium that can be driven (on Ubuntu it is a snap)")
    figures = {figure.name: figure.value for figure in kiosk_figures(200, reference=50)}
    assert figures["conversations"] == 200
    # Counted after a collection. 150 cards that stayed would be tens of thousands of nodes, and
    # their texts half as much again of the heap.
    assert figures["document_nodes_growth"] < 5
    assert figures["listeners_growth"] < 5
    assert figures["page_heap_growth"] < 10


def test_what_is_measured_is_what_the_page_tells_to_start() -> None:
    told = PAGE.read_text("utf-8")
    assert [flag for flag in KIOSK_FLAGS if flag not in told] == []
