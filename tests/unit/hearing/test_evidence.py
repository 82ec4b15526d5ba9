from itertools import pairwise, product

import numpy as np
import pytest
from tests.unit.hearing.fakes import FRAME_S, VOCABULARY, frames, near

from letan.hearing.evidence import (
    BESIDE,
    LOST,
    WORST,
    Channel,
    open_channel,
    score_by_evidence,
)
from letan.hearing.phrases import Phrase, PhraseGraph, compile_phrases
from letan.hearing.utterance import PhraseScore
from letan.ports.recogniser import LogProbs

BIRTH = Phrase("birth", "", "đăng ký khai sinh")
WHERE = Phrase("birth", "where", "khai sinh ở đâu")
DEATH = Phrase("death", "", "giấy khai tử")
YES = Phrase("yes", "", "có")
PHRASES = (BIRTH, WHERE, DEATH, YES)


def heard(text: str) -> LogProbs:
    return LogProbs(frames(text.split(" ")), FRAME_S)


def scored(
    text: str, phrases: tuple[Phrase, ...] = PHRASES, limit: int = 12
) -> tuple[PhraseScore, ...]:
    graph = compile_phrases(phrases, VOCABULARY)
    return score_by_evidence(graph, open_channel(graph, VOCABULARY), heard(text), limit)


def test_a_phrase_within_talk_is_found_with_its_times() -> None:
    [found] = scored("tôi muốn đăng ký khai sinh cho con", limit=1)
    assert (found.intent, found.facet) == ("birth", "")
    assert (found.start_s, found.end_s) == (near(0.48), near(1.12))
    assert found.llr > 6.0


def test_a_long_phrase_heard_unclearly_stands_above_a_word_that_was_said() -> None:
    assert [one.intent for one in scored("giấy sinh ở đâu có")][:2] == ["birth", "yes"]


def test_each_intent_and_facet_comes_once_most_evidence_first() -> None:
    found = scored("khai sinh ở đâu", (*PHRASES, Phrase("birth", "", "khai sinh")))
    keys = [(one.intent, one.facet) for one in found]
    assert keys[:2] == [("birth", "where"), ("birth", "")]
    assert len(set(keys)) == len(keys)
    assert [one.llr for one in found] == sorted((one.llr for one in found), reverse=True)


def test_a_sound_alike_says_more_than_another_word_and_less_than_the_word() -> None:
    stop = (Phrase("stop", "", "dừng lại"),)
    right, alike, other = (
        scored(text, stop)[0].llr for text in ("dừng lại", "dứng lại", "không lại")
    )
    assert right > alike > other


def test_a_word_that_was_not_heard_costs_less_than_the_phrase_is_worth() -> None:
    whole, cut = scored("đăng ký khai sinh")[0], scored("đăng khai sinh")[0]
    assert (cut.intent, cut.facet) == ("birth", "")
    assert whole.llr > cut.llr > 0.0


def test_other_talk_says_nothing_for_a_phrase() -> None:
    assert all(one.llr < 5.0 for one in scored("nhà vệ kinh doanh", (BIRTH, DEATH)))


def test_nothing_is_said_without_phrases_or_sound() -> None:
    silence = LogProbs(np.empty((0, len(VOCABULARY)), np.float32), FRAME_S)
    some, none = compile_phrases(PHRASES, VOCABULARY), compile_phrases((), VOCABULARY)
    assert score_by_evidence(some, open_channel(some, VOCABULARY), silence) == ()
    assert score_by_evidence(none, open_channel(none, VOCABULARY), heard("có")) == ()


def test_another_vocabulary_is_refused() -> None:
    graph = compile_phrases(PHRASES, VOCABULARY)
    with pytest.raises(ValueError, match="another vocabulary"):
        open_channel(graph, VOCABULARY[:5])
    with pytest.raises(ValueError, match="another vocabulary"):
        score_by_evidence(
            graph,
            open_channel(graph, VOCABULARY),
            LogProbs(np.zeros((1, 3), np.float32), FRAME_S),
        )


@pytest.mark.parametrize("seed", range(6))
def test_the_sum_is_that_of_the_best_of_all_paths(seed: int) -> None:
    """Against a plain enumeration: each frame is before, in or after one of the pieces."""
    rng = np.random.default_rng(seed)
    vocabulary = ("<blank>", "▁kha", "▁thi", "▁mo")
    values = np.log(rng.dirichlet(np.ones(4), 5)).astype(np.float32)
    graph = compile_phrases([Phrase("x", "", "kha mo thi")], vocabulary)
    ratios = np.exp(rng.normal(0.0, 2.0, (4, 3))).astype(np.float32)
    [found] = score_by_evidence(graph, Channel(ratios), LogProbs(values, FRAME_S))
    assert found.llr == near(_plain(graph, values, ratios), abs=2e-2)


def _plain(graph: PhraseGraph, values: np.ndarray, ratios: np.ndarray) -> float:
    relative = values - values.max(axis=1, keepdims=True)
    said = np.maximum(np.log(np.exp(relative[:, 1:]) @ ratios[1:]), WORST)
    said = said[:, graph.symbol]
    beside = np.maximum(relative[:, 0], BESIDE)
    best = -np.inf
    for first in range(5):
        for size in range(1, 6 - first):
            for path in product(range(6), repeat=size):
                total = _sum(path, said[first:], beside[first:])
                best = max(best, total)
    return best


def _sum(path: tuple[int, ...], said: np.ndarray, beside: np.ndarray) -> float:
    """Even states are in a piece, odd ones after it; -inf for what is no path to the last."""
    if path[-1] != 4 or path[0] not in (0, 2):
        return -np.inf
    total = said[0, path[0] // 2] + (LOST if path[0] == 2 else 0.0)
    for frame, (before, state) in enumerate(pairwise(path), 1):
        piece = state // 2
        if state % 2:
            if before not in (state, state - 1):
                return -np.inf
            total += beside[frame]
        elif before == state:
            total += min(said[frame, piece], 0.0)
        elif before // 2 == piece - 1:
            total += said[frame, piece]
        elif before // 2 == piece - 2:
            total += LOST + said[frame, piece]
        else:
            return -np.inf
    return float(total)
