import numpy as np
import pytest
from tests.unit.faq.embedder import WordsAsMeanings
from tests.unit.faq.packs import RELEASE

from letan.faq.explain import explain
from letan.faq.faq import AskContext, Faq
from letan.faq.matching.matcher import Matcher, MatcherParams, compiled_index
from letan.faq.matching.meaning import (
    LONGEST_WORDS,
    MEANING_SIGNALS,
    Meaning,
    compile_meaning,
    embedded_texts,
)
from letan.faq.matching.signals import SIGNALS
from letan.hearing.utterance import Utterance

PARAMS = MatcherParams()
COMPILED = compiled_index(RELEASE, PARAMS)


def meaning(embedder: WordsAsMeanings) -> Meaning:
    vectors = embedder.embed(embedded_texts(COMPILED))
    embedder.asked.clear()
    return Meaning(embedder, compile_meaning(COMPILED, vectors, 0.15), COMPILED)


def test_an_intent_scores_by_what_is_meant() -> None:
    tier = meaning(WordsAsMeanings())
    rows = list(Matcher(RELEASE, PARAMS, COMPILED).index.intents)
    values = tier.signals("giấy khai sinh của cháu".split())
    assert values.shape == (len(rows) + 1, len(MEANING_SIGNALS))
    assert [rows[int(column.argmax())] for column in values.T] == ["ho_tich.khai_sinh"] * 3


def test_no_words_say_nothing_and_ask_for_nothing() -> None:
    embedder = WordsAsMeanings()
    assert not meaning(embedder).signals(()).any()
    assert embedder.asked == []


def test_of_long_talk_the_end_is_embedded() -> None:
    embedder = WordsAsMeanings()
    meaning(embedder).signals([str(n) for n in range(10_000)])
    (asked,) = embedder.asked
    assert asked.split() == [str(n) for n in range(10_000 - LONGEST_WORDS, 10_000)]


def test_the_tier_stands_beside_the_words_and_parts_are_ranked_without_it() -> None:
    embedder = WordsAsMeanings()
    matcher = Matcher(RELEASE, PARAMS, COMPILED, meaning(embedder))
    views = matcher.views("làm giấy khai sinh cho con")
    alone, together = matcher.rank_views(views), matcher.rank([views])
    assert alone.table.values.shape[1] == len(SIGNALS)
    assert np.array_equal(together.table.values[:, : len(SIGNALS)], alone.table.values)
    assert together.table.values.shape[1] == len(SIGNALS) + len(MEANING_SIGNALS)
    assert embedder.asked == ["làm giấy khai sinh cho con"]
    assert matcher.by_words(together, views).probabilities == alone.probabilities
    assert matcher.by_words(alone, views) is alone
    assert sum(together.probabilities) + together.foreign == pytest.approx(1.0)


def test_a_text_without_diacritics_is_embedded_with_the_likeliest() -> None:
    embedder = WordsAsMeanings()
    matcher = Matcher(RELEASE, PARAMS, COMPILED, meaning(embedder))
    matcher.rank([matcher.views("lam giay khai sinh")])
    assert embedder.asked == ["làm giấy khai sinh"]


def test_explaining_shows_its_signals_and_the_model() -> None:
    faq = Faq(RELEASE, compiled=COMPILED, meaning=meaning(WordsAsMeanings()))
    why = explain(faq, Utterance("", "làm giấy khai sinh"), AskContext())
    assert why["semantic_tier"] == "words-1"
    assert why["policy"] == {"answer_at": 0.85, "answer_margin": 0.2, "ask_at": 0.3}
    best = why["best"]
    assert isinstance(best, list)
    assert set(best[0]["signals"]) == set(best[0]["parts"]) == {*SIGNALS, *MEANING_SIGNALS}
