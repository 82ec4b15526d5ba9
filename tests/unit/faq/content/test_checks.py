from dataclasses import replace
from datetime import date

import pytest
from tests.unit.faq.packs import BIRTH, RELEASE, RENEW

from letan.faq.content.checks import check_release
from letan.faq.content.entry import Answer, Claim, Entry, Topic
from letan.faq.content.release import Release
from letan.kernel.text import Text


def messages(*entries: Entry, places: frozenset[str] | None = None) -> list[str]:
    return [
        p.message for p in check_release(Release("x", (Topic("t", Text("T"), entries),)), places)
    ]


def test_the_sample_release_is_in_order() -> None:
    assert check_release(RELEASE) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(replace(BIRTH, answer=Answer()), ["there is nothing to say"], id="silent"),
        pytest.param(
            replace(BIRTH, answer=Answer((Claim(Text("Chưa rõ ạ.")),))),
            ["no source for: Chưa rõ ạ."],
            id="no source",
        ),
        pytest.param(
            replace(BIRTH, answer=Answer((Claim(Text("Rõ ạ."), ("x",)),))),
            ["the source 'x' is not listed"],
            id="source",
        ),
        pytest.param(
            replace(BIRTH, answer=Answer((Claim(Text("từ " * 46), ("s",)),))),
            ["the spoken answer has 46 words, more than 45"],
            id="long",
        ),
        pytest.param(
            replace(BIRTH, answer=Answer((Claim(Text("Một. Hai. Ba."), ("s",)),))),
            ["the spoken answer has 3 sentences, at most 2"],
            id="sentences",
        ),
        pytest.param(
            replace(
                BIRTH,
                answer=Answer((Claim(Text("A."), ("s",), date(2026, 2, 1), date(2026, 1, 1)),)),
            ),
            ["effective_from is after valid_until"],
            id="dates",
        ),
        pytest.param(
            replace(BIRTH, answer=Answer((Claim(Text("Wifi là {wify}, {wifi} ạ."), ("s",)),))),
            ["no centre has a text {wify}"],
            id="braces",
        ),
        pytest.param(replace(BIRTH, related=("a.b",)), ["there is no entry 'a.b'"], id="related"),
        pytest.param(
            replace(BIRTH, phrasings=("…",)), ["a phrasing without words: '…'"], id="no words"
        ),
        pytest.param(
            replace(BIRTH, phrasings=("a", "a")), ["the phrasing 'a' stands twice"], id="twice"
        ),
    ],
)
def test_check(entry: Entry, expected: list[str]) -> None:
    assert messages(entry) == expected


def test_a_stolen_phrasing() -> None:
    thief = replace(RENEW, phrasings=("LÀM giấy khai sinh!",))
    assert messages(BIRTH, thief) == [
        "the phrasing 'LÀM giấy khai sinh!' already belongs to ho_tich.khai_sinh"
    ]


def test_an_unknown_place_and_a_double_id() -> None:
    found = messages(
        BIRTH, replace(RENEW, id=BIRTH.id, place="quay_9"), places=frozenset({"quay_1"})
    )
    assert found == ["the id stands twice in the pack", "there is no place 'quay_9' in the hall"]
