import pytest

from letan.vietnamese.rewriting import RewriteRule, RewriteTable, table_of

CHI = RewriteRule(
    ("chi",), ("gì",), unless_next=frozenset({"phí"}), only_previous=frozenset({"tờ"})
)
TABLE = RewriteTable(
    (CHI, *table_of([("cccd", "căn cước"), ("sổ hộ khẩu", "hộ khẩu"), ("sổ", "quyển")]).rules)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("giấy tờ chi", "giấy tờ gì", id="regional chi"),
        pytest.param("giấy tờ chi phí", "giấy tờ chi phí", id="chi phí stays"),
        pytest.param("chi trả", "chi trả", id="no word before it"),
        pytest.param("cccd cccd", "căn cước căn cước", id="twice"),
        pytest.param("sổ hộ khẩu", "hộ khẩu", id="longest first"),
        pytest.param("sổ đỏ", "quyển đỏ", id="then shorter"),
        pytest.param("", "", id="empty"),
    ],
)
def test_rewrite(text: str, expected: str) -> None:
    assert " ".join(TABLE.rewrite(text.split())) == expected


def test_only_next_may_name_the_end() -> None:
    table = RewriteTable(
        (RewriteRule(("cc",), ("căn", "cước"), only_next=frozenset({"", "chip"})),)
    )
    assert table.rewrite(["cc"]) == ["căn", "cước"]
    assert table.rewrite(["cc", "chip"]) == ["căn", "cước", "chip"]
    assert table.rewrite(["cc", "ôi"]) == ["cc", "ôi"]
