"""The form of one part of an entry: its drafts, two who write at once, and saving."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from letan.faq.content.entry import FACETS
from letan.faq.content.parts import parts_of
from letan.kernel.canonical import Json
from letan.kernel.faults import LetanError
from letan.ports.content_store import EditState, PartEdit, StoredEdit
from letan_web.admin import forms
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import CLAIM_PARTS, EDITABLE, LINE_PARTS, PART_TITLES, newest
from letan_web.admin.problems import told
from letan_web.admin.showing import author_of, require_entry, shown_part, title_of
from letan_web.shell.requests import BadRequest, one_line
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Fields, Form, door_of, go_to


def part_router(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/entries/{entry}/{part}")
    def part_page(request: Request, staff: Editor, entry: str, part: str) -> Response:
        _require_editable(part)
        parts = require_entry(answers, entry, "next")
        draft = newest(answers.store.edits(EditState.DRAFT), entry, part)
        ready = newest(answers.store.edits(), entry, part)
        value = draft.edit.value if draft is not None else parts.get(part)
        return frame_of(request).page(
            "admin/part.html",
            staff,
            request=request,
            draft=draft,
            ready=ready,
            title=title_of(parts),
            **_form_values(answers, entry, part, value),
        )

    @router.post("/entries/{entry}/{part}/draft")
    def save_draft(
        request: Request, staff: Editor, form: Fields, entry: str, part: str
    ) -> Response:
        _require_editable(part)
        try:
            edit = _edit(answers, entry, part, form)
        except forms.FormError:
            return frame_of(request).part(
                "admin/saved.html", problems=()
            )  # half a date is no fault
        try:
            stored = answers.store.add_over(
                edit, author_of(request, staff), form.number("seen_draft"), draft=True
            )
        except LetanError:
            return _conflict(request, answers, entry, part, draft=True)
        at = frame_of(request).moment(stored.author.when)[:5]
        return JSONResponse({"seen": stored.id, "at": at})

    @router.post("/entries/{entry}/{part}")
    def save(request: Request, staff: Editor, form: Fields, entry: str, part: str) -> Response:
        _require_editable(part)
        frame = frame_of(request)
        try:
            edit = _edit(answers, entry, part, form)
        except forms.FormError as error:
            return frame.part("admin/problems.html", problems=[str(error)], status=422)
        refusals = answers.refused([edit])
        if refusals:
            return frame.part(
                "admin/problems.html", problems=[told(p) for p in refusals], status=422
            )
        author = author_of(request, staff, one_line(form.one("reason"))[:200])
        draft = newest(answers.store.edits(EditState.DRAFT), entry, part)
        if draft is not None and draft.id != form.number("seen_draft"):
            return _conflict(request, answers, entry, part, draft=True)
        try:
            answers.store.add_over(edit, author, form.number("seen_ready"))
        except LetanError:
            return _conflict(request, answers, entry, part, draft=False)
        if draft is not None:
            answers.store.withdraw([draft.id], author)
        door_of(request).record(staff.name, "edit", f"{entry}, {part}", author.reason)
        return go_to(f"/entries/{entry}?done=ready#part-{part}")

    @router.post("/entries/{entry}/{part}/withdraw")
    def withdraw(request: Request, staff: Editor, form: Fields, entry: str, part: str) -> Response:
        part = "" if part == "_" else part
        state = EditState.DRAFT if form.one("state") == "draft" else EditState.READY
        found = newest(answers.store.edits(state), entry, part)
        if found is not None and found.id == form.number("seen"):
            answers.store.withdraw([found.id], author_of(request, staff))
            door_of(request).record(staff.name, "withdraw", f"{entry}, {part}")
        page = "/releases" if form.one("back") == "releases" else f"/entries/{entry}"
        return go_to(f"{page}?done=withdrawn")

    return router


def _require_editable(part: str) -> None:
    if part not in EDITABLE:
        raise BadRequest("this part is changed by file", HTTPStatus.NOT_FOUND)


def _edit(answers: Answers, entry: str, part: str, form: Form) -> PartEdit:
    parts = require_entry(answers, entry, "next")
    value = forms.like(parts.get(part), forms.read_part(part, form))
    if part in ("spoken", "phrasings") and value is None:
        raise forms.FormError("vi:0", "Phần này không được để trống.")
    base = parts_of(answers.pack).values.get((entry, part))
    return PartEdit(entry, part, value, base)


def _form_values(answers: Answers, entry: str, part: str, value: Json) -> dict[str, Any]:
    """Return what the template of a part's form needs."""
    kind = (
        "claims" if part in CLAIM_PARTS
        else "lines" if part in LINE_PARTS
        else part
    )  # fmt: skip
    sources = forms.source_lines(require_entry(answers, entry, "next").get("sources"))
    return {
        "entry": entry,
        "part": part,
        "part_title": PART_TITLES[part],
        "kind": kind,
        "claims": forms.claim_lines(value) if kind == "claims" else [],
        "lines": forms.text_lines(value) if kind == "lines" else "",
        "sources": forms.source_lines(value) if kind == "sources" else sources,
        "golden": forms.golden_lines(value) if kind == "golden" else [],
        "text": forms.claim_lines(value)[0] if kind == "title" else forms.ClaimLine(),
        "place": str(value or "") if kind == "place" else "",
        "places": list(answers.places),
        "facets": {facet: PART_TITLES[facet] for facet in FACETS},
        "empty_claim": forms.ClaimLine(),
        "empty_source": forms.SourceLine(),
        "empty_golden": forms.GoldenLine(),
    }


def _conflict(
    request: Request, answers: Answers, entry: str, part: str, *, draft: bool
) -> Response:
    """Show what somebody else wrote in the meantime, beside what was typed; nothing is stored."""
    drafts, ready = answers.store.edits(EditState.DRAFT), answers.store.edits()
    theirs: StoredEdit | None = newest(drafts if draft else ready, entry, part)
    other = None if theirs is None else shown_part(part, theirs.edit.value)
    newest_draft, newest_ready = newest(drafts, entry, part), newest(ready, entry, part)
    return frame_of(request).part(
        "admin/conflict.html",
        status=HTTPStatus.CONFLICT,
        theirs=theirs,
        when=None if theirs is None else frame_of(request).moment(theirs.author.when),
        other=other,
        draft=draft,
        seen_draft=newest_draft.id if newest_draft else 0,
        seen_ready=newest_ready.id if newest_ready else 0,
        entry=entry,
        part=part,
    )
