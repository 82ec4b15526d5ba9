"""The player: blocks of any size, marks in time, stop, resume, failure."""

import numpy as np
import pytest
from tests.unit.voice.scripted_voice import RATE, WORD, ScriptedSynthesiser

from letan.kernel.faults import LetanError
from letan.ports.synthesiser import Prosody
from letan.voice.marks import MarkKind, SpeechMark
from letan.voice.script import write_script
from letan.voice.speech import Speech, Spoken, Stopped

TEXT = "Mời bác. Đến quầy 3 ạ."


def _speech(text: str = TEXT, from_word: int = 0) -> tuple[Speech, ScriptedSynthesiser]:
    voice = ScriptedSynthesiser()
    return Speech(write_script(text), voice, from_word=from_word), voice


def _pull_all(speech: Speech, samples: int) -> tuple[list[int], list[SpeechMark]]:
    pcm: list[int] = []
    marks: list[SpeechMark] = []
    for _ in range(1000):
        spoken = speech.pull(samples)
        pcm += spoken.pcm.tolist()
        marks += spoken.marks
        if spoken.finished:
            return pcm, marks
    raise AssertionError("the speech never finished")


EXPECTED_MARKS = [
    SpeechMark(MarkKind.SENTENCE, 0, 0, 8, "Mời bác.", 0.0),
    SpeechMark(MarkKind.WORD, 0, 0, 3, "Mời", 0.0),
    SpeechMark(MarkKind.WORD, 1, 4, 8, "bác.", 0.1),
    SpeechMark(MarkKind.SENTENCE, 1, 9, 22, "Đến quầy 3 ạ.", 0.2),
    SpeechMark(MarkKind.WORD, 2, 9, 12, "Đến", 0.2),
    SpeechMark(MarkKind.WORD, 3, 13, 17, "quầy", 0.2 + 0.1),
    SpeechMark(MarkKind.WORD, 4, 18, 19, "3", 0.4),
    SpeechMark(MarkKind.WORD, 5, 20, 22, "ạ.", 0.2 + 0.3),
    SpeechMark(MarkKind.END, 6, 22, 22, "", 0.6),
]
EXPECTED_PCM = [1] * WORD + [2] * WORD + [1] * WORD + [2] * WORD + [3] * WORD + [4] * WORD


@pytest.mark.parametrize("samples", [1, 7, 20, 100, 101, 600, 5000])
def test_any_block_size_gives_the_same_sound_and_marks(samples: int) -> None:
    assert _pull_all(_speech()[0], samples) == (EXPECTED_PCM, EXPECTED_MARKS)


def test_marks_come_with_the_block_they_fall_into() -> None:
    speech, _ = _speech()
    marks = [[m.text for m in speech.pull(100).marks if m.kind is MarkKind.WORD] for _ in range(6)]
    assert marks == [["Mời"], ["bác."], ["Đến"], ["quầy"], ["3"], ["ạ."]]


def test_seconds_are_pulled_without_drift() -> None:
    speech, _ = _speech()
    lengths = [len(speech.pull_s(0.0333).pcm) for _ in range(18)]
    assert sum(lengths) == 599  # 599.4 samples of time
    assert set(lengths) == {33, 34}


def test_one_sentence_is_asked_for_ahead_and_made_late() -> None:
    speech, voice = _speech("Một hai ba bốn năm sáu bảy tám. Chín mười. Hết rồi.")
    speech.pull(20)
    assert voice.diary[:2] == ["ask một hai ba bốn năm sáu bảy tám.", "ask chín mười."]
    assert "make tám." not in voice.diary
    assert "ask hết rồi." not in voice.diary


def test_the_next_sentence_is_ready_before_the_last_ends() -> None:
    speech, voice = _speech("Một hai ba bốn năm. Sáu bảy.")
    speech.pull(200)
    assert "make sáu" in voice.diary
    assert speech.pulled_s == 0.2


def test_prosody_and_language_reach_the_engine() -> None:
    asked: list[tuple[str, str, Prosody]] = []

    class Listening(ScriptedSynthesiser):
        def synthesise(self, sentence, language, prosody):
            asked.append((sentence, language, prosody))
            return super().synthesise(sentence, language, prosody)

    slow = Prosody(rate=0.8, pitch=1.1)
    Speech(write_script("Welcome.", "en"), Listening(), slow).pull(1)
    assert asked == [("Welcome.", "en", slow)]


def test_stop_fades_out_and_names_the_word_that_was_cut() -> None:
    speech, voice = _speech()
    speech.pull(350)
    stopped = speech.stop()
    assert stopped.next_word == 3
    assert len(stopped.tail) == 8
    assert stopped.tail[0] == 2
    assert np.all(np.diff(stopped.tail) <= 0)
    assert "close" not in voice.diary  # all was made already
    after = speech.pull(10)
    assert (len(after.pcm), after.marks, after.finished) == (0, (), True)
    assert speech.stop().next_word == 3


@pytest.mark.parametrize(("heard_s", "word"), [(0.0, 0), (0.05, 0), (0.15, 1), (0.25, 2), (9.0, 3)])
def test_stop_resumes_from_what_was_heard(heard_s: float, word: int) -> None:
    speech, _ = _speech()
    speech.pull(350)
    assert speech.stop(heard_s).next_word == word


def test_stop_closes_a_sentence_in_the_making() -> None:
    speech, voice = _speech("Một hai ba bốn năm sáu bảy tám chín mười.")
    speech.pull(100)
    speech.stop()
    assert voice.diary[-2:] == ["make năm", "close"]


def test_stop_closes_every_sentence_that_was_asked_for() -> None:
    kept = []

    class Keeping(ScriptedSynthesiser):
        def synthesise(self, sentence, language, prosody):
            kept.append(super().synthesise(sentence, language, prosody))
            return kept[-1]

    speech = Speech(write_script("Một hai ba bốn năm sáu bảy tám chín mười. Hết."), Keeping())
    speech.pull(1)
    speech.stop()
    assert [list(blocks) for blocks in kept] == [[], []]


def test_stop_before_the_first_sound() -> None:
    speech, voice = _speech(from_word=2)
    assert _whole(speech.stop()) == ([], 2)
    assert voice.diary == []


def test_stop_after_the_end_has_nothing_to_resume() -> None:
    speech, _ = _speech()
    _pull_all(speech, 100)
    assert _whole(speech.stop()) == ([], 6)


def test_stop_after_the_last_pull_knows_what_was_not_heard() -> None:
    speech, _ = _speech()
    _pull_all(speech, 100)
    assert speech.stop(heard_s=0.45).next_word == 4


@pytest.mark.parametrize(
    ("from_word", "said"),
    [(1, ["bác."]), (2, []), (4, []), (6, [])],
)
def test_resume_begins_at_the_word(from_word: int, said: list[str]) -> None:
    speech, _ = _speech(from_word=from_word)
    _, marks = _pull_all(speech, 50)
    words = [mark for mark in marks if mark.kind is MarkKind.WORD]
    rest = ["Đến", "quầy", "3", "ạ."][max(0, from_word - 2) :]
    assert [mark.text for mark in words] == said + rest
    assert [mark.index for mark in words] == list(range(from_word, 6))
    assert [mark.t_s for mark in words[:1]] == [0.0][: len(words)]
    assert marks[-1].kind is MarkKind.END


def test_a_word_said_as_several_is_marked_once_and_resumed_whole() -> None:
    speech, voice = _speech("Phí 8.000đ ạ")
    _, marks = _pull_all(speech, 50)
    assert [m.text for m in marks if m.kind is MarkKind.WORD] == ["Phí", "8.000đ", "ạ"]
    resumed, voice = _speech("Phí 8.000đ ạ", from_word=1)
    resumed.pull(1)
    assert voice.diary[0] == "ask tám nghìn đồng ạ"


def test_an_empty_text_ends_at_once() -> None:
    spoken = _speech("😀")[0].pull(20)
    assert isinstance(spoken, Spoken)
    assert spoken.pcm.tolist() == []
    assert spoken.marks == (SpeechMark(MarkKind.END, 1, 1, 1, "", 0.0),)
    assert spoken.finished


def test_a_failing_engine_ends_the_speech_at_the_word_that_was_heard() -> None:
    speech = Speech(
        write_script("Một hai ba bốn năm sáu bảy tám."), ScriptedSynthesiser(fails_at="bảy")
    )
    speech.pull(150)
    with pytest.raises(LetanError, match="scripted: failed"):
        speech.pull(100)
    assert speech.finished
    assert speech.stop().next_word == 1


def _whole(stopped: Stopped) -> tuple[list[int], int]:
    return stopped.tail.tolist(), stopped.next_word


def test_the_rate_is_the_engines() -> None:
    assert _speech()[0].sample_rate_hz == RATE


class _Rated(ScriptedSynthesiser):
    """Notes the speed of every sentence whose sound was made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[tuple[str, float]] = []

    def synthesise(self, sentence, language, prosody):
        blocks = super().synthesise(sentence, language, prosody)

        def noted():
            self.made.append((sentence, prosody.rate))
            yield from blocks

        return noted()


def test_slower_begins_with_the_next_sentence() -> None:
    voice = _Rated()
    speech = Speech(write_script("Một hai ba bốn năm sáu. Bảy tám chín. Hết rồi."), voice)
    speech.pull(50)
    speech.change(rate=0.8)
    while not speech.finished:
        speech.pull(50)
    assert voice.made == [
        ("một hai ba bốn năm sáu.", 1.0),
        ("bảy tám chín.", 0.8),
        ("hết rồi.", 0.8),
    ]
    assert speech.pulled_s == 1.1


def test_louder_is_louder_at_the_next_sample() -> None:
    speech, _ = _speech()
    before = speech.pull(50).pcm
    speech.change(volume=1.0)
    after = speech.pull(50).pcm
    assert set(before.tolist()) == {1}
    assert set(after.tolist()) == {2}


def test_volume_of_a_speech_scales_the_engines_sound() -> None:
    script = write_script("Một hai.")
    loud = Speech(script, ScriptedSynthesiser(), volume=1.0).pull(200).pcm
    assert loud.tolist() == [2] * 100 + [4] * 100
