"""Saving one part of the content: drafts, two who write at once, taking back.

The routes of answers and of the centre stand on it; they know what a form says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from letan.faq.content.parts import CENTRE
from letan.kernel.faults import LetanError
from letan.ports.content_store import EditState, PartEdit, StoredEdit
from letan_web.admin import forms
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import newest
from letan_web.admin.problems import told
from letan_web.admin.showing import author_of, shown_part
from letan_web.shell.requests import one_line
from letan_web.staff.door import Staff
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Form, door_of, go_to


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A part and where it is edited.

    Attributes:
        entry: Id of the entry, or "@centre".
        part: Of it.
        back: Page to go to when it is saved or taken back.
    """

    entry: str
    part: str
    back: str

    @property
    def address(self) -> str:
        """Of its form."""
        return address_of(self.entry, self.part)

    def stored(self, answers: Answers, state: EditState) -> StoredEdit | None:
        """Return the edit of this part in a state, None if there is none."""
        return newest(answers.store.edits(state), self.entry, self.part)


def address_of(entry: str, part: str = "") -> str:
    """Return the page of an entry, or the form of a part of it."""
    page = "/centre" if entry == CENTRE else f"/entries/{entry}"
    return f"{page}/{part}" if part else page


def save_draft(
    request: Request, staff: Staff, answers: Answers, form: Form, place: PartPlace,
    read: Callable[[], PartEdit],
) -> Response:  # fmt: skip
    """Store what is typed as a draft; half a date is not stored, and no fault either."""
    try:
        edit = read()
    except forms.FormError:
        return PlainTextResponse("", HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        stored = answers.store.add_over(
            edit, author_of(request, staff), form.number("seen_draft"), draft=True
        )
    except LetanError:
        return _conflict(request, answers, place, EditState.DRAFT)
    at = frame_of(request).moment(stored.author.when)[:5]
    return JSONResponse({"seen": stored.id, "at": at})


def save(
    request: Request, staff: Staff, answers: Answers, form: Form, place: PartPlace,
    read: Callable[[], PartEdit],
) -> Response:  # fmt: skip
    """Make what is typed part of the next release, unless the checker or somebody else objects."""
    frame = frame_of(request)
    try:
        edit = read()
    except forms.FormError as error:
        return frame.part("admin/problems.html", problems=[str(error)], status=422)
    refusals = answers.refused([edit])
    if refusals:
        return frame.part("admin/problems.html", problems=[told(p) for p in refusals], status=422)
    author = author_of(request, staff, one_line(form.one("reason"))[:200])
    draft = place.stored(answers, EditState.DRAFT)
    if draft is not None and draft.id != form.number("seen_draft"):
        return _conflict(request, answers, place, EditState.DRAFT)
    try:
        answers.store.add_over(edit, author, form.number("seen_ready"))
    except LetanError:
        return _conflict(request, answers, place, EditState.READY)
    if draft is not None:
        answers.store.withdraw([draft.id], author)
    door_of(request).record(staff.name, "edit", f"{place.entry}, {place.part}", author.reason)
    return go_to(f"{place.back}?done=ready#part-{place.part}")


def withdraw(
    request: Request, staff: Staff, answers: Answers, form: Form, place: PartPlace
) -> Response:
    """Take back the draft or the edit that the page showed."""
    state = EditState.DRAFT if form.one("state") == "draft" else EditState.READY
    found = place.stored(answers, state)
    if found is not None and found.id == form.number("seen"):
        answers.store.withdraw([found.id], author_of(request, staff))
        door_of(request).record(staff.name, "withdraw", f"{place.entry}, {place.part}")
    page = "/releases" if form.one("back") == "releases" else place.back
    return go_to(f"{page}?done=withdrawn")


def _conflict(request: Request, answers: Answers, place: PartPlace, state: EditState) -> Response:
    """Show what somebody else wrote in the meantime, beside what was typed; nothing is stored."""
    draft = place.stored(answers, EditState.DRAFT)
    ready = place.stored(answers, EditState.READY)
    theirs = draft if state is EditState.DRAFT else ready
    other = None
    if theirs is not None:
        other = shown_part(place.part, theirs.edit.value, answers.hall_file)
    return frame_of(request).part(
        "admin/conflict.html",
        status=HTTPStatus.CONFLICT,
        theirs=theirs,
        when=None if theirs is None else frame_of(request).moment(theirs.author.when),
        other=other,
        seen_draft=draft.id if draft else 0,
        seen_ready=ready.id if ready else 0,
        address=place.address,
    )
