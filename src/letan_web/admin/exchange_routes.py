"""Answers as files: XLSX and CSV out, and in again after they were edited."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal, Protocol

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from letan.faq.content.table import CellProblem
from letan.kernel.faults import LetanError
from letan.ports.content_store import PartEdit
from letan_web.admin.backstage import Answers
from letan_web.admin.showing import author_of
from letan_web.shell.guards import Limit
from letan_web.shell.requests import BadRequest, one_line
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Reader, door_of, from_own_page, go_to

UPLOAD = Limit(12_000_000, within_s=60.0)
"""Of a spreadsheet: the shipped content takes 0.4 MB."""
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file says.

    Attributes:
        edits: What it changes.
        problems: What is wrong in it; nothing may be stored then.
    """

    edits: tuple[PartEdit, ...] = ()
    problems: tuple[CellProblem, ...] = ()


class Files(Protocol):
    """Writes and reads the files."""

    def written(self, kind: Literal["xlsx", "csv"]) -> bytes:
        """Return the next content as a file."""
        ...

    def read(self, name: str, data: bytes) -> Imported:
        """Return what a file changes; nothing is stored.

        Raises:
            LetanError: If it is no such file; problem and remedy are in Vietnamese.
        """
        ...


def exchange_router(answers: Answers, files: Files) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/exchange")
    def page(request: Request, staff: Reader) -> Response:
        return frame_of(request).page("admin/exchange.html", staff, request=request, problems=())

    @router.get("/exchange/letan.{kind}")
    def export(request: Request, staff: Reader, kind: str) -> Response:
        if kind not in ("xlsx", "csv"):
            raise BadRequest("there is no such file", HTTPStatus.NOT_FOUND)
        data = files.written("xlsx" if kind == "xlsx" else "csv")
        door_of(request).record(staff.name, "export", kind)
        headers = {"content-disposition": f'attachment; filename="cau-tra-loi.{kind}"'}
        return Response(data, media_type=_TYPES[kind], headers=headers)

    @router.post("/exchange/upload")
    async def upload(request: Request, staff: Editor) -> Response:
        from_own_page(request)
        form = await request.form(max_files=1, max_fields=5)
        file = form.get("file")
        if file is None or isinstance(file, str):
            raise BadRequest("file: is missing")
        data = await file.read()
        return await run_in_threadpool(_take, request, staff, file.filename or "", data)

    def _take(request: Request, staff: Editor, name: str, data: bytes) -> Response:
        frame = frame_of(request)
        try:
            found = files.read(one_line(name)[:100], data)
        except LetanError as error:
            where = "" if error.place in ("XLSX", "CSV") else f"Ô {error.place}: "
            text = f"{where}{error.problem}. {error.remedy}."
            return frame.page(
                "admin/exchange.html", staff, request=request, status=422, error=text, problems=()
            )
        if found.problems:
            return frame.page(
                "admin/exchange.html", staff, request=request, status=422, problems=found.problems
            )
        if not found.edits:
            text = "Tệp không khác gì nội dung hiện có. Không có gì để nhập."
            return frame.page(
                "admin/exchange.html", staff, request=request, error=text, problems=()
            )
        author = author_of(request, staff, f"Nhập từ tệp {one_line(name)[:80]}")
        answers.store.add(list(found.edits), author, draft=False)
        door_of(request).record(staff.name, "import", one_line(name)[:80], str(len(found.edits)))
        return go_to("/releases?done=imported")

    return router
