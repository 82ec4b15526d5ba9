"""One origin of the house: an application with its guards, made from routers.

The visitor's screen, the staff's pages and what telephones take away are three origins, each with
a port and a server of its own: a page of one can neither read nor change anything of another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.staticfiles import StaticFiles

from letan_web.shell.guards import BodyLimit, KnownHost, Limit, SameOrigin, SecurityHeaders
from letan_web.shell.requests import BadRequest

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
_HERE = Path(__file__).resolve().parent.parent
_SMALL = Limit(8192)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who may speak to an origin, and how much at once.

    Attributes:
        title: Name of its API.
        hosts: Names under which it may be opened, without port.
        static: Folders of `letan_web/static` that it serves.
        body: Limit of a request's body.
        uploads: Other limits, by the beginning of the path.
        closed: A page of another origin may not even open or embed a page of this one; otherwise
            it only may not send anything.
    """

    title: str
    hosts: tuple[str, ...] = LOCAL_HOSTS
    static: tuple[str, ...] = ()
    body: Limit = _SMALL
    uploads: Mapping[str, Limit] = field(default_factory=dict)
    closed: bool = False


def create_app(origin: Origin, routers: Iterable[APIRouter]) -> FastAPI:
    """Build the application of an origin; its API is described at /api/openapi.json."""
    app = FastAPI(
        title=origin.title,
        version="1",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.add_middleware(BodyLimit, limit=origin.body, uploads=origin.uploads)
    app.add_middleware(SameOrigin, closed=origin.closed)
    app.add_middleware(KnownHost, hosts=origin.hosts)
    app.add_middleware(SecurityHeaders)  # the last one added is the outermost
    for folder in (*origin.static, "fonts"):
        app.mount(f"/static/{folder}", StaticFiles(directory=_HERE / "static" / folder))
    app.add_exception_handler(BadRequest, _answer_bad_request)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    for router in routers:
        app.include_router(router)
    return app


def page_templates(folder: str) -> Environment:
    """Return the templates of `letan_web/templates/folder`; every text is escaped."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates" / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


async def _answer_bad_request(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, BadRequest) else HTTPStatus.BAD_REQUEST
    return JSONResponse({"error": str(error)}, status)


async def _answer_invalid(_request: Request, error: Exception) -> Response:
    """Say which field is wrong and why, without what was sent."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    return JSONResponse({"error": "; ".join(map(_reason, found))}, HTTPStatus.BAD_REQUEST)


def _reason(entry: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in entry["loc"][1:]) or str(entry["loc"][0])
    return f"{where}: {str(entry['msg']).removeprefix('Value error, ').lower()}"
