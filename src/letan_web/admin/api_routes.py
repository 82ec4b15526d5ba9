"""The clerks' work for scripts: the same store, checks, gate and audit as the pages, as JSON."""

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from letan.faq.content.changes import changes
from letan.faq.content.parts import (
    ANSWER_PARTS,
    CENTRE,
    FILE_PARTS,
    HEAD_PARTS,
    TAIL_PARTS,
    parts_of,
)
from letan.kernel.faults import LetanError
from letan.ports.content_store import EditState, PartEdit
from letan.ports.journal import JournalStore
from letan_web.admin.backstage import Answers, Content
from letan_web.admin.entries import newest, search
from letan_web.admin.figure_routes import figures_since
from letan_web.admin.problems import told_trouble
from letan_web.admin.question_routes import DAMAGES, waiting_now
from letan_web.admin.showing import author_of
from letan_web.shell.json_form import plain
from letan_web.shell.requests import BadRequest, Refusal, one_line
from letan_web.staff.request import (
    EditingScript,
    PublishingScript,
    ReadingScript,
    door_of,
)

_PARTS = frozenset((*HEAD_PARTS, *ANSWER_PARTS, *TAIL_PARTS))
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal}, 401: {"model": Refusal}, 403: {"model": Refusal},
    404: {"model": Refusal}, 409: {"model": Refusal}, 422: {"model": Refusal},
}  # fmt: skip

Entry = Annotated[str, Path(max_length=120, description="Id of an entry, or @centre")]
Part = Annotated[str, Path(max_length=40, description="Part of it, e.g. fee, phrasings, hours")]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewValue(_Sent):
    """A part's new value, as a file of the pack would hold it; null takes the part away."""

    value: Any
    seen: Annotated[int, Field(ge=0, lt=2**53)] = 0
    """Id of the edit that waits now, as GET told it: another one was faster otherwise."""
    reason: Annotated[str, Field(max_length=200)] = ""


class Attach(_Sent):
    """A question becomes a phrasing."""

    entry: Annotated[str, Field(max_length=120)]
    phrasing: Annotated[str, Field(min_length=1, max_length=500)]


class Question(_Sent):
    """A question to try."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    content: Content = "running"
    damages: Annotated[list[str], Field(max_length=6)] = [""]


class Publish(_Sent):
    """Why, and what to do with parts that the software changed too."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]
    conflicts: Literal["refuse", "keep", "take"] = "refuse"


class RollBack(_Sent):
    """Why, and to which release; "" = the one before."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]
    release: Annotated[str, Field(pattern="^[0-9a-f]{0,12}$")] = ""


def answers_api(answers: Answers, journal: JournalStore) -> APIRouter:
    """Return the routes of content, questions, releases, figures and audit."""
    router = APIRouter(prefix="/api/v1", tags=["answers"], responses=_REFUSALS)
    _entry_routes(router, answers)
    _question_routes(router, answers, journal)
    _release_routes(router, answers)

    @router.get("/figures", summary="Figures of the last days")
    def figures(
        request: Request, _staff: ReadingScript, days: Annotated[int, Query(ge=1, le=366)] = 28
    ) -> Any:
        return plain(figures_since(request, journal, days))

    @router.get("/audit", summary="What was done, the oldest first")
    def audit(
        request: Request,
        _staff: ReadingScript,
        after: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    ) -> Any:
        records = door_of(request).store.audit_after(after, 500)
        return [
            {
                "number": record.number,
                "at": record.deed.at.isoformat(),
                "who": record.deed.who,
                "action": record.deed.action,
                "on": record.deed.on,
                "note": record.deed.note,
                "link": record.link,
            }
            for record in records
        ]

    return router


def _entry_routes(router: APIRouter, answers: Answers) -> None:
    @router.get("/entries", summary="Entries that hold every word")
    def entries(
        _staff: ReadingScript,
        q: Annotated[str, Query(max_length=200)] = "",
        topic: Annotated[str, Query(max_length=60)] = "",
    ) -> Any:
        return plain(search(answers.content("next"), q, topic))

    @router.get("/entries/{entry}", summary="The parts of an entry, and what waits of it")
    def entry(_staff: ReadingScript, entry: Entry) -> Any:
        parts = _parts(answers, entry)
        waiting = {e.edit.part: e.id for e in answers.store.edits() if e.edit.entry == entry}
        return {"entry": entry, "parts": parts, "waiting": waiting}

    @router.put("/entries/{entry}/{part}", summary="Change a part with the next release")
    def change(
        request: Request, staff: EditingScript, entry: Entry, part: Part, sent: NewValue
    ) -> Any:
        _parts(answers, entry)
        if part not in (FILE_PARTS[CENTRE][1] if entry == CENTRE else _PARTS):
            raise BadRequest("there is no such part", HTTPStatus.NOT_FOUND)
        _require_storable(sent.value)
        base = parts_of(answers.pack).values.get((entry, part))
        edit = PartEdit(entry, part, sent.value, base)
        problem = answers.malformed(edit)
        if problem:
            raise BadRequest(problem, HTTPStatus.UNPROCESSABLE_ENTITY)
        refusals = answers.refused([edit])
        if refusals:
            text = "; ".join(f"{p.message}. {p.remedy}" for p in refusals)
            raise BadRequest(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        author = author_of(request, staff, one_line(sent.reason))
        stored = answers.store.add_over(edit, author, sent.seen)
        door_of(request).record(staff.name, "edit", f"{entry}, {part}", author.reason)
        return {"seen": stored.id}

    @router.delete("/entries/{entry}/{part}", summary="Take back a change that waits")
    def withdraw(request: Request, staff: EditingScript, entry: Entry, part: Part) -> Any:
        found = newest(answers.store.edits(), entry, part)
        if found is None:
            raise BadRequest("no change of this part waits", HTTPStatus.NOT_FOUND)
        answers.store.withdraw([found.id], author_of(request, staff))
        door_of(request).record(staff.name, "withdraw", f"{entry}, {part}")
        return {"withdrawn": found.id}

    @router.post("/try", summary="Ask a question, and why the robot answers so")
    def ask(_staff: ReadingScript, sent: Question) -> Any:
        text = one_line(sent.text)
        if not text or not set(sent.damages) <= DAMAGES.keys():
            raise BadRequest(f"damages: some of {', '.join(filter(None, DAMAGES))}")
        return plain(answers.try_question(text, sent.damages or [""], sent.content))


def _question_routes(router: APIRouter, answers: Answers, journal: JournalStore) -> None:
    @router.get("/questions", summary="Questions that nobody answered, grouped")
    def questions(request: Request, _staff: ReadingScript) -> Any:
        return [
            {
                "entry": group.entry,
                "title": group.title,
                "count": group.count,
                "questions": [
                    {"id": q.id, "text": q.text, "count": q.count, "last": q.last.isoformat()}
                    for q in group.questions
                ],
            }
            for group in waiting_now(answers, journal, door_of(request).clock())
        ]

    @router.post("/questions/attach", summary="Make a question a phrasing of an entry")
    def attach(request: Request, staff: EditingScript, sent: Attach) -> Any:
        phrasing = one_line(sent.phrasing)
        known = _parts(answers, sent.entry).get("phrasings")
        if not phrasing or not isinstance(known, list):
            raise BadRequest("phrasing: is empty, or this entry has none")
        if phrasing not in known:
            base = parts_of(answers.pack).values.get((sent.entry, "phrasings"))
            edit = PartEdit(sent.entry, "phrasings", [*known, phrasing], base)
            refusals = answers.refused([edit])
            if refusals:
                raise BadRequest(refusals[0].message, HTTPStatus.UNPROCESSABLE_ENTITY)
            answers.store.add([edit], author_of(request, staff, "Câu hỏi thật"))
        door_of(request).record(staff.name, "attach", sent.entry)
        return {"entry": sent.entry}

    @router.delete("/questions/{number}", summary="Pass a question over, and delete it")
    def dismiss(
        request: Request, staff: EditingScript, number: Annotated[int, Path(ge=1, lt=2**53)]
    ) -> Any:
        gone = journal.delete([number], [])
        door_of(request).record(staff.name, "question-dismiss", note=str(gone.questions))
        return {"deleted": gone.questions}


def _release_routes(router: APIRouter, answers: Answers) -> None:
    @router.get("/releases", summary="What runs, what was published, what waits")
    def releases(_staff: ReadingScript) -> Any:
        waiting = changes(answers.content("running"), answers.content("next"))
        drafts = answers.store.edits(EditState.DRAFT)
        return {
            "running": answers.current(),
            "published": [
                {"id": r.id, "who": r.author.who, "at": r.author.when.isoformat(),
                 "reason": r.author.reason}
                for r in answers.store.releases()
            ],
            "waiting": plain(waiting),
            "drafts": [[d.edit.entry, d.edit.part] for d in drafts],
        }  # fmt: skip

    @router.post("/releases/gate", summary="What stands in the way of publishing; takes seconds")
    def gate(_staff: ReadingScript) -> Any:
        found = answers.gate()
        return {"open": found.is_open, **_object(plain(found))}

    @router.post("/releases/publish", summary="Make what waits the running release")
    def publish(request: Request, staff: PublishingScript, sent: Publish) -> Any:
        author, door = author_of(request, staff, _reason(sent.reason)), door_of(request)
        try:
            moved = answers.publish(author, sent.conflicts)
        except LetanError as error:
            door.record(staff.name, "publish-refused", note=author.reason)
            raise BadRequest(told_trouble(error), HTTPStatus.CONFLICT) from None
        if moved.release != moved.before:
            door.record(staff.name, "publish", moved.release, author.reason)
        return plain(moved)

    @router.post("/releases/rollback", summary="Go back to an earlier release")
    def roll_back(
        request: Request, staff: PublishingScript, sent: Annotated[RollBack, Body()]
    ) -> Any:
        author = author_of(request, staff, _reason(sent.reason))
        moved = answers.roll_back(author, sent.release)
        door_of(request).record(staff.name, "rollback", moved.release, author.reason)
        return plain(moved)


def _parts(answers: Answers, entry: str) -> dict[str, Any]:
    parts = parts_of(answers.content("next"))
    if entry != CENTRE and entry not in parts.topics:
        raise BadRequest("there is no such entry", HTTPStatus.NOT_FOUND)
    return dict(parts.entry(entry))


def _require_storable(value: object) -> None:
    """Refuse what JSON can say and no file can hold: half a character, a number that is none."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        raise BadRequest("value: holds what is no text or no number") from None


def _reason(text: str) -> str:
    reason = one_line(text)
    if not reason:
        raise BadRequest("reason: is empty")
    return reason


def _object(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
