"""The pages as one ASGI application: composed with the robot in letan_apps."""

import logging
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from letan.dialogue.events import TouchKind
from letan.kernel.text import Text
from letan.kernel.units import Language, Seconds
from letan_web.event_stream import EventStream
from letan_web.guards import BodyLimit, KnownHost, SameOrigin, SecurityHeaders
from letan_web.hall_map import HallMap
from letan_web.json_form import encode, json_object
from letan_web.screen_feed import ScreenFeed
from letan_web.screen_state import LanguageSwitched
from letan_web.texts import PAGE_TEXTS

OnTouch: TypeAlias = Callable[[TouchKind, str, str], None]
"""Called with kind, value and turn id; in the server's thread, so it returns at once."""

OnAsk: TypeAlias = Callable[[str], None]
"""Called with a typed question; in the server's thread, so it returns at once."""

MAX_QUESTION_CHARS = 500
MAX_VALUE_CHARS = 200
_MAX_BODY_BYTES = 8192
_HERE = Path(__file__).parent
_MAP_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_log = logging.getLogger("letan.web")


@dataclass(frozen=True, slots=True)
class ScreenConfig:
    """Settings of the visitor's page.

    Attributes:
        centre: Name of the public-service centre, shown on top.
        hours: Opening hours in words; "" shows none.
        hosts: Names under which the page may be opened, without port.
        max_streams: Open pages at the same time; one more is refused with status 503.
        beat_s: Longest silence of a stream, seconds.
    """

    centre: Text = field(
        default_factory=lambda: Text(
            "Trung tâm Phục vụ hành chính công", "Public Administration Service Centre"
        )
    )
    hours: Text = field(default_factory=lambda: Text(""))
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    max_streams: int = 32
    beat_s: Seconds = 10.0


class BadRequest(Exception):
    """A request that makes no sense; its text goes back to the sender, without what was sent."""

    def __init__(self, error: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        """Keep the text and the status."""
        super().__init__(error)
        self.status = status


def create_app(
    feed: ScreenFeed,
    config: ScreenConfig,
    on_touch: OnTouch,
    on_ask: OnAsk,
    hall_map: Callable[[], HallMap | None] = lambda: None,
) -> FastAPI:
    """Build the application.

    Args:
        feed: What the page shows; the caller publishes into it from any thread.
        config: Settings.
        on_touch: Where touches go.
        on_ask: Where typed questions go.
        hall_map: The newest map, asked for whenever a page loads it; None while there is none.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(BodyLimit, max_bytes=_MAX_BODY_BYTES)
    app.add_middleware(SameOrigin)
    app.add_middleware(KnownHost, hosts=config.hosts)
    app.add_middleware(SecurityHeaders)  # the last one added is the outermost
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.add_exception_handler(BadRequest, _answer_bad_request)
    _add_page(app, feed, config)
    stream = EventStream(feed, config.beat_s, config.max_streams)
    app.router.routes.append(Route("/events", stream, methods=["GET"]))
    _add_map(app, hall_map)
    _add_inputs(app, feed, on_touch, on_ask)
    return app


def _add_page(app: FastAPI, feed: ScreenFeed, config: ScreenConfig) -> None:
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = {**PAGE_TEXTS, "centre": config.centre, "hours": config.hours}
    script = f"export const TEXTS = {encode(texts)};\n"

    @app.get("/")
    async def visitor_page() -> HTMLResponse:
        language: Language = feed.state.language
        page = templates.get_template("visitor.html")
        words = {key: text.of(language) for key, text in texts.items()}
        return HTMLResponse(page.render(t=words, language=language))

    @app.get("/texts.js")
    async def texts_script() -> Response:
        return Response(script, media_type="text/javascript; charset=utf-8")

    @app.get("/healthz")
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "streams": feed.streams})


def _add_map(app: FastAPI, hall_map: Callable[[], HallMap | None]) -> None:
    @app.get("/map.svg")
    async def map_drawing() -> Response:
        drawing = hall_map()
        if drawing is None:
            return PlainTextResponse("there is no map yet\n", 404)
        headers = {
            "content-security-policy": _MAP_POLICY,
            "x-map-to-svg": " ".join(map(repr, map(float, drawing.map_to_svg))),
        }
        return Response(drawing.svg, media_type="image/svg+xml", headers=headers)


def _add_inputs(app: FastAPI, feed: ScreenFeed, on_touch: OnTouch, on_ask: OnAsk) -> None:
    @app.post("/touch")
    async def touch(request: Request) -> Response:
        fields = await _fields(request)
        kind = _touch_kind(fields.get("kind", ""))
        value, turn_id = (_short(fields, name) for name in ("value", "turn_id"))
        if kind is TouchKind.LANGUAGE and value not in ("vi", "en"):
            raise BadRequest("value: one of vi, en")
        _hand_over(lambda: on_touch(kind, value, turn_id))
        if kind is TouchKind.LANGUAGE:  # the page follows even while the conversation is down
            feed.publish(LanguageSwitched("en" if value == "en" else "vi"))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @app.post("/ask")
    async def ask(request: Request) -> Response:
        text = _one_line((await _fields(request)).get("text", ""))
        if not text:
            raise BadRequest("text: is empty")
        if len(text) > MAX_QUESTION_CHARS:
            raise BadRequest(f"text: longer than {MAX_QUESTION_CHARS} characters")
        _hand_over(lambda: on_ask(text))
        return Response(status_code=HTTPStatus.NO_CONTENT)


async def _fields(request: Request) -> Mapping[str, str]:
    """Return the fields of a JSON object or a form; all values are texts.

    Raises:
        BadRequest: If it is neither, or not UTF-8.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        body = (await request.body()).decode()
        if kind == "application/json":
            return json_object(body)
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=10))
    except ValueError as error:
        raise BadRequest(f"body: not valid {kind}") from error
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    raise BadRequest("content-type: application/json or a form", status)


def _touch_kind(name: str) -> TouchKind:
    try:
        return TouchKind[name.upper()]
    except KeyError:
        known = ", ".join(kind.name.lower() for kind in TouchKind)
        raise BadRequest(f"kind: one of {known}") from None


def _short(fields: Mapping[str, str], name: str) -> str:
    value = _one_line(fields.get(name, ""))
    if len(value) > MAX_VALUE_CHARS:
        raise BadRequest(f"{name}: longer than {MAX_VALUE_CHARS} characters")
    return value


def _one_line(text: str) -> str:
    """Return text as NFC, control characters and runs of spaces as one space."""
    composed = unicodedata.normalize("NFC", text)
    shown = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in composed)
    return " ".join("".join(shown).split())


def _hand_over(call: Callable[[], None]) -> None:
    try:
        call()
    except Exception as error:
        # The type alone: the text of an error may repeat what a visitor wrote.
        _log.error("the robot did not take a touch: %s", type(error).__name__)
        raise BadRequest("the robot is not ready", HTTPStatus.SERVICE_UNAVAILABLE) from error


async def _answer_bad_request(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, BadRequest) else HTTPStatus.BAD_REQUEST
    return JSONResponse({"error": str(error)}, status)
