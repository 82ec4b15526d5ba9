"""What the robot's programs wrote down, newest first; nothing that a visitor said is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fastapi import APIRouter, Request, Response

from letan_web.staff.frame import frame_of
from letan_web.staff.request import Operator

LEVELS = {"info": "Tất cả", "warn": "Cần xem và lỗi", "error": "Chỉ lỗi"}
"""Levels of a line, the least serious first, as the page calls what it shows from there up."""
_MOST = 300


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line.

    Attributes:
        at: When; None where the line does not tell.
        level: One of `LEVELS`.
        node: Of the graph, or the process that wrote it.
        text: What it says, for the developer; may have several lines.
    """

    at: datetime | None
    level: str
    node: str
    text: str


class Logs(Protocol):
    """The robot's logs."""

    def lines(self) -> Sequence[LogLine]:
        """Return the newest lines of every process, newest first; none where there are none."""
        ...


def log_router(logs: Logs) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/logs")
    def page(request: Request, staff: Operator, node: str = "", level: str = "info") -> Response:
        level = level if level in LEVELS else "info"
        found = logs.lines()
        return frame_of(request).page(
            "operator/logs.html",
            staff,
            request=request,
            lines=chosen(found, node, level)[:_MOST],
            nodes=sorted({line.node for line in found}),
            levels=LEVELS,
            node=node[:60],
            level=level,
        )

    @router.get("/logs.txt")
    def download(
        request: Request, _staff: Operator, node: str = "", level: str = "info"
    ) -> Response:
        frame = frame_of(request)
        found = chosen(logs.lines(), node, level if level in LEVELS else "info")
        text = "".join(
            f"{frame.moment(one.at) if one.at else '-'} [{one.level}] [{one.node}] {one.text}\n"
            for one in found
        )
        headers = {"content-disposition": 'attachment; filename="letan-log.txt"'}
        return Response(text, media_type="text/plain; charset=utf-8", headers=headers)

    return router


def chosen(lines: Sequence[LogLine], node: str, level: str) -> list[LogLine]:
    """Return the lines of a node ("" = all) that are at least as serious as a level."""
    order = list(LEVELS)
    serious = order[order.index(level) :]
    return [line for line in lines if line.level in serious and node in ("", line.node)]
