"""Two visits by touch alone: Chromium on the running graph, from the greeting to the wipe.

A standing kiosk and a lying tablet show the same robot. With LETAN_PICTURES=FOLDER the moments of
the visits are kept there as pictures: those of the documentation are made this way.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Watcher, running
from tests.web.browser import INCHES, LANDSCAPE, PORTRAIT, chromium_path, launch

from letan_ros import topics

SCRIPT = """
visitors:
  - {name: bác, arrives_s: 0.5, speed_mps: 0.8, stops_every_s: 600, follows: true, patience_s: 300,
     says: [{text: xin chào, pause_s: 60}]}
"""
QUESTION = "tro cap huu tri xa hoi"
TITLE = "Trợ cấp hưu trí xã hội"
PICTURE_SCALE = 0.5

pytestmark = [pytest.mark.web, pytest.mark.timeout(600)]


@dataclass
class Hall:
    """The graph's watcher, the two pages, and every address that they asked for."""

    watcher: Watcher
    standing: Page
    lying: Page
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
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
        browser = launch(playwright, chromium)
        asked: list[str] = []
        standing, lying = (
            open_page(browser, address, size, asked) for size in (PORTRAIT, LANDSCAPE)
        )
        yield Hall(watcher, standing, lying, asked)
        assert [url for url in asked if not url.startswith(address)] == []


def open_page(browser: Browser, address: str, size: tuple[int, int], asked: list[str]) -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", has_touch=True
    )
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}?inches={INCHES[size]}")
    page.wait_for_selector("html[data-live]", state="attached")
    return page


def page_address(watcher: Watcher) -> str:
    for array in watcher.of(topics.DIAGNOSTICS):
        for status in array.status:
            found = {pair.key: pair.value for pair in status.values}
            if status.name == "screen" and "address" in found:
                return str(found["address"])
    return ""


def shot(data: bytes) -> NDArray[np.uint8]:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def keep(page: Page, name: str) -> None:
    folder = os.environ.get("LETAN_PICTURES")
    if folder:
        page.evaluate("document.fonts.ready")
        half = cv2.resize(
            shot(page.screenshot()),
            None,
            fx=PICTURE_SCALE,
            fy=PICTURE_SCALE,
            interpolation=cv2.INTER_AREA,
        )
        small = (cv2.IMWRITE_PNG_COMPRESSION, 9)
        cv2.imwrite(str(Path(folder) / f"visit-{name}.png"), half, small)


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).first.click()


def expect_nothing_left(page: Page, *traces: str) -> None:
    """Wait for the idle page; nothing of the visitor, and nothing that he chose, is on it."""
    root = page.locator("html")
    expect(root).to_have_attribute("data-view", "idle", timeout=30_000)
    for name, value in (("text-size", "100"), ("contrast", "normal")):
        expect(root).to_have_attribute(f"data-{name}", value)
    expect(root).to_have_attribute("lang", "vi")
    left = page.content()
    assert [trace for trace in (*traces, "card_id") if trace in left] == []


def test_a_visit_from_the_greeting_to_the_counter(hall: Hall) -> None:
    page, lying = hall.standing, hall.lying
    press(page, "Gõ câu hỏi")
    press(page, *(letter if letter != " " else "Dấu cách" for letter in QUESTION))
    keep(page, "typing")
    press(page, "Hỏi")
    expect(page.locator("#card h2")).to_have_text(TITLE, timeout=30_000)
    expect(page.locator("mark")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-facet="documents"] li').first).to_be_visible()
    keep(page, "answer")

    press(page, "Mang về điện thoại")
    page.wait_for_function("() => document.querySelector('.code').naturalWidth > 0")
    code = shot(page.locator(".code").screenshot())
    assert [found.text.split("\n")[0] for found in zxingcpp.read_barcodes(code)] == [TITLE]
    keep(page, "code")
    press(page, "Đóng lại")

    press(page, "Xem từng bước")
    expect(page.locator(".step-count")).to_contain_text("Bước 1 trên")
    keep(page, "steps")
    press(page, "Đóng lại")

    press(page, "Dẫn tôi đến đó")
    expect(page.locator("#guide-rest")).to_contain_text("Còn khoảng", timeout=60_000)
    expect(page.locator(".route")).to_have_attribute("points", re.compile(r"\d"), timeout=30_000)
    keep(page, "way")
    keep(lying, "way-lying")
    expect(page.locator("#guide-line")).to_have_text("Đến nơi rồi ạ", timeout=150_000)

    press(page, "Gặp cán bộ")
    expect(page.locator("#staff")).to_be_visible(timeout=20_000)
    hall.watcher.until(lambda: hall.watcher.of(topics.STAFF_CALL), 20, "the call")

    press(page, "Chữ to hơn", "Xong rồi")
    keep(page, "rating")
    press(page, "Rất hài lòng", "Kết thúc")
    expect_nothing_left(page, QUESTION, TITLE + "</h2>")
    expect_nothing_left(lying, QUESTION, TITLE + "</h2>")
    keep(page, "idle")
    keep(lying, "idle-lying")


def test_a_visit_in_english_without_a_word(hall: Hall) -> None:
    page = hall.lying
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en", timeout=20_000)
    press(page, "Contrast", "All topics")
    expect(page.get_by_role("button", name="Civil status", exact=True)).to_be_visible()
    keep(page, "topics-english")
    press(page, "Civil status", "Birth registration")
    expect(page.locator("#card h2")).to_have_text("Birth registration", timeout=30_000)
    expect(page.locator('[data-facet="documents"] li').first).to_be_attached()
    keep(page, "answer-english")
    keep(hall.standing, "answer-english-standing")
    press(page, "I am done", "Skip and finish")
    expect_nothing_left(page, "Birth registration</h2>")
