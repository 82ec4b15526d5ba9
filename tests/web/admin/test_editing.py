"""Editing in a real browser: drafts, two at once, a session that ends, what must not be taken."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.admin.desk import PASSWORD, Desk

from letan.ports.content_store import EditState

pytestmark = [pytest.mark.web, pytest.mark.timeout(240)]

FEE = "entries/ho_tich.khai_sinh/fee"


def words(page: Page) -> str:
    """Return what stands in the first claim."""
    return page.locator("[name=vi]").first.input_value()


def write(page: Page, text: str) -> None:
    """Write another first claim."""
    page.locator("[name=vi]").first.fill(text)


def saved(page: Page) -> None:
    """Wait until the draft is stored."""
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu nháp lúc")


def drop_drafts(desk: Desk) -> None:
    """Begin anew."""
    store = desk.pages.answers.store
    author = store.history(1)[0].author if store.history(1) else None
    for state in (EditState.DRAFT, EditState.READY):
        if author is not None:
            store.withdraw([edit.id for edit in store.edits(state)], author)


def test_what_is_typed_is_a_draft_and_then_an_edit(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "hoa")
        page.goto(desk.address + FEE)
        before = words(page)
        write(page, "Khai sinh đúng hạn không mất tiền")
        saved(page)
        page.reload()
        assert words(page) == "Khai sinh đúng hạn không mất tiền"
        expect(page.locator(".note").first).to_contain_text("bản nháp của Lê Thị Hoa")
        page.get_by_role("button", name="Xong").click()
        expect(page.locator(".done")).to_contain_text("Đã lưu")
        store = desk.pages.answers.store
        assert store.edits(EditState.DRAFT) == ()
        (ready,) = store.edits()
        assert ready.author.who == "Lê Thị Hoa"
        value = ready.edit.value
        assert isinstance(value, dict)
        assert value["vi"] == "Khai sinh đúng hạn không mất tiền"
        assert value["source"] == "tthc"  # what was not touched is kept
        page.goto(desk.address + "entries/ho_tich.khai_sinh")
        expect(page.locator("#part-fee")).to_contain_text("chờ phát hành")
        page.goto(desk.address + FEE)
        page.get_by_role("button", name="Bỏ thay đổi đang chờ").click()
        expect(page.locator("#part-fee")).to_contain_text(before)
    assert store.edits() == ()


def test_two_who_edit_at_once_lose_nothing(browser: Browser, desk: Desk) -> None:
    drop_drafts(desk)
    with desk.open(browser) as first, desk.open(browser) as second:
        desk.sign_in(first, "lan")
        desk.sign_in(second, "hoa")
        first.goto(desk.address + FEE)
        second.goto(desk.address + FEE)
        write(first, "Lan viết: không mất lệ phí")
        saved(first)
        write(second, "Hoa viết: miễn lệ phí")
        told = second.locator(".conflict")
        expect(told).to_contain_text("Trần Thị Lan vừa sửa phần này")
        expect(told).to_contain_text("Lan viết: không mất lệ phí")
        assert words(second) == "Hoa viết: miễn lệ phí"
        second.get_by_role("button", name="Giữ bản của tôi").click()
        saved(second)
        first.get_by_role("button", name="Xong").click()
        expect(first.locator(".conflict")).to_contain_text("Hoa viết: miễn lệ phí")
        assert words(first) == "Lan viết: không mất lệ phí"
        first.locator("[data-take-theirs]").click()
        expect(first.locator("[name=vi]").first).to_have_value("Hoa viết: miễn lệ phí")
    drop_drafts(desk)


def test_a_session_that_ends_while_typing_loses_nothing(browser: Browser, desk: Desk) -> None:
    drop_drafts(desk)
    with desk.open(browser) as page:
        desk.sign_in(page, "hoa")
        page.goto(desk.address + FEE)
        desk.clock.now += timedelta(hours=5)  # lunch was long
        write(page, "Viết dở thì hết phiên")
        dialog = page.locator("#sign-in-again")
        expect(dialog).to_be_visible()
        dialog.locator("[name=password]").fill("không phải mật khẩu")
        dialog.get_by_role("button").click()
        expect(dialog.locator(".error")).to_contain_text("không đúng")
        dialog.locator("[name=password]").fill(PASSWORD)
        dialog.get_by_role("button").click()
        expect(dialog).to_be_hidden()
        saved(page)
        assert words(page) == "Viết dở thì hết phiên"
    (draft,) = desk.pages.answers.store.edits(EditState.DRAFT)
    assert draft.author.who == "Lê Thị Hoa"
    drop_drafts(desk)


def test_what_a_script_asked_is_asked_again_after_signing_in(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "hoa")
        page.goto(f"{desk.address}entries")
        desk.clock.now += timedelta(hours=5)
        page.locator("[name=q]").fill("khai tu")
        dialog = page.locator("#sign-in-again")
        expect(dialog).to_be_visible()
        dialog.locator("[name=password]").fill(PASSWORD)
        dialog.get_by_role("button").click()
        expect(page.locator("#list li a").first).to_have_text("Đăng ký khai tử")


def test_what_is_wrong_is_told_beside_what_was_typed(browser: Browser, desk: Desk) -> None:
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        page.goto(desk.address + FEE)
        page.locator("[name=valid_until]").first.fill("32/13/2026")
        page.get_by_role("button", name="Xong").click()
        expect(page.locator("[data-answer]")).to_contain_text("«32/13/2026» không phải ngày")
        page.locator("[name=valid_until]").first.fill("01/01/2026")
        page.locator("[name=effective_from]").first.fill("02/01/2026")
        page.get_by_role("button", name="Xong").click()
        expect(page.locator("[data-answer]")).to_contain_text("đứng trước ngày bắt đầu")
        page.locator("[name=valid_until]").first.fill("")
        page.locator("[name=effective_from]").first.fill("")
        page.locator("[name=source]").first.fill("khong_co")
        page.get_by_role("button", name="Xong").click()
        expect(page.locator("[data-answer]")).to_contain_text("«khong_co» chưa có")
    drop_drafts(desk)


def test_a_script_in_an_answer_stays_text(browser: Browser, desk: Desk) -> None:
    evil = "<script>document.title='hỏng'</script><img src=x onerror=\"document.title='hỏng'\">"
    with desk.open(browser) as page:
        desk.sign_in(page, "lan")
        page.goto(desk.address + FEE)
        write(page, evil)
        saved(page)
        page.get_by_role("button", name="Xong").click()
        expect(page.locator("#part-fee")).to_contain_text("<script>")
        for path in ("releases", "entries?q=script", FEE):
            page.goto(desk.address + path)
            assert "hỏng" not in page.title()
    drop_drafts(desk)
