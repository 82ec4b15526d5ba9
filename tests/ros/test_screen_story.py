"""A whole visit by touch: Chromium on the running graph, from the greeting to the wipe.

With LETAN_PICTURES=FOLDER the moments of the visit are kept there as pictures (docs/img has them).
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from playwright.sync_api import Page, expect, sync_playwright
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Watcher, running
from tests.web.browser import INCHES, PORTRAIT, chromium_path, launch

from letan_ros import topics

SCRIPT = """
visitors:
  - {name: bác, arrives_s: 0.5, speed_mps: 0.8, stops_every_s: 600, follows: true, patience_s: 300,
     says: [{text: xin chào, pause_s: 60}]}
"""
QUESTION = "tro cap huu tri xa hoi"
TITLE = "Trợ cấp hưu trí xã hội"

pytestmark = [pytest.mark.web, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Watcher]]:
    chromium = chromium_path()
    if chromium is None:
        pytest.skip("did not run: no Chromium that can be driven (on Ubuntu it is a snap)")
    folder = tmp_path_factory.mktemp("story")
    (folder / "one.yaml").write_text(SCRIPT, "utf-8")
    words = (*QUIET_HALL, "--set", f"sim.visitors={folder / 'one.yaml'}")
    with (
        running(folder / "home", *words, ready_within_s=300) as (_, watcher),
        sync_playwright() as playwright,
    ):
        watcher.watch(topics.DIAGNOSTICS, topics.STAFF_CALL)
        address = watcher.until(lambda: page_address(watcher), 30, "the page's address")
        page = launch(playwright, chromium).new_page(
            viewport={"width": PORTRAIT[0], "height": PORTRAIT[1]},
            reduced_motion="reduce",
        )
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}?inches={INCHES[PORTRAIT]}")
        page.wait_for_selector("html[data-live]", state="attached")
        yield page, watcher
        assert [url for url in asked if not url.startswith(address)] == []


def page_address(watcher: Watcher) -> str:
    for array in watcher.of(topics.DIAGNOSTICS):
        for status in array.status:
            found = {pair.key: pair.value for pair in status.values}
            if status.name == "screen" and "address" in found:
                return str(found["address"])
    return ""


def keep(page: Page, name: str) -> None:
    folder = os.environ.get("LETAN_PICTURES")
    if folder:
        page.evaluate("document.fonts.ready")
        page.screenshot(path=Path(folder) / f"{name}.png")


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).first.click()


def test_a_visit_by_touch_alone(visitor: tuple[Page, Watcher]) -> None:
    page, watcher = visitor
    keep(page, "visit-1-idle")
    press(page, "Gõ câu hỏi")
    press(page, *(letter if letter != " " else "Dấu cách" for letter in QUESTION))
    keep(page, "visit-2-keyboard")
    press(page, "Hỏi")
    expect(page.locator("#card h2")).to_have_text(TITLE, timeout=30_000)
    expect(page.locator("mark")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-facet="documents"] li').first).to_be_visible()
    keep(page, "visit-3-answer")

    press(page, "Mang về điện thoại")
    page.wait_for_function("() => document.querySelector('.code').naturalWidth > 0")
    shot = np.frombuffer(page.locator(".code").screenshot(), np.uint8)
    picture = cv2.imdecode(shot, cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    assert [code.text.split("\n")[0] for code in zxingcpp.read_barcodes(picture)] == [TITLE]
    keep(page, "visit-4-code")
    press(page, "Đóng lại")

    press(page, "Xem từng bước")
    expect(page.locator(".step-count")).to_contain_text("Bước 1 trên")
    keep(page, "visit-5-steps")
    press(page, "Đóng lại")

    press(page, "Dẫn tôi đến đó")
    expect(page.locator("#guide-rest")).to_contain_text("Còn khoảng", timeout=60_000)
    expect(page.locator(".route")).to_have_attribute("points", re.compile(r"\d"), timeout=30_000)
    keep(page, "visit-6-leading")
    expect(page.locator("#guide-line")).to_have_text("Đến nơi rồi ạ", timeout=150_000)
    keep(page, "visit-7-arrived")

    press(page, "Gặp cán bộ")
    expect(page.locator("#staff")).to_be_visible(timeout=20_000)
    watcher.until(lambda: watcher.of(topics.STAFF_CALL), 20, "the call")

    press(page, "Xong rồi", "Rất hài lòng")
    keep(page, "visit-8-rating")
    press(page, "Kết thúc")
    expect(page.locator("html")).to_have_attribute("data-view", "idle", timeout=30_000)
    left = page.content()
    assert [trace for trace in (QUESTION, TITLE + "</h2>", "card_id") if trace in left] == []
