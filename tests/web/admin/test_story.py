"""A clerk's story in a real browser: from a question nobody answered to the robot's answer."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.admin.desk import QUESTION, Desk

pytestmark = [pytest.mark.web, pytest.mark.timeout(300)]

PICTURES = Path(__file__).resolve().parents[3] / "docs" / "img"


def picture(page: Page, name: str) -> None:
    """Write a picture of the documentation."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"staff-{name}.png")


def test_from_a_question_to_the_robots_answer(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        expect(page.locator("h1")).to_have_text("Hôm nay")
        picture(page, "home")
        clicks = 0

        def click(name: str) -> None:
            nonlocal clicks
            clicks += 1
            page.get_by_role("button", name=name).or_(
                page.get_by_role("link", name=name)
            ).first.click()

        click("Dạy robot trả lời")
        expect(page.locator("h1")).to_have_text("Câu hỏi chưa trả lời")
        first = page.locator(".question").first
        expect(first.locator("[name=phrasing]")).to_have_value(QUESTION)
        expect(first.locator("[name=entry]")).to_have_value("ho_tich.khai_sinh")
        picture(page, "questions")
        click("Gắn vào mục này")
        expect(page.locator(".done")).to_contain_text("Đã thêm cách hỏi")
        click("Kiểm tra và phát hành")
        expect(page.locator(".changes")).to_contain_text(QUESTION)
        publish = page.get_by_role("button", name="Phát hành", exact=True)
        expect(publish).to_be_visible(timeout=120_000)
        picture(page, "gate")
        clicks += 1
        publish.click()
        expect(page.locator(".done")).to_contain_text("Đã phát hành", timeout=120_000)
        assert clicks == 4
        page.goto(f"{desk.address}try?q={QUESTION}")
        expect(page.locator(".verdict").first).to_contain_text("Đăng ký khai sinh", timeout=60_000)
        picture(page, "try")
    tried = desk.pages.answers.try_question(QUESTION, [""], "running")
    assert tried[0].reply.intent == "ho_tich.khai_sinh"
    assert desk.pages.answers.current() != ""
    deeds = [record.deed.action for record in desk.pages.accounts.audit(3)]
    assert deeds == ["publish", "attach", "sign-in"]
