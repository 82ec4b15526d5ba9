"""The centre: counters on the map, hours, days off, notices; looked at and changed."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from letan.faq.content.parts import CENTRE, parts_of
from letan.faq.hours_text import hours_text
from letan.ports.content_store import EditState, PartEdit
from letan.site.hours import local_time, open_state
from letan.site.svg_map import site_svg
from letan_web.admin.backstage import Answers
from letan_web.admin.centre_forms import (
    CENTRE_PARTS,
    DayLine,
    form_values,
    read_centre,
    told_holiday,
    told_notice,
)
from letan_web.admin.entries import PART_TITLES, topics_of
from letan_web.admin.part_saving import PartPlace, address_of, save, save_draft, withdraw
from letan_web.shell.requests import BadRequest
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Editor, Fields, Reader, door_of

_MAP_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def centre_router(answers: Answers) -> APIRouter:
    """Return the routes; walls and where things stand are the hall's file's, see docs/site.md."""
    router = APIRouter(include_in_schema=False)

    @router.get("/centre")
    def page(request: Request, staff: Reader) -> Response:
        site, running = answers.hall("next"), answers.hall("running")
        now = local_time(door_of(request).clock(), site.utc_offset_h)
        today = now.date()
        return frame_of(request).page(
            "admin/centre.html",
            staff,
            request=request,
            site=site,
            counters=[
                (counter, hours_text(counter.hours or site.hours).vi, counter.closed_on(today))
                for counter in site.counters
            ],
            topics=topics_of(answers.content("next")),
            hours=hours_text(site.hours).vi,
            state=open_state(running.hours, running.holidays, now),
            holidays=[told_holiday(day) for day in site.holidays if day.last >= today],
            notices=[(told_notice(one), one.holds_on(today)) for one in site.notices],
            waiting={e.edit.part for e in answers.store.edits() if e.edit.entry == CENTRE},
            drafts={
                e.edit.part: e.author.who
                for e in answers.store.edits(EditState.DRAFT)
                if e.edit.entry == CENTRE
            },
        )

    @router.get("/centre/map.svg")
    def picture(_request: Request, _staff: Reader) -> Response:
        headers = {"content-security-policy": _MAP_POLICY}
        drawing = site_svg(answers.hall("next"), "vi", answers.today())
        return Response(drawing, media_type="image/svg+xml", headers=headers)

    @router.get("/centre/{part}")
    def form_page(request: Request, staff: Editor, part: str) -> Response:
        place, hall = _place(part), answers.hall_file
        draft = place.stored(answers, EditState.DRAFT)
        ready = place.stored(answers, EditState.READY)
        value = parts_of(answers.content("next")).values.get((CENTRE, part))
        if draft is not None:
            value = draft.edit.value
        return frame_of(request).page(
            "admin/centre_part.html",
            staff,
            request=request,
            part=part,
            part_title=PART_TITLES[part],
            draft=draft,
            ready=ready,
            places=list(answers.places),
            topics=topics_of(answers.content("next")),
            empty=DayLine(),
            **form_values(part, value, hall),
        )

    @router.post("/centre/{part}/draft")
    def draft(request: Request, staff: Editor, form: Fields, part: str) -> Response:
        def read() -> PartEdit:
            return PartEdit(CENTRE, part, read_centre(part, form, answers.hall_file))

        return save_draft(request, staff, answers, form, _place(part), read)

    @router.post("/centre/{part}")
    def ready(request: Request, staff: Editor, form: Fields, part: str) -> Response:
        def read() -> PartEdit:
            return PartEdit(CENTRE, part, read_centre(part, form, answers.hall_file))

        return save(request, staff, answers, form, _place(part), read)

    @router.post("/centre/{part}/withdraw")
    def take_back(request: Request, staff: Editor, form: Fields, part: str) -> Response:
        return withdraw(request, staff, answers, form, _place(part))

    return router


def _place(part: str) -> PartPlace:
    if part not in CENTRE_PARTS:
        raise BadRequest("there is no such part", HTTPStatus.NOT_FOUND)
    return PartPlace(CENTRE, part, address_of(CENTRE))
