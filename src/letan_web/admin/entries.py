"""Entries as the pages show them: found by a few letters, taken apart, put together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from letan.faq.content.entry import FACETS
from letan.faq.content.parts import ANSWER_PARTS, Documents, entry_parts
from letan.kernel.canonical import Json
from letan.ports.content_store import StoredEdit
from letan.vietnamese.fold import fold
from letan.vietnamese.unicode import clean

_WORDS = re.compile(r"[^\s,;:!?«»()…\"]+")
PART_TITLES = {
    "title": "Tên mục",
    "spoken": "Câu robot nói",
    "documents": "Giấy tờ cần mang",
    "steps": "Các bước",
    "time": "Thời gian giải quyết",
    "fee": "Lệ phí",
    "where": "Nộp ở đâu",
    "online": "Nộp trực tuyến",
    "who": "Ai làm được",
    "amount": "Mức hưởng",
    "notes": "Lưu ý trên màn hình",
    "place": "Quầy phục vụ",
    "phrasings": "Cách người dân hỏi",
    "aliases": "Tên gọi ngắn",
    "sources": "Nguồn (văn bản, đường dẫn)",
    "golden": "Câu hỏi kiểm tra trước khi phát hành",
    "situations": "Trường hợp riêng",
    "related": "Mục liên quan",
    "phrasings_en": "Cách hỏi tiếng Anh",
    "procedure": "Mã thủ tục",
    "kind": "Loại mục",
    "counters": "Các quầy",
    "hours": "Giờ mở cửa",
    "holidays": "Ngày nghỉ",
    "notices": "Thông báo",
    "": "Cả mục",
}
"""What a part is called on the pages, in the order in which they show it."""

CLAIM_PARTS = frozenset(ANSWER_PARTS)
LINE_PARTS = frozenset({"phrasings", "phrasings_en", "aliases"})
EDITABLE = (
    "title", "place", "spoken", "phrasings", "aliases", *FACETS, "notes", "sources", "golden",
    "phrasings_en",
)  # fmt: skip
"""Parts with a form; the others are changed by file."""

KIND_TITLES = {
    "procedure": "Thủ tục",
    "information": "Thông tin",
    "direction": "Chỉ đường",
    "small_talk": "Chào hỏi",
    "command": "Lệnh cho robot",
    "emergency": "Khẩn cấp",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list.

    Attributes:
        id: Of the entry.
        title: Its Vietnamese title.
        topic: Title of its topic.
        kind: In Vietnamese.
        spoken: What the robot says.
        found: The phrasing that the search found, "".
        edited: It differs from what runs.
        drafted: Somebody is writing on it.
    """

    id: str
    title: str
    topic: str
    kind: str
    spoken: str
    found: str = ""
    edited: bool = False
    drafted: bool = False


def vi(value: Json) -> str:
    """Return the Vietnamese of a text or of the first of several claims."""
    if isinstance(value, list):
        return vi(value[0]) if value else ""
    if isinstance(value, dict):
        return str(value.get("vi", ""))
    return "" if value is None else str(value)


def topics_of(documents: Documents) -> dict[str, str]:
    """Return the title of every topic by its id."""
    return {str(d["topic"]): vi(d["title"]) for d in documents.values() if "topic" in d}


def titles_of(documents: Documents) -> dict[str, str]:
    """Return the title of every entry by its id."""
    return {str(entry["id"]): vi(entry["title"]) for _, entry in _entries(documents)}


def parts_of_entry(documents: Documents, entry_id: str) -> dict[str, Json] | None:
    """Return the parts of one entry; None if there is none."""
    for _, entry in _entries(documents):
        if entry["id"] == entry_id:
            return entry_parts(entry)
    return None


def search(
    documents: Documents,
    words: str,
    topic: str = "",
    edited: frozenset[str] = frozenset(),
    drafted: frozenset[str] = frozenset(),
) -> list[Line]:
    """Return the entries that hold every word or its beginning, in title, phrasings or answer.

    Args:
        documents: The content.
        words: With marks only what is written so is found, without marks everything; "" = all.
        topic: Only of this topic; "" = all.
        edited: Ids of entries that differ from what runs.
        drafted: Ids of entries with drafts.
    """
    asked = clean(words).lower().split()
    bare = fold(" ".join(asked)) == " ".join(asked)
    titles = topics_of(documents)
    found: list[tuple[int, Line]] = []
    for where, entry in _entries(documents):
        if topic and where != topic:
            continue
        rank, phrasing = _match(entry, asked, bare=bare)
        if rank is not None:
            name = str(entry["id"])
            answer = cast(Mapping[str, Json], entry.get("answer", {}))
            line = Line(
                name,
                vi(entry["title"]),
                titles.get(where, where),
                KIND_TITLES.get(str(entry.get("kind", "procedure")), ""),
                vi(answer.get("spoken")),
                phrasing,
                name in edited,
                name in drafted,
            )
            found.append((rank, line))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _match(entry: Mapping[str, Json], asked: list[str], *, bare: bool) -> tuple[int | None, str]:
    """Return how well an entry fits (0 best; None not at all), and the phrasing that does."""
    if not asked:
        return 0, ""

    def holds(text: str) -> bool:
        low = clean(text).lower()
        said = _WORDS.findall(fold(low) if bare else low)
        return all(any(word.startswith(part) for word in said) for part in asked)

    answer = cast(Mapping[str, Json], entry.get("answer", {}))
    if holds(vi(entry["title"])) or str(entry["id"]).startswith(" ".join(asked)):
        return 0, ""
    said = [*_strings(entry.get("aliases")), *_strings(entry["phrasings"])]
    phrasing = next((text for text in said if holds(text)), "")
    if phrasing:
        return 1, phrasing
    texts = [str(entry.get("procedure", "")), *(vi(claim) for claim in _claims(answer))]
    return (2, "") if any(holds(text) for text in texts) else (None, "")


def _strings(value: Json) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _claims(answer: Mapping[str, Json]) -> Iterator[Json]:
    for value in answer.values():
        yield from value if isinstance(value, list) else [value]


def _entries(documents: Documents) -> Iterator[tuple[str, dict[str, Json]]]:
    for document in documents.values():
        if "topic" in document:
            for entry in cast(list[dict[str, Json]], document["entries"]):
                yield str(document["topic"]), entry


@dataclass(frozen=True, slots=True)
class Ending:
    """A claim that will stop holding, or has."""

    entry: str
    title: str
    part: str
    text: str
    until: date
    days: int


def endings(documents: Documents, today: date, within_days: int) -> list[Ending]:
    """Return claims whose `valid_until` is near or past, the first first."""
    found = []
    for _, entry in _entries(documents):
        for part, value in entry_parts(entry).items():
            for claim in value if isinstance(value, list) else [value]:
                if part in CLAIM_PARTS and isinstance(claim, dict) and "valid_until" in claim:
                    until = date.fromisoformat(str(claim["valid_until"]))
                    days = (until - today).days
                    if days <= within_days:
                        name = str(entry["id"])
                        found.append(Ending(name, vi(entry["title"]), part, vi(claim), until, days))
    return sorted(found, key=lambda ending: (ending.until, ending.entry))


def newest(edits: tuple[StoredEdit, ...], entry: str, part: str) -> StoredEdit | None:
    """Return the edit of one part, None if there is none."""
    return next((e for e in edits if (e.edit.entry, e.edit.part) == (entry, part)), None)
