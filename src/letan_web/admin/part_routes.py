"""The form of one part of an entry: what it shows and what it says."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from letan.faq.content.entry import FACETS
from letan.faq.content.parts import parts_of
from letan.kernel.canonical import Json
from letan.ports.content_store import EditState, PartEdit
from letan_web.admin import forms
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import CLAIM_PARTS, EDITABLE, LINE_PARTS, PART_TITLES
from letan_web.admin.part_saving import PartPlace, address_of, save, save_draft, withdraw
from letan_web.admin.showing import require_entry, title_of
from letan_web.shell.requests import BadRequest
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Fields, Form


def part_router(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/entries/{entry}/{part}")
    def part_page(request: Request, staff: Editor, entry: str, part: str) -> Response:
        place = _place(entry, part)
        parts = require_entry(answers, entry, "next")
        draft = place.stored(answers, EditState.DRAFT)
        ready = place.stored(answers, EditState.READY)
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
    def draft(request: Request, staff: Editor, form: Fields, entry: str, part: str) -> Response:
        place = _place(entry, part)

        def read() -> PartEdit:
            return _edit(answers, entry, part, form)

        return save_draft(request, staff, answers, form, place, read)

    @router.post("/entries/{entry}/{part}")
    def ready(request: Request, staff: Editor, form: Fields, entry: str, part: str) -> Response:
        place = _place(entry, part)

        def read() -> PartEdit:
            return _edit(answers, entry, part, form)

        return save(request, staff, answers, form, place, read)

    @router.post("/entries/{entry}/{part}/withdraw")
    def take_back(request: Request, staff: Editor, form: Fields, entry: str, part: str) -> Response:
        place = PartPlace(entry, "" if part == "_" else part, address_of(entry))
        return withdraw(request, staff, answers, form, place)

    return router


def _place(entry: str, part: str) -> PartPlace:
    if part not in EDITABLE:
        raise BadRequest("this part is changed by file", HTTPStatus.NOT_FOUND)
    return PartPlace(entry, part, address_of(entry))


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
