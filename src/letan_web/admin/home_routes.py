"""The first page: what needs somebody today; and what will soon stop holding."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from letan.journal.summary import summarise
from letan.ports.journal import JournalStore
from letan_web.admin.backstage import Answers
from letan_web.admin.entries import PART_TITLES, endings
from letan_web.admin.question_routes import waiting_now
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Reader, door_of

SOON_DAYS = 60
_MOST_TURNS = 100_000


def home_router(answers: Answers, journal: JournalStore) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def page(request: Request, staff: Reader) -> Response:
        now = door_of(request).clock()
        since = now - timedelta(days=7)
        week = summarise(
            journal.turns(since, _MOST_TURNS), journal.questions(since), journal.ratings(since)
        )
        return frame_of(request).page(
            "admin/home.html",
            staff,
            request=request,
            week=week,
            groups=waiting_now(answers, journal, now)[:3],
            feedback=journal.feedback(since)[:5],
            ending=endings(answers.content("next"), answers.today(), SOON_DAYS)[:5],
            part_titles=PART_TITLES,
        )

    @router.get("/expiring")
    def expiring(request: Request, staff: Reader) -> Response:
        found = endings(answers.content("next"), answers.today(), 366)
        return frame_of(request).page(
            "admin/expiring.html",
            staff,
            request=request,
            endings=found,
            soon=SOON_DAYS,
            part_titles=PART_TITLES,
        )

    return router
