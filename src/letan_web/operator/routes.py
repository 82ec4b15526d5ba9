"""The operator's pages: the robot live, its controls, and what is stored of visitors."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Protocol

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan.ports.journal import JournalStore
from letan_web.operator.state import OperatorState, Update, apply
from letan_web.shell.event_stream import EventStream
from letan_web.shell.feed import Feed
from letan_web.staff.door import Door, Staff
from letan_web.staff.frame import frame_of
from letan_web.staff.request import COOKIE, Fields, Operator, Reader, door_of, go_to

_MAP_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_EVERYTHING = timedelta(days=36500)
_MOST = 1_000_000
_BEAT_S: Seconds = 10.0
_MOST_STREAMS = 16


class OperatorFeed(Feed[OperatorState, Update]):
    """The operator's state and its streams."""

    def __init__(self) -> None:
        """Start with nothing known."""
        super().__init__(OperatorState(), apply)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of a node that an operator may change while the robot works.

    Attributes:
        node: Whose.
        name: Of the parameter.
        title: In Vietnamese.
        low: Least value.
        high: Greatest value.
        step: Of the slider.
        unit: Shown behind the value.
    """

    node: str
    name: str
    title: str
    low: float
    high: float
    step: float
    unit: str = ""


SETTINGS = (
    Setting("voice", "volume", "Âm lượng giọng nói", 0.0, 1.0, 0.05),
    Setting("voice", "rate", "Tốc độ nói", 0.5, 2.0, 0.05, "lần"),
    Setting("dialogue", "prompt_after_s", "Im lặng bao lâu thì hỏi lại", 5, 60, 1, "giây"),
    Setting("dialogue", "end_after_s", "Im lặng thêm bao lâu thì kết thúc", 10, 300, 5, "giây"),
    Setting("dialogue", "staff_after_s", "Chờ cán bộ bao lâu", 10, 120, 5, "giây"),
)
"""What may be changed; ranges are those of the parameters."""


class Controls(Protocol):
    """What an operator may have the robot do. Each returns at once, from any thread."""

    def settings(self) -> Mapping[tuple[str, str], float]:
        """Return the values of `SETTINGS` by node and name."""
        ...

    def change(self, node: str, name: str, value: float) -> None:
        """Set a parameter."""
        ...

    def stop(self) -> None:
        """Stop the wheels, and keep them stopped."""
        ...

    def release(self) -> None:
        """Let the robot move again."""
        ...

    def watch(self, *, on: bool) -> None:
        """Turn the camera's live picture on or off; the visitor's screen says that it is on."""
        ...

    def picture(self) -> bytes | None:
        """Return the newest live picture as JPEG, None while there is none; none is kept."""
        ...

    def acknowledge(self, call: str) -> None:
        """Tell the robot that somebody comes."""
        ...

    def test_speaker(self) -> None:
        """Say a sentence."""
        ...

    def record(self, *, on: bool) -> None:
        """Begin or end a recording.

        Raises:
            LetanError: If it cannot be begun here.
        """
        ...


def change_setting(
    controls: Controls, door: Door, staff: Staff, node: str, name: str, value: float
) -> tuple[str, int] | None:
    """Set a number of a node; return why not, and the status, where it cannot be."""
    setting = next((s for s in SETTINGS if (s.node, s.name) == (node, name)), None)
    if setting is None:
        return "Không có cài đặt này.", HTTPStatus.NOT_FOUND
    if not setting.low <= value <= setting.high:
        text = f"{setting.title}: từ {setting.low:g} đến {setting.high:g}."
        return text, HTTPStatus.UNPROCESSABLE_ENTITY
    controls.change(node, name, value)
    door.record(staff.name, "setting", f"{node}.{name}", f"{value:g}")
    return None


def operator_router(
    feed: OperatorFeed, controls: Controls, hall_map: Callable[[], str | None]
) -> APIRouter:
    """Return the routes of the live page.

    Args:
        feed: What it shows.
        controls: What it can do.
        hall_map: The hall as SVG in metres, None where there is none.
    """
    router = APIRouter(include_in_schema=False)
    router.routes.append(Route("/robot/events", _GuardedStream(feed), methods=["GET"]))

    @router.get("/robot")
    def page(request: Request, staff: Reader) -> Response:
        values = controls.settings()
        settings = [(setting, values.get((setting.node, setting.name))) for setting in SETTINGS]
        frame = frame_of(request)
        return frame.page(
            "operator/robot.html",
            staff,
            request=request,
            settings=settings,
            utc_offset_h=frame.utc_offset_h,
        )

    @router.get("/robot/map.svg")
    def drawing(_request: Request, _staff: Reader) -> Response:
        svg = hall_map()
        if svg is None:
            return PlainTextResponse("there is no map\n", 404)
        headers = {"content-security-policy": _MAP_POLICY}
        return Response(svg, media_type="image/svg+xml", headers=headers)

    @router.post("/robot/stop")
    def stop(request: Request, staff: Reader) -> Response:
        controls.stop()  # everybody who is signed in may stop it
        door_of(request).record(staff.name, "stop")
        return Response(status_code=204)

    @router.post("/robot/release")
    def release(request: Request, staff: Operator) -> Response:
        controls.release()
        door_of(request).record(staff.name, "release")
        return Response(status_code=204)

    @router.post("/robot/calls/{call}")
    def acknowledge(request: Request, staff: Reader, call: str) -> Response:
        controls.acknowledge(call[:80])
        door_of(request).record(staff.name, "acknowledge", call[:80])
        return Response(status_code=204)

    @router.post("/robot/speaker")
    def speaker(_request: Request, _staff: Operator) -> Response:
        controls.test_speaker()
        return Response(status_code=204)

    @router.post("/robot/settings")
    def change(request: Request, staff: Operator, form: Fields) -> Response:
        value = _number(form.one("value"))
        node, name = form.one("node"), form.one("name")
        value = math.nan if value is None else value
        problem = change_setting(controls, door_of(request), staff, node, name, value)
        return Response(status_code=204) if problem is None else PlainTextResponse(*problem)

    @router.post("/robot/watch")
    def watch(request: Request, staff: Operator, form: Fields) -> Response:
        on = form.one("on") == "1"
        controls.watch(on=on)
        door_of(request).record(staff.name, "watch-on" if on else "watch-off")
        return Response(status_code=204)

    @router.get("/robot/picture.jpg")
    def picture(_request: Request, _staff: Operator) -> Response:
        jpeg = controls.picture()
        if jpeg is None:
            return PlainTextResponse("there is no picture\n", 404)
        return Response(jpeg, media_type="image/jpeg", headers={"cache-control": "no-store"})

    @router.post("/robot/recording")
    def recording(request: Request, staff: Operator, form: Fields) -> Response:
        on = form.one("on") == "1"
        try:
            controls.record(on=on)
        except LetanError as error:
            return PlainTextResponse(f"Không ghi được: {error}", 503)
        door_of(request).record(staff.name, "recording-on" if on else "recording-off")
        return Response(status_code=204)

    return router


def stored_router(journal: JournalStore) -> APIRouter:
    """Return the routes of what is stored of visitors: seen, exported, deleted."""
    router = APIRouter(include_in_schema=False)

    @router.get("/stored")
    def page(request: Request, staff: Operator) -> Response:
        since = door_of(request).clock() - _EVERYTHING
        return frame_of(request).page(
            "operator/stored.html",
            staff,
            request=request,
            questions=journal.questions(since),
            feedback=journal.feedback(since),
            turns=len(journal.turns(since, _MOST)),
            ratings=len(journal.ratings(since)),
        )

    @router.get("/stored/export.jsonl")
    def export(request: Request, staff: Operator) -> Response:
        since = door_of(request).clock() - _EVERYTHING
        lines = [
            json.dumps(
                {
                    "record": "question",
                    "id": f"q{question.id}",
                    "text": question.text,
                    "count": question.count,
                    "first": question.first.isoformat(),
                    "last": question.last.isoformat(),
                    "intent": question.intent,
                },
                ensure_ascii=False,
            )
            for question in journal.questions(since)
        ] + [
            json.dumps(
                {
                    "record": "feedback",
                    "id": f"f{item.id}",
                    "at": item.at.isoformat(),
                    "kind": item.kind,
                    "text": item.text,
                },
                ensure_ascii=False,
            )
            for item in journal.feedback(since)
        ]
        door_of(request).record(staff.name, "stored-export", note=str(len(lines)))
        headers = {"content-disposition": 'attachment; filename="letan-stored.jsonl"'}
        text = "".join(f"{line}\n" for line in lines)
        return Response(text, media_type="application/jsonl; charset=utf-8", headers=headers)

    @router.post("/stored/delete")
    def delete(request: Request, staff: Operator, form: Fields) -> Response:
        numbers = {
            kind: [int(n) for n in form.all(kind) if n.isdecimal() and len(n) < 12]
            for kind in ("q", "f")
        }
        gone = journal.delete(numbers["q"], numbers["f"])
        note = f"{gone.questions} + {gone.feedback}"
        door_of(request).record(staff.name, "stored-delete", note=note)
        return go_to("/stored?done=deleted")

    @router.post("/stored/purge")
    def purge(request: Request, staff: Operator, form: Fields) -> Response:
        days = form.number("days")
        gone = journal.purge(door_of(request).clock() - timedelta(days=days))
        note = f"> {days} ngày: {gone.turns} + {gone.questions} + {gone.feedback} + {gone.ratings}"
        door_of(request).record(staff.name, "stored-delete", note=note)
        return go_to("/stored?done=deleted")

    return router


class _GuardedStream:
    """The stream, for those who are signed in."""

    def __init__(self, feed: OperatorFeed) -> None:
        self._stream = EventStream(feed, _BEAT_S, _MOST_STREAMS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        secret = connection.cookies.get(COOKIE, "")
        staff = await run_in_threadpool(scope["app"].state.door.who, secret)
        if staff is None:
            await JSONResponse({"error": "not signed in"}, 401)(scope, receive, send)
            return
        await self._stream(scope, receive, send)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if value == value and abs(value) < 1e6 else None  # noqa: PLR0124  # NaN
