from itertools import product

import numpy as np
import pytest
from tests.unit.hearing.fakes import FRAME_S, VOCABULARY, frames, near

from letan.hearing.phrases import (
    ENTRY_COST,
    Phrase,
    compile_phrases,
    match,
)
from letan.ports.recogniser import LogProbs

BIRTH = Phrase("birth", "", "đăng ký khai sinh")
BIRTH_WHERE = Phrase("birth", "where", "khai sinh ở đâu")
DEATH = Phrase("death", "", "giấy khai tử")
TOILET = Phrase("toilet", "", "nhà vệ sinh")
PHRASES = (BIRTH, BIRTH_WHERE, DEATH, TOILET)


def heard(text: str) -> LogProbs:
    return LogProbs(frames(text.split(" ")), FRAME_S)


def test_a_phrase_said_fits_but_for_the_entry_cost() -> None:
    graph = compile_phrases(PHRASES, VOCABULARY)
    [found] = match(graph, heard("tôi muốn đăng ký khai sinh cho con"), 1)
    assert (found.phrase, found.llr) == (BIRTH, near(-ENTRY_COST / 4))
    assert (found.pieces, found.first, found.last) == (4, 12, 27)


def test_each_intent_and_facet_comes_once_best_first() -> None:
    graph = compile_phrases((*PHRASES, Phrase("birth", "", "khai sinh")), VOCABULARY)
    found = match(graph, heard("khai sinh ở đâu"), 10)
    assert [(one.phrase.intent, one.phrase.facet) for one in found] == [
        ("birth", "where"),
        ("birth", ""),
        ("death", ""),
        ("toilet", ""),
    ]
    assert [one.llr for one in found] == sorted((one.llr for one in found), reverse=True)


def test_matches_are_ranked_by_fit_alone() -> None:
    yes = Phrase("yes", "", "có")
    graph = compile_phrases([yes, BIRTH_WHERE], VOCABULARY)
    assert [f.phrase for f in match(graph, heard("giấy tử ở đâu có"), 2)] == [yes, BIRTH_WHERE]


def test_a_word_within_the_phrase_that_was_not_meant_costs() -> None:
    graph = compile_phrases([BIRTH], VOCABULARY)
    plain = match(graph, heard("đăng ký khai sinh"), 10)[0].llr
    between = match(graph, heard("đăng ký cho khai sinh"), 10)[0].llr
    more = match(graph, heard("đăng ký cho con khai sinh"), 10)[0].llr
    instead = match(graph, heard("đăng ký khai tử"), 10)[0].llr
    assert plain > between > more
    assert plain > instead


def test_a_sound_alike_costs_less_than_another_word() -> None:
    graph = compile_phrases([Phrase("stop", "", "dừng lại")], VOCABULARY)
    [right], [alike], [other] = (
        match(graph, heard(text), 10) for text in ("dừng lại", "dứng lại", "không lại")
    )
    assert right.llr - alike.llr == near(1.5 / 2)
    assert alike.llr > other.llr


def test_frames_are_those_of_the_phrase() -> None:
    graph = compile_phrases([TOILET], VOCABULARY)
    log_probs = LogProbs(frames(["", "nhà", "vệ", "sinh"]), FRAME_S, 0, -0.5)
    found = match(graph, log_probs, 1)[0]
    assert (found.first, found.last, found.pieces) == (7, 17, 3)
    assert found.mean_ratio == near(0.0)


def test_equal_pieces_need_a_blank_between() -> None:
    graph = compile_phrases([Phrase("no", "", "không không")], VOCABULARY)
    column = VOCABULARY.index("▁không")
    values = np.full((2, len(VOCABULARY)), -9.0, np.float32)
    values[:, column] = -0.01
    apart = np.insert(values, 1, np.float32(-9.0), axis=0)
    apart[1, 0] = -0.01
    [together] = match(graph, LogProbs(values, FRAME_S), 10)
    [parted] = match(graph, LogProbs(apart, FRAME_S), 10)
    assert together.llr < -1e6
    assert parted.llr == near(-ENTRY_COST / 2, abs=1e-5)


def test_aliases_are_further_readings_of_the_phrase() -> None:
    graph = compile_phrases([Phrase("cash", "", "atm")], (*VOCABULARY, "▁at", "▁a", "▁tê", "▁em"))
    assert graph.length.tolist() == [2, 3]
    assert graph.owner.tolist() == [0, 0]


def test_what_the_vocabulary_cannot_spell_is_named() -> None:
    strange = Phrase("x", "", "wifi")
    graph = compile_phrases([strange, TOILET], VOCABULARY)
    assert (graph.phrases, graph.left_out) == ((TOILET,), (strange,))


def test_phrases_share_their_beginning() -> None:
    graph = compile_phrases(
        [BIRTH, Phrase("business", "", "đăng ký kinh doanh"), Phrase("b", "", "đăng ký")],
        VOCABULARY,
    )
    assert len(graph.symbol) == 6
    assert graph.length.tolist() == [4, 4, 2]


@pytest.mark.parametrize(
    "phrases", [pytest.param((), id="no phrases"), pytest.param(PHRASES, id="no sound")]
)
def test_nothing_fits_nothing(phrases: tuple[Phrase, ...]) -> None:
    values = np.empty((0 if phrases else 3, len(VOCABULARY)), np.float32)
    assert match(compile_phrases(phrases, VOCABULARY), LogProbs(values, FRAME_S), 10) == ()


def test_another_vocabulary_is_refused() -> None:
    graph = compile_phrases(PHRASES, VOCABULARY)
    with pytest.raises(ValueError, match="another vocabulary"):
        match(graph, LogProbs(np.zeros((1, 3), np.float32), FRAME_S), 1)


@pytest.mark.parametrize("seed", range(5))
def test_score_is_that_of_the_best_of_all_alignments(seed: int) -> None:
    """Against a plain enumeration of every path over every stretch."""
    rng = np.random.default_rng(seed)
    vocabulary = ("<blank>", "▁kha", "▁thi", "▁mo")
    values = np.log(rng.dirichlet(np.ones(4), 5)).astype(np.float32)
    found = match(
        compile_phrases([Phrase("x", "", "kha mo")], vocabulary), LogProbs(values, 0.04), 1
    )
    ratios = values - values.max(axis=1, keepdims=True)
    paths = [
        (sum(float(ratios[first + i, column]) for i, column in enumerate(path)), first, len(path))
        for first in range(5)
        for size in range(2, 6 - first)
        for path in product((0, 1, 3), repeat=size)
        if path[0] == 1
        and path[-1] == 3
        and [c for i, c in enumerate(path) if c and (i == 0 or path[i - 1] != c)] == [1, 3]
    ]
    best = max(cost for cost, _, _ in paths)
    spans = {(start, start + size - 1) for cost, start, size in paths if cost > best - 1e-6}
    assert found[0].llr == near((best - ENTRY_COST) / 2, abs=1e-5)
    assert (found[0].first, found[0].last) in spans
