"""What the checker says in English reaches clerks in Vietnamese; forms keep what they hold."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letan.faq.content.bundle import release_of
from letan.faq.content.checks import check_release
from letan.faq.content.entry import GoldenQuestion
from letan.faq.content.parts import parts_of
from letan.faq.quality.golden import GoldenFailure
from letan_apps.resources import shipped
from letan_engines.content_yaml import check_pack
from letan_web.admin import forms
from letan_web.admin.entries import CLAIM_PARTS, endings, search
from letan_web.admin.problems import told, told_failure
from letan_web.staff.request import Form

LONG = "một hai ba bốn năm " * 12


def content(**entry: Any) -> dict[str, Any]:
    """Return a pack of two entries, the first as told."""
    first = {"id": "a.b", "title": "B", "phrasings": ["hỏi b"], "answer": {"spoken": ["B."]}}
    second = {"id": "a.c", "title": "C", "phrasings": ["hỏi c"], "answer": {"spoken": ["C."]}}
    both = [{**first, **entry}, second]
    return {"a.yaml": {"schema": 1, "topic": "a", "title": "A", "entries": both}}


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "a.c"},
        {"place": "quay_99"},
        {"related": ["a.x"]},
        {"answer": {}},
        {"answer": {"spoken": [{"vi": "B.", "source": "x"}]}},
        {"kind": "procedure"},
        {"answer": {"spoken": [
            {"vi": "B.", "effective_from": "2026-02-01", "valid_until": "2026-01-01"}
        ]}},
        {"answer": {"spoken": ["{khong_co}"]}},
        {"answer": {"spoken": [LONG]}},
        {"answer": {"spoken": ["A. B. C."]}},
        {"answer": {"spoken": ["B."], "fee": [LONG]}},
        {"phrasings": ["hỏi b", "…"]},
        {"phrasings": ["hỏi c"]},
        {"phrasings": ["hỏi b", "hỏi b"]},
    ],
)  # fmt: skip
def test_every_problem_is_told_in_vietnamese(entry: dict[str, Any]) -> None:
    problems = check_release(release_of(content(**entry)), frozenset({"quay_1"}))
    assert problems
    for problem in problems:
        assert problem.message not in told(problem), f"no Vietnamese for: {problem.message}"


@pytest.mark.parametrize(
    ("got", "words"),
    [
        ("ask_back", "hỏi lại"),
        ("refer", "mời gặp cán bộ"),
        ("_ngoai_pham_vi", "ngoài phạm vi"),
        ("a.c, fee", "«Mục C» (lệ phí)"),
    ],
)
def test_a_failed_golden_question_is_told(got: str, words: str) -> None:
    question = GoldenQuestion("hỏi b", "documents")
    failure = GoldenFailure("a.b", question, got, worked_before=True, is_new=False)
    text = told_failure(failure, {"a.b": "Mục B", "a.c": "Mục C"})
    assert words in text
    assert "Câu «hỏi b» phải được trả lời bằng mục «Mục B», phần «giấy tờ cần mang»" in text


PACK = check_pack(shipped("faq_data")).documents
FORM_PARTS = [
    (entry, part, value)
    for (entry, part), value in parts_of(PACK).values.items()
    if part in (*CLAIM_PARTS, "sources", "golden", "phrasings", "aliases", "title")
    and not entry.startswith("@")
]


def as_form(part: str, value: Any) -> Form:
    """Return what the browser would send of a part that nobody touched."""
    if part in ("phrasings", "aliases"):
        return Form([("lines", forms.text_lines(value))])
    if part == "title":
        line = forms.claim_lines(value)[0]
        return Form([("vi", line.vi), ("en", line.en)])
    lines: list[Any] = (
        forms.source_lines(value) if part == "sources"
        else forms.golden_lines(value) if part == "golden"
        else forms.claim_lines(value)
    )  # fmt: skip
    return Form([(key, getattr(line, key)) for line in lines for key in line.__slots__])


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    changed = [
        (entry, part)
        for entry, part, value in FORM_PARTS
        if forms.like(value, forms.read_part(part, as_form(part, value))) != value
    ]
    assert len(FORM_PARTS) > 500
    assert changed == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=20), st.text(max_size=12), st.text(max_size=8)), max_size=3)
)
def test_any_form_is_taken_or_told_why(lines: list[tuple[str, str, str]]) -> None:
    pairs = [
        pair
        for vi, day, source in lines
        for pair in (("vi", vi), ("valid_until", day), ("source", source))
    ]
    refused = ""
    value: Any = None
    try:
        value = forms.read_part("fee", Form(pairs))
    except forms.FormError as error:
        refused = f"{error.field}: {error}"
    if not refused:
        assert forms.read_part("fee", as_form("fee", value)) == value
    else:
        assert refused.startswith("valid_until:")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("khai sinh", True),
        ("khai sinh đúng hạn", False),
        ("KHAI SINH", True),
        ("dang ky khai sinh", True),
        ("đăng ký khai sinh", True),
        ("dăng ky", False),
        ("1.001193", True),
        ("ho_tich.khai_sinh", True),
        ("không có chữ nào như vậy", False),
    ],
)
def test_search_with_and_without_marks(words: str, found: bool) -> None:
    titles = [line.id for line in search(PACK, words)]
    if words == "khai sinh đúng hạn":
        assert "ho_tich.khai_sinh" in titles  # in its fee
    else:
        assert ("ho_tich.khai_sinh" in titles) is found


def test_endings_come_soonest_first() -> None:
    claims = [
        {"vi": "sau", "valid_until": "2026-12-31"},
        {"vi": "trước", "valid_until": "2026-11-01"},
        {"vi": "xa", "valid_until": "2030-01-01"},
        "không hạn",
    ]
    pack = content(answer={"spoken": ["B."], "fee": claims})
    found = endings(pack, date(2026, 11, 24), 60)
    assert [(ending.text, ending.days) for ending in found] == [("trước", -23), ("sau", 37)]
