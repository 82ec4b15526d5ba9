"""The operator's work for scripts: the robot's state, stop, calls, settings, recording, as JSON."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from letan.kernel.faults import LetanError
from letan_web.operator.routes import SETTINGS, Controls, OperatorFeed, change_setting
from letan_web.shell.json_form import plain
from letan_web.shell.requests import BadRequest, Refusal
from letan_web.staff.request import OperatingScript, ReadingScript, door_of

_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal}, 401: {"model": Refusal}, 403: {"model": Refusal},
    404: {"model": Refusal}, 409: {"model": Refusal}, 422: {"model": Refusal},
}  # fmt: skip


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Value(_Sent):
    """A setting's new value."""

    value: Annotated[float, Field(allow_inf_nan=False)]


class Recording(_Sent):
    """Whether topics are recorded, without sound."""

    on: bool


def operator_api(feed: OperatorFeed, controls: Controls) -> APIRouter:
    """Return the routes of the robot itself."""
    router = APIRouter(prefix="/api/v1/robot", tags=["robot"], responses=_REFUSALS)

    @router.get("", summary="What the operator's page shows now")
    def state(_staff: ReadingScript) -> Any:
        return plain(feed.state)

    @router.post("/stop", status_code=204, summary="Stop the wheels, and keep them stopped")
    def stop(request: Request, staff: ReadingScript) -> None:
        controls.stop()
        door_of(request).record(staff.name, "stop")

    @router.post("/release", status_code=204, summary="Let the robot move again")
    def release(request: Request, staff: OperatingScript) -> None:
        controls.release()
        door_of(request).record(staff.name, "release")

    @router.post("/calls/{call}", status_code=204, summary="Somebody comes to a call of staff")
    def acknowledge(
        request: Request, staff: ReadingScript, call: Annotated[str, Path(max_length=80)]
    ) -> None:
        controls.acknowledge(call)
        door_of(request).record(staff.name, "acknowledge", call)

    @router.get("/settings", summary="What may be set, with range and value")
    def settings(_staff: ReadingScript) -> Any:
        values = controls.settings()
        return [
            {**_plain(setting), "value": values.get((setting.node, setting.name))}
            for setting in SETTINGS
        ]

    @router.put("/settings/{node}/{name}", status_code=204, summary="Set one; it is kept")
    def change(request: Request, staff: OperatingScript, node: str, name: str, sent: Value) -> None:
        problem = change_setting(controls, door_of(request), staff, node, name, sent.value)
        if problem is not None:
            raise BadRequest(*problem)

    @router.post("/recording", status_code=204, summary="Record topics, without sound")
    def recording(request: Request, staff: OperatingScript, sent: Recording) -> None:
        try:
            controls.record(on=sent.on)
        except LetanError as error:
            raise BadRequest(str(error), HTTPStatus.CONFLICT) from None
        door_of(request).record(staff.name, "recording-on" if sent.on else "recording-off")

    return router


def _plain(value: object) -> dict[str, Any]:
    found = plain(value)
    return found if isinstance(found, dict) else {}
