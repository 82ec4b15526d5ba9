"""Spreadsheets in and out over the pages; what must be refused, in words."""

import io

import httpx2
import pytest
from openpyxl import load_workbook
from tests.web.admin.desk import Desk
from tests.web.admin.test_door import sign_in

from letan.faq.content.table import COLUMNS
from letan_engines.spreadsheet import from_xlsx, to_csv, to_xlsx


def upload(desk: Desk, name: str, data: bytes, who: str = "lan") -> httpx2.Response:
    browser = sign_in(desk, who)
    return browser.post("/exchange/upload", files={"file": (name, data)})


def rows_with(**cells: str) -> list[list[str]]:
    """Return the fee of birth registration with some cells changed, named by letter."""
    letters = "ABCDEFGHIJKLMN"
    row = dict.fromkeys(letters, "")
    row |= {"A": "ho_tich.khai_sinh", "B": "ho_tich", "C": "fee", "E": "Miễn phí", "G": "tthc"}
    return [list(COLUMNS), list((row | cells).values())]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_exported_changes_nothing_when_it_comes_back(desk: Desk, kind: str) -> None:
    data = sign_in(desk, "lan").get(f"/exchange/letan.{kind}").content
    assert "Không có gì để nhập" in upload(desk, f"a.{kind}", data).text
    assert desk.pages.answers.store.edits() == ()


def test_a_cell_changed_in_a_spreadsheet_becomes_an_edit(desk: Desk) -> None:
    data = sign_in(desk, "lan").get("/exchange/letan.xlsx").content
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    found = next(
        row
        for row in sheet.iter_rows()
        if (row[0].value, row[2].value) == ("ho_tich.khai_sinh", "fee")
    )
    found[4].value = "Khai sinh đúng hạn không mất tiền"
    out = io.BytesIO()
    book.save(out)
    answer = upload(desk, "sửa.xlsx", out.getvalue())
    assert answer.headers["location"] == "/releases?done=imported"
    (edit,) = desk.pages.answers.store.edits()
    assert (edit.edit.entry, edit.edit.part) == ("ho_tich.khai_sinh", "fee")
    desk.pages.answers.store.withdraw([edit.id], edit.author)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"no workbook", "Tệp bị hỏng"),
        ("a.xlsx", to_xlsx([["a", "b"]]), "Dòng đầu phải là các tên cột"),
        ("a.csv", "mục".encode("utf-16"), "không phải UTF-8"),
        ("a.csv", to_csv(rows_with()).replace(b'"Mi', b'"=1+1 Mi'), "Ô E2: ô này là công thức"),
        ("a.xlsx", to_xlsx(rows_with(I="31/12/2026")), "Ô I2"),
        ("a.xlsx", to_xlsx(rows_with(C="phí")), "Ô C2"),
        ("a.xlsx", to_xlsx(rows_with(G="khong_co")), "Nguồn «khong_co» chưa có"),
        ("a.xlsx", to_xlsx(rows_with(C="golden", N='{"facet": 7}')), "không đúng mẫu"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_stored(
    desk: Desk, name: str, data: bytes, words: str
) -> None:
    answer = upload(desk, name, data)
    assert answer.status_code == 422
    assert words in answer.text.replace("<strong>", "").replace("</strong>", "")
    assert desk.pages.answers.store.edits() == ()


def test_fifty_megabytes_are_refused_before_they_are_read(desk: Desk) -> None:
    answer = upload(desk, "a.xlsx", b"x" * 50_000_000)
    assert answer.status_code == 413


def test_what_goes_out_can_be_opened(desk: Desk) -> None:
    rows = from_xlsx(sign_in(desk, "lan").get("/exchange/letan.xlsx").content)
    assert rows[0] == list(COLUMNS)
    assert any(row[0] == "ho_tich.khai_sinh" for row in rows)


def test_an_operator_may_read_but_not_import(desk: Desk) -> None:
    assert upload(desk, "a.xlsx", to_xlsx(rows_with()), "tuan").status_code == 403
