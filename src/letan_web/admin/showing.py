"""What several pages of the answers share: a part in lines to read, and how an edit is signed."""

from http import HTTPStatus

from fastapi import Request

from letan.kernel.canonical import Json
from letan.ports.content_store import Author
from letan.site.site import Site
from letan_web.admin import forms
from letan_web.admin.backstage import Answers, Content
from letan_web.admin.centre_forms import shown_centre
from letan_web.admin.entries import CLAIM_PARTS, KIND_TITLES, parts_of_entry
from letan_web.shell.requests import BadRequest
from letan_web.staff.door import Staff
from letan_web.staff.request import door_of


def author_of(request: Request, staff: Staff, reason: str = "") -> Author:
    """Return how somebody signs an edit now."""
    return Author(staff.account.title, door_of(request).clock(), reason)


def require_entry(answers: Answers, entry: str, content: Content) -> dict[str, Json]:
    """Return the parts of an entry.

    Raises:
        BadRequest: Status 404 if there is none.
    """
    parts = parts_of_entry(answers.content(content), entry)
    if parts is None:
        raise BadRequest("there is no such entry", HTTPStatus.NOT_FOUND)
    return parts


def title_of(parts: dict[str, Json]) -> str:
    """Return the Vietnamese title of an entry taken apart."""
    lines = forms.claim_lines(parts.get("title"))
    return lines[0].vi if lines else ""


def shown_part(part: str, value: Json, hall: Site | None = None) -> list[str]:
    """Return a part as lines to read.

    Args:
        part: Its name.
        value: As it stands in the content; None = nothing.
        hall: For the names of counters.
    """
    match part:
        case "counters" | "hours" | "holidays" | "notices":
            return shown_centre(part, value, hall)
        case _ if part in CLAIM_PARTS:
            return [
                line.vi + (f" ({line.copies})" if line.copies else "") + _until(line)
                for line in forms.claim_lines(value)
            ]
        case "sources":
            return [f"{source.id}: {source.title}" for source in forms.source_lines(value)]
        case "golden":
            return [line.question for line in forms.golden_lines(value)]
        case "title":
            return [line.vi for line in forms.claim_lines(value)]
        case "situations":
            cases = value if isinstance(value, list) else []
            return [title_of(case) for case in cases if isinstance(case, dict)]
        case "kind":
            return [KIND_TITLES.get(str(value), "")]
        case _:
            return [line for line in forms.text_lines(value).split("\n") if line]


def _until(line: forms.ClaimLine) -> str:
    if not line.valid_until:
        return ""
    year, month, day = line.valid_until.split("-")
    return f" – đến hết ngày {day}/{month}/{year}"
