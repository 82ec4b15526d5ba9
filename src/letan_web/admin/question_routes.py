"""Questions that were not answered: attach one, make an entry of it, or pass it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response

from letan.faq.content.parts import parts_of
from letan.faq.quality.corruption import CORRUPTIONS
from letan.ports.content_store import PartEdit
from letan.ports.journal import JournalStore, KeptQuestion
from letan.vietnamese.unicode import clean
from letan_web.admin.backstage import Answers, Content
from letan_web.admin.entries import PART_TITLES, parts_of_entry, titles_of
from letan_web.admin.forms import text_lines
from letan_web.admin.problems import told
from letan_web.admin.showing import author_of
from letan_web.shell.requests import one_line
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Fields, Reader, door_of, go_to

SINCE = timedelta(days=90)
DAMAGES = {
    "": "Đúng như đã gõ",
    "no_diacritics": "Gõ không dấu",
    "tones_15": "Nghe nhầm thanh điệu",
    "syllables_20": "Nghe nhầm, nghe sót tiếng",
    "regional": "Nói giọng địa phương",
}
"""Names of the damages of `letan.faq.quality.corruption`, for people."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that seem to ask for the same: the likeliest entry, "" where none came near."""

    entry: str
    title: str
    questions: tuple[KeptQuestion, ...]

    @property
    def count(self) -> int:
        """How often they were asked."""
        return sum(question.count for question in self.questions)


def waiting(
    questions: Sequence[KeptQuestion], phrasings: frozenset[str], titles: dict[str, str]
) -> tuple[Group, ...]:
    """Group the questions that still wait, what is asked most first.

    Args:
        questions: Of the journal.
        phrasings: Of the next release, cleaned, lower case: a question that is one is done.
        titles: Of every entry.
    """
    groups: dict[str, list[KeptQuestion]] = {}
    for question in questions:
        if clean(question.text).lower() not in phrasings:
            entry = question.intent if question.intent in titles else ""
            groups.setdefault(entry, []).append(question)
    found = [Group(entry, titles.get(entry, ""), tuple(of)) for entry, of in groups.items()]
    return tuple(sorted(found, key=lambda group: (-group.count, group.entry)))


def waiting_now(answers: Answers, journal: JournalStore, now: datetime) -> tuple[Group, ...]:
    """Return the groups that wait now."""
    working = answers.content("next")
    values = parts_of(working).values
    known = frozenset(
        clean(str(text)).lower()
        for (_, part), texts in values.items()
        if part == "phrasings" and isinstance(texts, list)
        for text in texts
    )
    return waiting(journal.questions(now - SINCE), known, titles_of(working))


def question_router(answers: Answers, journal: JournalStore) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/questions")
    def listing(request: Request, staff: Reader) -> Response:
        return frame_of(request).page(
            "admin/questions.html",
            staff,
            request=request,
            groups=waiting_now(answers, journal, door_of(request).clock()),
            titles=sorted(titles_of(answers.content("next")).items(), key=lambda pair: pair[1]),
            error="",
        )

    @router.post("/questions/attach")
    def attach(request: Request, staff: Editor, form: Fields) -> Response:
        phrasing, entry = one_line(form.one("phrasing"))[:500], form.one("entry")
        parts = parts_of_entry(answers.content("next"), entry)
        error = "" if phrasing else "Hãy viết câu hỏi."
        if parts is None:
            error = "Hãy chọn mục trả lời trong danh sách."
        before = [] if parts is None else text_lines(parts.get("phrasings")).split("\n")
        base = parts_of(answers.pack).values.get((entry, "phrasings"))
        edit = PartEdit(entry, "phrasings", [*before, phrasing], base)
        if not error and phrasing not in before:
            refusals = answers.refused([edit])
            error = " ".join(told(problem) for problem in refusals)
        if error:
            return frame_of(request).page(
                "admin/questions.html",
                staff,
                request=request,
                status=422,
                groups=waiting_now(answers, journal, door_of(request).clock()),
                titles=sorted(titles_of(answers.content("next")).items(), key=lambda p: p[1]),
                error=error,
            )
        reason = f"Câu hỏi thật: {phrasing}"[:200]
        if phrasing not in before:
            answers.store.add([edit], author_of(request, staff, reason))
        door_of(request).record(staff.name, "attach", entry)
        _forget(journal, form.number("question"), phrasing, form.one("text"))
        return go_to("/questions?done=attached")

    @router.post("/questions/dismiss")
    def dismiss(request: Request, staff: Editor, form: Fields) -> Response:
        gone = journal.delete([form.number("question")], [])
        door_of(request).record(staff.name, "question-dismiss", note=str(gone.questions))
        return go_to("/questions?done=dismissed")

    return router


def _forget(journal: JournalStore, number: int, phrasing: str, text: str) -> None:
    """Delete a question whose words were changed before they became a phrasing.

    One that became a phrasing as it is disappears from the list by itself, and comes back if the
    edit is withdrawn.
    """
    if clean(phrasing).lower() != clean(text).lower():
        journal.delete([number], [])


def try_router(answers: Answers) -> APIRouter:
    """Return the routes of trying a question."""
    router = APIRouter(include_in_schema=False)

    @router.get("/try")
    def page(request: Request, staff: Reader, q: str = "") -> Response:
        return frame_of(request).page(
            "admin/try.html", staff, request=request, q=q[:500], damages=DAMAGES
        )

    @router.post("/try")
    def ask(request: Request, _staff: Reader, form: Fields) -> Response:
        text = one_line(form.one("q"))[:500]
        content: Content = "drafts" if form.one("content") == "drafts" else "running"
        if form.one("content") == "next":
            content = "next"
        damages = ["", *CORRUPTIONS] if "damage" in form else [""]
        tried = answers.try_question(text, damages, content) if text else ()
        return frame_of(request).part(
            "admin/tried.html",
            tried=tried,
            damages=DAMAGES,
            part_titles=PART_TITLES,
            titles=titles_of(answers.content("drafts")),
            places=dict(answers.places),
        )

    return router
