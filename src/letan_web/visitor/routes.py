"""The visitor's screen: its page, its stream, and what a touch or a typed question becomes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Depends, FastAPI, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.security import HTTPBearer
from pydantic import AfterValidator, BaseModel, Field
from starlette.routing import Route

from letan.dialogue.events import TouchKind
from letan.kernel.text import Text
from letan.kernel.units import Language, Seconds
from letan_web.shell.event_stream import EventStream
from letan_web.shell.guards import ScriptToken
from letan_web.shell.json_form import encode
from letan_web.shell.origin import LOCAL_HOSTS, Origin, create_app, page_templates
from letan_web.shell.requests import BadRequest, Refusal, one_line
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.screen_state import LanguageSwitched, ScreenState
from letan_web.visitor.takeaway import Shelf
from letan_web.visitor.takeaway_routes import codes
from letan_web.visitor.texts import PAGE_TEXTS
from letan_web.visitor.topics import Topic

OnTouch: TypeAlias = Callable[[TouchKind, str, str], None]
"""Called with kind, value and turn id; in the server's thread, so it returns at once."""

OnAsk: TypeAlias = Callable[[str], None]
"""Called with a typed question; in the server's thread, so it returns at once."""

STATE_PATH = "/api/state"
MAX_QUESTION_CHARS = 500
MAX_VALUE_CHARS = 200
_MAP_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_log = logging.getLogger("letan.web")
_Word: TypeAlias = Annotated[str, Field(max_length=MAX_VALUE_CHARS), AfterValidator(one_line)]


Inches: TypeAlias = Annotated[float, Query(ge=5.0, le=100.0)]
_TOUCH_NAMES = [kind.name.lower() for kind in TouchKind]


def _touch_name(name: str) -> str:
    if name.lower() not in _TOUCH_NAMES:
        raise ValueError(f"one of {', '.join(_TOUCH_NAMES)}")
    return name.lower()


class Touch(BaseModel):
    """Something that was touched."""

    kind: Annotated[
        str, AfterValidator(_touch_name), Field(json_schema_extra={"enum": list(_TOUCH_NAMES)})
    ]
    value: _Word = ""
    turn_id: _Word = ""


class Question(BaseModel):
    """A typed question; control characters become spaces."""

    text: Annotated[str, Field(max_length=MAX_QUESTION_CHARS), AfterValidator(one_line)]


@dataclass(frozen=True, slots=True)
class ScreenConfig:
    """Settings of the visitor's page.

    Attributes:
        centre: Name of the public-service centre, shown on top.
        hosts: Names under which the page may be opened, without port.
        inches: Diagonal of the screen; it sets the size of the text.
        phone_address: Where telephones reach the robot, without a slash at the end; "" = nowhere.
        token: What programs show that touch, ask or read the state; "" = they need none.
        max_streams: Open pages at the same time; one more is refused with status 503.
        beat_s: Longest silence of a stream, seconds.
    """

    centre: Text = field(
        default_factory=lambda: Text(
            "Trung tâm Phục vụ hành chính công", "Public Administration Service Centre"
        )
    )
    hosts: tuple[str, ...] = LOCAL_HOSTS
    inches: float = 21.5
    phone_address: str = ""
    token: str = ""
    max_streams: int = 32
    beat_s: Seconds = 10.0


def create_visitor_app(
    feed: ScreenFeed,
    config: ScreenConfig,
    on_touch: OnTouch,
    on_ask: OnAsk,
    hall_map: Callable[[Language], HallMap | None] = lambda _: None,
    shelf: Shelf | None = None,
    topics: Callable[[], tuple[Topic, ...]] = tuple,
) -> FastAPI:
    """Build the application of the robot's own screen.

    Args:
        feed: What the page shows; the caller publishes into it from any thread.
        config: Settings.
        on_touch: Where touches go.
        on_ask: Where typed questions go.
        hall_map: The newest map, asked for whenever a page loads it; None while there is none.
        shelf: Where cards are put that somebody takes away.
        topics: All questions to touch, asked for whenever a page lists them.
    """
    origin = Origin("letan: the visitor's screen", config.hosts, static=("visitor",))
    stream = EventStream(feed, config.beat_s, config.max_streams)
    taken = codes(feed, shelf or Shelf(), config.phone_address)
    inputs = _inputs(feed, on_touch, on_ask)
    read = (_page(feed, config), _map(hall_map), _questions(topics))
    app = create_app(origin, (*read, inputs, taken))
    if config.token:
        app.add_middleware(ScriptToken, token=config.token, reads=STATE_PATH)
    app.router.routes.append(Route("/events", stream, methods=["GET"]))
    return app


def _page(feed: ScreenFeed, config: ScreenConfig) -> APIRouter:
    router = APIRouter()
    page = page_templates("visitor").get_template("page.html")
    texts = {**PAGE_TEXTS, "centre": config.centre}
    script = f"export const TEXTS = {encode(texts)};\n"

    @router.get("/", include_in_schema=False)
    async def visitor_page(inches: Inches = config.inches) -> HTMLResponse:
        language = feed.state.language
        words = {key: text.of(language) for key, text in texts.items()}
        return HTMLResponse(page.render(t=words, language=language, inches=inches))

    @router.get("/texts.js", include_in_schema=False)
    async def texts_script() -> Response:
        return Response(script, media_type="text/javascript; charset=utf-8")

    @router.get("/healthz", summary="Whether the server answers, and how many pages are open")
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "streams": feed.streams})

    return router


def _map(hall_map: Callable[[Language], HallMap | None]) -> APIRouter:
    router = APIRouter()

    @router.get("/map.svg", summary="The hall's drawing", response_class=Response)
    async def map_drawing(language: Language = "vi") -> Response:
        drawing = hall_map(language)
        if drawing is None:
            return PlainTextResponse("there is no map yet\n", 404)
        headers = {
            "content-security-policy": _MAP_POLICY,
            "x-map-to-svg": " ".join(map(repr, map(float, drawing.map_to_svg))),
        }
        return Response(drawing.svg, media_type="image/svg+xml", headers=headers)

    return router


def _questions(topics: Callable[[], tuple[Topic, ...]]) -> APIRouter:
    router = APIRouter()

    @router.get(
        "/topics",
        summary="Every question that can be touched",
        response_class=JSONResponse,
        response_model=tuple[Topic, ...],
    )
    async def all_topics() -> Response:
        return Response(encode(topics()), media_type="application/json")

    return router


def _inputs(feed: ScreenFeed, on_touch: OnTouch, on_ask: OnAsk) -> APIRouter:
    refused: dict[int | str, dict[str, Any]] = {
        int(status): {"model": Refusal}
        for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.SERVICE_UNAVAILABLE)
    }
    token = HTTPBearer(auto_error=False, description="For programs; a page needs none.")
    router = APIRouter(responses=refused, dependencies=[Depends(token)])

    @router.get(
        STATE_PATH,
        summary="What the screen shows",
        response_class=JSONResponse,
        response_model=ScreenState,
    )
    async def state() -> Response:
        return Response(encode(feed.state), media_type="application/json")

    @router.post("/touch", status_code=HTTPStatus.NO_CONTENT, summary="Something was touched")
    async def touch(sent: Touch) -> None:
        kind = TouchKind[sent.kind.upper()]
        if kind is TouchKind.LANGUAGE and sent.value not in ("vi", "en"):
            raise BadRequest("value: one of vi, en")
        _hand_over(lambda: on_touch(kind, sent.value, sent.turn_id))
        if kind is TouchKind.LANGUAGE:  # the page follows even while the conversation is down
            feed.publish(LanguageSwitched("en" if sent.value == "en" else "vi"))

    @router.post("/ask", status_code=HTTPStatus.NO_CONTENT, summary="A question was typed")
    async def ask(sent: Question) -> None:
        if not sent.text:
            raise BadRequest("text: is empty")
        _hand_over(lambda: on_ask(sent.text))

    return router


def _hand_over(call: Callable[[], None]) -> None:
    try:
        call()
    except Exception as error:
        # The type alone: the text of an error may repeat what a visitor wrote.
        _log.error("the robot did not take a touch: %s", type(error).__name__)
        raise BadRequest("the robot is not ready", HTTPStatus.SERVICE_UNAVAILABLE) from error
