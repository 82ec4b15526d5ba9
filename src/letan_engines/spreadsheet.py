"""Tables of texts as XLSX or CSV files: every cell a text, no cell a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from letan.kernel.faults import LetanError

MOST_ROWS = 200_000
MOST_UNPACKED_BYTES = 200_000_000
"""Of an XLSX file, which is an archive: a small one may unpack to a whole disk."""
_WIDTHS = (28, 12, 14, 8, 60, 40, 14, 12, 12, 18, 16, 16, 10, 30)
_RISKY = re.compile(r"'*[=+\-@\t\r]")
"""How a text begins that Excel takes for a formula in a CSV file."""
_DAMAGED = "Tệp bị hỏng hoặc không phải bảng tính XLSX"


class FormulaError(LetanError):
    """A cell holds a formula."""


def to_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet; the first row is bold and stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("letan")
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(65 + index)].width = width
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text or None)
            if text:
                cell.data_type = "s"  # also what looks like a formula
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def from_xlsx(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet.

    Raises:
        FormulaError: If a cell holds a formula; the place is the cell.
        LetanError: If it is no workbook, or too large.
    """
    try:
        _require_size(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        return [_row(cells) for cells in book.worksheets[0].iter_rows(max_row=MOST_ROWS)]
    except LetanError:
        raise
    except Exception as error:  # a broken file breaks openpyxl in ever new places
        raise LetanError("XLSX", _DAMAGED, "Mở bằng Excel rồi lưu lại dạng .xlsx") from error


def _require_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MOST_UNPACKED_BYTES:
        raise LetanError("XLSX", "Tệp quá lớn khi giải nén", "Hãy chia thành nhiều tệp")


def _row(cells: Sequence[Any]) -> list[str]:
    for cell in cells:
        if cell.data_type == "f":
            raise FormulaError(cell.coordinate, "ô này là công thức", "Hãy gõ giá trị vào ô")
    return [_text(cell.value) for cell in cells]


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return CSV in UTF-8 with a byte order mark, as Excel wants it; no cell can be a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([f"'{text}" if _RISKY.match(text) else text for text in row])
    return out.getvalue().encode("utf-8-sig")


def from_csv(data: bytes) -> list[list[str]]:
    """Return the rows; commas, semicolons or tabs between cells.

    Raises:
        FormulaError: If a cell begins like a formula.
        LetanError: If it is not UTF-8, or no table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = "Trong Excel chọn lưu dạng «CSV UTF-8»"
        raise LetanError("CSV", "Tệp không phải UTF-8", remedy) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = []
    csv.field_size_limit(1_000_000)
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ):
            if number >= MOST_ROWS:
                raise LetanError("CSV", "Tệp có quá nhiều dòng", "Hãy chia thành nhiều tệp")
            rows.append([_plain(cell, number, at) for at, cell in enumerate(row)])
    except csv.Error as error:
        raise LetanError("CSV", "Tệp không phải bảng CSV", "Lưu lại từ Excel") from error
    return rows


def _plain(text: str, row: int, column: int) -> str:
    if text.startswith("'") and _RISKY.match(text):
        return text[1:]
    if text.startswith("=") or (text[:1] == "@" and "(" in text):
        place = f"{chr(65 + min(column, 25))}{row + 1}"
        raise FormulaError(place, "ô này là công thức", "Hãy gõ giá trị vào ô")
    return text


def _text(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "date") and callable(value.date):  # a cell that Excel turned into a date
        return str(value.date().isoformat())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
