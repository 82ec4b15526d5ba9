"""Rendering ahead at a publish."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody
from letan.site.site import Site
from letan_apps.content import rendering
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.content.rendering import (
    RenderAnswers,
    VoiceChoice,
    first_sentences,
    remember_voice,
    remembered_voice,
)
from letan_apps.content.running import running_release
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.prepared import PreparedSynthesiser
from letan_engines.speech.sound_cache import SoundCache


@dataclass(frozen=True)
class _Candidate:
    release: Release
    site: Site
    now: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def candidate() -> _Candidate:
    return _Candidate(running_release(shipped("faq_data")), load_site(shipped(DEFAULT_SITE)))


def test_every_answer_begins_with_a_sentence_that_was_rendered(candidate: _Candidate) -> None:
    sentences = list(first_sentences(candidate, "north"))
    assert len(sentences) == len(set(sentences)) > 500
    assert not any(character.isdigit() or character in "{}" for s in sentences for character in s)
    assert any("bác" in sentence for sentence in sentences)
    assert any("quý khách" in sentence for sentence in sentences)


def test_the_voice_is_remembered(tmp_path: Path) -> None:
    assert remembered_voice(tmp_path) == VoiceChoice()
    chosen = VoiceChoice("piper", "south", 0.9, 1.1)
    remember_voice(chosen, tmp_path)
    assert remembered_voice(tmp_path) == chosen
    (tmp_path / "cache/speech/voice.json").write_text("{")
    assert remembered_voice(tmp_path) == VoiceChoice()


def test_a_fast_engine_is_not_rendered_ahead(candidate: _Candidate, tmp_path: Path) -> None:
    RenderAnswers(tmp_path).run(candidate)
    assert list(tmp_path.rglob("*.speech")) == []


def _slow(choice: VoiceChoice, home: Path) -> PreparedSynthesiser:
    """espeak in the place of a slow engine: the step itself is under test."""
    return PreparedSynthesiser(EspeakSynthesiser(choice.dialect), "slow", SoundCache(home / "c"))


def test_a_slow_engine_is(
    candidate: _Candidate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "prepared_voice", _slow)
    monkeypatch.setattr(rendering, "first_sentences", lambda *_: iter(("xin chào.", "dạ vâng.")))
    choice = VoiceChoice("piper", "south", 0.9)
    remember_voice(choice, tmp_path)
    RenderAnswers(tmp_path).run(candidate)
    assert len(list(tmp_path.rglob("*.speech"))) == 2
    assert not _slow(choice, tmp_path).prepare("xin chào.", "vi", Prosody(rate=0.9))


def test_a_missing_voice_is_told_and_refuses_nothing(
    candidate: _Candidate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember_voice(VoiceChoice("piper"), tmp_path)
    RenderAnswers(tmp_path).run(candidate)
    assert "not rendered ahead" in capsys.readouterr().err


def test_the_engine_of_the_missing_voice_is_the_reason(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="letan models fetch piper-vais1000"):
        rendering.prepared_voice(VoiceChoice("piper"), tmp_path)
