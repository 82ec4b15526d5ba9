from rapidfuzz import fuzz
from tests.unit.faq.packs import RELEASE

from letan.faq.quality.baseline import SCORERS, Bare
from letan.faq.reply import ReplyKind


def test_a_phrasing_finds_its_own_entry_with_full_score() -> None:
    for scorer in SCORERS.values():
        reply = Bare(RELEASE, scorer).reply("Làm giấy khai sinh")
        assert (reply.kind, reply.intent, reply.probability) == (
            ReplyKind.ANSWER,
            "ho_tich.khai_sinh",
            1.0,
        )


def test_it_names_three_different_intents_best_first() -> None:
    candidates = Bare(RELEASE, fuzz.token_set_ratio).reply("thẻ căn cước của tôi").candidates
    assert len({c.intent for c in candidates}) == 3
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
