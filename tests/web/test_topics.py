"""Everything by touch: topics, their questions, and the answer, without a word said or typed."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import Robot, visit
from tests.web.scenes import SCENES, TOPICS
from tests.web.stage import Stage

from letan.dialogue.events import TouchKind
from letan_web.shell.server import PageServer
from letan_web.visitor.screen_state import LanguageSwitched

pytestmark = pytest.mark.web


@pytest.fixture
def page(stage: Stage) -> Page:
    stage.robot.feed.publish(*SCENES["idle"])
    return stage.page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_question_of_any_topic_by_touch_alone(page: Page, robot: Robot) -> None:
    press(page, "Tất cả các việc")
    tiles = page.locator(".panel .tile")
    expect(tiles).to_have_text([topic.title.vi for topic in TOPICS])
    press(page, "Hộ tịch")
    expect(page.locator("#panel-title")).to_have_text("Hộ tịch")
    press(page, "Việc khác")
    press(page, "Chỉ đường")
    with page.expect_response("**/touch"):
        press(page, "Nhà vệ sinh")
    assert robot.touches == [(TouchKind.ASK, "chi_duong.wc", "")]
    expect(page.locator("#panel")).to_be_hidden()


def test_another_language_closes_the_list(page: Page, robot: Robot) -> None:
    press(page, "Tất cả các việc")
    expect(page.locator(".panel .tile").first).to_have_text("Hộ tịch")
    robot.feed.publish(LanguageSwitched("en"))
    expect(page.locator("#panel")).to_be_hidden()
    press(page, "All topics")
    expect(page.locator(".panel .tile").first).to_have_text("Civil status")


def test_a_list_that_does_not_come_leaves_another_way(
    browser: Browser, robot: Robot, server: PageServer
) -> None:
    robot.feed.publish(*SCENES["idle"])
    with visit(browser, server.address) as opened:
        opened.page.route("**/topics", lambda route: route.fulfill(status=503))
        press(opened.page, "Tất cả các việc")
        expect(opened.page.locator("#panel-body")).to_contain_text("mời quý khách gõ câu hỏi")
