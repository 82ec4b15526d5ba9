"""Keyboard, steps, code, rating, paper: what takes the place of the content."""

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, visit
from tests.web.requests import send
from tests.web.scenes import ANSWER, ANSWER_TEXT, CENTRE, SCENES
from tests.web.stage import Stage

from letan.dialogue.events import TouchKind
from letan.faq.reply import CardSection
from letan_web.shell.server import NoStreams, Pages, PageServer
from letan_web.visitor.routes import ScreenConfig
from letan_web.visitor.screen_state import CardShown, SayingEnded, SayingStarted, SessionCleared
from letan_web.visitor.takeaway import Shelf, card_id, card_text
from letan_web.visitor.takeaway_routes import create_phone_app

pytestmark = pytest.mark.web

STEPS = next(part.lines for part in ANSWER.sections if part.facet == "steps")


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["standing", "lying"])
def page(request: pytest.FixtureRequest, stage: Stage) -> Page:
    page = stage.page(request.param)
    stage.robot.feed.publish(*SCENES["answer"])
    expect(page.locator("#card h2")).to_have_text(ANSWER.title)
    return page


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def test_words_are_typed_with_shapes_and_tones(page: Page, robot: Robot) -> None:
    page.click("#type")
    press(page, *"khai", "Dấu cách", *"sinh", "Dấu cách", *"h", "ô", "Dấu hỏi", "Dấu cách")
    press(page, *"qua", "Dấu huyền", *"x", "Xóa")
    expect(page.locator("#question")).to_have_value("khai sinh hổ quà")
    expect(page.locator("#question")).to_be_focused()
    with page.expect_response("**/ask"):
        press(page, "Hỏi")
    assert robot.questions == ["khai sinh hổ quà"]
    expect(page.locator("#panel")).to_be_hidden()


def test_numbers_and_a_cursor_in_the_middle(page: Page) -> None:
    page.click("#type")
    press(page, *"ab")
    page.evaluate("document.getElementById('question').setSelectionRange(1, 1)")
    press(page, "123", *"75", "ABC")
    expect(page.locator("#question")).to_have_value("a75b")


@pytest.mark.parametrize(
    ("typed", "tone", "expected"),
    [
        ("hoa", 1, "hóa"),
        ("toan", 0, "toàn"),
        ("quy", 1, "quý"),
        ("gia", 0, "già"),
        ("gi", 0, "gì"),
        ("nguoi", 0, "nguòi"),
        ("người", 1, "ngưới"),
        ("được", 4, "đươc"),
        ("khuyên", 2, "khuyển"),
        ("mua", 0, "mùa"),
        ("mười nghiêng", 1, "mười nghiếng"),
        ("TÊN", 3, "TỄN"),
        ("12", 1, "12"),
        ("đ", 1, "đ"),
    ],
)
def test_a_tone_stands_where_people_write_it(
    stage: Stage, typed: str, tone: int, expected: str
) -> None:
    script = (
        "async ([typed, tone]) => { const m = await import('/static/visitor/tones.js');"
        " return m.withTone(typed, m.TONES[tone]); }"
    )
    assert stage.page().evaluate(script, [typed, tone]) == expected


def test_steps_by_touch_and_as_the_robot_says_them(page: Page, robot: Robot) -> None:
    press(page, "Xem từng bước")
    expect(page.locator(".step-count")).to_have_text("Bước 1 trên 3")
    expect(page.get_by_role("button", name="Bước trước")).to_be_disabled()
    with page.expect_response("**/touch"):
        press(page, "Bước sau")
    expect(page.locator(".step-text")).to_have_text(STEPS[1])
    robot.feed.publish(SayingStarted(f"Bước ba: {STEPS[2].lower()} ạ."))
    expect(page.locator(".step-text")).to_have_text(STEPS[2])
    expect(page.get_by_role("button", name="Bước sau")).to_be_disabled()
    assert robot.touches == [(TouchKind.FACET, "steps", "t1"), (TouchKind.NEXT, "", "t1")]
    robot.feed.publish(CardShown(replace(ANSWER, intent="cu_tru.tam_tru", sections=()), "t2"))
    expect(page.locator("#panel")).to_be_hidden()


def decoded(page: Page, selector: str) -> str:
    """Read a code from a picture of the screen, as a telephone does."""
    expect(page.locator(selector)).to_be_visible()
    page.wait_for_function("s => document.querySelector(s).naturalWidth > 0", arg=selector)
    shot = np.frombuffer(page.locator(selector).screenshot(), np.uint8)
    picture = cv2.imdecode(shot, cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return str(cv2.QRCodeDetector().detectAndDecode(picture)[0])


def test_a_code_holds_the_answer_itself(page: Page) -> None:
    press(page, "Mang về điện thoại")
    assert decoded(page, ".code") == card_text(ANSWER)
    press(page, "Trang chính thức")
    page.wait_for_selector(".code[src$='official.svg']")
    assert decoded(page, ".code") == ANSWER.url


def test_a_code_leads_a_telephone_to_the_card(browser: Browser, robot: Robot) -> None:
    phones = PageServer(
        Pages(create_phone_app(robot.shelf, CENTRE, ("127.0.0.1",)), NoStreams()), port=0
    )
    phones.start()
    server = robot.serve(config=ScreenConfig(phone_address=phones.address.rstrip("/")))
    robot.feed.publish(*SCENES["answer"])
    try:
        with visit(browser, server.address) as opened:
            press(opened.page, "Mang về điện thoại")
            address = decoded(opened.page, ".code")
        assert address == f"{phones.address}m/{card_id(ANSWER)}"
        robot.feed.publish(SessionCleared())  # it goes on living on the telephone
        phone = browser.new_page(viewport={"width": 390, "height": 844})
        asked: list[str] = []
        phone.on("request", lambda request: asked.append(request.url))
        phone.goto(address)
        expect(phone.locator("h1")).to_have_text(ANSWER.title)
        expect(phone.get_by_text("Thẻ căn cước để đối chiếu")).to_be_visible()
        expect(phone.get_by_role("link")).to_have_attribute("href", ANSWER.url)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        assert phone.context.cookies() == []
        assert [a for a in asked if not a.startswith(phones.address)] == []
        phone.close()
        assert send(phones.address, "/m/" + "0" * 16).status == 404
        assert send(phones.address, "/events").status == 404
        assert send(phones.address, "/touch", {"kind": "stop"}).status == 404
    finally:
        server.stop()
        phones.stop()


def test_only_the_card_on_show_has_a_code(robot: Robot, server: PageServer) -> None:
    robot.feed.publish(*SCENES["answer"])
    path = f"/qr/{card_id(ANSWER)}/answer.svg"
    assert send(server.address, path).status == 200
    robot.feed.publish(SessionCleared())
    assert send(server.address, path).status == 404


def test_a_rating_before_one_goes(page: Page, robot: Robot) -> None:
    press(page, "Xong rồi", "Hài lòng")
    expect(page.locator("#panel-title")).to_have_text("Cháu cảm ơn quý khách ạ!")
    with page.expect_response("**/touch"):
        press(page, "Kết thúc")
    assert robot.touches == [(TouchKind.RATE, "4", "t1"), (TouchKind.LEAVE, "", "t1")]


def test_nobody_has_to_rate(page: Page, robot: Robot) -> None:
    press(page, "Xong rồi")
    with page.expect_response("**/touch"):
        press(page, "Không đánh giá, kết thúc")
    assert robot.touches == [(TouchKind.LEAVE, "", "t1")]


def test_time_is_offered_and_activity_is_told(
    browser: Browser, robot: Robot, server: PageServer
) -> None:
    robot.feed.publish(*SCENES["answer"])
    context = browser.new_context(viewport={"width": 1080, "height": 1920})
    page = context.new_page()
    page.clock.install()
    page.goto(server.address)
    page.wait_for_selector("html[data-live]", state="attached")
    bar = page.locator("#stay-bar")
    page.clock.run_for(20_000)
    expect(bar).to_be_hidden()  # the robot still speaks
    robot.feed.publish(SayingEnded())
    expect(page.locator("mark")).to_have_count(0)
    page.clock.run_for(9_500)
    expect(bar).to_be_visible()
    with page.expect_response("**/touch"):
        page.click("#stay")
    expect(bar).to_be_hidden()
    page.clock.run_for(6_000)
    with page.expect_response("**/touch"):
        page.mouse.wheel(0, 50)
        page.wait_for_function("() => true")
        page.clock.run_for(400)
    assert robot.touches == [(TouchKind.WAKE, "", "")] * 2
    context.close()


def test_a_wipe_closes_every_panel(page: Page, robot: Robot) -> None:
    for button in ("#type", "#leave", ".tools button:nth-child(1)", ".tools button:nth-child(2)"):
        robot.feed.publish(*SCENES["answer"])
        expect(page.locator("#card h2")).to_have_text(ANSWER.title)
        page.click(button)
        expect(page.locator("#panel")).to_be_visible()
        robot.feed.publish(SessionCleared())
        expect(page.locator("#panel")).to_be_hidden()
        left = page.evaluate("document.documentElement.outerHTML")
        assert [t for t in (ANSWER_TEXT, *STEPS, card_id(ANSWER)) if t in left] == []
        stored = "localStorage.length + sessionStorage.length + document.cookie.length"
        assert page.evaluate(stored) == 0
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0


@pytest.mark.parametrize("times", [1, 12], ids=["usual", "very long"])
def test_an_answer_is_one_page_of_paper(page: Page, robot: Robot, times: int) -> None:
    long = CardSection("documents", "Giấy tờ cần có", ANSWER.sections[0].lines * times)
    robot.feed.publish(
        CardShown(replace(ANSWER, sections=(long, *ANSWER.sections[1:])), "t1"), SayingEnded()
    )
    expect(page.locator('[data-facet="documents"] li')).to_have_count(2 * times)
    page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    press(page, "In ra giấy")
    page.wait_for_function("() => document.querySelector('.paper-only img').naturalWidth > 0")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    page.emulate_media(media="null")
    assert ("Thẻ căn cước để đối chiếu" in shown, "Nghe" in shown, "Quý khách:" in shown) == (
        True,
        False,
        False,
    )


def test_a_shelf_keeps_the_newest_and_no_names() -> None:
    shelf = Shelf(kept=2)
    cards = [replace(ANSWER, title=f"Thẻ {n}") for n in range(3)]
    names = [shelf.put(card) for card in cards]
    assert [shelf.get(name) for name in names] == [None, *cards[1:]]
    assert shelf.put(replace(cards[1])) == names[1]  # the same answer, whoever asks


def test_a_long_card_as_text_is_cut_between_parts() -> None:
    long = replace(ANSWER, sections=(*ANSWER.sections, CardSection("note", "Lưu ý", ("x" * 900,))))
    text = card_text(long, max_bytes=600)
    assert text == card_text(ANSWER, max_bytes=600)
    assert len(text.encode()) <= 600
    assert text.splitlines()[:2] == [ANSWER.title, ANSWER.place_title]
