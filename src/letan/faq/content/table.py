"""The content as a table that clerks edit in a spreadsheet, and back without loss.

One row is one item of one part of one entry. What has no column of its own stands as JSON in the
last one, so that nothing is lost; a row whose last column is empty says what its columns say.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from letan.faq.content.parts import ANSWER_PARTS, HEAD_PARTS, TAIL_PARTS, Documents, Parts, parts_of
from letan.kernel.canonical import Json, canonical_json

COLUMNS = (
    "mục", "lĩnh vực", "phần", "số thứ tự", "tiếng Việt", "tiếng Anh", "nguồn", "từ ngày",
    "đến ngày", "người kiểm tra", "số bản", "số bản (Anh)", "số liệu mẫu", "chi tiết",
)  # fmt: skip
"""Headings, in their order."""

_KEYS = {"vi": 4, "en": 5, "effective_from": 7, "valid_until": 8, "reviewed_by": 9}
_SOURCE, _COPIES, _COPIES_EN, _SAMPLE, _REST = 6, 10, 11, 12, 13
_DATES = (7, 8)
_PARTS = frozenset((*HEAD_PARTS, *ANSWER_PARTS, *TAIL_PARTS))
_YES = "x"
_NAME = re.compile(r"[^,\s]+")
_MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong in a cell.

    Attributes:
        row: 1 is the row of headings.
        column: 0-based; -1 = the whole row.
        text: What is wrong and what to do, in Vietnamese.
    """

    row: int
    column: int
    text: str

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet calls it, e.g. "E12"."""
        return f"dòng {self.row}" if self.column < 0 else f"{chr(65 + self.column)}{self.row}"


def rows_of(documents: Documents) -> Iterator[tuple[str, ...]]:
    """Yield the rows of every entry; the headings come first."""
    yield COLUMNS
    parts = parts_of(documents)
    for (entry, part), value in parts.values.items():
        if entry.startswith("@"):
            continue
        topic = parts.topics[entry]
        if isinstance(value, list):
            for number, item in enumerate(value, 1):
                yield _row(entry, topic, part, str(number), item)
            if not value:
                yield _row(entry, topic, part, "0", "")
        else:
            yield _row(entry, topic, part, "", value)


def parts_in(rows: Sequence[Sequence[str]]) -> tuple[Parts, tuple[CellProblem, ...]]:
    """Return what the rows say, and what is wrong in them; nothing is said where something is.

    Args:
        rows: All rows, the headings first; short rows end in empty cells.
    """
    problems: list[CellProblem] = []
    values: dict[tuple[str, str], list[tuple[int, str, Json]]] = {}
    topics: dict[str, str] = {}
    if not rows or [cell.strip() for cell in rows[0][: len(COLUMNS)]] != list(COLUMNS):
        text = f"Dòng đầu phải là các tên cột: {', '.join(COLUMNS)}."
        return Parts({}, {}), (CellProblem(1, -1, text),)
    for number, short in enumerate(rows[1:], 2):
        row = [*short, *[""] * (len(COLUMNS) - len(short))]
        if not any(cell.strip() for cell in row):
            continue
        wrong = list(_problems(number, row))
        problems.extend(wrong)
        if wrong:
            continue
        entry, topic, part, order = (cell.strip() for cell in row[:4])
        if topics.setdefault(entry, topic) != topic:
            problems.append(CellProblem(number, 1, f"Mục «{entry}» có hai lĩnh vực khác nhau."))
            continue
        values.setdefault((entry, part), []).append((number, order, _item(row)))
    found: dict[tuple[str, str], Json] = {}
    for key, items in values.items():
        orders = [order for _, order, _ in items]
        if orders == [""]:
            found[key] = items[0][2]
        elif orders == ["0"]:
            found[key] = []
        elif "" in orders or "0" in orders:
            text = f"Phần «{key[1]}» của mục «{key[0]}» có nhiều dòng: hãy đánh số 1, 2, 3…"
            problems.append(CellProblem(items[1][0], 3, text))
        else:
            ordered = sorted(items, key=lambda item: int(item[1]))
            found[key] = [item for _, _, item in ordered]
    if problems:
        return Parts({}, {}), tuple(problems[:_MOST_PROBLEMS])
    return Parts(found, topics), ()


def _row(entry: str, topic: str, part: str, order: str, item: Json) -> tuple[str, ...]:
    cells = [entry, topic, part, order, *[""] * (len(COLUMNS) - 4)]
    if isinstance(item, str):
        cells[4] = item
    elif isinstance(item, dict):
        rest = _fill(cells, item)
        if rest or set(item) <= {"vi"}:  # {"vi": …} alone is not the text alone
            cells[_REST] = canonical_json(rest)
    else:
        cells[_REST] = canonical_json([item])
    return tuple(cells)


def _fill(cells: list[str], item: Mapping[str, Json]) -> dict[str, Json]:
    """Fill the columns; return what has none."""
    rest: dict[str, Json] = {}
    for key, value in item.items():
        if key in _KEYS and isinstance(value, str) and value:
            cells[_KEYS[key]] = value
        elif key == "source" and _is_names(value):
            cells[_SOURCE] = value if isinstance(value, str) else ", ".join(cast(list[str], value))
        elif key == "copies" and isinstance(value, str) and value:
            cells[_COPIES] = value
        elif key == "copies" and isinstance(value, dict) and _is_bilingual(value):
            cells[_COPIES], cells[_COPIES_EN] = str(value["vi"]), str(value["en"])
        elif key == "sample" and value is True:
            cells[_SAMPLE] = _YES
        else:
            rest[key] = value
    return rest


def _is_names(value: Json) -> bool:
    """Say whether names can stand in one cell: one, or at least two of them, without commas."""
    names = value if isinstance(value, list) else [value]
    if isinstance(value, list) and len(value) < 2:
        return False
    return all(isinstance(name, str) and _NAME.fullmatch(name) for name in names)


def _is_bilingual(value: Mapping[str, Json]) -> bool:
    return set(value) == {"vi", "en"} and all(isinstance(v, str) and v for v in value.values())


def _item(row: Sequence[str]) -> Json:
    """Return the item of a row without problems."""
    rest = cast(Json, json.loads(row[_REST])) if row[_REST].strip() else None
    if isinstance(rest, list):
        return rest[0]
    item: dict[str, Json] = {key: row[at] for key, at in _KEYS.items() if row[at]}
    names = _NAME.findall(row[_SOURCE])
    if names:
        item["source"] = names[0] if len(names) == 1 else list(names)
    if row[_COPIES]:
        copies: dict[str, Json] = {"vi": row[_COPIES], "en": row[_COPIES_EN]}
        item["copies"] = copies if row[_COPIES_EN] else row[_COPIES]
    if row[_SAMPLE].strip():
        item["sample"] = True
    if rest is None and set(item) <= {"vi"}:
        return row[4]
    return item | (rest if isinstance(rest, dict) else {})


def _problems(number: int, row: Sequence[str]) -> Iterator[CellProblem]:
    entry, topic, part, order = (cell.strip() for cell in row[:4])
    if not re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", entry):
        yield CellProblem(number, 0, "Mã mục có dạng linh_vuc.ten_muc, chữ thường không dấu.")
    if not re.fullmatch(r"[a-z0-9_]+", topic):
        yield CellProblem(number, 1, "Hãy ghi mã lĩnh vực, ví dụ ho_tich.")
    if part not in _PARTS:
        yield CellProblem(number, 2, f"Không có phần tên «{part}».")
    if order and not re.fullmatch(r"[0-9]{1,5}", order):
        yield CellProblem(number, 3, "Số thứ tự là số 1, 2, 3… hoặc để trống.")
    if row[_REST].strip():
        try:
            rest: object = json.loads(row[_REST])
        except (ValueError, RecursionError):
            rest = None
        if not (isinstance(rest, dict) or (isinstance(rest, list) and len(rest) == 1)):
            text = "Cột «chi tiết» do phần mềm ghi; hãy để nguyên hoặc để trống."
            yield CellProblem(number, _REST, text)
    for column in _DATES:
        if row[column] and not _is_day(row[column]):
            text = f"«{row[column][:30]}» không phải ngày. Viết như 2026-12-31."
            yield CellProblem(number, column, text)
    if row[_COPIES_EN] and not row[_COPIES]:
        yield CellProblem(number, _COPIES, "Thiếu số bản tiếng Việt.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
