"""Every page of the staff: axe, keyboard, no address of another machine, nothing cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.web.admin.desk import Desk
from tests.web.admin.test_story import picture

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]

PAGES = (
    "",
    "questions",
    "entries",
    "entries/new",
    "entries/ho_tich.khai_sinh",
    "entries/ho_tich.khai_sinh/spoken",
    "entries/ho_tich.khai_sinh/phrasings",
    "entries/ho_tich.khai_sinh/sources",
    "entries/ho_tich.khai_sinh/golden",
    "entries/ho_tich.khai_sinh/title",
    "entries/ho_tich.khai_sinh/place",
    "try",
    "releases",
    "expiring",
    "exchange",
    "centre",
    "centre/hours",
    "centre/counters",
    "centre/holidays",
    "centre/notices",
    "tokens",
    "figures",
    "audit",
    "me",
    "accounts",
)
CUT = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth + 1) found.push(`the page scrolls sideways: ${wide}`);
  for (const e of document.querySelectorAll("button, a, h1, h2, p, li, td, label")) {
    if (!e.checkVisibility() || e.closest(".unseen, .wide, .skip") || e.matches(".skip")) continue;
    const { right } = e.getBoundingClientRect();
    const words = e.textContent.trim().slice(0, 30);
    if (right > innerWidth + 1) found.push(`outside: ${e.tagName} ${words}`);
  }
  for (const e of document.querySelectorAll("button, input, select, textarea, .side a")) {
    if (!e.checkVisibility() || e.type === "hidden") continue;
    const box = (e.closest("label.check") ?? e).getBoundingClientRect();
    const size = `${box.width}x${box.height}`;
    if (box.height < 24 || box.width < 24) found.push(`small: ${e.tagName} ${e.name} ${size}`);
  }
  return found;
}"""


def axe(page: Page) -> list[str]:
    """Return what axe complains of."""
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in Axe().run(page).response["violations"]
    ]


def test_axe_finds_nothing_and_nothing_is_cut(browser: Browser, desk: Desk) -> None:
    found: dict[str, list[str]] = {}
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        for path in PAGES:
            page.goto(desk.address + path)
            page.locator("details.help summary").click()
            found[path] = axe(page) + page.evaluate(CUT)
            page.set_viewport_size({"width": 640, "height": 900})  # as at 200 %
            found[f"{path}, 200 %"] = page.evaluate(CUT)
            page.set_viewport_size({"width": 1280, "height": 900})
    with desk.open(browser) as page:
        desk.sign_in(page, "tuan")
        page.goto(f"{desk.address}stored")
        found["stored"] = axe(page) + page.evaluate(CUT)
        page.goto(f"{desk.address}accounts")
        expect(page.locator("h1")).to_have_text("Không có quyền")
        found["refused"] = axe(page)
    with desk.open(browser) as page:
        page.goto(f"{desk.address}login")
        found["login"] = axe(page) + page.evaluate(CUT)
    assert {where: what for where, what in found.items() if what} == {}


def test_pictures_of_the_documentation(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        for path, name in (
            ("entries?q=khai+sinh", "entries"),
            ("entries/ho_tich.khai_sinh", "entry"),
            ("entries/ho_tich.khai_sinh/fee", "part"),
            ("figures", "figures"),
            ("exchange", "exchange"),
            ("audit", "audit"),
        ):
            page.goto(desk.address + path)
            picture(page, name)
            expect(page.locator("h1")).to_be_visible()


def test_a_part_is_edited_with_the_keyboard_alone(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        page.goto(f"{desk.address}entries/ho_tich.khai_tu/title")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        field = page.locator("form[data-keep] [name=vi]")
        for _ in range(8):
            page.keyboard.press("Tab")
            if field.evaluate("e => e === document.activeElement"):
                break
        page.keyboard.press("End")
        page.keyboard.type(" cho người thân")
        expect(page.locator("[data-state]")).to_contain_text("Đã lưu nháp lúc")
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_contain_text("Đã lưu")
        expect(page.locator("#part-title")).to_contain_text("cho người thân")
