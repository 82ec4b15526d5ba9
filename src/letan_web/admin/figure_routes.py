"""Figures of what was asked, as charts and as CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from letan.journal.figures import Figures, Tally, figures_of
from letan.ports.journal import JournalStore
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import titles_of
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Reader, door_of

_PERIODS = (7, 28, 90)
_MOST_TURNS = 500_000
_MOST_ENTRIES = 15
_HEIGHT, _WIDTH = 160.0, 720.0
SOURCES = {"microphone": "Nói", "typed": "Gõ chữ", "touch": "Chạm màn hình", "file": "Tệp thử"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a bar chart, in units of its view box."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


def day_bars(days: Sequence[Tally]) -> tuple[Bar, ...]:
    """Return the stacked bars of a chart 720 wide and 160 high."""
    most = max((day.all for day in days), default=0) or 1
    step = _WIDTH / max(1, len(days))
    bars = []
    for index, day in enumerate(days):
        y = _HEIGHT
        for kind in ("answered", "referred", "abandoned"):
            height = getattr(day, kind) / most * _HEIGHT
            y -= height
            if height:
                title = f"{_day(day.name)}: {day.answered} trả lời, {day.referred} mời gặp cán bộ "
                title += f"hoặc hỏi lại, {day.abandoned} không trả lời được"
                bars.append(
                    Bar(round(index * step + 1, 1), round(y, 1), round(max(1, step - 2), 1),
                        round(height, 1), kind, title)
                )  # fmt: skip
    return tuple(bars)


def figure_router(answers: Answers, journal: JournalStore) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    def figures(request: Request, days: int) -> Figures:
        now = door_of(request).clock()
        since = now - timedelta(days=days)
        turns, ratings = journal.turns(since, _MOST_TURNS), journal.ratings(since)
        return figures_of(turns, ratings, now, days, frame_of(request).utc_offset_h)

    @router.get("/figures")
    def page(request: Request, staff: Reader, days: int = 28) -> Response:
        period = days if days in _PERIODS else 28
        found = figures(request, period)
        return frame_of(request).page(
            "admin/figures.html",
            staff,
            request=request,
            figures=found,
            bars=day_bars(found.days),
            most=max((day.all for day in found.days), default=0),
            most_entry=max((entry.all for entry in found.entries), default=1) or 1,
            entries=found.entries[:_MOST_ENTRIES],
            titles=titles_of(answers.content("next")),
            periods=_PERIODS,
            period=period,
            sources=SOURCES,
            first=_day(found.days[0].name),
            last=_day(found.days[-1].name),
        )

    @router.get("/figures/{table}.csv")
    def download(request: Request, _staff: Reader, table: str, days: int = 28) -> Response:
        found = figures(request, min(max(days, 1), 366))
        titles = titles_of(answers.content("next"))
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        heading = ["trả lời được", "mời gặp cán bộ hoặc hỏi lại", "không trả lời được"]
        if table == "entries":
            writer.writerow(["mục", "tên mục", *heading])
            rows = [[t.name, titles.get(t.name, "")] for t in found.entries]
        else:
            writer.writerow(["ngày", *heading])
            rows = [[t.name] for t in found.days]
        tallies = found.entries if table == "entries" else found.days
        for row, tally in zip(rows, tallies, strict=True):
            writer.writerow([*row, tally.answered, tally.referred, tally.abandoned])
        headers = {"content-disposition": 'attachment; filename="thong-ke.csv"'}
        text = out.getvalue().encode("utf-8-sig")
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
