"""The operator's page in a real browser: what comes is drawn, what is pressed goes out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from tests.web.admin.desk import NOW, PASSWORD, Desk, serve_desk
from tests.web.admin.test_door import client, sign_in
from tests.web.admin.test_pages import CUT, axe
from tests.web.admin.test_story import picture
from tests.web.operator.controls import Robot

from letan.dialogue.commands import StaffReason
from letan.kernel.geometry import Point2, Pose2
from letan.site.svg_map import site_svg
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_web.operator import state as view
from letan_web.operator.log_routes import LogLine, log_router
from letan_web.operator.routes import operator_router

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]


class FewLines:
    """A robot that wrote three lines."""

    def lines(self) -> list[LogLine]:
        return [
            LogLine(NOW, "error", "voice", "cannot open the card"),
            LogLine(NOW, "warn", "hearing", "fault code=HEAR-004 <b>"),
            LogLine(None, "info", "voice", "ready"),
        ]


@pytest.fixture(scope="module")
def robot() -> Robot:
    return Robot()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, robot: Robot) -> Iterator[Desk]:
    svg = site_svg(load_site(shipped(DEFAULT_SITE)))
    router = operator_router(robot.feed, robot, lambda: svg)
    home = tmp_path_factory.mktemp("robot")
    routers = (router, log_router(FewLines()))
    with serve_desk(home, routers=routers, streams=robot.feed) as d:
        yield d
        assert d.foreign == []
        assert d.complaints == []


def test_what_happens_is_drawn_and_what_is_pressed_goes_out(
    browser: Browser, desk: Desk, robot: Robot
) -> None:
    robot.feed.publish(
        view.Moved(Pose2(3.0, 2.0, 0.5), (Point2(1.0, 1.0), Point2(1.2, 1.0))),
        view.PeopleSeen((view.Person(Point2(4.0, 2.0)), view.Person(Point2(2.0, 2.5), True))),
        view.Led("leading", (Point2(3.0, 2.0), Point2(5.0, 4.0))),
        view.Talked("leading", True),
        view.Healthy((view.NodeHealth("voice", "warn", "active, VOICE-001", {"pid": "7"}),)),
        view.Faulted("VOICE-001", "voice"),
        view.Switched(battery=0.42),
    )
    with desk.open(browser) as page:
        desk.sign_in(page, "tuan", "robot")
        expect(page.locator("#now")).to_have_text("Robot đang dẫn người dân. Pin 42%.")
        expect(page.locator("#map .person")).to_have_count(1)
        expect(page.locator("#map .follower")).to_have_count(1)
        expect(page.locator("#map .robot")).to_have_attribute(
            "transform", "translate(3 -2) rotate(-28.64788975654116)"
        )
        expect(page.locator("#map .route")).to_have_attribute("points", "3,-2 5,-4")
        expect(page.locator("#faults")).to_contain_text("Không mở được loa")
        expect(page.locator("#nodes")).to_contain_text("Nói: cần xem")
        robot.feed.publish(view.Called("c7", StaffReason.ASKED, NOW, "Quầy 2"))
        expect(page).to_have_title("(1) Có cuộc gọi")
        expect(page.locator("#calls")).to_contain_text("09:00 · Người dân muốn gặp cán bộ")
        assert axe(page) + page.evaluate(CUT) == []
        picture(page, "robot")
        page.get_by_role("button", name="Tôi đến ngay").click()
        expect(page.locator("#calls")).to_contain_text("Đã có người nhận")
        expect(page).to_have_title("Robot")
        page.get_by_role("button", name="Dừng robot").click()
        expect(page.locator("#now")).to_contain_text("Robot đã dừng")
        page.get_by_role("button", name="Cho robot chạy lại").click()
        expect(page.locator("#stop")).to_be_visible()
        setting = page.locator("[data-setting]").first
        setting.locator("[name=value]").fill("0.55")
        setting.locator("button").click()
        expect(setting.locator("[role=status]")).to_have_text("Đã đặt.")
        page.get_by_role("button", name="Thử loa").click()
        expect(page.locator("#speaker-words")).to_contain_text("Robot đang nói thử")
        expect(page.locator("#picture")).to_be_hidden()
        page.get_by_role("button", name="Bật hình").click()
        expect(page.get_by_role("button", name="Tắt hình")).to_be_visible()
        robot.feed.publish(view.Pictured())
        expect(page.locator("#picture")).to_have_js_property("naturalWidth", 1)
        page.get_by_role("button", name="Tắt hình").click()
        expect(page.locator("#picture")).to_be_hidden()
        page.get_by_role("button", name="Bắt đầu ghi").click()
        expect(page.locator("#record-words")).to_contain_text("Không ghi được")
    assert [text for text in desk.complaints if "503" not in text] == []
    desk.complaints.clear()  # Chromium complains of every refusal
    assert robot.told == [
        ("acknowledge", "c7"), ("stop",), ("release",), ("voice", "volume", 0.55), ("speaker",),
        ("watch", True), ("watch", False),
    ]  # fmt: skip


def test_the_page_comes_back_when_the_session_ended(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "tuan", "robot")
        expect(page.locator("#now")).not_to_contain_text("Đang nối")
        desk.clock.now += timedelta(hours=5)
        page.get_by_role("button", name="Dừng robot").click()
        dialog = page.locator("#sign-in-again")
        expect(dialog).to_be_visible()
        dialog.locator("[name=password]").fill(PASSWORD)
        dialog.get_by_role("button").click()
        expect(page.locator("#now")).to_contain_text("Robot đã dừng")


def test_logs_are_chosen_by_part_and_level(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "tuan", "logs")
        expect(page.locator(".log tbody tr")).to_have_count(3)
        assert axe(page) + page.evaluate(CUT) == []
        page.get_by_label("Mức").select_option("warn")
        page.get_by_role("button", name="Lọc").click()
        expect(page.locator(".log td:last-child")).to_have_text(
            ["cannot open the card", "fault code=HEAR-004 <b>"]
        )
    operator = sign_in(desk, "tuan")
    assert operator.get("/logs.txt?node=voice&level=error").text.endswith(
        "[error] [voice] cannot open the card\n"
    )
    assert sign_in(desk, "hoa").get("/logs").status_code == 403


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("hoa", "robot/stop", 204), ("hoa", "robot/release", 403), ("hoa", "robot/settings", 403)],
)
def test_everybody_may_stop_it_and_operators_may_do_more(
    desk: Desk, who: str, path: str, status: int
) -> None:
    assert sign_in(desk, who).post(f"/{path}", data={"x": "1"}).status_code == status


def test_the_stream_is_only_for_those_who_signed_in(desk: Desk) -> None:
    assert client(desk).get("/robot/events").status_code == 401
