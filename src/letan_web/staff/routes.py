"""Setting up, signing in and out, one's own password, and who else may sign in."""

import re

from fastapi import APIRouter, Request, Response

from letan.access.signing_in import locked_until
from letan.ports.accounts import Account, Role
from letan_web.shell.requests import BadRequest, one_line
from letan_web.staff.door import Door, Refused
from letan_web.staff.frame import frame_of
from letan_web.staff.request import (
    COOKIE,
    Accountant,
    Fields,
    Form,
    Reader,
    door_of,
    from_own_page,
    go_to,
    is_script,
    own_path,
)

ROLE_TITLES = {
    Role.EDITOR: "Biên tập – soạn và sửa câu trả lời",
    Role.APPROVER: "Duyệt – phát hành, quản lý tài khoản",
    Role.OPERATOR: "Vận hành – theo dõi và điều khiển robot",
}
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SETUP_KEPT = ("code", "name", "title")
"""Fields that are shown again when something was wrong; a password is not."""
_SYSTEMS = ("Windows", "Android", "iPhone", "Mac OS", "Linux")


def door_router() -> APIRouter:
    """Return the routes of the door; the only ones open to everybody."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def login_page(request: Request) -> Response:
        door = door_of(request)
        if door.needs_set_up:
            return go_to("/setup")
        if door.who(request.cookies.get(COOKIE, "")) is not None:
            return go_to(own_path(request.query_params.get("next", "/")))
        expired = request.query_params.get("note") == "expired"
        error = "Phiên làm việc đã hết. Hãy đăng nhập lại; chữ đã gõ vẫn còn." if expired else ""
        return _login(request, request.query_params.get("next", ""), error)

    @router.post("/login")
    def login(request: Request, form: Fields) -> Response:
        from_own_page(request)
        try:
            device = _device(request.headers.get("user-agent", ""))
            secret = door_of(request).sign_in(form.one("name"), form.one("password"), device)
        except Refused as refusal:
            if is_script(request):
                return Response(str(refusal), 403, media_type="text/plain; charset=utf-8")
            return _login(request, form.one("next"), str(refusal), form.one("name"), 403)
        answer = Response(status_code=204) if is_script(request) else None
        answer = answer or go_to(own_path(form.one("next") or "/"))
        is_tls = request.url.scheme == "https"
        answer.set_cookie(COOKIE, secret, httponly=True, samesite="strict", secure=is_tls)
        return answer

    @router.get("/setup")
    def setup_page(request: Request) -> Response:
        if not door_of(request).needs_set_up:
            return go_to("/login")
        empty = dict.fromkeys(_SETUP_KEPT, "")
        return frame_of(request).page("setup.html", None, request=request, error="", form=empty)

    @router.post("/setup")
    def setup(request: Request, form: Fields) -> Response:
        from_own_page(request)
        try:
            _same_twice(form)
            door_of(request).set_up(
                form.one("code"),
                form.one("name"),
                one_line(form.one("title")),
                form.one("password"),
            )
        except Refused as refusal:
            kept = {name: form.one(name) for name in _SETUP_KEPT}
            return frame_of(request).page(
                "setup.html", None, request=request, error=str(refusal), form=kept, status=403
            )
        return go_to("/login?done=setup")

    @router.post("/logout")
    def logout(request: Request, staff: Reader) -> Response:
        door_of(request).sign_out(staff)
        answer = go_to("/login")
        answer.delete_cookie(COOKIE)
        return answer

    return router


def account_router() -> APIRouter:
    """Return the routes of one's own account and, for approvers, everybody's."""
    router = APIRouter(include_in_schema=False)

    @router.get("/me")
    def own_page(request: Request, staff: Reader) -> Response:
        return _own(request, staff)

    @router.post("/me/password")
    def password(request: Request, staff: Reader, form: Fields) -> Response:
        try:
            _same_twice(form)
            door_of(request).change_password(staff, form.one("old"), form.one("password"))
        except Refused as refusal:
            return _own(request, staff, str(refusal))
        return go_to("/me?done=password")

    @router.post("/me/sessions/end")
    def end_own(request: Request, staff: Reader, form: Fields) -> Response:
        door = door_of(request)
        if door.store.end_sessions(staff.name, one=form.one("session")):
            door.record(staff.name, "session-end", staff.name)
        return go_to("/me?done=ended")

    @router.get("/accounts")
    def accounts_page(request: Request, staff: Accountant) -> Response:
        return _accounts(request, staff)

    @router.post("/accounts")
    def add(request: Request, staff: Accountant, form: Fields) -> Response:
        try:
            _same_twice(form)
            roles = _roles(form)
            title = one_line(form.one("title"))
            door_of(request).add(staff.name, form.one("name"), title, roles, form.one("password"))
        except Refused as refusal:
            return _accounts(request, staff, str(refusal), form)
        return go_to("/accounts?done=added")

    @router.post("/accounts/{name}")
    def change(request: Request, staff: Accountant, form: Fields, name: str) -> Response:
        door = door_of(request)
        account = door.store.account(name)
        if account is None:
            raise BadRequest("there is no such account", 404)
        try:
            _change(door, staff.name, account, form)
        except Refused as refusal:
            return _accounts(request, staff, str(refusal))
        return go_to("/accounts?done=account")

    return router


def _change(door: Door, by: str, account: Account, form: Form) -> None:
    roles, is_active = _roles(form), "active" in form
    if not roles:
        raise Refused("Hãy chọn ít nhất một quyền.")
    others = (a for a in door.store.accounts() if a.name != account.name and a.is_active)
    stays = is_active and Role.APPROVER in roles
    if not stays and not any(Role.APPROVER in other.roles for other in others):
        raise Refused("Phải còn ít nhất một tài khoản có quyền duyệt đang hoạt động.")
    changed = Account(
        account.name,
        account.title,
        roles,
        account.password_hash,
        account.failures,
        account.failed_at,
        is_active,
    )
    if changed != account:
        door.store.replace_account(changed)
        note = " ".join(sorted(role.value for role in roles)) + ("" if is_active else " (khoá)")
        door.record(by, "account-change", account.name, note)
    if form.one("password"):
        _same_twice(form)
        door.set_password(by, changed, form.one("password"))
    if not is_active or form.one("password") or "end" in form:
        door.store.end_sessions(account.name)


def _roles(form: Form) -> frozenset[Role]:
    known = {role.value for role in Role}
    return frozenset(Role(value) for value in form.all("role") if value in known)


def _same_twice(form: Form) -> None:
    if form.one("password") != form.one("again"):
        raise Refused("Hai lần nhập mật khẩu không giống nhau.")


def _login(
    request: Request, onward: str, error: str = "", name: str = "", status: int = 200
) -> Response:
    values = {"onward": onward, "error": error, "name": name}
    return frame_of(request).page("login.html", None, request=request, status=status, **values)


def _own(request: Request, staff: Reader, error: str = "") -> Response:
    door = door_of(request)
    sessions = [found for found in door.store.sessions() if found.account == staff.name]
    return frame_of(request).page(
        "me.html",
        staff,
        request=request,
        error=error,
        sessions=sessions,
        roles=ROLE_TITLES,
        status=403 if error else 200,
    )


def _accounts(
    request: Request, staff: Accountant, error: str = "", form: Form | None = None
) -> Response:
    door = door_of(request)
    now = door.clock()
    accounts = door.store.accounts()
    locked = {a.name for a in accounts if (until := locked_until(a)) is not None and now < until}
    return frame_of(request).page(
        "accounts.html",
        staff,
        request=request,
        error=error,
        accounts=accounts,
        locked=locked,
        sessions=door.store.sessions(),
        roles=ROLE_TITLES,
        kept={name: form.one(name) if form else "" for name in ("name", "title")},
        status=403 if error else 200,
    )


def _device(agent: str) -> str:
    """Say in a few words what browser it is."""
    browser = next((title for word, title in _BROWSERS if word in agent), "Trình duyệt")
    system = next((name for name in _SYSTEMS if re.search(name, agent)), "")
    return f"{browser} trên {system}" if system else browser
