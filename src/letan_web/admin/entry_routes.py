"""The pages of the answers: the list, one entry, the form of one part with its drafts."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response

from letan.faq.content.changes import changes
from letan.faq.content.parts import WHOLE
from letan.kernel.canonical import Json
from letan.ports.content_store import EditState, PartEdit
from letan.vietnamese.fold import fold
from letan_web.admin import forms
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import (
    EDITABLE,
    KIND_TITLES,
    PART_TITLES,
    search,
    titles_of,
    topics_of,
)
from letan_web.admin.problems import told
from letan_web.admin.showing import author_of, require_entry, shown_part, title_of
from letan_web.shell.requests import one_line
from letan_web.staff.door import Staff
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Fields, Form, Reader, door_of, go_to, is_script

_SHOWN = 200


def entry_router(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/entries")
    def listing(request: Request, staff: Reader, q: str = "", topic: str = "") -> Response:
        working = answers.content("next")
        edited = frozenset(change.entry for change in changes(answers.content("running"), working))
        drafted = frozenset(e.edit.entry for e in answers.store.edits(EditState.DRAFT))
        lines = search(answers.content("drafts"), q[:200], topic, edited, drafted)
        values: dict[str, Any] = {
            "lines": lines[:_SHOWN],
            "count": len(lines),
            "q": q[:200],
            "topic": topic,
        }
        if is_script(request):
            return frame_of(request).part("admin/entry_list.html", **values)
        return frame_of(request).page(
            "admin/entries.html", staff, request=request, topics=topics_of(working), **values
        )

    @router.get("/entries/new")
    def new_page(request: Request, staff: Editor) -> Response:
        return _new(request, staff, answers, Form([]))

    @router.post("/entries/new")
    def make(request: Request, staff: Editor, form: Fields) -> Response:
        try:
            edit = new_entry(answers, form)
        except forms.FormError as error:
            return _new(request, staff, answers, form, str(error))
        refusals = answers.refused([edit])
        if refusals:
            return _new(request, staff, answers, form, " ".join(told(p) for p in refusals))
        answers.store.add([edit], author_of(request, staff))
        door_of(request).record(staff.name, "entry-new", edit.entry)
        return go_to(f"/entries/{edit.entry}?done=made")

    @router.get("/entries/{entry}")
    def one(request: Request, staff: Reader, entry: str) -> Response:
        parts = require_entry(answers, entry, "next")
        drafts = {
            e.edit.part: e for e in answers.store.edits(EditState.DRAFT) if e.edit.entry == entry
        }
        ready = {e.edit.part: e for e in answers.store.edits() if e.edit.entry == entry}
        titles = titles_of(answers.content("next"))
        shown = [
            (part, title, [titles.get(line, line) for line in shown_part(part, parts.get(part))])
            for part, title in PART_TITLES.items()
            if part in parts or (part in EDITABLE and part not in ("phrasings_en", "amount"))
        ]
        return frame_of(request).page(
            "admin/entry.html",
            staff,
            request=request,
            entry=entry,
            title=title_of(parts),
            kind=KIND_TITLES.get(str(parts.get("kind", "procedure")), ""),
            parts=shown,
            drafts=drafts,
            ready=ready,
            editable=EDITABLE,
            places=dict(answers.places),
        )

    return router


def new_entry(answers: Answers, form: Form) -> PartEdit:
    """Return the edit that makes a new entry of a form.

    Raises:
        FormError: If a field is missing or no good.
    """
    title, spoken, phrasing = (one_line(form.one(n)) for n in ("title", "spoken", "phrasing"))
    topic = form.one("topic")
    if topic not in topics_of(answers.pack):
        raise forms.FormError("topic", "Hãy chọn lĩnh vực.")
    for name, text, problem in (
        ("title", title, "Hãy viết tên mục."),
        ("phrasing", phrasing, "Hãy viết ít nhất một cách hỏi."),
        ("spoken", spoken, "Hãy viết câu robot nói."),
    ):
        if not text:
            raise forms.FormError(name, problem)
        if len(text) > forms.MOST_LETTERS:
            raise forms.FormError(name, f"Một ô có nhiều nhất {forms.MOST_LETTERS} ký tự.")
    kind = form.one("kind") if form.one("kind") in ("procedure", "information") else "information"
    taken = titles_of(answers.content("drafts"))
    base = re.sub(r"[^a-z0-9]+", "_", fold(title).lower()).strip("_")[:40] or "muc_moi"
    numbers = ["", *(f"_{number}" for number in range(2, 100))]
    name = next(f"{topic}.{base}{n}" for n in numbers if f"{topic}.{base}{n}" not in taken)
    value: dict[str, Json] = {
        "id": name,
        "kind": kind,
        "title": title,
        "phrasings": [phrasing],
        "answer": {"spoken": [spoken]},
        "golden": [phrasing],
    }
    return PartEdit(name, WHOLE, value, None, topic)


def _new(request: Request, staff: Staff, answers: Answers, form: Form, error: str = "") -> Response:
    kept = {name: form.one(name) for name in ("title", "spoken", "phrasing", "topic", "kind")}
    kept["phrasing"] = kept["phrasing"] or request.query_params.get("phrasing", "")[:500]
    return frame_of(request).page(
        "admin/new.html",
        staff,
        request=request,
        status=422 if error else 200,
        error=error,
        topics=topics_of(answers.pack),
        form=kept,
    )
