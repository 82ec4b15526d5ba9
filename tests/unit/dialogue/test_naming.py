"""What an order names besides itself, and what follows a refusal."""

import pytest

from letan.dialogue.naming import destination_in, without_refusal


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("dẫn bác ra quầy khai sinh", "khai sinh"),
        ("cho tôi đến chỗ chứng thực bản sao", "chứng thực bản sao"),
        ("dẫn bác ra quầy số một, đi chậm thôi", "quầy số một"),
        ("dẫn tôi đi", ""),
        ("ừ thôi dẫn đi cũng được", ""),
        ("lead me there", ""),
        ("khai sinh", ""),  # no order at all: the words would be asked for ever
    ],
)
def test_an_order_to_lead_may_name_where_to(text: str, named: str) -> None:
    assert destination_in(text) == named


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("à thôi không phải, em hỏi ly hôn", "em hỏi ly hôn"),
        ("không cần dẫn, nói các bước đi", "nói các bước đi"),
        ("không", ""),
        ("thôi không cần đâu cháu", ""),
        ("không, cảm ơn cháu", ""),
        ("phải làm gì nữa", ""),
    ],
)
def test_what_follows_a_refusal(text: str, rest: str) -> None:
    assert without_refusal(text) == rest
