"""The door without a browser: first set-up, lockout, forged requests, roles, sessions."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from tests.web.admin.desk import PASSWORD, Desk, serve_desk

OWN = {"sec-fetch-site": "same-origin", "accept": "text/html"}


_SIGNED_IN: dict[tuple[str, str], httpx2.Client] = {}


def somebody(desk: Desk, name: str) -> httpx2.Client:
    """Return a browser that is signed in, the same every time: a password costs a quarter second.

    Not for tests that move the clock or end sessions.
    """
    key = desk.address, name
    if key not in _SIGNED_IN:
        _SIGNED_IN[key] = sign_in(desk, name)
    return _SIGNED_IN[key]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    with serve_desk(tmp_path, accounts=False) as desk:
        yield desk


def client(desk: Desk, **headers: str) -> httpx2.Client:
    return httpx2.Client(base_url=desk.address, headers=headers or OWN, timeout=30.0)


def sign_in(desk: Desk, name: str, password: str = PASSWORD) -> httpx2.Client:
    browser = client(desk)
    answer = browser.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 303, answer.text
    return browser


def test_the_first_account_needs_the_machines_code(empty: Desk) -> None:
    browser = client(empty)
    assert browser.get("/").headers["location"] == "/login"
    assert browser.get("/login").headers["location"] == "/setup"
    page = browser.get("/setup")
    assert (page.status_code, 'name="code" value=""' in page.text) == (200, True)
    form = {
        "name": "lan", "title": "Trần Thị Lan", "password": PASSWORD, "again": PASSWORD,
        "code": "ABCD-EFGH-JKLM",
    }  # fmt: skip
    assert "Mã thiết lập không đúng" in browser.post("/setup", data=form).text
    form["code"] = empty.code()
    weak = browser.post("/setup", data={**form, "password": "1234567890", "again": "1234567890"})
    assert "quá dễ đoán" in weak.text
    assert browser.post("/setup", data=form).headers["location"] == "/login?done=setup"
    assert browser.get("/setup").headers["location"] == "/login"
    assert browser.post("/setup", data={**form, "name": "hoa"}).status_code == 403
    assert [account.name for account in empty.pages.accounts.accounts()] == ["lan"]
    assert sign_in(empty, "lan").get("/").status_code == 200


def test_wrong_passwords_lock_the_account_for_a_while(desk: Desk) -> None:
    browser = client(desk)
    wrong = {"name": "hoa", "password": "không phải"}
    for _ in range(5):
        assert "không đúng" in browser.post("/login", data=wrong).text
    right = {"name": "hoa", "password": PASSWORD}
    assert "thử lại sau" in browser.post("/login", data=right).text
    desk.clock.now += timedelta(minutes=2)
    assert browser.post("/login", data=right).status_code == 303
    unknown = browser.post("/login", data={"name": "ai", "password": "x"}).text
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in unknown


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://127.0.0.1:8080"}, 403),  # the visitor's screen is another origin
        ({"origin": "null"}, 403),
        ({}, 403),  # a browser always tells one of the two
        ({"sec-fetch-site": "same-origin"}, 303),
    ],
)
def test_a_forged_request_changes_nothing(desk: Desk, headers: dict[str, str], status: int) -> None:
    browser = sign_in(desk, "lan")
    cookies = dict(browser.cookies)
    forger = httpx2.Client(base_url=desk.address, headers=headers or {"x": "y"}, cookies=cookies)
    answer = forger.post("/me/sessions/end", data={"session": "none"})
    assert answer.status_code == status


def test_a_page_of_another_origin_may_not_even_read(desk: Desk) -> None:
    browser = sign_in(desk, "lan")
    answer = browser.get("/audit", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("hoa", "/releases/publish", 403),
        ("hoa", "/accounts", 403),
        ("tuan", "/questions/attach", 403),
        ("tuan", "/stored/delete", 303),
        ("lan", "/stored/delete", 403),
    ],
)
def test_a_role_may_only_do_its_tasks(desk: Desk, name: str, path: str, status: int) -> None:
    answer = sign_in(desk, name).post(path, data={"reason": "x"})
    assert answer.status_code == status


def test_the_cookie_is_for_this_page_alone(desk: Desk) -> None:
    browser = client(desk)
    answer = browser.post("/login", data={"name": "lan", "password": PASSWORD})
    words = {word.strip().lower() for word in answer.headers["set-cookie"].split(";")}
    assert {"httponly", "samesite=strict", "path=/"} <= words


def test_sessions_are_ended_from_elsewhere_and_by_a_new_password(desk: Desk) -> None:
    there = sign_in(desk, "tuan")
    open_now = {one.id for one in desk.pages.accounts.sessions() if one.account == "tuan"}
    here = sign_in(desk, "tuan")
    for session in open_now:
        here.post("/me/sessions/end", data={"session": session})
    assert (there.get("/").status_code, here.get("/").status_code) == (303, 200)
    first, second = sign_in(desk, "tuan"), sign_in(desk, "tuan")
    new = "một câu khác hẳn"
    form = {"old": PASSWORD, "password": new, "again": new}
    assert first.post("/me/password", data=form).headers["location"] == "/me?done=password"
    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 303
    assert sign_in(desk, "tuan", new).get("/").status_code == 200


def test_the_last_approver_cannot_lock_himself_out(desk: Desk) -> None:
    answer = sign_in(desk, "lan").post("/accounts/lan", data={"role": "editor", "active": "on"})
    assert "ít nhất một tài khoản có quyền duyệt" in answer.text


def test_after_signing_in_one_goes_on_only_to_our_own_pages(desk: Desk) -> None:
    form = {"name": "lan", "password": PASSWORD}
    for onward, to in (
        ("/releases", "/releases"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
    ):
        answer = client(desk).post("/login", data={**form, "next": onward})
        assert answer.headers["location"] == to


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/releases/0123456789ab"), ("GET", "/releases/%2e%2e"), ("POST", "/releases/ready")],
)
def test_a_page_of_yesterday_is_told_not_broken(desk: Desk, method: str, path: str) -> None:
    answer = sign_in(desk, "lan").request(method, path, data={"draft": "99999"})
    assert answer.status_code == 409


def test_the_audit_tells_where_its_chain_is_broken(desk: Desk) -> None:
    browser = sign_in(desk, "lan")
    assert "Nhật ký nguyên vẹn" in browser.get("/audit").text
    with sqlite3.connect(desk.home / "accounts.db") as database:
        (who,) = database.execute("select who from audit where number = 2").fetchone()
        database.execute("update audit set who = 'ai' where number = 2")
    assert "Nhật ký nguyên vẹn" in browser.get("/audit").text, "that far it was verified before"
    verified = browser.post("/audit/verify")
    assert verified.headers["location"] == "/audit?done=verified"
    assert "Xích đứt ở dòng 2" in browser.get("/audit").text
    with sqlite3.connect(desk.home / "accounts.db") as database:
        database.execute("update audit set who = ? where number = 2", (who,))
    assert "Nhật ký nguyên vẹn" in browser.get("/audit").text
