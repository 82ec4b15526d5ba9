"""axe, and what axe does not see: sizes of targets, cut texts, what is hidden behind what."""

from dataclasses import replace

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, visit
from tests.web.looks import problems, set_text_size
from tests.web.scenes import ANSWER, CHOICES, SCENES
from tests.web.stage import Stage
from tests.web.views import VIEWS

from letan.dialogue.events import TouchKind
from letan.faq.reply import Candidate
from letan_web.shell.server import PageServer
from letan_web.visitor.screen_state import (
    CardShown,
    LanguageSwitched,
    SayingStarted,
    WordsHeard,
    WordSpoken,
)

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]

SIZES = [
    pytest.param(PORTRAIT, id="portrait"),
    pytest.param(LANDSCAPE, id="landscape"),
]
VIOLATIONS = (
    """() => axe.run({resultTypes: ["violations"]}).then((r) => r.violations.map((v) => v.id))"""
)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, stage: Stage) -> Page:
    return stage.page(request.param)


def show_in(page: Page, robot: Robot, language: str, name: str) -> None:
    """Turn the page to a language and open the view."""
    told = LanguageSwitched("en" if language == "en" else "vi")
    robot.feed.publish(*SCENES[VIEWS[name].scene], told)  # at once: the language tells that it came
    expect(page.locator("html")).to_have_attribute("lang", language)
    if page.locator("#panel").is_visible():
        page.keyboard.press("Escape")
    VIEWS[name].open(page)


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_small_cut_or_covered(page: Page, robot: Robot, name: str) -> None:
    found = {}
    for language in ("en", "vi"):
        show_in(page, robot, language, name)
        for percent in (100, 125, 150, 200):
            set_text_size(page, percent)
            found[language, percent] = problems(page)
    assert [(where, what) for where, what in found.items() if what] == []


def test_the_longest_texts_fit(page: Page, robot: Robot) -> None:
    long = "Đăng ký lại khai sinh cho người đã có hồ sơ, giấy tờ cá nhân nghiêng nghiêng "
    choices = tuple(Candidate(f"e{n}", long * 2, 0.3) for n in range(3))
    cards = (
        replace(CHOICES, choices=choices, title=long),
        replace(
            ANSWER, title=long * 2, place_title=long, url="https://dichvucong.gov.vn/" + "a" * 90
        ),
    )
    found = []
    for card in cards:
        robot.feed.publish(
            WordsHeard(long * 3, True), SayingStarted(long * 6), CardShown(card, card.intent or "c")
        )
        expect(page.locator("#card h2, #choices h2")).to_have_text(card.title.strip())
        for percent in (100, 200):
            set_text_size(page, percent)
            found += problems(page)
    assert found == []


@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing(stage: Stage, robot: Robot, name: str) -> None:
    page = stage.page()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[tuple[str, str], list[str]] = {}
    for contrast in ("normal", "high"):
        if page.get_attribute("html", "data-contrast") != contrast:
            page.click("#contrast")
        for language in ("en", "vi"):
            show_in(page, robot, language, name)
            found[contrast, language] = page.evaluate(VIOLATIONS)
    assert len(found) == 4
    assert [(where, what) for where, what in found.items() if what] == []


def test_axe_would_find_something(browser: Browser, server: PageServer) -> None:
    with visit(browser, server.address) as opened:
        opened.page.evaluate("document.getElementById('contrast').removeAttribute('aria-label')")
        opened.page.evaluate(AXE_SCRIPT)
        assert opened.page.evaluate(VIOLATIONS) == ["button-name"]


def test_the_keyboard_reaches_every_button(page: Page, robot: Robot) -> None:
    robot.feed.publish(*SCENES["choices"])
    expect(page.locator("#choices button")).to_have_count(4)
    reached = set()
    page.focus("#text-larger")
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    texts = [*(c.title for c in CHOICES.choices), "Không phải các ý trên", "Gặp cán bộ", "Dừng"]
    assert [text for text in texts if not any(text in found for found in reached)] == []
    page.locator("#choices button").nth(1).focus()
    with page.expect_response("**/touch"):
        page.keyboard.press("Enter")
    assert robot.touches == [(TouchKind.CHOOSE, CHOICES.choices[1].intent, "t2")]


def test_screen_readers_hear_a_text_once(page: Page, robot: Robot) -> None:
    live = page.locator("#announce[aria-live=polite]")
    robot.feed.publish(WordsHeard("tôi muốn", False))
    robot.feed.publish(WordsHeard("tôi muốn khai sinh", True))
    expect(live).to_have_text("Quý khách: tôi muốn khai sinh")
    robot.feed.publish(SayingStarted("Dạ, mời bác."))
    expect(live).to_have_text("Dạ, mời bác.")
    changes = (
        "new Promise(done => { window.n = 0; new MutationObserver(l => { window.n += l.length })"
    )
    page.evaluate(
        f"{changes}.observe(document.getElementById('announce'), {{childList: true}}); done(0); }})"
    )
    robot.feed.publish(WordSpoken(4, 7))
    expect(page.locator("mark")).to_have_text("mời")
    assert page.evaluate("window.n") == 0
