"""A part of an entry as a form, and back: what is typed becomes what a file of the pack holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from letan.faq.content.entry import FACETS
from letan.kernel.canonical import Json
from letan.vietnamese.unicode import clean
from letan_web.admin.entries import CLAIM_PARTS, LINE_PARTS
from letan_web.staff.request import Form

MOST_LETTERS = 4000
"""Of one field."""
MOST_LINES = 400
_WEB = re.compile(r"https?://[^\s<>\"]+")
_SOURCE_ID = re.compile(r"[a-z0-9_]{1,40}")


class FormError(Exception):
    """Something typed cannot be taken; `field` names where, the text says what to do."""

    def __init__(self, field: str, text: str) -> None:
        """Keep both."""
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as a line of a form; every field is a text."""

    vi: str = ""
    en: str = ""
    source: str = ""
    effective_from: str = ""
    valid_until: str = ""
    reviewed_by: str = ""
    copies: str = ""
    copies_en: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as a line of a form."""

    id: str = ""
    title: str = ""
    number: str = ""
    url: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class GoldenLine:
    """A golden question as a line of a form."""

    question: str = ""
    facet: str = ""
    context: str = ""


def claim_lines(value: Json) -> list[ClaimLine]:
    """Return a part of claims as lines."""
    return [_claim_line(claim) for claim in _list(value)]


def source_lines(value: Json) -> list[SourceLine]:
    """Return the sources as lines."""
    return [
        SourceLine(**{key: str(source.get(key, "")) for key in SourceLine.__slots__})
        for source in _list(value)
        if isinstance(source, dict)
    ]


def golden_lines(value: Json) -> list[GoldenLine]:
    """Return the golden questions as lines."""
    found = []
    for item in _list(value):
        fields = item if isinstance(item, dict) else {"question": item}
        found.append(GoldenLine(*(str(fields.get(k, "") or "") for k in GoldenLine.__slots__)))
    return found


def text_lines(value: Json) -> str:
    """Return a part of strings, one a line."""
    return "\n".join(str(item) for item in _list(value))


def read_part(part: str, form: Form) -> Json:
    """Return what a form says, as a file of the pack would; None = nothing.

    Raises:
        FormError: If a date is none, a text is too long, or something needed is missing.
    """
    if part in CLAIM_PARTS:
        return _or_none(_read_claims(form))
    if part in LINE_PARTS:
        return _or_none(_read_lines(form))
    match part:
        case "title":
            vi = line_of(form.one("vi"), "vi")
            if not vi:
                raise FormError("vi", "Hãy viết tên mục.")
            return _bilingual(vi, line_of(form.one("en"), "en"))
        case "place":
            return line_of(form.one("place"), "place") or None
        case "sources":
            return _or_none(_read_sources(form))
        case "golden":
            return _or_none(_read_golden(form))
        case _:
            raise FormError("", "Phần này được sửa bằng tệp, ở trang «Nhập và xuất tệp».")


def like(before: Json, value: Json) -> Json:
    """Return a value in the shape that the part had: one item without a list stays so.

    Args:
        before: The part until now.
        value: What a form says.
    """
    if isinstance(value, list) and [_bare(item) for item in _list(before)] == value:
        return before
    if isinstance(value, list) and len(value) == 1 and not isinstance(before, list) and before:
        return value[0]
    return value


def _read_claims(form: Form) -> list[Json]:
    columns = {name: form.all(name) for name in ClaimLine.__slots__}
    found: list[Json] = []
    for index in range(_count(columns)):
        row = {name: line_of(_at(v, index), f"{name}:{index}") for name, v in columns.items()}
        if not row["vi"]:
            if any(row.values()) and (row["en"] or row["copies"]):
                raise FormError(f"vi:{index}", f"Ý {index + 1} thiếu câu tiếng Việt.")
            continue
        found.append(_claim(row, index))
    return found


def _claim(row: dict[str, str], index: int) -> Json:
    begin = day_of(row["effective_from"], f"effective_from:{index}", index)
    end = day_of(row["valid_until"], f"valid_until:{index}", index)
    if begin and end and begin > end:
        text = f"Ý {index + 1}: ngày hết hiệu lực đứng trước ngày bắt đầu."
        raise FormError(f"valid_until:{index}", text)
    claim: dict[str, Json] = {"vi": row["vi"]}
    if row["en"]:
        claim["en"] = row["en"]
    sources = [part for part in re.split(r"[,\s]+", row["source"]) if part]
    if sources:
        claim["source"] = sources[0] if len(sources) == 1 else list(sources)
    dated = {"effective_from": begin, "valid_until": end, "reviewed_by": row["reviewed_by"]}
    claim.update({key: value for key, value in dated.items() if value})
    if row["copies"]:
        claim["copies"] = _bilingual(row["copies"], row["copies_en"])
    if row["sample"]:
        claim["sample"] = True
    return row["vi"] if len(claim) == 1 else claim


def _read_sources(form: Form) -> list[Json]:
    columns = {name: form.all(name) for name in SourceLine.__slots__}
    found: list[Json] = []
    names: set[str] = set()
    for index in range(_count(columns)):
        row = {name: line_of(_at(v, index), f"{name}:{index}") for name, v in columns.items()}
        if not any(row.values()):
            continue
        if not _SOURCE_ID.fullmatch(row["id"]):
            raise FormError(f"id:{index}", "Mã nguồn: chữ thường không dấu, số, gạch dưới.")
        if row["id"] in names:
            raise FormError(f"id:{index}", f"Mã nguồn «{row['id']}» có hai lần.")
        if not row["title"]:
            raise FormError(f"title:{index}", f"Nguồn «{row['id']}» thiếu tên văn bản.")
        if row["url"] and not _WEB.fullmatch(row["url"]):
            raise FormError(f"url:{index}", "Đường dẫn phải bắt đầu bằng https:// hoặc http://")
        row["as_of"] = day_of(row["as_of"], f"as_of:{index}", index)
        names.add(row["id"])
        found.append({name: value for name, value in row.items() if value})
    return found


def _read_golden(form: Form) -> list[Json]:
    columns = {name: form.all(name) for name in GoldenLine.__slots__}
    found: list[Json] = []
    for index in range(_count(columns)):
        row = {name: line_of(_at(v, index), f"{name}:{index}") for name, v in columns.items()}
        if not row["question"]:
            continue
        if row["facet"] and row["facet"] not in FACETS:
            raise FormError(f"facet:{index}", "Hãy chọn phần trong danh sách.")
        kept: dict[str, Json] = {name: value for name, value in row.items() if value}
        found.append(row["question"] if len(kept) == 1 else kept)
    return found


def _read_lines(form: Form) -> list[Json]:
    lines = [line_of(line, "lines") for line in form.one("lines").split("\n")]
    found: list[Json] = list(dict.fromkeys(line for line in lines if line))
    if len(found) > MOST_LINES:
        raise FormError("lines", f"Nhiều nhất {MOST_LINES} dòng.")
    return found


def _claim_line(claim: Json) -> ClaimLine:
    if not isinstance(claim, dict):
        return ClaimLine(vi="" if claim is None else str(claim))
    copies = claim.get("copies")
    copies = copies if isinstance(copies, dict) else {"vi": copies or ""}
    source = claim.get("source")
    return ClaimLine(
        vi=str(claim.get("vi", "")),
        en=str(claim.get("en", "")),
        source=", ".join(str(name) for name in _list(source)),
        effective_from=str(claim.get("effective_from", "")),
        valid_until=str(claim.get("valid_until", "")),
        reviewed_by=str(claim.get("reviewed_by", "")),
        copies=str(copies.get("vi", "")),
        copies_en=str(copies.get("en", "")),
        sample="1" if claim.get("sample") else "",
    )


def day_of(text: str, field: str, index: int) -> str:
    """Return an ISO date of what was typed: 2026-12-31 or 31/12/2026; "" stays."""
    if not text:
        return ""
    turned = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    iso = text
    if turned:
        day, month, year = turned.groups()
        iso = f"{year}-{int(month):02}-{int(day):02}"
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        problem = f"Dòng {index + 1}: «{text}» không phải ngày. Viết như 31/12/2026."
        raise FormError(field, problem) from None


def line_of(text: str, field: str) -> str:
    """Return one line of text in one Unicode form."""
    shown = "".join(c if c.isprintable() else " " for c in clean(text))
    line = " ".join(shown.split())
    if len(line) > MOST_LETTERS:
        raise FormError(field, f"Một ô có nhiều nhất {MOST_LETTERS} ký tự.")
    return line


def _bilingual(vi: str, en: str) -> Json:
    return {"vi": vi, "en": en} if en else vi


def _bare(item: Json) -> Json:
    """Return an item without keys that say nothing."""
    if not isinstance(item, dict):
        return item
    kept = {key: value for key, value in item.items() if value != ""}
    return kept["question"] if set(kept) == {"question"} else kept


def _list(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _or_none(value: list[Json]) -> Json:
    return value or None


def _count(columns: dict[str, list[str]]) -> int:
    return min(MOST_LINES, max(map(len, columns.values()), default=0))


def _at(values: list[str], index: int) -> str:
    return values[index] if index < len(values) else ""
