"""The frame around every page of the staff: navigation, name, help, what was just done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from letan.access.tasks import Task, may
from letan.kernel.text import Text
from letan_web.shell.origin import page_templates
from letan_web.staff.done import DONE
from letan_web.staff.door import Staff

_HEADERS = {"referrer-policy": "same-origin"}
"""With `no-referrer` a browser sends forms with the origin "null", which no guard knows."""


class Frame:
    """Renders pages."""

    def __init__(
        self,
        centre: Text,
        utc_offset_h: float,
        counts: Callable[[], Mapping[str, int]] = dict,
    ) -> None:
        """Prepare the templates.

        Args:
            centre: Name of the centre.
            utc_offset_h: Its time zone, for moments on pages.
            counts: Numbers beside names of the navigation, by name; asked for on every page.
        """
        self._centre, self._counts = centre, counts
        self._templates: Environment = page_templates("staff")
        self.utc_offset_h = utc_offset_h
        """Time zone of the centre."""
        self._templates.filters["moment"] = self.moment
        self._templates.filters["day"] = self.day

    def add_filter(self, name: str, write: Callable[[str], str]) -> None:
        """Let templates write something in another way: `{{ value | name }}`."""
        self._templates.filters[name] = write

    def moment(self, at: datetime) -> str:
        """Write a moment as people at the centre do."""
        return f"{self._local(at):%H:%M %d/%m/%Y}"

    def day(self, at: datetime) -> str:
        """Write the day of a moment."""
        return f"{self._local(at):%d/%m/%Y}"

    def page(
        self,
        template: str,
        staff: Staff | None,
        *,
        status: int = HTTPStatus.OK,
        request: Request | None = None,
        **values: object,
    ) -> HTMLResponse:
        """Return a whole page.

        Args:
            template: Below `templates/staff`.
            staff: Who looks at it; None at the door.
            status: Of the response.
            request: Its query may name what was just done (`?done=`).
            values: For the template.
        """
        done = "" if request is None else DONE.get(request.query_params.get("done", ""), "")
        text = self._templates.get_template(template).render(
            centre=self._centre.vi,
            staff=staff,
            counts=self._counts() if staff is not None else {},
            may=lambda task: staff is not None and may(staff.account.roles, Task(task)),
            path="" if request is None else request.url.path,
            done=done,
            **{"error": "", **values},
        )
        return HTMLResponse(text, status, _HEADERS)

    def part(self, template: str, status: int = HTTPStatus.OK, **values: object) -> HTMLResponse:
        """Return a piece of a page, for a script that puts it in its place."""
        return HTMLResponse(self._templates.get_template(template).render(**values), status)

    def _local(self, at: datetime) -> datetime:
        from letan.site.hours import local_time

        return local_time(at, self.utc_offset_h)


def frame_of(request: Request) -> Frame:
    """Return the frame of the application that a request came to."""
    return cast(Frame, request.app.state.frame)
