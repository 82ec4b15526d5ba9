"""Tables as files: texts come back as they were, formulas and broken files are refused."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from letan.kernel.faults import LetanError
from letan_engines.spreadsheet import FormulaError, from_csv, from_xlsx, to_csv, to_xlsx

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40)
RISKY = st.sampled_from(["=", "+", "-", "@", "'=", "''@", "=1+1", '=HYPERLINK("x")', "'", "x"])
CELL = TEXT | st.builds(str.__add__, RISKY, TEXT)
NEEDED = st.builds(str.__add__, RISKY, TEXT)  # XLSX has no empty cells at the end of a row
ROWS = st.lists(
    st.tuples(NEEDED, CELL, NEEDED).map(list),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_texts_come_back_as_they_were(rows: list[list[str]]) -> None:
    heading = [["a", "b", "c"]]
    assert from_xlsx(to_xlsx(heading + rows)) == heading + rows
    assert from_csv(to_csv(heading + rows)) == heading + rows


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    assert to_csv([["=1+1", "+84", "-1", "@x", "ổn"]]).decode("utf-8-sig") == (
        '"\'=1+1","\'+84","\'-1","\'@x","ổn"\r\n'
    )


def test_formulas_are_refused_by_cell() -> None:
    book = Workbook()
    book.worksheets[0].append(["a", "b"])
    book.worksheets[0].append(["x", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FormulaError, match="B2: ô này là công thức"):
        from_xlsx(out.getvalue())
    with pytest.raises(FormulaError, match="B2"):
        from_csv(b"a,b\r\nx,=1+1\r\n")


@pytest.mark.parametrize("data", [b"", b"no workbook", to_xlsx([["a"]])[:-80], b"PK\x03\x04" * 50])
def test_a_broken_workbook_is_told(data: bytes) -> None:
    with pytest.raises(LetanError, match="Tệp bị hỏng"):
        from_xlsx(data)


def test_a_csv_file_of_another_encoding_is_told() -> None:
    with pytest.raises(LetanError, match="không phải UTF-8"):
        from_csv("mục;phần".encode("utf-16"))


def test_semicolons_and_tabs_part_cells_too() -> None:
    assert from_csv(b"a;b\r\n1;2\r\n") == [["a", "b"], ["1", "2"]]
    assert from_csv(b"a\tb\n1\t2\n") == [["a", "b"], ["1", "2"]]
