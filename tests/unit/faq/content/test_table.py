"""The content as a table: nothing is lost on the way, and what is wrong is told by cell."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letan.faq.content.parts import documents_of, parts_of
from letan.faq.content.table import COLUMNS, CellProblem, parts_in, rows_of

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1)
NAME = st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)
DAY = st.dates().map(lambda day: day.isoformat())
BILINGUAL = TEXT | st.fixed_dictionaries({"vi": TEXT}, optional={"en": TEXT})
CLAIM = TEXT | st.fixed_dictionaries(
    {"vi": TEXT},
    optional={
        "en": TEXT,
        "source": NAME | st.lists(NAME, max_size=3),
        "effective_from": DAY,
        "valid_until": DAY,
        "reviewed_by": TEXT,
        "copies": BILINGUAL,
        "sample": st.booleans(),
    },
)
CLAIMS = CLAIM | st.lists(CLAIM, min_size=1, max_size=3)
CASE = st.fixed_dictionaries(
    {"id": NAME, "title": BILINGUAL, "phrasings": st.lists(TEXT), "answer": st.just({})}
)
ENTRY = st.fixed_dictionaries(
    {"title": BILINGUAL, "phrasings": st.lists(TEXT, min_size=1, max_size=3)},
    optional={
        "kind": st.sampled_from(["information", "procedure"]),
        "sources": st.lists(st.fixed_dictionaries({"id": NAME, "title": TEXT}), max_size=2),
        "answer": st.dictionaries(st.sampled_from(["spoken", "fee", "notes"]), CLAIMS),
        "situations": st.lists(CASE, max_size=2),
        "golden": st.lists(
            TEXT | st.fixed_dictionaries({"question": TEXT}, optional={"facet": TEXT})
        ),
    },
)


def document(topic: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one file of a pack."""
    named = [{"id": f"{topic}.e{number}", **entry} for number, entry in enumerate(entries)]
    return {f"{topic}.yaml": {"schema": 1, "topic": topic, "title": topic, "entries": named}}


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=2))
def test_nothing_is_lost_on_the_way(entries: list[dict[str, Any]]) -> None:
    documents = document("ho_tich", entries)
    found, problems = parts_in(list(rows_of(documents)))
    assert problems == ()
    whole = parts_of(documents)
    wanted = {key: value for key, value in whole.values.items() if not key[0].startswith("@")}
    assert found.values == wanted
    assert found.topics == whole.topics
    assert (
        documents_of(found)["ho_tich.yaml"]["entries"]
        == documents_of(whole)["ho_tich.yaml"]["entries"]
    )


def row(**cells: str) -> list[str]:
    """Return a good row with some cells changed, named by letter."""
    good = dict(zip("ABCDEFGHIJKLMN", ["a.b", "a", "fee", "", "miễn phí", *[""] * 9], strict=True))
    return list((good | cells).values())


@pytest.mark.parametrize(
    ("changed", "cell"),
    [
        ({"A": "khai sinh"}, "A2"),
        ({"B": ""}, "B2"),
        ({"C": "phí"}, "C2"),
        ({"D": "một"}, "D2"),
        ({"H": "31/12/2026"}, "H2"),
        ({"I": "2026-02-30"}, "I2"),
        ({"L": "1 original"}, "K2"),
        ({"N": "{"}, "N2"),
        ({"N": "3"}, "N2"),
    ],
)
def test_what_is_wrong_is_told_by_cell(changed: dict[str, str], cell: str) -> None:
    found, problems = parts_in([COLUMNS, row(**changed)])
    assert [problem.cell for problem in problems] == [cell]
    assert found.values == {}


def test_a_missing_heading_and_unnumbered_lines_are_told() -> None:
    _, problems = parts_in([["a", "b"]])
    assert [(p.row, p.column) for p in problems] == [(1, -1)]
    _, problems = parts_in([COLUMNS, row(), row(E="có phí")])
    assert [problem.cell for problem in problems] == ["D3"]
    _, problems = parts_in([COLUMNS, row(), row(B="b", C="time")])
    assert problems == (CellProblem(3, 1, "Mục «a.b» có hai lĩnh vực khác nhau."),)
