"""axe, and what axe does not see: sizes of targets, cut texts, what is hidden behind what."""

from dataclasses import replace

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, visit
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
CHECK = """() => {
  const seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const name = (e) => e.id || e.className || e.tagName;
  const found = [];
  for (const e of document.querySelectorAll("button, input")) {
    if (!seen(e)) continue;
    const { width, height } = e.getBoundingClientRect();
    if (width < 64 || height < 64) found.push(`small: ${name(e)} ${width}x${height}`);
  }
  for (const e of document.querySelectorAll("button, p, h1, h2, h3, li, output")) {
    if (!seen(e) || e.classList.contains("unseen")) continue;
    if (e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${name(e)}`);
    const { left, right } = e.getBoundingClientRect();
    if (left < 0 || right > innerWidth + 1) found.push(`outside: ${name(e)}`);
  }
  const inches = Number(document.documentElement.dataset.inches);
  const pxPerMm = Math.hypot(screen.width, screen.height) / (inches * 25.4);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.nodeValue.trim() || !seen(e) || e.closest(".unseen, title")) continue;
    const scale = e.ownerSVGElement ? e.ownerSVGElement.getScreenCTM().a : 1;
    const mm = (parseFloat(getComputedStyle(e).fontSize) * scale) / pxPerMm;
    const least = inches <= 11 ? 7.25 : 12;
    if (mm < least - 0.05) found.push(`text of ${mm.toFixed(1)} mm: ${name(e)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  const staff = document.getElementById("call-staff").getBoundingClientRect();
  const top = document.elementFromPoint(staff.x + staff.width / 2, staff.y + staff.height / 2);
  if (!top?.closest("#call-staff")) found.push("the officer's button is covered");
  const boxes = ["face", "heard", "spoken", "greeting", "content", "more", "panel", "call-staff"]
    .map((id) => document.getElementById(id)).filter(seen)
    .map((e) => [name(e), e.getBoundingClientRect()]);
  const whole = document.documentElement.dataset.flow === "page";
  for (const [i, [a, p]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1)) {
    if (whole && b === "call-staff") continue;  // stays in place while the page scrolls under it
    const over = Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
      && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
    if (over) found.push(`overlap: ${a} and ${b}`);
  }
  const shown = (e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    const box = whole ? null : e.closest(".panel-body, .panel");
    const clip = box?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    return { left, right, top: Math.max(top, clip.top), bottom: Math.min(bottom, clip.bottom) };
  };
  const buttons = [...document.querySelectorAll(".panel button, .actions button")].filter(seen);
  for (const [i, one] of buttons.entries()) for (const other of buttons.slice(i + 1)) {
    if (whole && one.closest(".panel") && other.closest(".actions")) continue;
    const [p, q] = [shown(one), shown(other)];
    const over = Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
      && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
    if (over) found.push(`overlap: ${name(one)} and ${name(other)}`);
  }
  return found;
}"""


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, stage: Stage) -> Page:
    return stage.page(request.param)


def set_text_size(page: Page, percent: int) -> None:
    """Press the buttons until it has the size."""
    while (now := int(page.get_attribute("html", "data-text-size") or 0)) != percent:
        page.click("#text-larger" if now < percent else "#text-smaller")


def show_in(page: Page, robot: Robot, language: str, name: str) -> None:
    """Turn the page to a language and open the view."""
    robot.feed.publish(LanguageSwitched("en" if language == "en" else "vi"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    if page.locator("#panel").is_visible():
        page.keyboard.press("Escape")
    VIEWS[name].open(page)


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_small_cut_or_covered(page: Page, robot: Robot, name: str) -> None:
    robot.feed.publish(*SCENES[VIEWS[name].scene])
    found = {}
    for language in ("vi", "en"):
        show_in(page, robot, language, name)
        for percent in (100, 125, 150, 200):
            set_text_size(page, percent)
            page.evaluate("scrollTo(0, 0)")
            found[language, percent] = page.evaluate(CHECK)
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
            page.evaluate("scrollTo(0, 0)")
            found += page.evaluate(CHECK)
    assert found == []


@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing(stage: Stage, robot: Robot, name: str) -> None:
    page = stage.page()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    robot.feed.publish(*SCENES[VIEWS[name].scene])
    found: dict[tuple[str, str], list[str]] = {}
    for contrast in ("normal", "high"):
        if page.get_attribute("html", "data-contrast") != contrast:
            page.click("#contrast")
        for language in ("vi", "en"):
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
