"""The visitor's page in a real Chromium."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, visit
from tests.web.scenes import ANSWER, ANSWER_TEXT, CHOICES, QUESTION, SCENES, TILES, WITH_CASES
from tests.web.stage import Stage

from letan.dialogue.commands import Face, StaffReason
from letan.dialogue.events import TouchKind
from letan.faq.reply import CardSection
from letan.kernel.geometry import Point2, Pose2
from letan_web.shell.server import PageServer
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_state import (
    CardShown,
    FaceChanged,
    FaultRaised,
    GuideChanged,
    GuideView,
    RecordingChanged,
    RobotMoved,
    SayingStarted,
    SessionCleared,
    StaffCalled,
    TilesChanged,
    WatchedChanged,
    WordsHeard,
    WordSpoken,
)

pytestmark = pytest.mark.web


@pytest.fixture
def page(stage: Stage) -> Page:
    return stage.page()


def press(page: Page, button: Locator) -> None:
    """Press a button and wait until the robot has taken it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()


def test_all_requests_stay_on_this_machine(stage: Stage) -> None:
    visitor, server = stage.visit(), stage.server
    visitor.page.evaluate("document.fonts.ready")
    assert visitor.addresses, "none were seen"
    assert [a for a in visitor.addresses if not a.startswith(server.address)] == []
    fonts = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert "Be Vietnam Pro" in set(visitor.page.evaluate(fonts)) | {
        name.strip('"') for name in visitor.page.evaluate(fonts)
    }


def test_the_policy_stops_a_script_in_the_page(browser: Browser, server: PageServer) -> None:
    with visit(browser, server.address) as opened:
        opened.page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
            " document.body.append(s); }"
        )
        assert opened.page.evaluate("window.bad") is None
        assert any("CSP" in complaint for complaint in opened.complaints)


def test_snapshot_then_updates(browser: Browser, robot: Robot, server: PageServer) -> None:
    robot.feed.publish(*SCENES["answer"])
    with visit(browser, server.address) as opened:
        page = opened.page
        expect(page.locator("#heard")).to_have_text(f"Quý khách {QUESTION}")
        expect(page.locator("#spoken-words")).to_have_text(ANSWER_TEXT)
        expect(page.locator("mark")).to_have_text("hồ sơ")
        expect(page.locator("#card h2")).to_have_text(ANSWER.title)
        expect(page.locator('[data-facet="fee"]')).to_contain_text("Không thu")
        expect(page.locator(".sources")).to_have_text(
            "Theo Nghị định 176/2025/NĐ-CP, tra cứu ngày 02/11/2026Có hiệu lực đến 30/06/2027"
            "Trang chính thức: dichvucong.gov.vn"
        )
        robot.feed.publish(
            WordsHeard("còn gì", False), FaceChanged(Face.LISTENING), WordSpoken(0, 2)
        )
        expect(page.locator("#heard.partial #heard-words")).to_have_text("còn gì")
        expect(page.locator("#face")).to_have_attribute("data-face", "listening")
        expect(page.locator("mark")).to_have_text("Dạ")


def test_the_idle_page_tells_notices_and_hours_without_a_touch(page: Page, robot: Robot) -> None:
    robot.feed.publish(*SCENES["idle"])
    for part in ("#opening-line", "#notices", ".tile", "#all-topics", "#opening"):
        expect(page.locator(part).last).to_be_in_viewport(ratio=1)
    expect(page.locator("#opening-week")).to_have_text(
        "Thứ 2 – Thứ 67:30–11:3013:30–17:00Thứ 77:30–11:30"
    )
    expect(page.locator("#more")).to_be_hidden()


PARTS = ("smile", "small", "wonder", "open", "sorry", "brows", "ripples", "thoughts", "hand")
EXPRESSIONS = {
    Face.IDLE: {"smile"},
    Face.LISTENING: {"small", "brows", "ripples"},
    Face.THINKING: {"wonder", "brows", "thoughts"},
    Face.SPEAKING: {"open"},
    Face.POINTING: {"smile", "hand"},
    Face.WORRIED: {"sorry", "brows"},
}


def test_every_state_has_its_expression(page: Page, robot: Robot) -> None:
    opacity = "(e, part) => getComputedStyle(e.querySelector('.' + part)).opacity"
    found = {}
    for face in EXPRESSIONS:
        told = FaultRaised("HEAR-002") if face is Face.WORRIED else FaceChanged(face)
        robot.feed.publish(FaceChanged(Face.IDLE), told)
        drawn = page.locator(f"#face[data-face={face.value}]")
        expect(drawn).to_be_visible()
        found[face] = {part for part in PARTS if drawn.evaluate(opacity, part) == "1"}
    assert found == EXPRESSIONS


def test_words_are_counted_in_code_points(page: Page, robot: Robot) -> None:
    text = "🙂 chào bác"
    robot.feed.publish(SayingStarted(text), WordSpoken(2, 6))
    expect(page.locator("mark")).to_have_text("chào")


def test_every_button_reaches_the_robot(page: Page, robot: Robot) -> None:
    robot.feed.publish(TilesChanged(TILES), CardShown(CHOICES, "t2"))
    expect(page.locator("#choices button")).to_have_count(4)
    press(page, page.locator("#face"))
    press(page, page.get_by_role("button", name="Xin bản sao trích lục khai sinh"))
    press(page, page.get_by_role("button", name="Không phải các ý trên"))
    robot.feed.publish(CardShown(ANSWER, "t1"))
    for name in ("Dẫn tôi đến đó", "Nói lại", "Dừng", "Gặp cán bộ"):
        press(page, page.get_by_role("button", name=name, exact=True))
    press(page, page.locator('[data-facet="fee"] button'))
    robot.feed.publish(CardShown(None))
    press(page, page.get_by_role("button", name="Đăng ký tạm trú"))
    press(page, page.locator("#language"))
    assert robot.touches == [
        (TouchKind.WAKE, "", "t2"),
        (TouchKind.CHOOSE, "ho_tich.trich_luc", "t2"),
        (TouchKind.NONE_OF_THESE, "", "t2"),
        (TouchKind.LEAD, "quay_3", "t1"),
        (TouchKind.REPEAT, "", "t1"),
        (TouchKind.STOP, "", "t1"),
        (TouchKind.CALL_STAFF, "", "t1"),
        (TouchKind.FACET, "fee", "t1"),
        (TouchKind.ASK, "cu_tru.tam_tru", ""),
        (TouchKind.LANGUAGE, "en", ""),
    ]
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#call-staff")).to_have_text("Call an officer")


def test_another_case_of_the_answer_by_touch(page: Page, robot: Robot) -> None:
    robot.feed.publish(*SCENES["cases"])
    expect(page.locator('[data-facet="documents"]')).to_be_visible()
    case = WITH_CASES.choices[1]
    press(page, page.get_by_role("button", name=case.title))
    assert robot.touches == [(TouchKind.CHOOSE, case.intent, "t1")]


def test_a_typed_question_by_keyboard_alone(page: Page, robot: Robot) -> None:
    page.focus("#text-larger")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "type":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("dang ky khai sinh")
    with page.expect_response("**/ask"):
        page.keyboard.press("Enter")
    assert robot.questions == ["dang ky khai sinh"]
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#type")).to_be_focused()
    expect(page.locator("#question")).to_have_value("")


def test_what_could_not_be_sent_is_kept(browser: Browser, robot: Robot, server: PageServer) -> None:
    with visit(browser, server.address) as opened:
        opened.page.route("**/ask", lambda route: route.abort())
        opened.page.click("#type")
        opened.page.fill("#question", "khai sinh")
        opened.page.press("#question", "Enter")
        expect(opened.page.locator("#not-sent")).to_be_visible()
        expect(opened.page.locator("#question")).to_have_value("khai sinh")


def test_a_script_in_an_answer_stays_text(page: Page, robot: Robot) -> None:
    evil = '<img src=x onerror="window.bad=1"><script>window.bad=1</script>'
    section = CardSection("documents", evil, (evil, evil))
    card = replace(ANSWER, title=evil, text=evil, sections=(section,), place_title=evil)
    robot.feed.publish(WordsHeard(evil, True), SayingStarted(evil), CardShown(card))
    expect(page.locator("#card h2")).to_have_text(evil)
    expect(page.locator("#heard-words")).to_have_text(evil)
    assert page.locator("img[src=x], body script, #heard img, #spoken img").count() == 0
    assert page.evaluate("window.bad") is None


def test_a_script_in_the_map_is_dropped(browser: Browser, robot: Robot) -> None:
    robot.hall = HallMap(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="window.bad=1">'
        "<script>window.bad=1</script><foreignObject><p>x</p></foreignObject>"
        '<a href="http://evil.example"><text>x</text></a><image href="http://evil.example/a.png"/>'
        '<rect class="wall" onclick="window.bad=1" fill="url(http://evil.example)" width="1"'
        ' height="1"/></svg>'
    )
    server = robot.serve()
    try:
        with visit(browser, server.address) as opened:
            drawing = opened.page.locator("#map-drawing > svg")
            assert drawing.locator("script, foreignObject, a, image").count() == 0
            kept = "e => [...e.querySelector('.wall').attributes].map(a => a.name).sort()"
            assert drawing.evaluate(kept) == ["class", "height", "width"]
            assert opened.page.evaluate("window.bad") is None
            assert all("CSP" in c or "Content Security" in c for c in opened.complaints)
            assert [a for a in opened.addresses if not a.startswith(server.address)] == []
    finally:
        server.stop()


def test_robot_and_route_move_on_the_map(page: Page, robot: Robot) -> None:
    robot.feed.publish(*SCENES["leading"])
    expect(page.locator("#guide-line")).to_have_text("Mời quý khách đi theo cháu")
    expect(page.locator("#guide-rest")).to_contain_text("Còn khoảng 10 mét")
    expect(page.locator(".map-label.here")).to_have_text("Đang ở đây")
    expect(page.locator(".route")).to_have_attribute("points", "15.2,-7.2 15,-12 15,-17")
    expect(page.locator('[data-place="quay_3"]')).to_have_class("target")
    before = page.locator(".robot-here").bounding_box()
    robot.feed.publish(
        RobotMoved(Pose2(16.0, 16.0, 0.0)),
        GuideChanged(GuideView("arrived", "quay_3", "Quầy số 3", 0.0, None, Point2(15, 17))),
    )
    expect(page.locator("#guide-line")).to_have_text("Đến nơi rồi ạ")
    after = page.locator(".robot-here").bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"] > before["x"], after["y"] < before["y"]) == (True, True)


def test_a_pose_that_is_no_number_harms_nothing(page: Page, robot: Robot) -> None:
    robot.feed.publish(RobotMoved(Pose2(float("nan"), 1.0, 0.0)))
    robot.feed.publish(WordsHeard("vẫn chạy", True))
    expect(page.locator("#heard-words")).to_have_text("vẫn chạy")
    expect(page.locator(".robot-here")).to_be_hidden()


def test_troubles_are_told_politely(page: Page, robot: Robot) -> None:
    robot.feed.publish(
        FaultRaised("HEAR-002"),
        StaffCalled(StaffReason.UNSURE),
        RecordingChanged(True),
        WatchedChanged(True),
    )
    expect(page.locator("#faults")).to_contain_text("Mời quý khách chạm vào màn hình")
    expect(page.locator("#faults")).not_to_contain_text("HEAR")
    expect(page.locator("#staff")).to_contain_text("Cháu đã gọi cán bộ")
    expect(page.locator("#recording")).to_be_visible()
    expect(page.locator("#watched")).to_contain_text("không lưu lại")
    robot.feed.publish(StaffCalled(StaffReason.UNSURE, acknowledged=True))
    expect(page.locator("#staff")).to_have_text("Cán bộ đang đến ạ.")


def test_a_wipe_leaves_no_trace(page: Page, robot: Robot) -> None:
    robot.feed.publish(*SCENES["leading"])
    page.click("#type")
    page.fill("#question", "số căn cước của tôi")
    page.click("#text-larger")
    page.click("#contrast")
    expect(page.locator("#card h2")).to_have_text(ANSWER.title)
    robot.feed.publish(SessionCleared())
    expect(page.locator("html")).to_have_attribute("data-view", "idle")
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("html")).to_have_attribute("data-text-size", "100")
    expect(page.locator("html")).to_have_attribute("data-contrast", "normal")
    left = page.content()
    traces = (
        QUESTION,
        ANSWER_TEXT,
        ANSWER.title + "</h2>",
        "Mời quý khách đi theo",
        ANSWER.place_title,
    )
    assert [trace for trace in traces if trace in left] == []


def test_it_finds_the_robot_again(browser: Browser, robot: Robot) -> None:
    first = robot.serve()
    port = int(first.address.rstrip("/").rsplit(":", 1)[1])
    with visit(browser, first.address) as opened:
        robot.feed.publish(WordsHeard("trước", True))
        expect(opened.page.locator("#heard-words")).to_have_text("trước")
        first.stop()
        expect(opened.page.locator("#reconnecting")).to_be_visible()
        robot.feed.publish(WordsHeard("sau", True))
        second = robot.serve(port)
        try:
            expect(opened.page.locator("#heard-words")).to_have_text("sau", timeout=15000)
            expect(opened.page.locator("#reconnecting")).to_be_hidden()
        finally:
            second.stop()


def test_eight_pages_of_one_browser_share_a_stream(
    browser: Browser, robot: Robot, server: PageServer
) -> None:
    with visit(browser, server.address) as opened:
        pages = [opened.page.context.new_page() for _ in range(7)]
        for page in pages:
            page.goto(server.address)
        robot.feed.publish(WordsHeard("cho mọi trang", True))
        for page in (*pages, opened.page):
            expect(page.locator("#heard-words")).to_have_text("cho mọi trang")
        assert robot.feed.streams == 1


def test_a_browser_without_shared_workers_has_its_own_stream(
    browser: Browser, robot: Robot, server: PageServer
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.SharedWorker")
    page.goto(server.address)
    robot.feed.publish(WordsHeard("cũng được", True))
    expect(page.locator("#heard-words")).to_have_text("cũng được")
    context.close()


def test_a_cut_card_offers_more(browser: Browser, robot: Robot, server: PageServer) -> None:
    robot.feed.publish(*SCENES["answer"])
    with visit(browser, server.address, LANDSCAPE) as opened:
        more = opened.page.locator("#more")
        for _ in range(12):
            if not more.is_visible():
                break
            more.click()
            opened.page.evaluate(
                "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
            )
        expect(more).to_be_hidden()
        expect(opened.page.locator("#map-drawing")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_motion_stops_for_those_who_ask(
    browser: Browser, server: PageServer, size: tuple[int, int]
) -> None:
    running = "document.getAnimations().length"
    with visit(browser, server.address, size, reduced_motion=True) as opened:
        assert opened.page.evaluate(running) == 0
    with visit(browser, server.address, size, reduced_motion=False) as opened:
        assert opened.page.evaluate(running) > 0


def test_a_label_at_the_edge_turns_to_the_side_with_room(page: Page, robot: Robot) -> None:
    target = Point2(29.5, 5.0)
    robot.feed.publish(
        RobotMoved(Pose2(2.0, 5.0, 0.0)),
        GuideChanged(GuideView("leading", "quay_9", "Cây ATM", 13.5, None, target)),
    )
    label = page.locator(".map-label.there")
    expect(label).to_have_text("Cây ATM")
    expect(label).to_have_attribute("data-side", "left")
