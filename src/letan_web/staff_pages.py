"""The staff's origin: every page of clerks and operators as one application."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, FastAPI

from letan.kernel.faults import LetanError
from letan.ports.journal import JournalStore
from letan.site.site import Site
from letan_web.admin.api_routes import answers_api
from letan_web.admin.audit_routes import audit_router
from letan_web.admin.backstage import Answers
from letan_web.admin.centre_routes import centre_router
from letan_web.admin.entries import endings
from letan_web.admin.entry_routes import entry_router
from letan_web.admin.exchange_routes import UPLOAD, Files, exchange_router
from letan_web.admin.figure_routes import figure_router
from letan_web.admin.home_routes import SOON_DAYS, home_router
from letan_web.admin.part_routes import part_router
from letan_web.admin.part_saving import address_of
from letan_web.admin.question_routes import question_router, try_router, waiting_now
from letan_web.admin.release_routes import release_router
from letan_web.operator.routes import stored_router
from letan_web.shell.guards import Limit
from letan_web.shell.origin import LOCAL_HOSTS, Origin, create_app
from letan_web.staff.door import Door
from letan_web.staff.frame import Frame
from letan_web.staff.request import add_refusals
from letan_web.staff.routes import account_router, door_router
from letan_web.staff.token_routes import token_router

FORM_BYTES = 600_000
"""Of a form: the longest part of an entry with room to spare."""


@dataclass(frozen=True, slots=True)
class StaffConfig:
    """Settings of the staff's pages.

    Attributes:
        site: The public-service centre.
        hosts: Names under which the pages may be opened, without port.
    """

    site: Site
    hosts: tuple[str, ...] = LOCAL_HOSTS


def create_staff_app(
    config: StaffConfig,
    door: Door,
    answers: Answers,
    journal: JournalStore,
    files: Files,
    routers: Sequence[APIRouter] = (),
    calls: Callable[[], int] = lambda: 0,
) -> FastAPI:
    """Build the application.

    Args:
        config: Settings.
        door: Accounts and sessions.
        answers: The content.
        journal: What was asked.
        files: Answers as spreadsheets.
        routers: Of the pages that need the robot itself.
        calls: How many staff calls nobody has taken.
    """
    origin = Origin(
        title="letan, staff",
        hosts=config.hosts,
        static=("staff",),
        body=Limit(FORM_BYTES, within_s=30.0),
        uploads={"/exchange/upload": UPLOAD},
        closed=True,
    )
    own = [
        door_router(),
        account_router(),
        home_router(answers, journal),
        entry_router(answers),
        part_router(answers),
        question_router(answers, journal),
        try_router(answers),
        release_router(answers),
        exchange_router(answers, files),
        figure_router(answers, journal),
        centre_router(answers),
        audit_router(door.store),
        stored_router(journal),
        token_router(),
        answers_api(answers, journal),
    ]
    app = create_app(origin, [*own, *routers])
    app.state.door = door
    counts = _counter(answers, journal, door.clock, calls)
    app.state.frame = Frame(config.site.name, config.site.utc_offset_h, counts)
    app.state.frame.add_filter("page", address_of)
    add_refusals(app)
    return app


def _counter(
    answers: Answers,
    journal: JournalStore,
    clock: Callable[[], datetime],
    calls: Callable[[], int],
) -> Callable[[], dict[str, int]]:
    """Return what counts the things that wait for somebody."""

    def count() -> dict[str, int]:
        try:
            groups = waiting_now(answers, journal, clock())
            working = answers.content("next")
            return {
                "questions": sum(len(group.questions) for group in groups),
                "ready": len(answers.store.edits()) if _differs(answers) else 0,
                "expiring": len(endings(working, answers.today(), SOON_DAYS)),
                "calls": calls(),
            }
        except LetanError:  # the page itself will tell
            return {"questions": 0, "ready": 0, "expiring": 0, "calls": calls()}

    return count


def _differs(answers: Answers) -> bool:
    return answers.content("next") != answers.content("running")
