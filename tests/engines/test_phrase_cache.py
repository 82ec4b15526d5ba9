from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tests.unit.faq.packs import RELEASE
from tests.unit.hearing.fakes import FRAME_S, VOCABULARY, frames

from letan.faq.faq import phrases_of
from letan.hearing.evidence import open_channel, score_by_evidence
from letan.hearing.phrases import Phrase, PhraseGraph, compile_phrases
from letan.ports.recogniser import LogProbs
from letan_apps.content.listening import CompilePhrases
from letan_engines import phrase_cache
from letan_engines.phrase_cache import (
    load_or_compile_phrases,
    remember_vocabulary,
    remembered_vocabulary,
)

PHRASES = (
    Phrase("strange", "", "xyz"),
    Phrase("birth", "", "đăng ký khai sinh"),
    Phrase("birth", "where", "khai sinh ở đâu"),
)


def refuse(*_: object) -> None:
    raise AssertionError("compiled again")


def same(one: PhraseGraph, other: PhraseGraph) -> bool:
    pairs = ((getattr(one, f.name), getattr(other, f.name)) for f in fields(PhraseGraph))
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


def test_what_is_loaded_is_what_was_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_or_compile_phrases(PHRASES, VOCABULARY, tmp_path)
    monkeypatch.setattr(phrase_cache, "compile_phrases", refuse)
    assert same(load_or_compile_phrases(PHRASES, VOCABULARY, tmp_path), first)
    assert first.left_out == PHRASES[:1]


def test_it_scores_as_one_that_was_never_stored(tmp_path: Path) -> None:
    stored = load_or_compile_phrases(PHRASES, VOCABULARY, tmp_path)
    plain = compile_phrases(PHRASES, VOCABULARY)
    log_probs = LogProbs(frames(["tôi", "khai", "sinh", "ở", "đâu"]), FRAME_S)
    both = [
        score_by_evidence(graph, open_channel(graph, VOCABULARY), log_probs)
        for graph in (stored, plain)
    ]
    assert both[0] == both[1] != ()


@pytest.mark.parametrize(
    ("phrases", "vocabulary"),
    [
        pytest.param(PHRASES[1:], VOCABULARY, id="other phrases"),
        pytest.param(PHRASES, (*VOCABULARY, "▁xyz"), id="another recogniser"),
    ],
)
def test_what_it_was_made_from_must_be_the_same(
    tmp_path: Path, phrases: tuple[Phrase, ...], vocabulary: tuple[str, ...]
) -> None:
    load_or_compile_phrases(PHRASES, VOCABULARY, tmp_path)
    assert same(
        load_or_compile_phrases(phrases, vocabulary, tmp_path),
        load_or_compile_phrases(phrases, vocabulary, tmp_path / "empty"),
    )
    assert len(list(tmp_path.glob("phrases-*.npz"))) == 2


def test_publishing_compiles_for_the_recogniser_that_heard_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, candidate = CompilePhrases(tmp_path), SimpleNamespace(release=RELEASE)
    step.run(candidate)
    assert list(tmp_path.iterdir()) == []
    remember_vocabulary(VOCABULARY, tmp_path / "cache")
    step.run(candidate)
    monkeypatch.setattr(phrase_cache, "compile_phrases", refuse)
    load_or_compile_phrases(phrases_of(RELEASE), VOCABULARY, tmp_path / "cache")
    assert remembered_vocabulary(tmp_path / "cache") == VOCABULARY


@pytest.mark.parametrize("content", ["", "{", "3"])
def test_a_vocabulary_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "heard_pieces.json").write_text(content)
    assert remembered_vocabulary(tmp_path) == ()
