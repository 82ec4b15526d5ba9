"""What a route of the staff's pages asks of a request: who sends it, and what was typed."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, TypeAlias, cast
from urllib.parse import parse_qsl, quote, urlsplit

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from letan.access.tasks import Task, may
from letan.kernel.faults import LetanError
from letan_web.shell.requests import BadRequest
from letan_web.staff.door import Door, Staff
from letan_web.staff.tokens import who_shows

COOKIE = "letan_staff"
API = "/api/"
"""Beginning of the paths that scripts use."""
_ASK = {"www-authenticate": "Bearer"}
_BEARER = HTTPBearer(auto_error=False, description="A token made on the page «Mã truy cập».")
_SAFE = frozenset({"GET", "HEAD"})
_MOST_FIELDS = 4000
_NO_RIGHT = "Tài khoản của anh/chị không có quyền làm việc này."


class NotSignedIn(Exception):
    """Nobody is signed in, or not any more."""


class NotAllowed(Exception):
    """Somebody is signed in who may not do this."""


class Form:
    """The fields of a form, each with all its values, in their order."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        """Take name and value of each field."""
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value.replace("\r\n", "\n"))

    def one(self, name: str) -> str:
        """Return the last value of a field, "" if there is none."""
        return self._values.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return self._values.get(name, [])

    def number(self, name: str) -> int:
        """Return a field as a whole number, 0 if it is none."""
        text = self.one(name)
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def __contains__(self, name: str) -> bool:
        return name in self._values


def door_of(request: Request) -> Door:
    """Return the door of the application that a request came to."""
    return cast(Door, request.app.state.door)


def from_own_page(request: Request) -> None:
    """Refuse a request that changes something and does not say that a page of ours sent it.

    `SameOrigin` lets pass what carries neither header, for programs; a browser's session must
    not be usable that way.

    Raises:
        BadRequest: Status 403.
    """
    if request.method in _SAFE:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = request.headers.get("host")
    if site != "same-origin" and (origin is None or urlsplit(origin).netloc != host):
        raise BadRequest("a page of another site may not do this", HTTPStatus.FORBIDDEN)


def _permitted(staff: Staff | None, task: Task) -> Staff:
    """Return who asks, if somebody does and he may.

    Raises:
        NotSignedIn: If it is nobody.
        NotAllowed: If he has no role for the task.
    """
    if staff is None:
        raise NotSignedIn
    if not may(staff.account.roles, task):
        raise NotAllowed
    return staff


def signed_in(task: Task) -> Callable[[Request], Staff]:
    """Return the dependency that finds who is signed in and may do a task.

    It raises NotSignedIn, NotAllowed, or BadRequest with status 403.
    """

    def find(request: Request) -> Staff:
        from_own_page(request)
        return _permitted(door_of(request).who(request.cookies.get(COOKIE, "")), task)

    return find


Reader: TypeAlias = Annotated[Staff, Depends(signed_in(Task.READ))]
Editor: TypeAlias = Annotated[Staff, Depends(signed_in(Task.EDIT))]
Approver: TypeAlias = Annotated[Staff, Depends(signed_in(Task.PUBLISH))]
Operator: TypeAlias = Annotated[Staff, Depends(signed_in(Task.OPERATE))]
Accountant: TypeAlias = Annotated[Staff, Depends(signed_in(Task.ACCOUNTS))]
"""Who a route is for."""


def _shows_token(task: Task) -> Callable[..., Staff]:
    """Return the dependency that finds which script asks and whether it may do a task."""

    def find(
        request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
    ) -> Staff:
        staff = None if shown is None else who_shows(door_of(request), shown.credentials)
        return _permitted(staff, task)

    return find


ReadingScript: TypeAlias = Annotated[Staff, Depends(_shows_token(Task.READ))]
EditingScript: TypeAlias = Annotated[Staff, Depends(_shows_token(Task.EDIT))]
PublishingScript: TypeAlias = Annotated[Staff, Depends(_shows_token(Task.PUBLISH))]
OperatingScript: TypeAlias = Annotated[Staff, Depends(_shows_token(Task.OPERATE))]
"""Whose token a route of the API asks for; a browser's session opens none of them."""


async def _form(request: Request) -> Form:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadRequest("content-type: a form", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        text = (await request.body()).decode()
        return Form(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise BadRequest("body: not a form in UTF-8") from error


Fields: TypeAlias = Annotated[Form, Depends(_form)]
"""What was typed."""


def is_script(request: Request) -> bool:
    """Say whether a script of the page asks, which puts the answer into the page."""
    return "hx-request" in request.headers


def go_to(address: str) -> Response:
    """Send the browser to another page after something was done."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def own_path(text: str) -> str:
    """Return an address of ours to go on to; "/" for anything else."""
    parts = urlsplit(text)
    is_ours = not parts.scheme and not parts.netloc and text.startswith("/")
    return text if is_ours and not text.startswith(("//", "/\\")) else "/"


def add_refusals(app: FastAPI) -> None:
    """Tell the application what to answer to somebody who is not let in."""

    async def not_signed_in(request: Request, _error: Exception) -> Response:
        if request.url.path.startswith(API):
            return JSONResponse({"error": "show a token: Authorization: Bearer …"}, 401, _ASK)
        if is_script(request):
            return HTMLResponse("Phiên làm việc đã hết.", HTTPStatus.UNAUTHORIZED)
        if request.method in _SAFE and "text/html" in request.headers.get("accept", ""):
            path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return go_to("/login" if path == "/" else f"/login?next={quote(path, safe='')}")
        if "text/html" in request.headers.get("accept", ""):
            return go_to("/login?note=expired")
        return JSONResponse({"error": "not signed in"}, HTTPStatus.UNAUTHORIZED)

    async def not_allowed(request: Request, _error: Exception) -> Response:
        if request.url.path.startswith(API):
            return JSONResponse({"error": "this token may not do that"}, HTTPStatus.FORBIDDEN)
        wants_page = "text/html" in request.headers.get("accept", "")
        if is_script(request) or not wants_page:
            return JSONResponse({"error": _NO_RIGHT}, HTTPStatus.FORBIDDEN)
        secret = request.cookies.get(COOKIE, "")
        staff = await run_in_threadpool(door_of(request).who, secret)
        page, status = request.app.state.frame.page, HTTPStatus.FORBIDDEN
        return cast(
            Response,
            await run_in_threadpool(page, "refused.html", staff, status=status, text=_NO_RIGHT),
        )

    async def in_trouble(request: Request, error: Exception) -> Response:
        """A store that is busy, full or damaged, or a page of yesterday: told, nothing is lost."""
        text = f"Không làm được: {error}"
        if request.url.path.startswith(API):
            return JSONResponse({"error": str(error)}, HTTPStatus.CONFLICT)
        if is_script(request) or "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse(text, HTTPStatus.CONFLICT)
        staff = await run_in_threadpool(door_of(request).who, request.cookies.get(COOKIE, ""))
        page = request.app.state.frame.page
        status = HTTPStatus.CONFLICT
        return cast(
            Response, await run_in_threadpool(page, "trouble.html", staff, status=status, text=text)
        )

    app.add_exception_handler(LetanError, in_trouble)
    app.add_exception_handler(NotSignedIn, not_signed_in)
    app.add_exception_handler(NotAllowed, not_allowed)
