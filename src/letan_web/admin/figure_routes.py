"""Figures of what was asked, as charts and as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from letan.journal.figures import Figures, Tally, figures_of
from letan.ports.journal import JournalStore
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import titles_of
from letan_web.shell.requests import BadRequest
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Reader, door_of

_PERIODS = (7, 28, 90)
_MOST_TURNS = 500_000
_MOST_ENTRIES = 15
_HEIGHT, _WIDTH = 160.0, 720.0
SOURCES = {
    "microphone": "Nói",
    "typed": "Gõ chữ",
    "touch": "Chạm màn hình",
    "camera": "Giơ mã trước camera",
    "file": "Tệp thử",
}
LANGUAGES = {"vi": "Tiếng Việt", "en": "Tiếng Anh"}
KINDS = {
    "answered": "trả lời được",
    "asked_back": "hỏi lại cho rõ",
    "referred": "mời gặp cán bộ",
    "abandoned": "không trả lời được",
}
"""What became of a question, in the order in which it is shown."""
TABLES = ("days", "entries", "waits", "sources", "languages", "ratings")


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
        for kind in KINDS:
            height = getattr(day, kind) / most * _HEIGHT
            y -= height
            if height:
                told = ", ".join(f"{getattr(day, name)} {text}" for name, text in KINDS.items())
                title = f"{_day(day.name)}: {told}"
                bars.append(
                    Bar(round(index * step + 1, 1), round(y, 1), round(max(1, step - 2), 1),
                        round(height, 1), kind, title)
                )  # fmt: skip
    return tuple(bars)


def figures_since(request: Request, journal: JournalStore, days: int) -> Figures:
    """Return the figures of the last days, today included."""
    now = door_of(request).clock()
    since = now - timedelta(days=days)
    turns, ratings = journal.turns(since, _MOST_TURNS), journal.ratings(since)
    return figures_of(turns, ratings, now, days, frame_of(request).utc_offset_h)


def figure_router(answers: Answers, journal: JournalStore) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/figures")
    def page(request: Request, staff: Reader, days: int = 28) -> Response:
        period = days if days in _PERIODS else 28
        found = figures_since(request, journal, period)
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
            languages=LANGUAGES,
            kinds=KINDS,
            most_stars=max(found.stars) or 1,
            most_wait=max(count for _, count in found.waits) or 1,
            first=_day(found.days[0].name),
            last=_day(found.days[-1].name),
        )

    @router.get("/figures/{table}.csv")
    def download(request: Request, _staff: Reader, table: str, days: int = 28) -> Response:
        if table not in TABLES:
            raise BadRequest("there is no such table", HTTPStatus.NOT_FOUND)
        found = figures_since(request, journal, min(max(days, 1), 366))
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows_of(table, found, titles_of(answers.content("next"))))
        headers = {"content-disposition": f'attachment; filename="thong-ke-{table}.csv"'}
        text = out.getvalue().encode("utf-8-sig")
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def rows_of(table: str, found: Figures, titles: Mapping[str, str]) -> list[tuple[object, ...]]:
    """Return one table of the figures with its heading; `table` is one of `TABLES`."""
    kinds = list(KINDS.values())
    match table:
        case "days":
            return [("ngày", *kinds), *((t.name, *_counts(t)) for t in found.days)]
        case "entries":
            named = ((t.name, titles.get(t.name, ""), *_counts(t)) for t in found.entries)
            return [("mục", "tên mục", *kinds), *named]
        case "waits":
            steps = ((f"đến {s:g} giây" if s else "lâu hơn", count) for s, count in found.waits)
            ends = (("trung vị, giây", found.wait_p50_s), ("95 %, giây", found.wait_p95_s))
            return [("chờ robot cất tiếng", "lượt"), *steps, *ends]
        case "sources":
            return [("cách hỏi", "lượt"), *((SOURCES.get(n, n), c) for n, c in found.sources)]
        case "languages":
            return [("ngôn ngữ", "lượt"), *((LANGUAGES.get(n, n), c) for n, c in found.languages)]
        case _:
            return [("sao", "lượt chấm"), *enumerate(found.stars, 1)]


def _counts(tally: Tally) -> list[int]:
    return [getattr(tally, kind) for kind in KINDS]


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
