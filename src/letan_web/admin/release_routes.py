"""What waits to be published, the gate, publishing, going back."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from letan.faq.content.changes import Change, changes
from letan.faq.content.parts import CENTRE, WHOLE
from letan.kernel.faults import LetanError
from letan.ports.content_store import EditState, ReleaseRecord
from letan.site.site import Site
from letan_web.admin.backstage import Answers, Gate
from letan_web.admin.centre_forms import CENTRE_TITLE
from letan_web.admin.entries import PART_TITLES, titles_of
from letan_web.admin.problems import told, told_failure, told_trouble
from letan_web.admin.showing import author_of, shown_part
from letan_web.shell.requests import one_line
from letan_web.staff.door import Staff
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Approver, Editor, Fields, Reader, door_of, go_to


def release_router(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/releases")
    def page(request: Request, staff: Reader) -> Response:
        return _page(request, staff, answers)

    @router.get("/releases/gate")
    def gate(request: Request, staff: Reader) -> Response:
        """Run the gate; the page asks for it as soon as it is open."""
        titles = {**titles_of(answers.content("next")), CENTRE: CENTRE_TITLE}
        try:
            found = answers.gate()
        except LetanError as error:
            return frame_of(request).part("admin/problems.html", problems=[told_trouble(error)])
        return frame_of(request).part(
            "admin/gate.html",
            gate=found,
            failures=_told_gate(found, titles),
            conflicts=[
                (titles.get(c.edit.entry, c.edit.entry), PART_TITLES.get(c.edit.part, ""))
                for c in found.conflicts
            ],
            staff=staff,
        )

    @router.post("/releases/publish")
    def publish(request: Request, staff: Approver, form: Fields) -> Response:
        author = author_of(request, staff, one_line(form.one("reason"))[:300])
        if not author.reason:
            return _page(request, staff, answers, "Hãy ghi lý do phát hành, một câu ngắn.")
        asked = form.one("conflicts")
        conflicts: Literal["refuse", "keep", "take"] = "refuse"
        if asked == "keep":
            conflicts = "keep"
        elif asked == "take":
            conflicts = "take"
        door = door_of(request)
        try:
            moved = answers.publish(author, conflicts)
        except LetanError as error:
            door.record(staff.name, "publish-refused", note=author.reason)
            return _page(request, staff, answers, told_trouble(error))
        if moved.release == moved.before:
            return go_to("/releases?done=same")
        door.record(staff.name, "publish", moved.release, author.reason)
        return go_to("/releases?done=published")

    @router.post("/releases/rollback")
    def roll_back(request: Request, staff: Approver, form: Fields) -> Response:
        author = author_of(request, staff, one_line(form.one("reason"))[:300])
        try:
            moved = answers.roll_back(author, form.one("release"))
        except LetanError as error:
            return _page(request, staff, answers, told_trouble(error))
        door_of(request).record(staff.name, "rollback", moved.release, author.reason)
        return go_to("/releases?done=rolled-back")

    @router.post("/releases/ready")
    def ready(request: Request, staff: Editor, form: Fields) -> Response:
        answers.store.make_ready([form.number("draft")], author_of(request, staff))
        door_of(request).record(staff.name, "ready", form.one("name")[:200])
        return go_to("/releases?done=ready")

    @router.get("/releases/{release}")
    def one(request: Request, staff: Reader, release: str) -> Response:
        found = answers.release(release)
        different = changes(found, answers.content("running"))
        titles = titles_of(found) | titles_of(answers.content("running"))
        lines = described(different, titles, answers.hall_file)
        return frame_of(request).page(
            "admin/release.html", staff, request=request, release=release, changes=lines
        )

    return router


def described(
    found: tuple[Change, ...], titles: dict[str, str], hall: Site
) -> list[tuple[str, str, str, list[str], list[str]]]:
    """Say in words what differs: entry, its title, part, lines that go, lines that come."""
    titles = titles | {CENTRE: CENTRE_TITLE}
    said: list[tuple[str, str, str, list[str], list[str]]] = []
    for change in found:
        title = titles.get(change.entry, change.entry)
        if change.part == WHOLE:
            verb = "Mục mới" if change.before is None else "Bỏ cả mục"
            said.append((change.entry, title, verb, [], []))
            continue
        was = shown_part(change.part, change.before, hall)
        now = shown_part(change.part, change.after, hall)
        gone, come = [x for x in was if x not in now], [x for x in now if x not in was]
        if not gone and not come:
            come = ["(chỉ đổi thứ tự hoặc chi tiết như nguồn, ngày, tiếng Anh)"]
        name = PART_TITLES.get(change.part, change.part)
        said.append((change.entry, title, name, gone, come))
    return said


def _told_gate(gate: Gate, titles: dict[str, str]) -> list[tuple[str, str]]:
    """Return each reason with the entry where it is mended."""
    return [
        *((problem.entry, told(problem, titles)) for problem in gate.problems),
        *((failure.entry, told_failure(failure, titles)) for failure in gate.failures),
    ]


def _page(request: Request, staff: Staff, answers: Answers, error: str = "") -> Response:
    running, working = answers.content("running"), answers.content("next")
    titles = titles_of(running) | titles_of(answers.content("drafts"))
    titles[CENTRE] = CENTRE_TITLE
    ready = answers.store.edits()
    drafts = answers.store.edits(EditState.DRAFT)
    reasons = list(dict.fromkeys(e.author.reason for e in ready if e.author.reason))
    return frame_of(request).page(
        "admin/releases.html",
        staff,
        request=request,
        status=422 if error else 200,
        error=error,
        changes=described(changes(running, working), titles, answers.hall_file),
        ready={(e.edit.entry, e.edit.part): e for e in ready},
        drafts=drafts,
        titles=titles,
        part_titles=PART_TITLES,
        releases=_releases(answers),
        current=answers.current(),
        reason="; ".join(reasons)[:300],
    )


def _releases(answers: Answers) -> list[ReleaseRecord]:
    return list(answers.store.releases())[:20]
