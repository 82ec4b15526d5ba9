"""The operator's page in a real browser: what comes is drawn, what is pressed goes out."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from tests.web.admin.desk import NOW, PASSWORD, Desk, serve_desk
from tests.web.admin.test_door import client, sign_in
from tests.web.admin.test_pages import CUT, axe
from tests.web.admin.test_story import picture

from letan.dialogue.commands import StaffReason
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.site.svg_map import site_svg
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_web.operator import state as view
from letan_web.operator.routes import SETTINGS, OperatorFeed, operator_router

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]


class Robot:
    """Stands for the robot: keeps what it was told."""

    def __init__(self) -> None:
        self.feed = OperatorFeed()
        self.told: list[tuple[object, ...]] = []

    def settings(self) -> Mapping[tuple[str, str], float]:
        return {(setting.node, setting.name): setting.low for setting in SETTINGS}

    def change(self, node: str, name: str, value: float) -> None:
        self.told.append((node, name, value))

    def stop(self) -> None:
        self.told.append(("stop",))
        self.feed.publish(view.Switched(stopped=True))

    def release(self) -> None:
        self.told.append(("release",))
        self.feed.publish(view.Switched(stopped=False))

    def acknowledge(self, call: str) -> None:
        self.told.append(("acknowledge", call))
        self.feed.publish(view.Called(call, StaffReason.ASKED, NOW, acknowledged=True))

    def test_speaker(self) -> None:
        self.told.append(("speaker",))

    def record(self, *, on: bool) -> None:
        if on:
            raise LetanError("recording", "this run records anyway", "Stop it with the run")
        self.told.append(("record", on))


@pytest.fixture(scope="module")
def robot() -> Robot:
    return Robot()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, robot: Robot) -> Iterator[Desk]:
    svg = site_svg(load_site(shipped(DEFAULT_SITE)))
    router = operator_router(robot.feed, robot, lambda: svg)
    with serve_desk(tmp_path_factory.mktemp("robot"), routers=(router,), streams=robot.feed) as d:
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
        page.get_by_role("button", name="Bắt đầu ghi").click()
        expect(page.locator("#record-words")).to_contain_text("Không ghi được")
    assert [text for text in desk.complaints if "503" not in text] == []
    desk.complaints.clear()  # Chromium complains of every refusal
    assert robot.told == [
        ("acknowledge", "c7"), ("stop",), ("release",), ("voice", "volume", 0.55), ("speaker",),
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
