"""The centre's own facts: hours, counters, days off, notices; edited, published, taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.admin.desk import Desk
from tests.web.admin.test_door import somebody
from tests.web.admin.test_story import picture

from letan.faq.content.parts import CENTRE
from letan.ports.content_store import Author, EditState

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]

SOMEBODY = Author("test", datetime(2026, 11, 24, tzinfo=UTC), "thử")


def done(page: Page) -> None:
    """Make what is typed part of the next release."""
    page.get_by_role("button", name="Xong").click()
    expect(page.locator(".done")).to_contain_text("Đã lưu")


@pytest.fixture(autouse=True)
def fresh(desk: Desk) -> Iterator[None]:
    """Leave no edit behind."""
    yield
    store = desk.pages.answers.store
    for state in (EditState.DRAFT, EditState.READY):
        store.withdraw([edit.id for edit in store.edits(state)], SOMEBODY)


def ready(desk: Desk) -> dict[str, object]:
    """Return what waits to be published of the centre."""
    edits = desk.pages.answers.store.edits()
    return {e.edit.part: e.edit.value for e in edits if e.edit.entry == CENTRE}


def test_the_robot_says_the_hours_that_a_clerk_wrote(browser: Browser, desk: Desk) -> None:
    answers = desk.pages.answers
    with desk.open(browser) as page:
        desk.sign_in(page, "lan", "centre/hours")
        field = page.get_by_label("Thứ ba, mở cửa lần 1")
        expect(field).to_have_value("07:30")
        field.fill("9h15")  # it is nine o'clock on a Tuesday
        expect(page.locator("[data-state]")).to_contain_text("Đã lưu nháp lúc")
        done(page)
        assert ready(desk) == {
            "hours": {
                "mon": [["07:30", "11:30"], ["13:30", "17:00"]],
                "tue": [["09:15", "11:30"], ["13:30", "17:00"]],
                "wed": [["07:30", "11:30"], ["13:30", "17:00"]],
                "thu": [["07:30", "11:30"], ["13:30", "17:00"]],
                "fri": [["07:30", "11:30"], ["13:30", "17:00"]],
                "sat": [["07:30", "11:30"]],
            }
        }
        page.goto(f"{desk.address}centre/counters")
        third = page.locator("fieldset", has=page.locator("legend", has_text="Quầy 1"))
        third.get_by_label("Tạm nghỉ từ ngày").fill("24/11/2026")
        third.get_by_label("Đến hết ngày").fill("27/11/2026")
        third.get_by_label("Lý do, tiếng Việt").fill("Cán bộ đi tập huấn")
        done(page)
        page.goto(f"{desk.address}releases")
        expect(page.locator(".changes")).to_contain_text("Trung tâm · Giờ mở cửa")
        expect(page.locator(".changes")).to_contain_text("Quầy 1: tạm nghỉ, Cán bộ đi tập huấn")
        page.locator(".stack [name=reason]").fill("Đổi giờ mùa đông")
        publish = page.get_by_role("button", name="Phát hành", exact=True)
        publish.click(timeout=120_000)
        expect(page.locator(".done")).to_contain_text("Đã phát hành", timeout=120_000)
        page.goto(f"{desk.address}centre")
        expect(page.locator("main")).to_contain_text("Tạm nghỉ đến hết 27/11/2026")
        picture(page, "centre")
    (open_now,) = answers.try_question("bây giờ còn làm việc không", [""], "running")
    assert "mở lại lúc 9 giờ 15 thứ ba" in open_now.reply.text
    (birth,) = answers.try_question("đăng ký khai sinh cho con", [""], "running")
    assert birth.reply.text.endswith("Quầy số một tạm nghỉ đến hết ngày 27 tháng 11 ạ.")
    assert birth.reply.intent == "ho_tich.khai_sinh"
    assert [r.deed.action for r in desk.pages.accounts.audit(3)] == ["publish", "edit", "edit"]
    answers.roll_back(SOMEBODY, "")
    (back,) = answers.try_question("bây giờ còn làm việc không", [""], "running")
    assert "đang mở cửa đến 11 giờ 30" in back.reply.text


def test_notices_and_days_off(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "hoa", "centre/notices")
        page.locator("[name=vi]").fill("Máy lấy số đang sửa, mời quý khách xếp hàng")
        page.locator("[name=last]").fill("30/11/2026")
        page.locator("[name=place]").select_option("may_lay_so")
        done(page)
        expect(page.locator("main")).to_contain_text("(đến hết 30/11/2026)")
        expect(page.locator("#map .notice title")).to_have_text(
            "Máy lấy số đang sửa, mời quý khách xếp hàng"
        )
        page.goto(f"{desk.address}centre/holidays")
        for _ in range(6):
            page.get_by_role("button", name="Bỏ dòng này").first.click()
        done(page)
    assert ready(desk) == {
        "notices": [
            {
                "vi": "Máy lấy số đang sửa, mời quý khách xếp hàng",
                "until": "2026-11-30",
                "place": "may_lay_so",
            }
        ],
        "holidays": [],
    }
    assert desk.pages.answers.hall("next").holidays == ()


@pytest.mark.parametrize(
    ("part", "fields", "told"),
    [
        ("hours", {"mon:from": ""}, "ít nhất một ngày"),
        ("hours", {"mon:from": "25:00", "mon:to": "26:00"}, "«25:00» không phải giờ"),
        ("hours", {"mon:from": "7:30", "mon:to": "7:00"}, "giờ đóng phải sau giờ mở"),
        ("hours", {"mon:from": "7:30", "mon:to": ""}, "cả giờ mở và giờ đóng"),
        ("holidays", {"vi": "Tết", "first": "31/02/2027"}, "«31/02/2027» không phải ngày"),
        ("holidays", {"vi": "Tết", "first": "2/1/2027", "last": "1/1/2027"}, "đứng trước ngày đầu"),
        ("holidays", {"first": "2/1/2027"}, "hãy ghi tên ngày nghỉ"),
        ("notices", {"vi": "Chú ý", "place": "san_thuong"}, "không có chỗ «san_thuong»"),
        ("notices", {"vi": "", "en": "Mind the step"}, "thiếu câu tiếng Việt"),
        ("counters", {"quay_1:vi": ""}, "hãy ghi tên quầy"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_stored(
    desk: Desk, part: str, fields: dict[str, str], told: str
) -> None:
    browser = somebody(desk, "lan")
    answer = browser.post(f"/centre/{part}", data=fields)
    assert (answer.status_code, told in answer.text) == (422, True), answer.text
    half = browser.post(f"/centre/{part}/draft", data=fields)
    assert half.status_code in {200, 422}
    assert ready(desk) == {}


def test_two_who_change_the_hours_at_once(desk: Desk) -> None:
    first, second = somebody(desk, "lan"), somebody(desk, "hoa")
    form = {"mon:from": "8:00", "mon:to": "11:30", "seen_ready": "0", "seen_draft": "0"}
    assert first.post("/centre/hours", data=form).headers["location"].startswith("/centre?done=")
    late = second.post("/centre/hours", data={**form, "mon:from": "8:30"})
    assert late.status_code == 409
    assert "Trần Thị Lan vừa sửa phần này" in late.text
    assert "thứ hai từ 8 giờ đến 11 giờ 30" in late.text
    assert ready(desk) == {"hours": {"mon": [["08:00", "11:30"]]}}
