"""The centre as the robot knows it: counters on the map, hours, holidays, notices."""

from fastapi import APIRouter, Request, Response

from letan.faq.hours_text import hours_text
from letan.site.hours import local_time, open_state
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Reader, door_of

_MAP_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def centre_router(site: Site) -> APIRouter:
    """Return the routes; the site's file is changed outside, see docs/site.md."""
    router = APIRouter(include_in_schema=False)
    drawing = site_svg(site)

    @router.get("/centre")
    def page(request: Request, staff: Reader) -> Response:
        now = local_time(door_of(request).clock(), site.utc_offset_h)
        counters = [
            (counter, hours_text(counter.hours or site.hours).vi) for counter in site.counters
        ]
        return frame_of(request).page(
            "admin/centre.html",
            staff,
            request=request,
            site=site,
            counters=counters,
            hours=hours_text(site.hours).vi,
            state=open_state(site.hours, site.holidays, now),
            holidays=[day for day in site.holidays if day.last >= now.date()],
        )

    @router.get("/centre/map.svg")
    def picture(_request: Request, _staff: Reader) -> Response:
        headers = {"content-security-policy": _MAP_POLICY}
        return Response(drawing, media_type="image/svg+xml", headers=headers)

    return router
