"""The page of the scripts' tokens."""

from fastapi import APIRouter, Request, Response

from letan.ports.accounts import Role
from letan_web.staff.door import Refused, Staff
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Accountant, Fields, door_of, go_to
from letan_web.staff.routes import ROLE_TITLES
from letan_web.staff.tokens import issue_token, revoke_token


def token_router() -> APIRouter:
    """Return the routes; who looks after the accounts looks after the tokens."""
    router = APIRouter(include_in_schema=False)

    @router.get("/tokens")
    def page(request: Request, staff: Accountant) -> Response:
        return _page(request, staff)

    @router.post("/tokens")
    def make(request: Request, staff: Accountant, form: Fields) -> Response:
        known = {role.value: role for role in Role}
        roles = frozenset(known[value] for value in form.all("role") if value in known)
        try:
            secret = issue_token(door_of(request), staff, form.one("name"), roles)
        except Refused as refusal:
            return _page(request, staff, error=str(refusal), name=form.one("name")[:80])
        return _page(request, staff, secret=secret)

    @router.post("/tokens/revoke")
    def revoke(request: Request, staff: Accountant, form: Fields) -> Response:
        revoke_token(door_of(request), staff, form.one("name"))
        return go_to("/tokens?done=revoked")

    return router


def _page(
    request: Request, staff: Staff, *, error: str = "", secret: str = "", name: str = ""
) -> Response:
    door = door_of(request)
    return frame_of(request).page(
        "tokens.html",
        staff,
        request=request,
        status=422 if error else 200,
        error=error,
        secret=secret,
        name=name,
        tokens=door.store.tokens(),
        roles=ROLE_TITLES,
        names={account.name: account.title for account in door.store.accounts()},
    )
