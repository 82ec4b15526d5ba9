"""Rendered sentences: kept whole, found again, thrown away when damaged or old."""

import os
from pathlib import Path

import numpy as np
import pytest
from tests.unit.voice.scripted_voice import RATE, ScriptedSynthesiser

from letan.ports.synthesiser import Prosody, SpeechBlock
from letan.voice.script import write_script
from letan.voice.speech import Speech
from letan_engines.speech.prepared import PreparedSynthesiser
from letan_engines.speech.sound_cache import SoundCache

NORMAL = Prosody()


def _prepared(folder: Path, voice: str = "scripted-1") -> tuple[PreparedSynthesiser, list[str]]:
    engine = ScriptedSynthesiser()
    return PreparedSynthesiser(engine, voice, SoundCache(folder)), engine.diary


def _said(engine: PreparedSynthesiser, text: str, prosody: Prosody = NORMAL) -> list[SpeechBlock]:
    return list(engine.synthesise(text, "vi", prosody))


def _whole(blocks: list[SpeechBlock]) -> tuple[list[int], list[tuple[int, int, float]]]:
    pcm = np.concatenate([block.pcm for block in blocks])
    return pcm.tolist(), [(m.start, m.end, m.t_s) for block in blocks for m in block.marks]


def test_a_prepared_sentence_is_the_same_and_asks_nobody(tmp_path: Path) -> None:
    engine, _ = _prepared(tmp_path)
    assert engine.prepare("một hai ba.", "vi", NORMAL)
    assert not engine.prepare("một hai ba.", "vi", NORMAL)
    other, diary = _prepared(tmp_path)  # another process, say
    assert _whole(_said(other, "một hai ba.")) == _whole(
        list(ScriptedSynthesiser().synthesise("một hai ba.", "vi", NORMAL))
    )
    assert diary == []


@pytest.mark.parametrize(
    ("text", "prosody", "voice"),
    [
        ("một hai.", NORMAL, "scripted-1"),
        ("một hai ba.", Prosody(rate=0.8), "scripted-1"),
        ("một hai ba.", Prosody(pitch=1.2), "scripted-1"),
        ("một hai ba.", NORMAL, "scripted-2"),
    ],
)
def test_anything_else_is_made_and_not_kept(
    text: str, prosody: Prosody, voice: str, tmp_path: Path
) -> None:
    _prepared(tmp_path)[0].prepare("một hai ba.", "vi", NORMAL)
    before = sorted(tmp_path.iterdir())
    engine, diary = _prepared(tmp_path, voice)
    _said(engine, text, prosody)
    assert diary[0] == f"ask {text}"
    assert sorted(tmp_path.iterdir()) == before


def test_what_an_ended_process_left_half_written_is_removed(tmp_path: Path) -> None:
    old, young = tmp_path / "old.new", tmp_path / "young.new"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    _prepared(tmp_path)[0].prepare("một hai ba.", "vi", NORMAL)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "foreign"])
def test_a_damaged_file_is_thrown_away(damage: str, tmp_path: Path) -> None:
    engine, diary = _prepared(tmp_path)
    engine.prepare("một hai ba.", "vi", NORMAL)
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    broken = {
        "cut": content[:-10],
        "changed": content[:-1] + bytes([content[-1] ^ 1]),
        "empty": b"",
        "foreign": b"RIFF" + content,
    }
    file.write_bytes(broken[damage])
    diary.clear()
    assert len(_said(engine, "một hai ba.")) == 3
    assert diary[0] == "ask một hai ba."
    assert list(tmp_path.iterdir()) == []


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, most_bytes=1_500)
    engine = PreparedSynthesiser(ScriptedSynthesiser(), "v", cache)
    paths = [cache.path("v", text, "vi", NORMAL) for text in ("một hai", "ba bốn", "năm sáu")]
    for age, text in enumerate(("một hai", "ba bốn")):
        engine.prepare(text, "vi", NORMAL)
        os.utime(paths[age], ns=(age, age))
    assert cache.read(paths[0], RATE) is not None  # now it is the younger one
    for text in ("năm sáu", "bảy"):
        engine.prepare(text, "vi", NORMAL)
    assert [path.exists() for path in paths] == [True, False, True]
    assert cache.bytes() <= 1_500


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    engine, _ = _prepared(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        engine.prepare("một", "vi", NORMAL)
    assert list(tmp_path.iterdir()) == []


def test_a_prepared_speech_has_the_same_sound_and_marks(tmp_path: Path) -> None:
    script = write_script("Một hai ba. Bốn năm.")
    engine, _ = _prepared(tmp_path)
    engine.prepare(script.sentences[0].spoken, "vi", NORMAL)
    ours, plain = Speech(script, engine), Speech(script, ScriptedSynthesiser())
    assert [(p.pcm.tolist(), p.marks) for p in (ours.pull(250), ours.pull(300))] == [
        (p.pcm.tolist(), p.marks) for p in (plain.pull(250), plain.pull(300))
    ]
