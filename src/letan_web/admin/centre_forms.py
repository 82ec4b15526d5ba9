"""What the staff may change of the hall, as forms and back: counters, hours, days off, notices."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from letan.faq.hours_text import hours_text
from letan.kernel.canonical import Json
from letan.kernel.text import Text
from letan.site.hours import WEEKDAYS, Holiday, WeekHours
from letan.site.parse import SiteProblem, parse_holidays, parse_hours, parse_notices
from letan.site.site import Counter, Notice, Site
from letan_web.admin import forms
from letan_web.admin.forms import FormError
from letan_web.staff.request import Form

CENTRE_TITLE = "Trung tâm"
CENTRE_PARTS = ("counters", "hours", "holidays", "notices")
DAYS = dict(
    zip(
        WEEKDAYS,
        ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"),
        strict=True,
    )
)
_MOST_SPANS = 6
"""Of a day."""
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A holiday or a notice as a line of a form; every field is a text."""

    vi: str = ""
    en: str = ""
    first: str = ""
    last: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A counter as a line of a form."""

    id: str
    number: str
    vi: str
    en: str
    fields: tuple[str, ...]
    first: str = ""
    last: str = ""
    reason: str = ""
    reason_en: str = ""


def form_values(part: str, value: Json, hall: Site) -> dict[str, Any]:
    """Return what the template of a part's form shows.

    Args:
        part: One of `CENTRE_PARTS`.
        value: As it stands in a content or a draft; None = as in the hall's file.
        hall: The hall's file.
    """
    match part:
        case "hours":
            hours = hall.hours if value is None else parse_hours(value, ())
            return {"days": [(day, title, _spans(hours, day)) for day, title in DAYS.items()]}
        case "holidays":
            days = hall.holidays if value is None else parse_holidays(value, ())
            return {"lines": [_holiday_line(day) for day in days]}
        case "notices":
            notices = hall.notices if value is None else parse_notices(value, ())
            return {"lines": [_notice_line(notice) for notice in notices]}
        case _:
            facts = value if isinstance(value, dict) else {}
            return {"counters": [_counter_line(c, facts.get(c.id)) for c in hall.counters]}


def read_centre(part: str, form: Form, hall: Site) -> Json:
    """Return what a form says, as `centre.yaml` would; None = all as in the hall's file.

    Raises:
        FormError: If a time or a day is none, or something needed is missing.
    """
    try:
        match part:
            case "hours":
                hours = {day: spans for day in DAYS if (spans := _read_spans(form, day))}
                if not hours:
                    raise FormError("mon", "Hãy ghi giờ mở cửa của ít nhất một ngày.")
                return None if parse_hours(hours, ()) == hall.hours else cast(Json, hours)
            case "holidays":
                days = _read_days(form, "date", "name")
                return None if parse_holidays(days, ()) == hall.holidays else cast(Json, days)
            case "notices":
                notices = _read_notices(form)
                return None if parse_notices(notices, ()) == hall.notices else cast(Json, notices)
            case _:
                return _read_counters(form, hall) or None
    except SiteProblem as problem:
        raise FormError(str(problem.at), problem.problem) from None


def shown_centre(part: str, value: Json, hall: Site | None) -> list[str]:
    """Return a part as lines to read; None is what the hall's file says."""
    try:
        match part:
            case _ if value is None:
                return ["như trong tệp mô tả trung tâm"]
            case "hours":
                return [hours_text(parse_hours(value, ())).vi]
            case "holidays":
                return [told_holiday(day) for day in parse_holidays(value, ())]
            case "notices":
                return [told_notice(notice) for notice in parse_notices(value, ())]
            case _:
                names = {} if hall is None else {c.id: c for c in hall.counters}
                facts = cast(dict[str, Any], value)
                return [_told_counter(name, names.get(name), facts[name]) for name in facts]
    except SiteProblem as problem:
        return [str(problem)]


def told_holiday(day: Holiday) -> str:
    """Write a day off: "Quốc khánh: 01/09/2027 – 02/09/2027"."""
    return f"{day.name.vi}: {span_of(day.first, day.last)}"


def told_notice(notice: Notice) -> str:
    """Write a notice with its days."""
    first, last = notice.first, notice.last
    if first and last:
        return f"{notice.text.vi} ({span_of(first, last)})"
    if last:
        return f"{notice.text.vi} (đến hết {last:%d/%m/%Y})"
    return f"{notice.text.vi} (từ {first:%d/%m/%Y})" if first else notice.text.vi


def span_of(first: date, last: date) -> str:
    """Write days as people do."""
    return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _told_counter(name: str, counter: Counter | None, facts: Mapping[str, Any]) -> str:
    title = f"Quầy {counter.number}" if counter else name
    said = [f"{title}:"]
    if "title" in facts:
        said.append(f"tên «{_text(facts['title']).vi}»;")
    if "fields" in facts:
        said.append(f"làm {len(facts['fields'])} lĩnh vực ({', '.join(facts['fields'])});")
    said.extend(
        f"tạm nghỉ, {told_holiday(d)};" for d in parse_holidays(facts.get("closed", ()), ())
    )
    return " ".join(said).rstrip(";")


def _text(raw: Json) -> Text:
    if isinstance(raw, dict):
        return Text(str(raw.get("vi", "")), str(raw.get("en", "")))
    return Text(str(raw))


def _spans(hours: WeekHours, day: str) -> list[tuple[str, str]]:
    spans = [(f"{s.start:%H:%M}", f"{s.end:%H:%M}") for s in hours.spans.get(day, ())]
    return (spans + [("", "")] * 2)[: max(2, len(spans))]


def _holiday_line(day: Holiday) -> DayLine:
    last = "" if day.last == day.first else _typed(day.last)
    return DayLine(day.name.vi, day.name.en, _typed(day.first), last)


def _notice_line(notice: Notice) -> DayLine:
    first, last = _typed(notice.first), _typed(notice.last)
    return DayLine(notice.text.vi, notice.text.en, first, last, notice.place)


def _counter_line(counter: Counter, raw: Json) -> CounterLine:
    facts = raw if isinstance(raw, dict) else {}
    title = _text(facts["title"]) if "title" in facts else counter.title
    named = facts.get("fields")
    fields = tuple(map(str, named)) if isinstance(named, list) else counter.fields
    closures = parse_holidays(facts.get("closed", ()), ()) or counter.closed
    line = CounterLine(counter.id, counter.number, title.vi, title.en, fields)
    if not closures:
        return line
    shut = _holiday_line(closures[0])
    return CounterLine(
        line.id, line.number, line.vi, line.en, fields,
        shut.first, shut.last or shut.first, shut.vi, shut.en,
    )  # fmt: skip


def _typed(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _read_spans(form: Form, day: str) -> list[list[str]]:
    spans: list[list[str]] = []
    pairs = zip(form.all(f"{day}:from"), form.all(f"{day}:to"), strict=False)
    for start, end in list(pairs)[:_MOST_SPANS]:
        if not (start.strip() or end.strip()):
            continue
        if not (start.strip() and end.strip()):
            raise FormError(day, f"{DAYS[day]}: hãy ghi cả giờ mở và giờ đóng.")
        span = [_clock(start, day), _clock(end, day)]
        if span[1] <= span[0]:
            raise FormError(day, f"{DAYS[day]}: giờ đóng phải sau giờ mở.")
        if spans and span[0] < spans[-1][1]:
            raise FormError(day, f"{DAYS[day]}: giờ buổi sau phải sau buổi trước.")
        spans.append(span)
    return spans


def _clock(text: str, day: str) -> str:
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise FormError(day, f"{DAYS[day]}: «{text.strip()}» không phải giờ. Viết như 7:30.")
    return f"{hour:02}:{minute:02}"


def _read_days(form: Form, first_key: str, text_key: str) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = []
    for index, row in enumerate(_rows(form, ("vi", "en", "first", "last"))):
        if not any(row.values()):
            continue
        if not row["vi"]:
            raise FormError(f"vi:{index}", f"Dòng {index + 1}: hãy ghi tên ngày nghỉ.")
        if not row["first"]:
            raise FormError(f"first:{index}", f"Dòng {index + 1}: hãy ghi ngày nghỉ đầu tiên.")
        found.append({**_days(row, index, first_key), text_key: _bilingual(row["vi"], row["en"])})
    return found


def _read_notices(form: Form) -> list[Json]:
    found: list[Json] = []
    for index, row in enumerate(_rows(form, ("vi", "en", "first", "last", "place"))):
        if not row["vi"]:
            if row["en"]:
                raise FormError(f"vi:{index}", f"Dòng {index + 1} thiếu câu tiếng Việt.")
            continue
        kept: dict[str, Json] = {"vi": row["vi"]}
        if row["en"]:
            kept["en"] = row["en"]
        kept.update(_days(row, index, "from"))
        if row["place"]:
            kept["place"] = row["place"]
        found.append(kept)
    return found


def _read_counters(form: Form, hall: Site) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for index, counter in enumerate(hall.counters):
        vi, en = (_line(form, f"{counter.id}:{key}") for key in ("vi", "en"))
        if not vi:
            raise FormError(counter.id, f"Quầy {counter.number}: hãy ghi tên quầy.")
        kept: dict[str, Json] = {}
        if Text(vi, en) != counter.title:
            kept["title"] = _bilingual(vi, en)
        fields = [field for field in form.all(f"{counter.id}:field") if field]
        if fields != list(counter.fields):
            kept["fields"] = cast(Json, fields)
        names = ("first", "last", "reason", "reason_en")
        row = {name: _line(form, f"{counter.id}:{name}") for name in names}
        if row["first"] or row["last"]:
            row["first"] = row["first"] or row["last"]
            reason = _bilingual(row["reason"] or "Tạm nghỉ", row["reason_en"])
            kept["closed"] = [{**_days(row, index, "date"), "name": reason}]
        if kept:
            found[counter.id] = kept
    return found


def _days(row: Mapping[str, str], index: int, first_key: str) -> dict[str, Json]:
    first = forms.day_of(row["first"], f"first:{index}", index)
    last = forms.day_of(row["last"], f"last:{index}", index)
    if first and last and last < first:
        problem = f"Dòng {index + 1}: ngày cuối đứng trước ngày đầu."
        raise FormError(f"last:{index}", problem)
    days: dict[str, Json] = {first_key: first, "until": last}
    return {key: day for key, day in days.items() if day}


def _rows(form: Form, names: Sequence[str]) -> list[dict[str, str]]:
    columns = {name: form.all(name)[: forms.MOST_LINES] for name in names}
    count = max(map(len, columns.values()), default=0)
    return [
        {
            name: forms.line_of(column[index], f"{name}:{index}") if index < len(column) else ""
            for name, column in columns.items()
        }
        for index in range(count)
    ]


def _line(form: Form, name: str) -> str:
    return forms.line_of(form.one(name), name)


def _bilingual(vi: str, en: str) -> Json:
    return {"vi": vi, "en": en} if en else vi
